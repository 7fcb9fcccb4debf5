"""Tables that assign work: rows with a column for the unit in charge, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..normalise import Source
from ..tables.duties import CONTENT_COLUMN, PARTNER_COLUMN, TIME_COLUMN, UNIT_COLUMN
from .assignees import is_only_units
from .cells import cells_of, tables_of

Span = tuple[int, int]
"""Half-open offsets into the text."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A row that assigns work: the units as written, each paragraph of its content, and the cell for the time."""

    units: str
    parts: tuple[Span, ...]
    time: Span | None


def assignments(source: Source) -> tuple[Assignment, ...]:
    """The rows of tables with a column for the unit in charge; ask through `source.once`.

    >>> from nhipcau.reading.normalise import normalise
    >>> table = "| Nội dung | Đơn vị chủ trì |\\n| In tờ rơi | Sở Du lịch |"
    >>> [row.units for row in assignments(normalise(table))]
    ['Sở Du lịch']
    """
    return tuple(_assignments(source))


def _assignments(source: Source) -> Iterator[Assignment]:
    for _, rows in tables_of(source):
        heads = [cell.text for cell in cells_of(rows[0])]
        unit_at = _column(heads, UNIT_COLUMN, PARTNER_COLUMN)
        content_at = _column(heads, CONTENT_COLUMN, UNIT_COLUMN)
        time_at = _column(heads, TIME_COLUMN, UNIT_COLUMN)
        if unit_at is None or content_at is None:
            continue
        for row in rows[1:]:
            cells = cells_of(row)
            if len(cells) != len(heads) or not is_only_units(cells[unit_at].text.replace("\u2028", ", ")):
                continue
            content, time = cells[content_at], cells[time_at] if time_at is not None else None
            yield Assignment(
                units=cells[unit_at].text,
                parts=tuple(_parts(source, content.text, content.start)),
                time=(time.start, time.start + len(time.text)) if time and time.text else None,
            )


def _column(heads: list[str], wanted: str, unwanted: str) -> int | None:
    for index, head in enumerate(heads):
        if re.search(wanted, head, re.IGNORECASE) and not re.search(unwanted, head, re.IGNORECASE):
            return index
    return None


def _parts(source: Source, text: str, offset: int) -> Iterator[Span]:
    for part in re.finditer(r"[^\u2028]+", text):
        bullet = re.match(r"\s*(?:[-+•*]\s*)?", part.group())
        start, end = offset + part.start() + (bullet.end() if bullet else 0), offset + part.end()
        if source.plain[start:end].strip():
            yield start, end
