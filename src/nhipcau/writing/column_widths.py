"""How the width of the text is shared among the columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nhipcau.writing.model import Cell, Table
from nhipcau.writing.numbers import format_number
from nhipcau.writing.text_width import bold_width_mm

_WIDEST_MM: Final = 75.0  # longer text wraps anyway: it asks for no more than this
_HEADER_SHARE: Final = 0.5  # a header may wrap into two lines at its spaces
_SPARE_MM: Final = 1.0  # widths are estimates


def column_widths(table: Table, room_mm: float, size: float, padding_mm: float) -> tuple[float, ...]:
    """Return a width for each column, in mm: no word or figure breaks while there is room for all of them.

    `size` is that of the letters in points, `padding_mm` stands left and right in each cell.

    >>> from nhipcau.writing.model import Column
    >>> table = Table("", (Column("Nội dung"), Column("Số lượng")), (("Khách quốc tế đến tỉnh", "16.974"),))
    >>> [round(width) for width in column_widths(table, 165, 13, 1.5)]
    [115, 50]
    """
    columns = range(len(table.columns))
    asked = [_asked(table, index, size, 2 * padding_mm + _SPARE_MM) for index in columns]
    steps = [[widths[step] for widths in asked] for step in range(3)]
    return _shared(steps, room_mm)


def _asked(table: Table, index: int, size: float, around: float) -> tuple[float, float, float]:
    """Return the widths at which a column breaks no word, no text of its cells, and not its header either."""
    column = table.columns[index]
    cells = {printed_cell(row[index]) for row in table.rows}
    heads = {column.header, f"({column.unit})" if column.unit else ""}
    words = {word for text in cells | heads for word in text.split()}
    least = max((bold_width_mm(word, size) for word in words), default=0) + around
    longest = max((bold_width_mm(cell, size) for cell in cells), default=0)
    header = bold_width_mm(column.header, size)
    unit = bold_width_mm(f"({column.unit})", size) if column.unit else 0.0
    wanted = max(least, min(_WIDEST_MM, max(longest, header * _HEADER_SHARE) + around))
    return least, wanted, max(wanted, min(_WIDEST_MM, max(header, unit) + around))


def printed_cell(value: Cell) -> str:
    """Return what a cell shows."""
    return value if isinstance(value, str) else format_number(value.value, value.decimals)


def _shared(steps: Sequence[Sequence[float]], room: float) -> tuple[float, ...]:
    """Return widths that fill `room`: between the last step that fits it and the next, alike for all columns."""
    below = steps[0]
    if sum(below) < room:
        for above in steps[1:]:
            if sum(above) > room:
                spare = (room - sum(below)) / (sum(above) - sum(below))
                return tuple(low + (high - low) * spare for low, high in zip(below, above, strict=True))
            below = above
    return tuple(room * width / sum(below) for width in below)
