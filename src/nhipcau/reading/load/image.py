"""PNG, JPEG, TIFF: pictures of pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate

from PIL import Image, ImageOps, ImageSequence

from ..errors import NoTextError, TooHeavyError
from . import recognition
from .joining import join_lines
from .recognition import Picture
from .values import Limits, Loaded

_FORMATS = ("PNG", "JPEG", "TIFF")
_PAPER_INCHES = 8.27  # the width of A4
_LIKELY_DPI = range(70, 1201)
NOTE = "Chữ được nhận dạng từ ảnh, có thể sai: hãy đối chiếu với bản gốc."


def parse(data: bytes, limits: Limits) -> Loaded:
    """Return the text recognised in a picture, or in each of the pages of a TIFF file."""
    with opened(data, limits) as image:
        pages = getattr(image, "n_frames", 1)
        if pages > limits.pages:
            raise TooHeavyError
        recognition.require()
        texts = list(recognition.recognise(_pictures(image, limits), limits))
    text, starts = _of_pages(["\n".join(join_lines(page.split("\n"))) for page in texts])
    if not text:
        raise NoTextError(pictures=pages)
    unread = (f"Chỉ {len(texts)} trong {pages} trang được đọc.",) if len(texts) < pages else ()
    return Loaded(
        text=text + "\n",
        notes=(NOTE, *unread),
        uncertain=True,
        pages=starts,
        recognised=tuple(range(1, len(texts) + 1)),
        unread=tuple(range(len(texts) + 1, pages + 1)),
    )


def _of_pages(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    """The text of the pages one after another, and where in it each starts."""
    whole = "\n".join(pages)
    before, text = len(whole) - len(whole.lstrip()), whole.strip()
    ends = accumulate(len(page) + 1 for page in pages)
    starts = (0, *ends)[: len(pages)]
    return text, tuple(min(max(start - before, 0), len(text)) for start in starts)


def opened(data: bytes, limits: Limits) -> Image.Image:
    """The picture, not yet unpacked."""
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise TooHeavyError from error
    if image.width * image.height > limits.pixels:
        raise TooHeavyError
    return image


def _pictures(image: Image.Image, limits: Limits) -> Iterator[Picture]:
    for frame in ImageSequence.Iterator(image):
        if frame.width * frame.height > limits.pixels:
            raise TooHeavyError
        upright = _on_white(ImageOps.exif_transpose(frame))
        yield Picture(upright.width, upright.height, upright.tobytes(), _dpi(frame))


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("L")
    coloured = image.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("L")


def _dpi(image: Image.Image) -> int:
    """What the file says, where that is likely; else as if the picture were as wide as a sheet of A4."""
    try:
        stated = round(float(image.info["dpi"][0]))
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        stated = 0
    usual = round(min(image.size) / _PAPER_INCHES)
    return stated if stated in _LIKELY_DPI and stated != 72 else min(max(usual, 70), 1200)
