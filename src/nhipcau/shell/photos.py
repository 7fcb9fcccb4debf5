"""Photos as they are kept: readable, upright, of a sensible size, and without what the camera wrote into them."""

from dataclasses import dataclass

from nhipcau.shell import pictures
from nhipcau.shell.errors import DamagedError, PhotoError

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 80_000_000  # more than any phone makes, less than what fills the memory of a small server
LONGEST_SIDE = 2560
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
    try:
        picture = pictures.draw_upright(
            content, formats=FORMATS, most_pixels=MOST_PIXELS, longest_side=LONGEST_SIDE
        )
    except (pictures.NoPictureError, pictures.TooManyPixelsError) as error:
        raise PhotoError from error
    except pictures.BrokenPictureError as error:
        raise DamagedError from error
    return Photo(
        pictures.jpeg(picture, longest_side=LONGEST_SIDE, quality=88),
        pictures.jpeg(picture, longest_side=THUMBNAIL_SIDE, quality=80),
    )
