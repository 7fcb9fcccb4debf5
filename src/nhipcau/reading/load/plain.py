"""Text files: UTF-8 with or without mark, UTF-16."""

from __future__ import annotations

import codecs

from ..errors import UnknownEncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(name: str, data: bytes) -> str:
    """Return the text of `data`, line ends as they are. Raises UnknownEncodingError.

    >>> decode("a.txt", "Lễ hội".encode("utf-16"))
    'Lễ hội'
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4096]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncodingError(name) from error
