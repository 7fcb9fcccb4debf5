"""Pictures drawn anew: upright, on white, of a sensible size, and with nothing in them but the picture.

A phone writes its place, its make and the moment into every photo. None of it is kept.
"""

import struct
import threading
from collections.abc import Collection
from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

# Large pictures opened by several threads at once would fill the memory of a small server.
_ONE_AT_A_TIME = threading.Lock()


class NoPictureError(Exception):
    """The content is no picture of a kind that is taken."""


class BrokenPictureError(Exception):
    """The picture breaks off, or what it holds cannot be drawn."""


class TooManyPixelsError(Exception):
    """The picture would fill the memory when opened."""


def draw_upright(
    content: bytes, *, formats: Collection[str], most_pixels: int, longest_side: int
) -> Image.Image:
    """Return the picture in `content`, turned as its camera says, its longer side at most `longest_side`.

    Raises NoPictureError, BrokenPictureError, TooManyPixelsError.
    """
    pillow_heif.register_heif_opener()
    try:
        with _ONE_AT_A_TIME, Image.open(BytesIO(content), formats=tuple(formats)) as opened:
            if opened.width * opened.height > most_pixels:
                raise TooManyPixelsError
            return _upright(opened, longest_side)
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    except UnidentifiedImageError as error:
        raise NoPictureError from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise BrokenPictureError from error


def jpeg(picture: Image.Image, *, longest_side: int, quality: int) -> bytes:
    """Return `picture` as a JPEG file, its longer side at most `longest_side`."""
    small = picture.copy()
    small.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _upright(opened: Image.Image, longest_side: int) -> Image.Image:
    """Return the picture on white.

    It is made small first: a picture of so many pixels takes hundreds of megabytes each time it is copied.
    """
    opened.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    turned = ImageOps.exif_transpose(opened).convert("RGBA")
    clean = Image.new("RGB", turned.size, "white")
    clean.paste(turned, mask=turned.getchannel("A"))
    return clean
