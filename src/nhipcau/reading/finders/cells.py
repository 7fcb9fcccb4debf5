"""Cells of tables that hold nothing but a number: their unit is the column's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..normalise import Line, Source
from ..tables.units import COUNT_COLUMNS, SCALES

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_RULE_ROW = re.compile(r"[|:\-\s]+$")
_NO_AMOUNT = re.compile(
    r"\s*(?:STT|TT|Số\s*TT|Số thứ tự|Mã(?:\s|$)|Năm|Ghi chú|Ký hiệu|Số hiệu|Điện thoại|Thời gian)",
    re.IGNORECASE,
)
_UNIT_COLUMN = re.compile(r"\s*(?:ĐVT|Đơn vị(?:\s+tính)?|Đ\.?vị tính)\s*$", re.IGNORECASE)
_ABOVE = re.compile(r"\(?\s*(?:ĐVT|Đơn vị(?:\s+tính)?)\s*:\s*(?P<unit>[^).\n|]{1,30})", re.IGNORECASE)
_COUNTS = re.compile(rf"\s*(?:{'|'.join(COUNT_COLUMNS)})", re.IGNORECASE)
_MONEY = re.compile(r"(?:đồng|vnđ|vnd|usd|đ)(?!\w)", re.IGNORECASE)
_IN_HEAD = re.compile(r"\((?P<unit>[^)\d=%][^)\d=]*)\)\s*$")
_LOOK_UP = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A number alone in its cell. `unit` None: the column holds no amounts."""

    start: int
    end: int
    unit: str | None
    scale: int = 1


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    start: int


def cells_of(line: Line) -> list[_Part]:
    """The cells of a row, trimmed, with their offsets in the text."""
    parts: list[_Part] = []
    offset = 0
    for piece in line.text.split("|"):
        stripped = piece.strip()
        parts.append(_Part(stripped, line.start + offset + (piece.index(stripped) if stripped else 0)))
        offset += len(piece) + 1
    if line.text.startswith("|"):
        parts = parts[1:]
    return parts[:-1] if line.text.endswith("|") and parts else parts


def tables_of(source: Source) -> Iterator[tuple[int, list[Line]]]:
    """The tables: the index of the first line, and the lines."""
    start, rows = 0, list[Line]()
    for index, line in enumerate(source.lines):
        if line.is_row:
            if rows and line.blank_before:
                yield start, rows
                rows = []
            if not rows:
                start = index
            rows.append(line)
        elif rows:
            yield start, rows
            rows = []
    if rows:
        yield start, rows


def find_cells(source: Source) -> Iterator[Cell]:
    """Yield the cells that hold one number, in order."""
    for start, rows in tables_of(source):
        if len(rows) < 2:
            continue
        heads = [cell.text for cell in cells_of(rows[0])]
        corner = _unit_in_corner(heads)
        above = corner or _unit_above(source, start)
        unit_column = next(
            (index for index, head in enumerate(heads) if _is_unit_column(rows, index, head)), None
        )
        for row in rows[1:]:
            if not _RULE_ROW.match(row.text):
                yield from _row_cells(
                    cells_of(row), [""] * len(heads) if corner else heads, unit_column, above
                )


def _unit_in_corner(heads: list[str]) -> tuple[str, int] | None:
    """The unit of every figure of a table that the head of its first column gives: "Đơn vị tính: lượt"."""
    match = _ABOVE.fullmatch(heads[0]) if heads else None
    return scaled(match["unit"].strip()) if match else None


def _is_unit_column(rows: list[Line], index: int, head: str) -> bool:
    """Whether a column gives the unit of its row; "Đơn vị" may also head a column of organisations."""
    if not _UNIT_COLUMN.match(head):
        return False
    filled = [
        cells[index].text
        for cells in map(cells_of, rows[1:4])
        if index < len(cells) and cells[index].text.strip("-: ")
    ]
    return bool(filled) and all(
        len(text) <= 20 and not text[0].isupper() and not text[0].isdigit() for text in filled
    )


def _row_cells(
    cells: list[_Part], heads: list[str], unit_column: int | None, above: tuple[str, int] | None
) -> Iterator[Cell]:
    numbering = len(cells) > 1 and all(re.fullmatch(r"\(?\d{1,2}\)?(?:=.*)?", cell.text) for cell in cells)
    for column, cell in enumerate(cells):
        if not _NUMBER.fullmatch(cell.text):
            continue
        end = cell.start + len(cell.text)
        head = heads[column] if column < len(heads) else ""
        if numbering or column == 0 or _NO_AMOUNT.match(head):
            yield Cell(cell.start, end, None)
        elif unit_column is not None and unit_column < len(cells) and unit_column != column:
            unit, scale = scaled(cells[unit_column].text)
            yield Cell(cell.start, end, unit, scale)
        elif above and "%" not in head and not _has_its_own(head, above[0]):
            yield Cell(cell.start, end, *above)
        else:
            inner = re.search(r"\(([^)]*)\)\s*$", head)
            unit, scale = scaled(inner[1] if inner else head)
            yield Cell(cell.start, end, unit, scale)


def _has_its_own(head: str, above: str) -> bool:
    """Whether a column counts or measures something else than what is said above the table."""
    return bool(_MONEY.match(above)) and bool(_COUNTS.match(head) or _IN_HEAD.search(head))


def _unit_above(source: Source, index: int) -> tuple[str, int] | None:
    for line in reversed(source.lines[max(0, index - _LOOK_UP) : index]):
        if line.is_row and len(cells_of(line)) > 1:
            continue  # of the table above
        match = _ABOVE.search(line.text)
        if match:
            return scaled(match["unit"].strip())
    return None


def scaled(unit: str) -> tuple[str, int]:
    """A unit without its scale word, and the scale.

    >>> scaled("triệu đồng")
    ('đồng', 1000000)
    """
    for word in sorted(SCALES, key=len, reverse=True):
        if unit.lower().startswith(word + " "):
            return unit[len(word) :].strip(), SCALES[word]
    return unit, 1
