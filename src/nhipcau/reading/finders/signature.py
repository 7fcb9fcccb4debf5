"""Who signs, on whose behalf, and with which title; and where the document was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..models import Place, Signature
from ..normalise import Line, Source
from ..tables.signature import SIGNING_WORDS, TITLES
from .base import Found
from .cells import cells_of
from .patterns import CAPITAL, SMALL, any_of
from .signer import beside_recipients, is_name

_AUTHORITY = re.compile(rf"{any_of(word.strip() for word in SIGNING_WORDS)}[ \t]*(?=[{CAPITAL}])")
_TITLE = re.compile(rf"(?:QUYỀN\s+|Q\.\s*)?{any_of(TITLES)}(?:\s+[{CAPITAL} ,-]+)?$")
_COLUMN = re.compile(r"[^|\t ]+(?:[ ]{1,2}[^|\t ]+)*")
_PLACE = re.compile(rf"(?P<place>[{CAPITAL}][^,\n|\d]{{1,40}}?)\s{{0,3}},\s{{0,3}}(?:[Nn]gày|NGÀY)\s")
_CAPITALS = re.compile(rf"[{CAPITAL} .,/-]+(?![{SMALL}])")
# Another column, or the end of the number line, may stand before the place: "QĐ-BXD Hà Nội".
_BEFORE_PLACE = re.compile(rf".*(?:\s{{3,}}|\t)|(?:[{CAPITAL}]+(?:-[{CAPITAL}]+)+\s+)+")
_CELL_BREAK = "\u2028"
_ABREAST = 2
_TAIL = 60
_BLOCK = 8
_TOP = 45


def find_signatures(source: Source, found: Found) -> list[Signature]:
    """Return the signature that closes a document: its authority, title and name as written; none for other texts.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> text = "UBND XÃ A\\nSố: 05/KH-UBND\\nKẾ HOẠCH\\nVề lễ hội\\n\\nTM. UBND\\nKT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH\\nLê Lan"
    >>> [(one.authority, one.title, one.name) for one in find(normalise(text)).signatures]
    [('TM. UBND; KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Lê Lan')]
    """
    if found.header.kind is None:
        return []
    together = list(_together(source))
    if together:
        return together
    tail = source.lines[-_TAIL:]
    beside = beside_recipients(source)
    block = _block(tail) or (_block(source.lines[slice(*beside)]) if beside else [])
    if not block:
        return []
    authority = [source.written(*span) for span, is_title in block if not is_title]
    titles = [source.written(*span) for span, is_title in block if is_title]
    start, end = block[0][0][0], block[-1][0][1]
    return [
        Signature(
            text=source.nfc[start:end],
            start=start,
            end=end,
            authority="; ".join(authority) or None,
            title=titles[-1] if titles else None,
            name=found.header.signer,
        )
    ]


def _together(source: Source) -> Iterator[Signature]:
    """The signatures of bodies that sign side by side: a row of titles over a row of names."""
    for titles, names in pairwise(source.lines):
        if not (titles.is_row and names.is_row):
            continue
        over, under = cells_of(titles), cells_of(names)
        if len(over) != len(under) or len(over) < _ABREAST:
            continue
        people = [is_name(cell.text) for cell in under]
        marks = [[_mark_of(line) for line in cell.text.split(_CELL_BREAK)] for cell in over]
        if all(people) and all(all(lines) for lines in marks):
            for above, below in zip(over, under, strict=True):
                yield _signed(source, above.text, above.start, below.text)


def _signed(source: Source, titles: str, start: int, name: str) -> Signature:
    lines = [line.strip() for line in titles.split(_CELL_BREAK)]
    authority = [line for line in lines if _AUTHORITY.match(line)]
    title = [line for line in lines if not _AUTHORITY.match(line)]
    end = start + len(titles)
    return Signature(
        text=source.nfc[start:end],
        start=start,
        end=end,
        authority="; ".join(authority) or None,
        title=title[-1] if title else None,
        name=name,
    )


def _mark_of(line: str) -> bool:
    return bool(_AUTHORITY.match(line.strip()) or _TITLE.match(line.strip()))


def _block(lines: tuple[Line, ...]) -> list[tuple[tuple[int, int], bool]]:
    """The last lines of authority and title: the span of each, and whether it is a title."""
    marks = [(index, mark) for index, line in enumerate(lines) if (mark := _mark(line))]
    block: list[tuple[tuple[int, int], bool]] = []
    last = len(lines)
    for index, mark in reversed(marks):
        if block and last - index > _BLOCK // 2:
            break
        block.insert(0, mark)
        last = index
    return block


def _mark(line: Line) -> tuple[tuple[int, int], bool] | None:
    """The span of an authority or title in the last column that holds one, and whether it is a title."""
    for begin, text in reversed(_columns(line.text)):
        if not text.isupper() and not _AUTHORITY.match(text):
            continue
        capitals = _CAPITALS.match(text)
        begin, text = line.start + begin, (capitals.group().rstrip() if capitals else text)
        if _AUTHORITY.match(text):
            return (begin, begin + len(text)), False
        if _TITLE.match(text):
            return (begin, begin + len(text)), True
    return None


def _columns(text: str) -> list[tuple[int, str]]:
    """The columns that stand side by side on a line, and where each begins."""
    if "|" in text or "\t" in text or "   " in text:
        return [(column.start(), column.group()) for column in _COLUMN.finditer(text)]
    return [(0, text)]


def find_places(source: Source, found: Found) -> list[Place]:
    """Return the place of issue that stands with the document's date.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> text = "UBND XÃ A\\nSố: 05/KH-UBND\\nBến Đá, ngày 05 tháng 01 năm 2026\\nKẾ HOẠCH\\nVề lễ hội"
    >>> [place.name for place in find(normalise(text)).places]
    ['Bến Đá']
    """
    if found.header.kind is None:
        return []
    return next(
        ([place] for line in _around(source, found.header.end) for place in _places(source, line)), []
    )


def _around(source: Source, end: int) -> Iterator[Line]:
    top = source.line_at(end) + 5
    yield from source.lines[:top]
    yield from source.lines[max(top, len(source.lines) - _TOP) :]


def _places(source: Source, line: Line) -> Iterator[Place]:
    if "gày" not in line.text and "NGÀY" not in line.text:
        return
    for match in _PLACE.finditer(line.text):
        first = match.start("place") + len(match["place"]) - len(_BEFORE_PLACE.sub("", match["place"]))
        start, end = line.start + first, line.start + match.end("place")
        if len(source.plain[start:end].split()) <= 6 and match.end() > len(line.text) - 45:
            yield Place(text=source.nfc[start:end], start=start, end=end, name=source.written(start, end))
