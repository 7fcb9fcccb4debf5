"""Files in packets: unpacked from base64 and from hidden archives, and told by their bytes, not by what is said."""

import base64
import binascii
import io
import re
import struct
import zipfile
import zlib
from typing import Final

from nhipcau.exchange.formats.edxml import errors
from nhipcau.exchange.formats.edxml.errors import PacketError

MOST_BYTES: Final = 50 * 1024**2
MOST_FILES: Final = 200
_SPACE = re.compile(r"\s+")
# Names whose files are archives by nature: they stay as they are.
_ARCHIVES = re.compile(
    r"\.(zip|docx|docm|dotx|xlsx|xlsm|xltx|pptx|pptm|ppsx|od[tspgbfc]|jar|epub|7z|rar|asice?|kmz)\s*$",
    re.IGNORECASE,
)
_END, _END_64, _END_BYTES = b"PK\x05\x06", b"PK\x06\x07", 22
_MOST_DIRECTORY_BYTES: Final = 1024**2
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BEGINNINGS: Final = (
    (b"%PDF", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_INSIDE: Final = (
    ("word/", _OFFICE + "wordprocessingml.document"),
    ("xl/", _OFFICE + "spreadsheetml.sheet"),
    ("ppt/", _OFFICE + "presentationml.presentation"),
)


def unpacked(name: str, encoded: str) -> bytes:
    """Return the bytes of an attachment. Raises PacketError for what is broken or too large."""
    if len(encoded) > MOST_BYTES * 3 // 2:
        raise _too_large(name)
    try:
        content = base64.b64decode(_SPACE.sub("", encoded), validate=True)
    except (binascii.Error, ValueError) as error:
        raise PacketError(errors.BROKEN_ATTACHMENT, name=name[:100]) from error
    if len(content) > MOST_BYTES:
        raise _too_large(name)
    return _out_of_archive(name, content)


def _out_of_archive(name: str, content: bytes) -> bytes:
    """Return the one file of an archive that the name does not announce; anything else as it is."""
    if not _is_readable_archive(content) or _ARCHIVES.search(name):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) != 1 or entries[0].is_dir() or not _is_plain(entries[0]):
                return content
            with archive.open(entries[0]) as file:
                inner = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return content
    if len(inner) > MOST_BYTES:
        raise _too_large(name)
    return inner


def _is_readable_archive(content: bytes) -> bool:
    """Return whether it is an archive whose list of files is short enough to be read."""
    tail = content[-(_END_BYTES + 65_535) :]
    at = len(tail) - _END_BYTES
    if not (tail[at:].startswith(_END) and tail.endswith(b"\x00\x00")):
        at = tail.rfind(_END)
    if not content.startswith(b"PK") or _END_64 in tail or at < 0 or len(tail) < at + _END_BYTES:
        return False
    (size,) = struct.unpack_from("<I", tail, at + 12)
    return bool(size <= _MOST_DIRECTORY_BYTES)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    return entry.compress_type in _PLAIN and not entry.flag_bits & 0x1


def _too_large(name: str) -> PacketError:
    return PacketError(errors.TOO_LARGE_ATTACHMENT, name=name[:100], limit=str(MOST_BYTES // 1024**2))


def media_type_of(name: str, content: bytes) -> str:
    """Return the kind of a file, told by its first bytes.

    >>> media_type_of("a.doc", b"%PDF-1.7"), media_type_of("a.txt", "mưa".encode())
    ('application/pdf', 'text/plain')
    """
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            is_sheet = kind == "application/msword" and name.lower().endswith((".xls", ".xlt"))
            return "application/vnd.ms-excel" if is_sheet else kind
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    return "text/plain" if _is_text(content[:4096]) else "application/octet-stream"


def _kind_of_archive(content: bytes) -> str:
    if not _is_readable_archive(content):
        return "application/zip"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return "application/zip"
    return next(
        (kind for inside, kind in _INSIDE if any(n.startswith(inside) for n in names)), "application/zip"
    )


def _is_text(beginning: bytes) -> bool:
    try:
        beginning[: len(beginning) - 3 if len(beginning) == 4096 else None].decode()
    except UnicodeDecodeError:
        return False
    return b"\x00" not in beginning
