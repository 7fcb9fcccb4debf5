"""Checking an uploaded picture and drawing it anew: what is stored holds nothing but the picture."""

import threading
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from nhipcau.newsroom.errors import PictureError, PictureTooLargeError, PictureTooSmallError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
LARGE = (1600, 1600)
SMALL = (640, 640)
QUALITY = 82
# Opened several at a time, large pictures fill the memory of a small server.
_ONE_AT_A_TIME = threading.Lock()


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
    with _ONE_AT_A_TIME:
        picture = _upright(content)
    if picture.width < SMALL[0]:
        raise PictureTooSmallError
    large, small = _fit(picture, LARGE), _fit(picture, SMALL)
    return Drawn(_jpeg(large), _jpeg(small), large.width, large.height)


def _upright(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureTooLargeError
            picture.thumbnail(LARGE, Image.Resampling.LANCZOS)
            return _on_white(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLargeError from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureError from error


def _on_white(picture: Image.Image) -> Image.Image:
    layer = picture.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def _fit(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    copy = picture.copy()
    copy.thumbnail(size, Image.Resampling.LANCZOS)
    return copy


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
