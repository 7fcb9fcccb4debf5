"""Pictures and charts of a body in Word, each said in words for those who cannot see it."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image as ImageFile
from docx.shared import Mm

from nhipcau.writing.docx_xml import printable
from nhipcau.writing.pictures import damaged

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as DocxParagraph

_BROKEN = (
    InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error, KeyError,
)  # fmt: skip


def add_picture(
    paragraph: DocxParagraph, content: bytes, alt: str, *, width_mm: float, room_mm: tuple[float, float]
) -> None:
    """Put a picture into `paragraph`, `width_mm` wide but no larger than `room_mm` (width, height).

    Raises InvalidDocumentError when the picture cannot be read.
    """
    across, down = _size(content)
    width = min(width_mm, room_mm[0], room_mm[1] * across / down)
    shape = paragraph.add_run().add_picture(io.BytesIO(content), Mm(width), Mm(width * down / across))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # LibreOffice takes 3 mm where nothing is said
    properties = shape._inline.docPr
    properties.set("descr", printable(alt))
    properties.set("name", f"Hình {properties.id}")


def _size(content: bytes) -> tuple[int, int]:
    try:
        file = ImageFile.from_blob(content)
        across, down = file.px_width, file.px_height
    except _BROKEN:
        across = down = 0
    if across < 1 or down < 1:
        raise damaged()
    return across, down
