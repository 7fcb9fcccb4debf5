"""Which kind of file it is: by its name, and by its content, which must agree."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from ..errors import (
    DamagedFileError,
    EncryptedFileError,
    MislabelledFileError,
    TooHeavyError,
    UnsupportedFormatError,
)
from .values import Limits

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG, JPEG, TIFF, DOC = "image/png", "image/jpeg", "image/tiff", "application/msword"
IMAGES = frozenset((PNG, JPEG, TIFF))
FOREIGN = frozenset((HTML, DOCX, PDF)) | IMAGES

BY_EXTENSION = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".docx": DOCX, ".pdf": PDF, ".doc": DOC, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".tif": TIFF, ".tiff": TIFF,
}  # fmt: skip

# What the first bytes say.
SIGNATURES = (
    (b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"), (b"\x7fELF", "EXE"), (b"MZ\x90", "EXE"),
)  # fmt: skip
_MEMBER = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
# A Word document begins with these bytes; ten further a bit says that it is encrypted. Source: [MS-DOC] 2.5.2.
_WORD_START, _WORD_FLAGS, _WORD_ENCRYPTED = b"\xec\xa5", 11, 0x01
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = {TEXT: "TXT", MARKDOWN: "Markdown", HTML: "HTML", DOCX: "DOCX", PDF: "PDF", DOC: "DOC", PNG: "PNG",
          JPEG: "JPEG", TIFF: "TIFF"}  # fmt: skip
_OFFICE_PARTS = (("word/", "DOCX"), ("xl/", "XLSX"), ("ppt/", "PPTX"), ("mimetype", "ODF"))


def media_type_of(name: str, data: bytes) -> str:
    """Return the media type on which name and content agree.

    >>> media_type_of("a.txt", b"Xin chao")
    'text/plain'
    """
    extension = PurePath(name).suffix.lower()
    claimed = BY_EXTENSION.get(extension)
    really = _content_kind(name, data)
    if claimed is None:
        raise UnsupportedFormatError(name, is_really=really or extension or "?")
    if really == _NAMES[claimed] or (claimed in (TEXT, MARKDOWN, HTML) and really is None):
        return claimed
    if really is None:
        raise DamagedFileError(name)
    raise MislabelledFileError(name, claims=extension, is_really=really)


def _content_kind(name: str, data: bytes) -> str | None:
    """The kind that the content shows; None where it could be any text."""
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith(b"PK\x03\x04"):
        return _package_kind(name, data)
    if data.startswith(_OLE):
        return _office_kind(name, data)
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    return "HTML" if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:2048]) else None


def _office_kind(name: str, data: bytes) -> str:
    """The kind of a file of Office 97-2003, whose streams begin at multiples of 512."""
    if _ENCRYPTED_PACKAGE in data:
        raise EncryptedFileError(name)
    if _WORD_STREAM not in data:
        return "XLS/PPT (Office 97-2003)"
    if data[512:514] == _WORD_START and data[512 + _WORD_FLAGS] & _WORD_ENCRYPTED:
        raise EncryptedFileError(name)
    return "DOC"


def _package_kind(name: str, data: bytes) -> str:
    if data.count(_MEMBER) > Limits().members:
        raise TooHeavyError(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise DamagedFileError(name) from error
    for prefix, kind in _OFFICE_PARTS:
        if any(member.startswith(prefix) for member in members):
            return kind
    return "ZIP"
