"""Tables of a reading as rows of cells, and what a row says of itself by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..finders.cells import cells_of, tables_of
from ..finders.quantities import number_of
from ..models import Reading
from ..normalise import Line, normalise
from ..tables.sums import PART_ROWS, TOTAL_ROWS

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*")
_EMPTY = frozenset(("", "-", "0", "x", "X", "/", "…", "..."))
_RULE_ROW = re.compile(r"[|:\-\s]+$")
_TOTAL = re.compile(rf"(?:{'|'.join(TOTAL_ROWS)})", re.IGNORECASE)
_PART = re.compile(rf"(?:{'|'.join(PART_ROWS)})", re.IGNORECASE)
_GROUP_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\.?$")
_NUMBERING = re.compile(r"\(?\d{1,2}\)?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and where its text begins in the reading's text."""

    text: str
    start: int

    @property
    def is_empty(self) -> bool:
        """Whether it counts nothing: blank, a dash, nought."""
        return self.text in _EMPTY

    @property
    def number(self) -> Decimal | None:
        """The number that it holds, and nothing else."""
        return number_of(self.text) if _NUMBER.fullmatch(self.text) else None

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with."""
        return len(self.text.partition(",")[2])


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The first cell with letters."""
        return next((cell.text for cell in self.cells[:3] if re.search(r"[^\W\d_]{2}", cell.text)), "")

    @property
    def is_total(self) -> bool:
        """Whether it gives the total of other rows."""
        return bool(_TOTAL.match(self.name))

    @property
    def is_part(self) -> bool:
        """Whether it only takes a row above apart: "Trong đó", "- Khách quốc tế"."""
        return bool(_PART.match(self.name))

    @property
    def is_group(self) -> bool:
        """Whether the rows below it add up to it: its label is a Roman number or a capital."""
        return bool(_GROUP_LABEL.match(self.cells[0].text))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what stands over its columns, and the rows below."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def whole_rows(self) -> list[Row]:
        """The rows with a cell for each head."""
        return [row for row in self.rows if len(row.cells) == len(self.heads)]


def grids_of(reading: Reading) -> Iterator[Grid]:
    """Yield the tables of a reading, in order."""
    source = normalise(reading.text)
    for _, lines in tables_of(source):
        heads = tuple(cell.text for cell in cells_of(lines[0]))
        yield Grid(heads, tuple(_rows(lines[1:], source.to_source)))


def is_total_head(head: str) -> bool:
    """Whether a column gives the total of others.

    >>> is_total_head("Tổng số"), is_total_head("Tổng số khách (lượt)"), is_total_head("Tổng biên tập")
    (True, True, False)
    """
    bare = re.sub(r"\s*\(.*", "", head)
    return bool(_TOTAL.match(bare) or re.match(r"tổng (?:số|cộng)(?!\w)", bare, re.IGNORECASE))


def _rows(lines: Sequence[Line], to_source: Callable[[int], int]) -> Iterator[Row]:
    for line in lines:
        cells = tuple(Cell(cell.text, to_source(cell.start)) for cell in cells_of(line))
        numbering = all(_NUMBERING.match(cell.text) for cell in cells if cell.text)
        if cells and not numbering and not _RULE_ROW.match(line.text):
            yield Row(cells)
