"""Photos as they are kept: readable, upright, of a sensible size, and without what the camera wrote into them.

A phone writes its place, its make and the moment into every photo. None of it is kept: the picture is drawn anew.
"""

import struct
import threading
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from nhipcau.activities.errors import DamagedError, PhotoError

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 80_000_000  # more than any phone makes, less than what fills the memory of a small server
LONGEST_SIDE = 2560
# Eight large pictures opened by eight threads at once would fill the memory all the same.
_ONE_AT_A_TIME = threading.Lock()
THUMBNAIL_SIDE = 320


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture drawn anew, as JPEG, and a small one for lists."""

    content: bytes
    thumbnail: bytes


def redraw(content: bytes) -> Photo:
    """Return the picture in `content`, upright and without data of place, person or device.

    Raises PhotoError when it is no picture, DamagedError when it breaks off.
    """
    pillow_heif.register_heif_opener()
    try:
        with _ONE_AT_A_TIME, Image.open(BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoError
            picture = _upright(opened)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PhotoError from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise DamagedError from error
    return Photo(_jpeg(picture, LONGEST_SIDE, 88), _jpeg(picture, THUMBNAIL_SIDE, 80))


def _upright(opened: Image.Image) -> Image.Image:
    """Return the picture on white, turned as its camera says, with nothing but its pixels.

    It is made small first: a picture of so many pixels takes hundreds of megabytes each time it is copied.
    """
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(opened).convert("RGBA")
    clean = Image.new("RGB", turned.size, "white")
    clean.paste(turned, mask=turned.getchannel("A"))
    return clean


def _jpeg(picture: Image.Image, side: int, quality: int) -> bytes:
    small = picture.copy()
    small.thumbnail((side, side))
    out = BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
