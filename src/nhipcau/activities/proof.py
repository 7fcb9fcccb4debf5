"""What a person adds to show an activity, checked before anything of it is stored."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from nhipcau.activities.errors import LinkError
from nhipcau.activities.models import EvidenceKind
from nhipcau.shell import files

_is_address = URLValidator(schemes=("http", "https"))


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A checked photo, file or link, ready to be stored. Made by `photo`, `document` and `link` only."""

    kind: str
    name: str = ""
    content: bytes = b""
    thumbnail: bytes = b""
    media_type: str = ""
    url: str = ""
    caption: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of what is stored; "" for a link."""
        return hashlib.sha256(self.content).hexdigest() if self.content else ""


def photo(name: str, content: bytes, *, caption: str = "") -> NewEvidence:
    """Return a photo as evidence, redrawn without what the camera wrote into it. Raises FileError."""
    return _evidence(files.photo(name, content), caption)


def document(name: str, content: bytes, *, caption: str = "") -> NewEvidence:
    """Return a file as evidence; a picture is taken as a photo. Raises FileError."""
    return _evidence(files.document(name, content), caption)


def _evidence(kept: files.Checked, caption: str) -> NewEvidence:
    return NewEvidence(
        kind=EvidenceKind.PHOTO if kept.is_photo else EvidenceKind.FILE,
        name=kept.name,
        content=kept.content,
        thumbnail=kept.thumbnail,
        media_type=kept.media_type,
        caption=caption,
    )


def link(url: str, *, caption: str = "") -> NewEvidence:
    """Return a web address as evidence. Raises LinkError."""
    try:
        _is_address(url.strip())
    except ValidationError as error:
        raise LinkError from error
    return NewEvidence(kind=EvidenceKind.LINK, url=url.strip(), caption=caption)
