"""Rows of tables: totals across, parts that are more than their whole, and percentages of two columns.

Which columns a total or a percentage is of is told by their place and names, or by the rows themselves: a way of
reckoning that most rows follow is the one that was meant, and a row that leaves it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from ..finders.checks import rounds_to
from ..finders.quantities import plain_number
from ..models import Reading
from .faults import Fault
from .grids import Cell, Grid, Row, grids_of, is_total_head
from .sums import adds_up, fault_of_sum, total_of

_PERCENT = re.compile(r"%|tỷ lệ|tỉ lệ", re.IGNORECASE)
_PERCENT_CELL = re.compile(r"(?P<number>\d+(?:,\d+)?)\s*%?$")
_RUNNING = re.compile(r"\d+\s*tháng|luỹ kế|lũy kế|trong đó", re.IGNORECASE)
_PLAN = re.compile(r"kế hoạch|chỉ tiêu|được giao|dự toán", re.IGNORECASE)
_DONE = re.compile(r"thực hiện|kết quả|đạt được|đã (?:làm|thực hiện|giải ngân)", re.IGNORECASE)
_SAID = re.compile(r"trong đó|bao gồm|gồm\s*:", re.IGNORECASE)
_ENOUGH = 3  # rows that must follow one way before it is held against another row
_FIRST = 60  # rows that say how a percentage is reckoned
_WIDEST = 16  # columns; wider tables are not tried in every way


def row_sum_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the cells of a total column that are not the sum of their row.

    >>> from nhipcau.reading import read_text
    >>> table = "| Xã | Khách nội | Khách ngoại | Tổng |\\n| A | 10 | 5 | 15 |\\n| B | 15 | 1 | 17 |"
    >>> [fault.in_english for fault in row_sum_faults(read_text(table))]
    ['The total is given as 17, but the row adds up to 16. Check the table.']
    """
    for grid in grids_of(reading):
        for column, head in enumerate(grid.heads):
            if column and is_total_head(head):
                for cell, total in _wrong_totals(grid, column):
                    yield fault_of_sum(reading, cell, total, ("hàng", "row"))


def part_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the parts ("Trong đó: …") that are more than the row that they take apart.

    >>> from nhipcau.reading import read_text
    >>> table = "| Chỉ tiêu | Đoàn |\\n| Đoàn ra | 12 |\\n| Trong đó: cấp sở | 15 |\\n| Đoàn vào | 20 |"
    >>> [fault.in_english for fault in part_faults(read_text(table))]
    ['The part is given as 15, more than its whole, 12. Check the table.']
    """
    for grid in grids_of(reading):
        whole: Row | None = None
        said = False  # dashes alone may list what is no part: "- Kinh phí"
        for row in grid.whole_rows:
            said = bool(_SAID.match(row.name)) or (said and row.is_part)
            if not row.is_part:
                whole = row
            elif whole is not None and said and _same_words(whole, row):
                yield from _too_much(reading, grid, whole, row)


def share_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the cells of a percentage column that are not what the row's other numbers give.

    >>> from nhipcau.reading import read_text
    >>> table = "| Xã | Kế hoạch | Thực hiện | Tỷ lệ (%) |\\n| A | 20 | 10 | 50 |\\n| B | 30 | 15 | 55 |"
    >>> [fault.in_english for fault in share_faults(read_text(table))]
    ['55% is stated, but 15/30 is 50.00%. Check the table.']
    """
    for grid in grids_of(reading):
        for column, head in enumerate(grid.heads):
            if column and _PERCENT.search(head) and len(grid.heads) <= _WIDEST:
                yield from _wrong_shares(reading, grid, column)


def _wrong_totals(grid: Grid, column: int) -> list[tuple[Cell, Decimal]]:
    # Rows of nothing bear out every way of adding.
    rows = [row for row in grid.whole_rows if row.cells[column].number]
    addable = [at for at, head in enumerate(grid.heads) if at and at != column and _may_be_added(grid, at)]
    before, after = [at for at in addable if at < column], [at for at in addable if at > column]
    for way in (before, after):
        wrong = [found for row in rows if (found := _against(row, column, way))]
        right = len(rows) - len(wrong)
        enough = 1 if way is before and not after else _ENOUGH  # a total that closes the row is likely of all
        if len(way) > 1 and right >= max(enough, len(rows) / 2):
            return wrong
    return []


def _may_be_added(grid: Grid, column: int) -> bool:
    head = grid.heads[column]
    cells = [row.cells[column] for row in grid.whole_rows]
    return (
        adds_up(head)
        and not _RUNNING.search(head)
        and not is_total_head(head)
        and any(cell.number is not None for cell in cells)
        and all(cell.is_empty or cell.number is not None for cell in cells)
    )


def _against(row: Row, column: int, way: Sequence[int]) -> tuple[Cell, Decimal] | None:
    stated = row.cells[column].number
    total, slack = total_of([row.cells[at] for at in way])
    return None if stated is None or abs(total - stated) <= slack else (row.cells[column], total)


def _same_words(whole: Row, part: Row) -> bool:
    """Whether the cells beside the name that hold words, such as a unit, are the same."""
    pairs = zip(whole.cells[2:], part.cells[2:], strict=True)
    return all(one.text == other.text for one, other in pairs if other.number is None and not other.is_empty)


def _too_much(reading: Reading, grid: Grid, whole: Row, part: Row) -> Iterator[Fault]:
    for column, head in enumerate(grid.heads):
        cell = part.cells[column]
        most, stated = whole.cells[column].number, cell.number
        if column == 0 or not adds_up(head) or most is None or stated is None or stated <= most:
            continue
        yield _fault(
            "part",
            reading,
            cell,
            f"phần “trong đó” ghi {cell.text}, lớn hơn số chung {whole.cells[column].text}. Hãy kiểm tra lại bảng.",
            f"The part is given as {cell.text}, more than its whole, {whole.cells[column].text}. Check the table.",
        )


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """A way to come to a percentage: of two columns, the share, or by how much the first is more or less."""

    part: int
    whole: int
    growth: bool

    def of(self, row: Row) -> tuple[Decimal, Decimal] | None:
        part, whole = row.cells[self.part].number, row.cells[self.whole].number
        if part is None or not whole:
            return None
        return (abs(part - whole) if self.growth else part), whole


def _wrong_shares(reading: Reading, grid: Grid, column: int) -> Iterator[Fault]:
    rows = [row for row in grid.whole_rows if _PERCENT_CELL.match(row.cells[column].text)]
    way = _named(grid, column) or _followed(grid, rows, column)
    for row in rows if way else ():
        pair = way.of(row) if way else None
        if pair and not _agrees(row.cells[column], pair):
            yield _share_fault(reading, row.cells[column], pair)


def _named(grid: Grid, column: int) -> _Reckoning | None:
    """What was done of the plan, where each has one column and the percentage stands right after both."""
    others = [(at, head) for at, head in enumerate(grid.heads) if at != column and not _PERCENT.search(head)]
    plans = [at for at, head in others if _PLAN.search(head) and not _DONE.search(head)]
    done = [at for at, head in others if _DONE.search(head) and not _PLAN.search(head)]
    if len(plans) != 1 or len(done) != 1 or {plans[0], done[0]} != {column - 1, column - 2}:
        return None
    return _Reckoning(
        done[0], plans[0], growth=bool(re.search("tăng|giảm", grid.heads[column], re.IGNORECASE))
    )


def _followed(grid: Grid, rows: Sequence[Row], column: int) -> _Reckoning | None:
    """The one way that at least three rows and more than two in three follow, none of them by chance."""
    rows = rows[:_FIRST]
    numeric = [at for at in range(1, column) if any(row.cells[at].number is not None for row in rows)]
    ways = [
        _Reckoning(part, whole, growth)
        for part, whole in permutations(numeric, 2)
        for growth in (False, True)
    ]
    for way in ways:
        pairs = [(row.cells[column], pair) for row in rows if (pair := way.of(row))]
        right = [(cell, pair) for cell, pair in pairs if _agrees(cell, pair)]
        telling = {cell.text for cell, _ in right} - {"0", "100", "0%", "100%"}
        if len(right) >= _ENOUGH and len(telling) > 1 and 3 * len(right) > 2 * len(pairs):
            return way
    return None


def _agrees(cell: Cell, pair: tuple[Decimal, Decimal]) -> bool:
    match = _PERCENT_CELL.match(cell.text)
    if match is None:
        return True
    decimals = len(match["number"].partition(",")[2])
    try:
        return rounds_to(*pair, Decimal(match["number"].replace(",", ".")), decimals)
    except ArithmeticError:  # more digits than can be reckoned with
        return True


def _share_fault(reading: Reading, cell: Cell, pair: tuple[Decimal, Decimal]) -> Fault:
    part, whole = map(plain_number, pair)
    quotient = f"{100 * pair[0] / pair[1]:.2f}%"
    stated = cell.text.removesuffix("%").strip()
    return _fault(
        "percentage",
        reading,
        cell,
        f"ghi {stated}% nhưng {part.replace('.', ',')}/{whole.replace('.', ',')} là {quotient.replace('.', ',')}. "
        "Hãy kiểm tra lại bảng.",
        f"{stated}% is stated, but {part}/{whole} is {quotient}. Check the table.",
    )


def _fault(code: str, reading: Reading, cell: Cell, in_vietnamese: str, in_english: str) -> Fault:
    end = cell.start + len(cell.text)
    return Fault(
        code=code,
        start=cell.start,
        end=end,
        text=reading.text[cell.start : end],
        in_vietnamese=in_vietnamese,
        in_english=in_english,
    )
