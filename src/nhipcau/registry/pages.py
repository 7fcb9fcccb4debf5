"""The pictures of a document's pages: drawn once, then kept beside its file in the storage.

They are drawn when somebody first looks, a few at a time: a browser asks for many at once.
"""

import json
import os
import threading
from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nhipcau.reading import ReadingError
from nhipcau.reading.pictures import DRAWN, Size, draw_page, page_sizes
from nhipcau.registry.models import Document

MEDIA_TYPE = "image/webp"
# Of each web process. A child that draws takes a core and up to some hundred megabytes.
_DRAWING = threading.BoundedSemaphore(2)


def has_pictures(document: Document) -> bool:
    """Return whether the file of `document` is of a kind whose pages can be seen."""
    return document.media_type in DRAWN


def sizes(document: Document) -> tuple[Size, ...]:
    """Return the size of the picture of each page, in order; nothing for a file that shows none."""
    if not has_pictures(document):
        return ()
    name = _name(document, "sizes.json")
    kept = _kept(name)
    if kept is None:
        kept = json.dumps([(size.width, size.height) for size in _measured(document)]).encode()
        _keep(name, kept)
    return tuple(Size(width, height) for width, height in json.loads(kept))


def picture(document: Document, number: int) -> bytes | None:
    """Return page `number`, from 1, as a WebP picture; None where there is no such page or it cannot be drawn."""
    if not has_pictures(document):
        return None
    name = _name(document, f"{number}.webp")
    drawn = _kept(name)
    if drawn is None:
        drawn = _drawn(document, number)
        if drawn is not None:
            _keep(name, drawn)
    return drawn


def _measured(document: Document) -> tuple[Size, ...]:
    """The sizes; none for a file that cannot be opened, which is not tried again each time."""
    try:
        with document.file.open("rb") as file:
            return page_sizes(document.file_name, file, document.media_type)
    except ReadingError:
        return ()


def _drawn(document: Document, number: int) -> bytes | None:
    try:
        with _DRAWING, document.file.open("rb") as file:
            return draw_page(document.file_name, file, document.media_type, number - 1)
    except (ReadingError, IndexError):
        return None


def _name(document: Document, part: str) -> str:
    return str(PurePosixPath(str(document.file.name)).with_suffix(".pages") / part)


def _kept(name: str) -> bytes | None:
    try:
        with default_storage.open(name, "rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _keep(name: str, content: bytes) -> None:
    """Store `content` whole or not at all: another request may read the same name at this moment."""
    made = default_storage.save(f"{name}.{uuid4().hex}", ContentFile(content))
    os.replace(default_storage.path(made), default_storage.path(name))
