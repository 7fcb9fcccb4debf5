"""Columns of tables against the row that gives their total. What could add up in two ways is right if one does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..finders.quantities import plain_number
from ..models import Reading
from ..tables.sums import NO_SUM_COLUMNS
from .faults import Fault
from .grids import Cell, Grid, Row, grids_of

_NO_SUM = re.compile("|".join(NO_SUM_COLUMNS), re.IGNORECASE)


def sum_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the totals of tables that are not the sum of their column.

    >>> from nhipcau.reading import read_text
    >>> table = "| Xã | Lượt |\\n| A | 10 |\\n| B | 15 |\\n| Tổng | 26 |"
    >>> [fault.in_english for fault in sum_faults(read_text(table))]
    ['The total is given as 26, but the column adds up to 25. Check the table.']
    """
    for grid in grids_of(reading):
        for index, row in enumerate(grid.rows):
            if row.is_total:
                for cell, total in _wrong(grid, row, _parts(grid.rows, index)):
                    yield fault_of_sum(reading, cell, total, ("cột", "column"))


def adds_up(head: str) -> bool:
    """Whether the numbers of a column may be added: shares, means, prices and years may not."""
    return not _NO_SUM.search(head)


def total_of(cells: Sequence[Cell]) -> tuple[Decimal, Decimal]:
    """Return the sum of cells, and the error that their rounded decimals allow."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    decimals = max((cell.decimals for cell in cells), default=0)
    slack = len(numbers) * Decimal("0.5").scaleb(-decimals) if decimals else Decimal(0)
    return sum(numbers, Decimal(0)), slack


def _parts(rows: Sequence[Row], index: int) -> Sequence[Row]:
    """The rows that the total at `index` adds up: those below it when it comes first, else those above."""
    if index == 0:
        end = next((at for at in range(1, len(rows)) if rows[at].is_total), len(rows))
        return rows[1:end]
    begin = next((at + 1 for at in range(index - 1, -1, -1) if rows[at].is_total), 0)
    return rows[begin:index]


def _wrong(grid: Grid, total: Row, parts: Sequence[Row]) -> Iterator[tuple[Cell, Decimal]]:
    """The cells of the total row that no way of adding their column gives, with the likeliest sum."""
    heads, width = grid.heads, len(total.cells)
    if len(parts) < 2 or any(len(row.cells) != len(heads) for row in parts) or width > len(heads):
        return
    for column in range(width):
        cell = total.cells[width - 1 - column]  # counted from the right: "Tổng" may span the first columns
        at = len(heads) - 1 - column
        stated = cell.number
        if at == 0 or stated is None or not adds_up(heads[at]):
            continue
        sums = _sums(parts, at)
        if sums and all(abs(amount - stated) > slack for amount, slack in sums):
            yield cell, sums[0][0]


def _sums(parts: Sequence[Row], column: int) -> list[tuple[Decimal, Decimal]]:
    """Every way in which the column may add up, with the error that rounded decimals allow; [] when it may not."""
    if any(not row.cells[column].is_empty and row.cells[column].number is None for row in parts):
        return []
    groups = [row for row in parts if row.is_group]
    whole = [row for row in parts if not row.is_part]
    leaves = [row for row in whole if not row.is_group]
    ways = [way for way in (groups, leaves, whole, parts) if _filled(way, column) >= 2]
    return [total_of([row.cells[column] for row in way]) for way in ways]


def _filled(rows: Sequence[Row], column: int) -> int:
    return sum(not row.cells[column].is_empty for row in rows)


def fault_of_sum(reading: Reading, cell: Cell, total: Decimal, line: tuple[str, str]) -> Fault:
    """The fault of a total that a line of the table ("cột", "column") does not add up to."""
    computed = plain_number(total)
    end = cell.start + len(cell.text)
    vietnamese, english = line
    where = "dòng tổng" if vietnamese == "cột" else "cột tổng"
    return Fault(
        code="sum",
        start=cell.start,
        end=end,
        text=reading.text[cell.start : end],
        in_vietnamese=f"{where} ghi {cell.text} nhưng cộng {vietnamese} được {computed.replace('.', ',')}. "
        "Hãy kiểm tra lại bảng.",
        in_english=f"The total is given as {cell.text}, but the {english} adds up to {computed}. Check the table.",
    )
