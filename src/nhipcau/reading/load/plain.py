"""Text files: UTF-8 with or without mark, UTF-16, and the Vietnamese encodings before Unicode."""

from __future__ import annotations

import codecs

from ..errors import UnknownEncodingError
from .charsets import recognise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data`, line ends as they are, and notes for a person. Raises UnknownEncodingError.

    >>> decode("a.txt", "Lễ hội".encode("utf-16"))
    ('Lễ hội', ())
    >>> decode("a.txt", b"K\\xd5 ho\\xb9ch n\\xa8m 2026")
    ('Kế hoạch năm 2026', ('Chữ TCVN3 (ABC) đã được chuyển sang Unicode.',))
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4096]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        return _converted(name, data, error)


def _converted(name: str, data: bytes, reason: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    charset = recognise(data)
    if charset is None:
        raise UnknownEncodingError(name) from reason
    try:
        text = charset.decode(data)
    except UnicodeDecodeError as error:
        raise UnknownEncodingError(name) from error
    return text, (f"Chữ {charset.name} đã được chuyển sang Unicode.",)
