"""The pictures of a PNG, JPEG or TIFF file, drawn anew: upright, on white, of a sensible size."""

from __future__ import annotations

from PIL import Image, ImageOps

from ..errors import TooHeavyError
from ..load.image import opened, pages_of
from ..load.values import Limits
from . import WIDTH
from .webp import webp

_ORIENTATION = 0x0112  # Source: EXIF 2.32, 4.6.4 A
_LYING = range(5, 9)
_TALLEST = 4


def sizes(data: bytes, limits: Limits) -> list[tuple[int, int]]:
    """Return the width and height in dots of the picture of each page."""
    with opened(data, limits) as image:
        frames = pages_of(image)
        if frames > limits.pages:
            raise TooHeavyError
        return [_size(_frame(image, index)) for index in range(frames)]


def draw(data: bytes, index: int, limits: Limits) -> bytes:
    """Return a page as a picture. Raises IndexError where there is no such page."""
    with opened(data, limits) as image:
        if not 0 <= index < min(pages_of(image), limits.pages):
            raise IndexError(index)
        frame = _frame(image, index)
        wanted = _size(frame)
        if frame.width * frame.height > limits.pixels:
            raise TooHeavyError
        frame.draft("RGB", wanted[::-1] if _lies(frame) else wanted)
        return webp(_on_white(ImageOps.exif_transpose(frame)).resize(wanted, Image.Resampling.LANCZOS))


def _frame(image: Image.Image, index: int) -> Image.Image:
    image.seek(index)
    return image


def _size(image: Image.Image) -> tuple[int, int]:
    """Return the size it is drawn at: never larger than it is."""
    width, height = image.size[::-1] if _lies(image) else image.size
    scale = min(1.0, WIDTH / max(width, height / _TALLEST))
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _lies(image: Image.Image) -> bool:
    """Whether it will be turned by a quarter; of a TIFF file the size is already said upright."""
    return image.format != "TIFF" and image.getexif().get(_ORIENTATION) in _LYING


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    coloured = image.convert("RGBA")
    paper = Image.new("RGB", coloured.size, "white")
    paper.paste(coloured, mask=coloured.getchannel("A"))
    return paper
