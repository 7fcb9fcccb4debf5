"""Columns of tables against the row that gives their total. What could add up in two ways is right if one does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..finders.cells import cells_of, tables_of
from ..finders.quantities import number_of, plain_number
from ..models import Reading
from ..normalise import Line, normalise
from ..tables.sums import NO_SUM_COLUMNS, PART_ROWS, TOTAL_ROWS
from .faults import Fault

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*")
_EMPTY = frozenset(("", "-", "0", "x", "X", "/", "…", "..."))
_RULE_ROW = re.compile(r"[|:\-\s]+$")
_TOTAL = re.compile(rf"(?:{'|'.join(TOTAL_ROWS)})", re.IGNORECASE)
_PART = re.compile(rf"(?:{'|'.join(PART_ROWS)})", re.IGNORECASE)
_NO_SUM = re.compile("|".join(NO_SUM_COLUMNS), re.IGNORECASE)
_GROUP_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\.?$")
_NUMBERING = re.compile(r"\(?\d{1,2}\)?$")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]

    @property
    def name(self) -> str:
        """The first cell with letters."""
        return next((cell.text for cell in self.cells[:3] if re.search(r"[^\W\d_]{2}", cell.text)), "")

    @property
    def is_total(self) -> bool:
        return bool(_TOTAL.match(self.name))

    @property
    def is_part(self) -> bool:
        """Whether it only takes a row above apart: "Trong đó", "- Khách quốc tế"."""
        return bool(_PART.match(self.name))

    @property
    def is_group(self) -> bool:
        """Whether the rows below it add up to it: its label is a Roman number or a capital."""
        return bool(_GROUP_LABEL.match(self.cells[0].text))


def sum_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the totals of tables that are not the sum of their column.

    >>> from nhipcau.reading import read_text
    >>> table = "| Xã | Lượt |\\n| A | 10 |\\n| B | 15 |\\n| Tổng | 26 |"
    >>> [fault.in_english for fault in sum_faults(read_text(table))]
    ['The total is given as 26, but the column adds up to 25. Check the table.']
    """
    source = normalise(reading.text)
    for _, lines in tables_of(source):
        heads = [cell.text for cell in cells_of(lines[0])]
        rows = _rows(lines[1:])
        for index, row in enumerate(rows):
            if row.is_total:
                for cell, total in _wrong(heads, row, _parts(rows, index)):
                    yield _fault(reading, source.to_source(cell.start), cell, total)


def _rows(lines: Sequence[Line]) -> list[_Row]:
    rows = []
    for line in lines:
        cells = tuple(_Cell(cell.text, cell.start) for cell in cells_of(line))
        if (
            _RULE_ROW.match(line.text)
            or not cells
            or all(_NUMBERING.match(cell.text) for cell in cells if cell.text)
        ):
            continue
        rows.append(_Row(cells))
    return rows


def _parts(rows: list[_Row], index: int) -> list[_Row]:
    """The rows that the total at `index` adds up: those below it when it comes first, else those above."""
    if index == 0:
        end = next((at for at in range(1, len(rows)) if rows[at].is_total), len(rows))
        return rows[1:end]
    begin = next((at + 1 for at in range(index - 1, -1, -1) if rows[at].is_total), 0)
    return rows[begin:index]


def _wrong(heads: list[str], total: _Row, parts: list[_Row]) -> Iterator[tuple[_Cell, Decimal]]:
    """The cells of the total row that no way of adding their column gives, with the likeliest sum."""
    width = len(total.cells)
    if len(parts) < 2 or any(len(row.cells) != len(heads) for row in parts) or width > len(heads):
        return
    for column in range(width):
        cell = total.cells[width - 1 - column]  # counted from the right: "Tổng" may span the first columns
        at = len(heads) - 1 - column
        if at == 0 or not _NUMBER.fullmatch(cell.text) or _NO_SUM.search(heads[at]):
            continue
        sums = _sums(parts, at)
        stated = number_of(cell.text)
        if sums and all(abs(amount - stated) > slack for amount, slack in sums):
            yield cell, sums[0][0]


def _sums(parts: list[_Row], column: int) -> list[tuple[Decimal, Decimal]]:
    """Every way in which the column may add up, with the error that rounded decimals allow; [] when it may not."""
    if any(
        row.cells[column].text not in _EMPTY and not _NUMBER.fullmatch(row.cells[column].text)
        for row in parts
    ):
        return []
    groups = [row for row in parts if row.is_group]
    whole = [row for row in parts if not row.is_part]
    leaves = [row for row in whole if not row.is_group]
    ways = [way for way in (groups, leaves, whole, parts) if _filled(way, column) >= 2]
    return [_sum(way, column) for way in ways]


def _filled(rows: list[_Row], column: int) -> int:
    return sum(row.cells[column].text not in _EMPTY for row in rows)


def _sum(rows: list[_Row], column: int) -> tuple[Decimal, Decimal]:
    texts = [row.cells[column].text for row in rows]
    numbers = [number_of(text) for text in texts if _NUMBER.fullmatch(text)]
    decimals = max((len(text.partition(",")[2]) for text in texts), default=0)
    slack = len(numbers) * Decimal("0.5").scaleb(-decimals) if decimals else Decimal(0)
    return sum(numbers, Decimal(0)), slack


def _fault(reading: Reading, start: int, cell: _Cell, total: Decimal) -> Fault:
    computed = plain_number(total)
    end = start + len(cell.text)
    return Fault(
        code="sum",
        start=start,
        end=end,
        text=reading.text[start:end],
        in_vietnamese=f"dòng tổng ghi {cell.text} nhưng cộng cột được {computed.replace('.', ',')}. "
        "Hãy kiểm tra lại bảng.",
        in_english=f"The total is given as {cell.text}, but the column adds up to {computed}. Check the table.",
    )
