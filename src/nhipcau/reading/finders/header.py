"""What the document says about itself: kind, number, date, authority, subject, signer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..models import Header
from ..normalise import Line, Source
from ..tables.header import (
    BODY_STARTS,
    HEADS_OF_ISSUERS,
    ISSUER_HEADS,
    MOTTO_PARTS,
    MOTTO_WORDS,
    NUMBERED_KINDS,
)
from ..tables.kinds import BASE_KINDS, HEADING_KINDS
from ..tables.signature import SIGNING_WORDS, TITLES
from .base import Found
from .citations import NUMBER
from .outline import label_of
from .patterns import CAPITAL, SMALL, a_word, anywhere

_MOTTO = re.compile(anywhere(MOTTO_WORDS))
_NUMBER_LINE = re.compile(
    a_word((*(f"{kind.capitalize()} số" for kind in NUMBERED_KINDS), "Số", "SỐ")) + r"\s*:?[ \t]*"
    r"(?P<blank>[.…_ \t]*(?=[-/]))?"
)
_PLACE_DATE = re.compile(rf"(?P<place>[{CAPITAL}][^,\n|\d]{{1,40}}),\s*(?:[Nn]gày|NGÀY)(?P<rest>[^|\n]*)")
_ABOUT = re.compile(r"[vV](?:/[vV]\s*:?\s*|[ềỀ] [vV][iI][ệỆ][cC]\s*:\s*)")
_SUBJECT_END = re.compile(r"\||\s-{3,}|" + r"[^\W\d_][^,\n|]{1,40},\s*ngày\s", re.IGNORECASE)
_KIND_LINE = re.compile(
    r"(?P<kind>" + "|".join(re.sub(" ", r"\\s+", kind.upper()) for kind in sorted(HEADING_KINDS, key=len, reverse=True))
    + r")(?!\w)(?P<rest>.*)"
)  # fmt: skip
_RULE = re.compile(r"[-_*=~.\s|]+$")
_NAME = re.compile(rf"(?:[{CAPITAL}][{SMALL}]+)(?:\s+[{CAPITAL}][{SMALL}]*){{1,5}}$")
_NAME_INLINE = re.compile(rf"(?:[{CAPITAL}][{SMALL}]+)(?:[ \t]+[{CAPITAL}][{SMALL}]+){{1,4}}(?=\s*(?:\||$))")
_ADOPTED = re.compile(r"thông\s+qua\s+(?=ngày\s)")
_ADOPTING = frozenset(("nghị quyết", "luật", "bộ luật", "pháp lệnh", "quy chế", "điều lệ"))
_SIGNING = re.compile(r"(?:^|\|\s*|\s)(?:" + "|".join(re.escape(word) for word in SIGNING_WORDS) + r")")
_TITLE = re.compile(
    r"(?:^|\|\s*|\s)(?:"
    + "|".join(sorted(map(re.escape, TITLES), key=len, reverse=True))
    + rf")(?:\s+(?:UBND|ỦY BAN NHÂN DÂN|HĐND)(?:\s+[{CAPITAL} ]+)?)?\s*(?:$|\|)"
)
_MAY_SIGN = re.compile(
    "["
    + "".join({word[0] for word in SIGNING_WORDS})
    + "]["
    + "".join({word[1] for word in SIGNING_WORDS})
    + "]"
)
_COLUMNS = re.compile(r"\s{3,}|\t")
_CELL_END = re.compile(r"\s-{3,}|\||\s\*|\u2028|[ ]{3,}|\t")
_TOP = 45
_EARLY = 5
_SUBJECT_LINES = 8


def find_header(source: Source, found: Found) -> Header:
    """Return the header; all values `None` for a page that is no document.

    >>> from nhipcau.reading.normalise import normalise
    >>> find_header(normalise("HUYỆN ỦY\\n*\\nSố 25-KH/HU\\nKẾ HOẠCH\\nvề lễ hội"), Found()).number
    '25-KH/HU'
    """
    top = _top_lines(source)
    kind_at = _kind_line(top)
    number_at = next((index for index, line in enumerate(top) if _is_number_line(line)), None)
    about = _about(source, top, number_at)
    motto = any(_MOTTO.search(line.text) for line in top)
    if not _is_document(kind_at, number_at, about=about is not None, motto=motto):
        return Header()
    if kind_at is None:
        kind = "công văn"
        subject, end = about or (None, top[number_at or 0].end)
    else:
        kind, subject, end = _titled(source, top, kind_at)
    head = top[: kind_at if kind_at is not None else _kind_free_end(top, number_at)]
    return Header(
        kind=kind,
        number=_number(source, top, number_at),
        date=_date(source, found, kind, end),
        authority=_authority(source, head, number_at),
        subject=subject,
        signer=_signer(source),
        end=end,
    )


def _is_document(kind_at: int | None, number_at: int | None, *, about: bool, motto: bool) -> bool:
    if kind_at is not None:
        return kind_at < _EARLY or motto or number_at is not None
    return number_at is not None and (about or motto)


def _top_lines(source: Source) -> list[Line]:
    """The lines before the body."""
    top: list[Line] = []
    for line in source.lines[:_TOP]:
        if line.text.startswith(BODY_STARTS):
            break
        top.append(line)
    return top


def _kind_line(top: list[Line]) -> int | None:
    for index, line in enumerate(top):
        match = _KIND_LINE.match(line.text.strip("| "))
        if match and (not match["rest"].strip(" :.") or line.text.isupper()) and not line.text.endswith(":"):
            return index
    return None


def _is_number_line(line: Line) -> bool:
    match = _NUMBER_LINE.search(line.text)
    if match is None or (match.start() > 2 and not line.is_row):
        return False
    return bool(
        NUMBER.match(line.text, match.end()) or re.match(r"[.…_\s]*[-/]\s*[A-ZĐ]", line.text[match.end() :])
    )


def _number(source: Source, top: list[Line], at: int | None) -> str | None:
    if at is None:
        return None
    line = top[at]
    match = _NUMBER_LINE.search(line.text)
    number = NUMBER.match(source.plain, line.start + match.end(), line.end) if match else None
    return re.sub(r"\s+", "", source.nfc[number.start() : number.end()]) if number else None


def _about(source: Source, top: list[Line], number_at: int | None) -> tuple[str, int] | None:
    """The subject of a công văn, after "V/v", and where it ends."""
    first = number_at if number_at is not None else 0
    for index, line in enumerate(top):
        match = _ABOUT.search(line.text)
        if match is None or index < first:
            continue
        start = line.start + match.end()
        end = _cut(source, start, line.end)
        for follower in top[index + 1 : index + _SUBJECT_LINES]:
            if end < line.end or follower.blank_before or _closes_subject(follower):
                break
            line, end = follower, _cut(source, follower.start, follower.end)
        return source.written(start, end).replace("|", "").strip(), max(end, line.end)
    return None


def _cut(source: Source, start: int, end: int) -> int:
    stop = _SUBJECT_END.search(source.plain, start, end)
    return stop.start() if stop else end


def _closes_subject(line: Line) -> bool:
    text = line.text
    return bool(
        text.startswith(("(", *BODY_STARTS))
        or _RULE.match(text)
        or _MOTTO.search(text)
        or (_may_be_dated(text) and _PLACE_DATE.match(text))
        or _is_number_line(line)
        or (text.isupper() and len(text) > 3)
        or label_of(line)
    )


def _titled(source: Source, top: list[Line], kind_at: int) -> tuple[str, str | None, int]:
    """Kind, subject and end of a document whose kind stands on a line of its own."""
    line = top[kind_at]
    match = _KIND_LINE.match(line.text.strip("| "))
    kind = re.sub(r"\s+", " ", match["kind"].lower()) if match else ""
    kind = BASE_KINDS.get(kind, kind)
    start = end = line.end
    if match and match["rest"].strip(" :."):
        start = end - len(match["rest"].strip(" :."))
    first = True
    for follower in top[kind_at + 1 : kind_at + 1 + _SUBJECT_LINES]:
        if _closes_subject(follower) and not (
            first and follower.text.isupper() and not _is_issuer(follower.text)
        ):
            break
        if not first and (follower.blank_before or _is_body(follower)):
            break
        if first and start == end:
            start = follower.start
        end, first = follower.end, False
    return kind, source.written(start, end) or None, end


def _is_body(line: Line) -> bool:
    return line.text.startswith(("Thực hiện", "Trên cơ sở", "Để ", "Nhằm ", "Năm ")) or len(line.text) > 250


def _is_issuer(text: str) -> bool:
    return text.startswith(ISSUER_HEADS)


def _kind_free_end(top: list[Line], number_at: int | None) -> int:
    return len(top) if number_at is None else number_at + 1


def _authority(source: Source, head: list[Line], number_at: int | None) -> str | None:
    """The issuing body: what stands above the number, without the superior body and the motto."""
    spans = list(_authority_spans(source, head, number_at))
    names = [source.plain[start:end] for start, end in spans]
    if not names:
        return None
    first = max((index for index, name in enumerate(names) if _is_issuer(name)), default=0)
    if first and (names[first - 1].endswith((",", "VÀ", "-")) or names[first - 1] in HEADS_OF_ISSUERS):
        first -= 1
    written = [source.written(start, end) for start, end in spans[first:]]
    return " ".join(written) or None


def _authority_spans(source: Source, head: list[Line], number_at: int | None) -> Iterator[tuple[int, int]]:
    limit = number_at if number_at is not None else len(head)
    for line in head[: limit + 1]:
        start, end = line.start, line.end
        while start < end and source.plain[start] in "| \t":
            start += 1
        for stop in (_MOTTO.search(source.plain, start, end), _NUMBER_LINE.search(source.plain, start, end)):
            end = min(end, stop.start()) if stop else end
        end = start + len(_CELL_END.split(source.plain[start:end])[0].rstrip(" \t-*_|"))
        text = source.plain[start:end]
        if text in MOTTO_PARTS:
            continue
        if (
            text.isupper()
            and len(text) > 2
            and not _PLACE_DATE.match(text)
            and not _KIND_LINE.fullmatch(text)
        ):
            yield start, end


def _date(source: Source, found: Found, kind: str, end: int) -> dt.date | None:
    """The day of issue: place and date in the header or at the end, or the day of adoption."""
    dates = {date.start: date.value for date in found.dates}
    lines = source.lines
    cut = source.line_at(end) + 1
    tail = max(cut, len(lines) - _TOP)
    for part in (lines[: cut + 4], lines[tail:]):
        for line in part:
            for match in _PLACE_DATE.finditer(line.text) if _may_be_dated(line.text) else ():
                at = line.start + match.start("rest") - len("ngày")
                if at in dates and len(match["place"].split()) <= 6 and line.end - at < 60:
                    return dates[at]
                if not match["place"].strip() or line.start > end:
                    continue
                return None
    if kind in _ADOPTING:
        for match in _ADOPTED.finditer(source.plain, lines[tail].start if tail < len(lines) else end):
            if match.end() in dates:
                return dates[match.end()]
    return None


def _may_be_dated(text: str) -> bool:
    """Whether _PLACE_DATE may match: quick to tell."""
    return "gày" in text or "NGÀY" in text


def _signer(source: Source) -> str | None:
    """The name that follows the last signing words or title; None where no name is written."""
    lines = source.lines
    for index in range(len(lines) - 1, max(-1, len(lines) // 3 - 2), -1):
        text = lines[index].text
        if not (_signs(text[:60]) or _signs(text[-80:]) or _is_title(text)):
            continue
        inline = _NAME_INLINE.search(text[-60:]) if lines[index].is_row else None
        if inline:
            return inline.group().strip()
        return next((_person(line) for line in lines[index + 1 : index + 9] if _person(line)), None)
    return None


def _signs(text: str) -> bool:
    return bool(_MAY_SIGN.search(text) and _SIGNING.search(text))


def _is_title(text: str) -> bool:
    word = text.rsplit(None, 1)[-1]
    if word.upper() != word:
        return False
    last = _COLUMNS.split(text)[-1]
    return last.isupper() and bool(_TITLE.search(last))


def _person(line: Line) -> str | None:
    text = _COLUMNS.split(line.text.strip("| ()"))[-1]
    return text if _NAME.fullmatch(text) else None
