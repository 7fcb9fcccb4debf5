"""Lead pictures as they are kept: two sizes, and nothing in them but the picture."""

from dataclasses import dataclass

from nhipcau.newsroom.errors import PictureError, PictureTooLargeError, PictureTooSmallError
from nhipcau.shell import pictures

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
LARGE = 1600
SMALL = 640
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it will be stored: two JPEG files, and the size of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def draw_anew(content: bytes) -> Drawn:
    """Return the picture in `content`, turned upright, without the camera's notes on place and time.

    Raises PictureError, PictureTooLargeError or PictureTooSmallError.
    """
    if len(content) > MAX_BYTES:
        raise PictureTooLargeError
    try:
        picture = pictures.draw_upright(content, formats=FORMATS, most_pixels=MAX_PIXELS, longest_side=LARGE)
    except pictures.TooManyPixelsError as error:
        raise PictureTooLargeError from error
    except (pictures.NoPictureError, pictures.BrokenPictureError) as error:
        raise PictureError from error
    if picture.width < SMALL:
        raise PictureTooSmallError
    large, small = (pictures.jpeg(picture, longest_side=side, quality=QUALITY) for side in (LARGE, SMALL))
    return Drawn(large, small, picture.width, picture.height)
