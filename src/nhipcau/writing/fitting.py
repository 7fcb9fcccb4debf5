"""How lines and blocks are fitted to the page, the same in every file we write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from nhipcau.writing.layout import Layout, Part, Shape
from nhipcau.writing.text_width import balanced_width_mm, broken_at_comma

KEPT_WHOLE: Final = 8  # a table of at most so many rows moves to the next page rather than break
TALLEST: Final = 0.7  # of the page: a picture leaves room for its caption
_ITALIC_SHARE: Final = 0.95  # italic letters are narrower than the bold ones that widths are known of
_ABREAST: Final = 2  # signatures on a row, but three of them stand side by side
_Signed = TypeVar("_Signed")


def line_width(shape: Shape, text: str, room: float) -> float:
    """Return the least width, in mm, in which `text` takes no more lines than in `room`."""
    size = shape.size * (_ITALIC_SHARE if shape.italic else 1)
    return balanced_width_mm(text.upper() if shape.upper else text, size, room)


def divided(shape: Shape, text: str, room: float) -> str:
    """Return the name of a body in two lines where it is too long for one, broken after a comma if it has one."""
    return broken_at_comma(text.upper() if shape.upper else text, shape.size, room)


def enclosed_in_lines(enclosed: str, layout: Layout) -> str:
    """Return the line that names an annex's document, broken before the issuer's name when it is too long.

    >>> from nhipcau.writing.layout import STATE
    >>> enclosed_in_lines("(Kèm theo Kế hoạch số 1/KH ngày 05 tháng 01 năm 2026 của Sở Du lịch tỉnh Bến Đá)", STATE)
    '(Kèm theo Kế hoạch số 1/KH ngày 05 tháng 01 năm 2026\\ncủa Sở Du lịch tỉnh Bến Đá)'
    """
    if line_width(layout.shapes[Part.ENCLOSED], enclosed, 2 * layout.page_width) <= layout.text_width:
        return enclosed
    return enclosed.replace(" của ", "\ncủa ", 1)


def rows_of_signatures(signed: Sequence[_Signed]) -> list[Sequence[_Signed]]:
    """Return who signs on each row; the first row is the short one.

    >>> [rows_of_signatures("ABCDE"[:count]) for count in (2, 3, 5)]
    [['AB'], ['ABC'], ['A', 'BC', 'DE']]
    """
    abreast = 3 if len(signed) == 3 else _ABREAST
    first = len(signed) % abreast
    rows = [signed[start : start + abreast] for start in range(first, len(signed), abreast)]
    return [signed[:first], *rows] if first else rows
