"""The entries under "Nơi nhận"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import Recipient
from ..normalise import Source
from ..tables.signature import SIGNING_WORDS
from .base import Found

_OPENING = re.compile(r"Nơi\s+(?:nhận|gửi)\s*:?[ \t]*|NƠI\s+NHẬN\s*:?[ \t]*")
_PURPOSE = (
    r"(?:để\s+)?(?:b/cáo|b/c|bc|báo cáo|biết|thực hiện|t/hiện|th/hiện|t/h|th/h|phối hợp|p/hợp|p/h|ph|"
    r"đăng tải|đăng|chỉ đạo|theo dõi|kiểm tra|"
    r"thay b/c|lưu|triển khai|công bố|đưa tin|thi hành|giám sát|chỉ đạo thực hiện|tổng hợp|hướng dẫn)"
)
_PURPOSE_ONLY = re.compile(
    rf"\s*\(\s*(?:để\s+[^()]{{1,40}}|{_PURPOSE}(?!\w)(?:(?:[,;/]|\s+và)?\s*{_PURPOSE}(?!\w))*)\s*(?:\)|$)",
    re.IGNORECASE,
)
_PURPOSE_TAIL = re.compile(rf"\s*[-,;]\s*{_PURPOSE}\s*(?=\))", re.IGNORECASE)
_FILING = re.compile(r"(?:-\s*)?Lưu\b", re.IGNORECASE)
_BETWEEN = re.compile(r";\s*|(?<=[,.:])\s+(?=[-+•*]\s)|\u2028")
# Entries that all have their dash on one line keep what a semicolon parts inside them.
_BULLETED = re.compile(r"[;,.]\s*(?=[-+•*]\s)|\u2028")
_SIGNING = re.compile(r"(?:" + "|".join(re.escape(word) for word in SIGNING_WORDS) + r")(?!\w)")
_COLUMN_END = re.compile(r" \||[ \t]{4,}(?=\S)|\t")
_BULLET = re.compile(r"[-+•*]\s*")
_MAX_LINES = 60


def find_recipients(source: Source, found: Found) -> list[Recipient]:
    """Return the recipients in order, without dash, closing mark, purpose and the filing line.

    >>> from nhipcau.reading.normalise import normalise
    >>> [r.name for r in find_recipients(normalise("Nơi nhận:\\n- UBND tỉnh (b/c);\\n- Lưu: VT."), Found())]
    ['UBND tỉnh']
    """
    del found
    recipients = []
    for start, end in _entries(source):
        name = _name(source, start, end)
        if name:
            recipients.append(Recipient(text=source.nfc[start:end], start=start, end=end, name=name))
    return recipients


def _name(source: Source, start: int, end: int) -> str:
    text = source.written(start, end)
    text = _PURPOSE_ONLY.sub("", text)
    text = _PURPOSE_TAIL.sub("", text)
    return text.strip(" ;,.:-–")


def _entries(source: Source) -> Iterator[tuple[int, int]]:
    opening = None
    for opening in _OPENING.finditer(source.plain):
        line = source.lines[source.line_at(opening.start())]
        if opening.start() - line.start <= 4 or line.is_row:
            break
    else:
        return
    assert opening is not None  # noqa: S101 - the loop was left by break
    for start, end in _stretches(source, opening.end()):
        if _FILING.match(source.plain, start):
            return
        yield start, end


def _stretches(source: Source, offset: int) -> Iterator[tuple[int, int]]:
    """The stretches that hold one entry each, up to the signature or the end of the cell."""
    first = source.line_at(offset)
    pending: tuple[int, int] | None = None
    for index in range(first, min(first + _MAX_LINES, len(source.lines))):
        line = source.lines[index]
        begin = max(line.start, offset)
        column = _COLUMN_END.search(source.plain, begin, line.end)
        end = column.start() if column else line.end
        if begin >= end or (index == first and _signs(source.plain[begin:end])):
            continue
        if _SIGNING.match(source.plain, begin) or (
            line.text.isupper() and index > first and not _BULLET.match(line.text)
        ):
            break
        for start, stop in _split(source.plain, begin, end):
            if pending and _continues(source.plain, pending, start, index, first):
                pending = (pending[0], stop)
                continue
            if pending:
                yield _trimmed(source.plain, *pending)
            pending = (start, stop)
        if column and column.group().endswith("|"):
            break
        if pending and _FILING.match(source.plain, _trimmed(source.plain, *pending)[0]):
            break
    if pending:
        yield _trimmed(source.plain, *pending)


def _signs(text: str) -> bool:
    """Whether it belongs to the signature: in two columns it may stand beside "Nơi nhận"."""
    return bool(_SIGNING.match(text)) or text.isupper()


def _split(plain: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = begin
    marks = _BULLETED if len(_BULLETED.findall(plain, begin, end)) > 1 else _BETWEEN
    for mark in marks.finditer(plain, begin, end):
        if plain[at : mark.start()].strip():
            yield at, mark.start()
        at = mark.end()
    if plain[at:end].strip():
        yield at, end


def _continues(plain: str, pending: tuple[int, int], start: int, index: int, first: int) -> bool:
    """Whether a line without a dash goes on with the entry of the line before."""
    if index == first or _BULLET.match(plain, start) or _FILING.match(plain, start):
        return False
    return (
        plain[pending[0] : pending[0] + 1] in "-+•*"
        and plain[pending[0] : pending[1]].rstrip()[-1:] not in ";,.)"
    )


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    bullet = _BULLET.match(plain, start, end)
    start = bullet.end() if bullet else start
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end
