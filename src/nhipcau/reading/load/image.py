"""PNG, JPEG, TIFF: pictures of pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate

from PIL import ExifTags, Image

from ..errors import NoTextError, TooHeavyError
from . import recognition
from .joining import join_lines
from .recognition import Picture
from .values import Limits, Loaded

_FORMATS = ("PNG", "JPEG", "TIFF")
_PAPER_INCHES = 8.27  # the width of A4
_LIKELY_DPI = range(70, 1201)
# How a picture is turned that says it lies otherwise. Source: Exif 3.0, Orientation.
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
NOTE = "Chữ được nhận dạng từ ảnh, có thể sai: hãy đối chiếu với bản gốc."


def parse(data: bytes, limits: Limits) -> Loaded:
    """Return the text recognised in a picture, or in each of the pages of a TIFF file."""
    with opened(data, limits) as image:
        pages = getattr(image, "n_frames", 1)
        if pages > limits.pages:
            raise TooHeavyError
        recognition.require()
    texts = list(recognition.recognise(_pictures(data, pages, limits), limits))
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


def _pictures(data: bytes, pages: int, limits: Limits) -> Iterator[Picture]:
    for page in range(pages):
        with opened(data, limits) as image:  # anew each time: nothing stays unpacked while it is recognised
            image.seek(page)
            picture = _picture(image, limits)
        yield picture


def _picture(frame: Image.Image, limits: Limits) -> Picture:
    """A page as it is recognised: upright, grey, and no finer than is of use."""
    if frame.width * frame.height > limits.pixels:
        raise TooHeavyError
    dpi, turned = _dpi(frame), _TURNED.get(frame.getexif().get(ExifTags.Base.Orientation, 1))
    scale = min(recognition.DPI / dpi, (recognition.MOST_DOTS / (frame.width * frame.height)) ** 0.5, 1.0)
    size = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
    frame.draft("L", size)  # of a JPEG no more is unpacked than is needed
    grey = _on_white(frame, size)
    grey = grey.transpose(turned) if turned is not None else grey
    return Picture(grey.width, grey.height, grey.tobytes(), max(round(dpi * scale), 70))


def _on_white(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in shades of grey and of this size, white where nothing is drawn."""
    grey = image.convert("L").resize(size)
    if not image.has_transparency_data:
        return grey
    drawn = (image if "A" in image.getbands() else image.convert("RGBA")).getchannel("A").resize(size)
    paper = Image.new("L", size, 255)
    paper.paste(grey, mask=drawn)
    return paper


def _dpi(image: Image.Image) -> int:
    """What the file says, where that is likely; else as if the picture were as wide as a sheet of A4."""
    try:
        stated = round(float(image.info["dpi"][0]))
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        stated = 0
    usual = round(min(image.size) / _PAPER_INCHES)
    return stated if stated in _LIKELY_DPI and stated != 72 else min(max(usual, 70), 1200)
