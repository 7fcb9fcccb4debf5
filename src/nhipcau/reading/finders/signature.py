"""Who signs, on whose behalf, and with which title; and where the document was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import Place, Signature
from ..normalise import Line, Source
from ..tables.signature import SIGNING_WORDS, TITLES
from .base import Found
from .patterns import CAPITAL, SMALL, any_of

_AUTHORITY = re.compile(rf"{any_of(word.strip() for word in SIGNING_WORDS)}[ \t]*(?=[{CAPITAL}])")
_TITLE = re.compile(rf"(?:QUYỀN\s+|Q\.\s*)?{any_of(TITLES)}(?:\s+[{CAPITAL} ,-]+)?$")
_COLUMN = re.compile(r"[^|\t ]+(?:[ ]{1,2}[^|\t ]+)*")
_PLACE = re.compile(rf"(?P<place>[{CAPITAL}][^,\n|\d]{{1,40}}?)\s{{0,3}},\s{{0,3}}(?:[Nn]gày|NGÀY)\s")
_CAPITALS = re.compile(rf"[{CAPITAL} .,/-]+(?![{SMALL}])")
# Another column, or the end of the number line, may stand before the place: "QĐ-BXD Hà Nội".
_BEFORE_PLACE = re.compile(rf".*(?:\s{{3,}}|\t)|(?:[{CAPITAL}]+(?:-[{CAPITAL}]+)+\s+)+")
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
    block = _block(source)
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


def _block(source: Source) -> list[tuple[tuple[int, int], bool]]:
    """The last lines of authority and title: the span of each, and whether it is a title."""
    lines = source.lines[-_TAIL:]
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
