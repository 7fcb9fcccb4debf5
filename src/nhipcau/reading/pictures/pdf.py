"""The pages of a PDF, drawn with their stamps and signatures."""

from __future__ import annotations

from ..errors import TooHeavyError
from ..load.pdf import LARGEST_PAGE, opened
from ..load.values import Limits
from . import WIDTH
from .webp import webp

# A page no higher than this many times its width: what is longer is drawn narrower.
_TALLEST = 4


def sizes(data: bytes, limits: Limits) -> list[tuple[int, int]]:
    """Return the width and height in dots of the picture of each page."""
    document = opened(data)
    if len(document) > limits.pages:
        raise TooHeavyError
    return [_dots(*document.get_page_size(index)) for index in range(len(document))]


def draw(data: bytes, index: int, limits: Limits) -> bytes:
    """Return a page as a picture. Raises IndexError where there is no such page."""
    document = opened(data)
    if not 0 <= index < min(len(document), limits.pages):
        raise IndexError(index)
    document.init_forms()
    page = document[index]
    width, height = page.get_size()
    if max(width, height) > LARGEST_PAGE:
        raise TooHeavyError
    wanted = _dots(width, height)
    drawn = page.render(scale=_scale(width, height)).to_pil().convert("RGB")
    return webp(drawn if drawn.size == wanted else drawn.resize(wanted))


def _scale(width: float, height: float) -> float:
    return WIDTH / max(width, height / _TALLEST, 1.0)


def _dots(width: float, height: float) -> tuple[int, int]:
    scale = _scale(width, height)
    return max(round(width * scale), 1), max(round(height * scale), 1)
