"""What a person uploads, checked by its content before anything of it is stored."""

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from nhipcau.shell import photos
from nhipcau.shell.errors import (
    DamagedError,
    EmptyFileError,
    FileTypeError,
    MislabelledError,
    OversizeError,
    SecretFileError,
)
from nhipcau.shell.secrecy import is_marked

LARGEST_BYTES = 20 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that is taken: its media type, how its content begins (any of these), what its ZIP holds."""

    media_type: str
    begins: tuple[bytes, ...]
    at: int = 0
    holds: str = ""


FILE_TYPES = {
    ".pdf": FileType("application/pdf", (b"%PDF-",)),
    ".docx": FileType(_WORD, (b"PK\x03\x04",), holds="word/document.xml"),
    ".xlsx": FileType(_EXCEL, (b"PK\x03\x04",), holds="xl/workbook.xml"),
    ".pptx": FileType(_SLIDES, (b"PK\x03\x04",), holds="ppt/presentation.xml"),
    ".doc": FileType("application/msword", (_OLE,)),
    ".xls": FileType("application/vnd.ms-excel", (_OLE,)),
    ".ppt": FileType("application/vnd.ms-powerpoint", (_OLE,)),
    ".mp3": FileType("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".m4a": FileType("audio/mp4", (b"ftyp",), at=4),
    ".mp4": FileType("video/mp4", (b"ftyp",), at=4),
    ".mov": FileType("video/quicktime", (b"ftyp",), at=4),
}
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept. Made by `photo` and `document` only; `thumbnail` is there for a photo."""

    name: str
    content: bytes
    media_type: str
    thumbnail: bytes = b""

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture, redrawn."""
        return bool(self.thumbnail)

    @property
    def sha256(self) -> str:
        """The SHA-256 of what is stored."""
        return hashlib.sha256(self.content).hexdigest()


def photo(name: str, content: bytes) -> Checked:
    """Return a photo, redrawn without what the camera wrote into it.

    Raises EmptyFileError, OversizeError, PhotoError, DamagedError, SecretFileError.
    """
    _check_size(content)
    _check_open(name, content)
    picture = photos.redraw(content)
    return Checked(f"{_plain(name).stem}.jpg", picture.content, "image/jpeg", picture.thumbnail)


def document(name: str, content: bytes) -> Checked:
    """Return a file; a picture is taken as a photo.

    Raises EmptyFileError, OversizeError, FileTypeError, MislabelledError, DamagedError, PhotoError, SecretFileError.
    """
    _check_size(content)
    plain = _plain(name)
    suffix = plain.suffix.lower()
    if suffix in PICTURES:
        return photo(name, content)
    if suffix not in FILE_TYPES:
        raise FileTypeError
    _check_content(FILE_TYPES[suffix], content)
    _check_open(name, content)
    return Checked(str(plain), content, FILE_TYPES[suffix].media_type)


def _plain(name: str) -> PurePath:
    """Return the name without folders, short enough to be kept."""
    path = PurePath(name.replace("\\", "/").rsplit("/", 1)[-1].strip() or "minh-chung")
    return PurePath(f"{path.stem[:200]}{path.suffix[:10]}")


def _check_size(content: bytes) -> None:
    if not content:
        raise EmptyFileError
    if len(content) > LARGEST_BYTES:
        raise OversizeError


def _check_open(name: str, content: bytes) -> None:
    if is_marked(name, content):
        raise SecretFileError


def _check_content(wanted: FileType, content: bytes) -> None:
    if not content[wanted.at :].startswith(wanted.begins):
        raise MislabelledError
    if wanted.media_type == "application/pdf" and b"%%EOF" not in content[-4096:]:
        raise DamagedError
    if wanted.holds:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedError from error
        if wanted.holds not in names:
            raise MislabelledError
