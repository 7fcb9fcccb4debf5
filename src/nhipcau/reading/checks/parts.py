"""The parts of a draft, checked together: running text and tables in order, each fault with the part it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .. import read_text
from .faults import Fault
from .rules import faults

Rows = Sequence[Sequence[str]]
Part = str | Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFault:
    """A fault of the part at `part`, counted from 0.

    Of a running text, `start` and `end` are offsets in it. Of a table, `row` and `column` say which cell (row 0
    is the heads); None where the fault is of more than one cell.
    """

    part: int
    fault: Fault
    start: int | None = None
    end: int | None = None
    row: int | None = None
    column: int | None = None


def faults_of_parts(parts: Sequence[Part]) -> tuple[PartFault, ...]:
    """Return what is wrong in a draft: wrong percentages, sums, dates and citations, in order.

    A part is a running text, or a table as rows of printed cells with the heads first. They are read as one
    document, so that a citation is held against its first mention and a percentage against its total in the
    part before. The codes of the faults are `percentage`, `date`, `sum` (a total that its column, or its row,
    does not add up to), `part` (what a total is said to hold is more than the total), `kind` (the type word of a
    citation against its symbol), `year` (the year of a symbol against the date), `two-dates`.

    >>> from nhipcau.reading.checks import faults_of_parts
    >>> table = [["Xã", "Lượt"], ["A", "10"], ["B", "15"], ["Tổng cộng", "26"]]
    >>> for found in faults_of_parts(["Xong trước ngày 31/02/2026.", table]):
    ...     print(found.part, found.fault.code, (found.start, found.end), (found.row, found.column))
    0 date (11, 26) (None, None)
    1 sum (None, None) (3, 1)
    """
    texts = [part if isinstance(part, str) else _table(part) for part in parts]
    starts, offset = [], 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + len(_APART)
    reading = read_text(_APART.join(texts))
    return tuple(_placed(fault, parts, texts, starts) for fault in faults(reading))


_APART = "\n\n"


def _table(rows: Rows) -> str:
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _placed(fault: Fault, parts: Sequence[Part], texts: Sequence[str], starts: Sequence[int]) -> PartFault:
    index = max(bisect_right(starts, fault.start) - 1, 0)
    start, end = fault.start - starts[index], min(fault.end - starts[index], len(texts[index]))
    if isinstance(parts[index], str):
        return PartFault(part=index, fault=fault, start=start, end=end)
    row, column = _place(texts[index], start, end)
    return PartFault(part=index, fault=fault, row=row, column=column)


def _place(table: str, start: int, end: int) -> tuple[int | None, int | None]:
    row = table.count("\n", 0, start)
    if "\n" in table[start:end]:
        return None, None
    begin = table.rfind("\n", 0, start) + 1
    column = table.count("|", begin, start) - 1
    return row, (None if "|" in table[start:end] else column)
