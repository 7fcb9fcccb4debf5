"""PNG, JPEG, TIFF: pictures of pages."""

from __future__ import annotations

import io
from functools import partial
from itertools import accumulate
from math import ceil
from typing import BinaryIO

from PIL import ExifTags, Image, JpegImagePlugin, TiffImagePlugin

from ..errors import NoTextError, TooHeavyError
from . import recognition
from .joining import join_lines
from .recognition import Picture
from .values import Limits, Loaded

_FORMATS = ("PNG", "JPEG", "TIFF")
_PAPER_INCHES = 8.27  # the width of A4
_LIKELY_DPI = range(70, 1201)
_DOT_BYTES = {
    "1": 1,
    "L": 1,
    "P": 1,
    "I;16": 2,
    "I;16B": 2,
}  # of a picture unpacked by Pillow; others have four
_DRAFTED = 4  # of so many dots one is unpacked where the picture is finer than is of use
_STRIP = 128  # rows
_BESIDE = 3  # rows that a row of the smaller picture depends on, to each side: two, and one for the rounding
# How a picture is turned that says it lies otherwise. Source: Exif 3.0, Orientation.
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
NOTE = "Chữ được nhận dạng từ ảnh, có thể sai: hãy đối chiếu với bản gốc."


def parse(data: bytes | BinaryIO, limits: Limits) -> Loaded:
    """Return the text recognised in a picture, or in each of the pages of a TIFF file."""
    with opened(data, limits) as image:
        pages = pages_of(image)
        if pages > limits.pages:
            raise TooHeavyError
        recognition.require()
    draws = [partial(_page, data, index, limits) for index in range(pages)]
    texts = list(recognition.recognise(draws, limits))
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


def opened(data: bytes | BinaryIO, limits: Limits) -> Image.Image:
    """The picture, not yet unpacked."""
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        image = Image.open(io.BytesIO(data) if isinstance(data, bytes) else data, formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise TooHeavyError from error
    if image.width * image.height > limits.pixels:
        raise TooHeavyError
    return image


def pages_of(image: Image.Image) -> int:
    """How many pages a file has: the frames of a moving PNG, and the small copies in a photograph, are none."""
    return getattr(image, "n_frames", 1) if image.format == "TIFF" else 1


def _page(data: bytes | BinaryIO, index: int, limits: Limits) -> Picture:
    """One page as it is recognised; nothing stays unpacked after it."""
    with opened(data, limits) as image:
        image.seek(index)
        return _picture(image, limits)


def _picture(frame: Image.Image, limits: Limits) -> Picture:
    """A page as it is recognised: upright, grey, and no finer than is of use."""
    if frame.width * frame.height > limits.pixels or _unpacking(frame) > limits.picture_bytes:
        raise TooHeavyError
    dpi, turned = _dpi(frame), _TURNED.get(frame.getexif().get(ExifTags.Base.Orientation, 1))
    scale = min(recognition.DPI / dpi, (recognition.MOST_DOTS / (frame.width * frame.height)) ** 0.5, 1.0)
    size = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
    frame.draft("L", size)  # of a JPEG no more is unpacked than is needed
    grey = _grey(frame, size)
    grey = grey.transpose(turned) if turned is not None else grey
    return Picture(grey.width, grey.height, grey.tobytes(), max(round(dpi * scale), 70))


def _unpacking(image: Image.Image) -> int:
    """How many bytes it takes to unpack a picture.

    A TIFF file is unpacked by strips or tiles, one of them at a time, and one strip may be all of it; of a JPEG in
    several passes all coefficients are kept.
    """
    dots = image.width * image.height
    unpacked = dots * _DOT_BYTES.get(image.mode, 4)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return unpacked + _strip_bytes(image)
    if isinstance(image, JpegImagePlugin.JpegImageFile) and image.info.get("progressive"):
        return unpacked // _DRAFTED + dots * _coefficients(image)
    return unpacked


def _coefficients(image: JpegImagePlugin.JpegImageFile) -> int:
    """How many bytes of coefficients a JPEG has for each dot: two for a dot of a layer; colours have fewer dots."""
    fineness = [across * down for _, across, down, _ in image.layer]
    return ceil(2 * sum(fineness) / max(fineness))


def _strip_bytes(image: TiffImagePlugin.TiffImageFile) -> int:
    tags = image.tag_v2
    bits = sum(tags.get(TiffImagePlugin.BITSPERSAMPLE, (1,)))
    rows = tags.get(TiffImagePlugin.TILELENGTH) or tags.get(TiffImagePlugin.ROWSPERSTRIP, image.height)
    width = tags.get(TiffImagePlugin.TILEWIDTH) or image.width
    return int(width * min(rows, image.height) * bits // 8)


def _grey(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in shades of grey and of this size, strip by strip: unpacked and in colour it is large enough.

    A strip is made with the rows beside it that its edges depend on, so that the whole is the same as made at once.
    """
    width, height = size
    rows = image.height / height
    grey = Image.new("L", size)
    for top in range(0, height, _STRIP):
        bottom = min(top + _STRIP, height)
        first = max(int((top - _BESIDE) * rows), 0)
        strip = _on_white(
            image.crop((0, first, image.width, min(ceil((bottom + _BESIDE) * rows), image.height)))
        )
        box = (0.0, top * rows - first, image.width, min(bottom * rows - first, strip.height))
        grey.paste(strip.resize((width, bottom - top), box=box), (0, top))
    return grey


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in shades of grey, white where nothing is drawn."""
    grey = image.convert("L")
    if not image.has_transparency_data:
        return grey
    drawn = (image if "A" in image.getbands() else image.convert("RGBA")).getchannel("A")
    paper = Image.new("L", image.size, 255)
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
