"""Which kind of file it is: by its name, and by its content, which must agree."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from ..errors import DamagedFileError, EncryptedFileError, MislabelledFileError, UnsupportedFormatError

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOREIGN = frozenset((HTML, DOCX, PDF))

BY_EXTENSION = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".docx": DOCX, ".pdf": PDF,
}  # fmt: skip

# What the first bytes say, for kinds that are not read.
SIGNATURES = (
    (b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"), (b"\x7fELF", "EXE"), (b"MZ\x90", "EXE"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = {TEXT: "TXT", MARKDOWN: "Markdown", HTML: "HTML", DOCX: "DOCX", PDF: "PDF"}
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
        if _ENCRYPTED_PACKAGE in data:
            raise EncryptedFileError(name)
        return "DOC/XLS (Office 97-2003)"
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    return "HTML" if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:2048]) else None


def _package_kind(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise DamagedFileError(name) from error
    for prefix, kind in _OFFICE_PARTS:
        if any(member.startswith(prefix) for member in members):
            return kind
    return "ZIP"
