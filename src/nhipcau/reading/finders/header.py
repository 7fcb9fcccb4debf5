"""What the document says about itself: kind, number, date, authority, subject, signer."""

from __future__ import annotations

import datetime as dt
import re

from ..models import Header
from ..normalise import Line, Source
from ..tables.kinds import BASE_KINDS, HEADING_KINDS
from ..tables.symbols import KINDS_BY_SYMBOL
from .base import Found
from .head_lines import MOTTO, PLACE_ONLY, motto_lines, own_number, places_with_dates, top_lines
from .issuer import issuer
from .signer import signer
from .subject import after_about, under_kind, without_kind

_KIND_LINE = re.compile(
    r"(?P<kind>" + "|".join(re.sub(" ", r"\\s+", kind.upper()) for kind in sorted(HEADING_KINDS, key=len, reverse=True))
    + r")(?!\w)(?P<rest>.*)"
)  # fmt: skip
_KINDS = frozenset(kind.upper() for kind in HEADING_KINDS)
_SYMBOL = re.compile(r"\d+[a-zA-Z]?[/-](?:\d{4}/)?(?P<kind>[^\W\d]+)")
_ADOPTED = re.compile(r"thông\s+qua\s+(?=ngày\s)")
_ADOPTING = frozenset(("nghị quyết", "luật", "bộ luật", "pháp lệnh", "quy chế", "điều lệ"))
_LETTER = "công văn"
_TOP = 45
_EARLY = 5


def find_header(source: Source, found: Found) -> Header:
    """Return the header; all values `None` for a page that is no document.

    >>> from nhipcau.reading.normalise import normalise
    >>> find_header(normalise("HUYỆN ỦY\\n*\\nSố 25-KH/HU\\nKẾ HOẠCH\\nvề lễ hội"), Found()).number
    '25-KH/HU'
    """
    top = top_lines(source)
    kind_at = _kind_line(top)
    number_at, span = own_number(source, top)
    about = after_about(source, top, number_at) if kind_at is None else None
    motto = bool(motto_lines(top)) or any(MOTTO.search(line.text) for line in top)
    if not _is_document(kind_at, number_at, about=about is not None, motto=motto):
        return Header()
    number = re.sub(r"\s+", "", source.nfc[span[0] : span[1]]) if span else None
    kind, subject, end = _titled(source, top, kind_at, number_at, number, about)
    head = top[: kind_at if kind_at is not None else _kind_free_end(top, number_at)]
    return Header(
        kind=kind,
        number=number,
        date=_date(source, found, kind, end),
        authority=issuer(source, head, number_at),
        subject=subject,
        signer=signer(source),
        end=max(end, span[1] if span and number_at is not None and _is_above(top, number_at, kind_at) else 0),
    )


def _is_document(kind_at: int | None, number_at: int | None, *, about: bool, motto: bool) -> bool:
    if kind_at is not None:
        return kind_at < _EARLY or motto or number_at is not None
    return number_at is not None and (about or motto)


def _is_above(top: list[Line], number_at: int, kind_at: int | None) -> bool:
    return kind_at is None or number_at < kind_at


def _kind_line(top: list[Line]) -> int | None:
    """The line of the kind; of a kind broken over two lines the second."""
    for index, line in enumerate(top):
        if f"{top[index - 1].text} {line.text}" in _KINDS and index:
            return index
        match = _KIND_LINE.match(line.text.strip("| "))
        if match and (not match["rest"].strip(" :.") or line.text.isupper()) and not line.text.endswith(":"):
            return index
    return None


def _titled(
    source: Source,
    top: list[Line],
    kind_at: int | None,
    number_at: int | None,
    number: str | None,
    about: tuple[str, int] | None,
) -> tuple[str, str | None, int]:
    """Kind, subject and end: from the line of the kind, else from the number and "V/v"."""
    if kind_at is not None:
        match = _KIND_LINE.match(_kind_text(top, kind_at))
        kind = re.sub(r"\s+", " ", match["kind"].lower()) if match else ""
        subject, end = under_kind(source, top, kind_at, match["rest"].strip(" :.") if match else "")
        return BASE_KINDS.get(kind, kind), subject, end
    kind = _kind_of_symbol(number)
    if about:
        return kind, *about
    return kind, *without_kind(source, top, number_at or 0, letter=kind == _LETTER)


def _kind_text(top: list[Line], at: int) -> str:
    text = top[at].text.strip("| ")
    broken = f"{top[at - 1].text} {text}" if at else ""
    return broken if broken in _KINDS else text


def _kind_of_symbol(number: str | None) -> str:
    """The kind that the symbol names; a letter's symbol names none.

    >>> _kind_of_symbol("06/2014/QĐ-UBND"), _kind_of_symbol("453/VPCP-KGVX")
    ('quyết định', 'công văn')
    """
    symbol = _SYMBOL.match(number or "")
    return KINDS_BY_SYMBOL.get(symbol["kind"], (_LETTER,))[0] if symbol else _LETTER


def _kind_free_end(top: list[Line], number_at: int | None) -> int:
    return len(top) if number_at is None else number_at + 1


def _date(source: Source, found: Found, kind: str, end: int) -> dt.date | None:
    """The day of issue: place and date in the header or at the end, or the day of adoption."""
    dates = {date.start: date.value for date in found.dates}
    lines = source.lines
    cut = source.line_at(end) + 1
    tail = max(cut, len(lines) - _TOP)
    for first, part in ((0, lines[: cut + 4]), (tail, lines[tail:])):
        for index, line in enumerate(part, first):
            if line.start in dates and index and PLACE_ONLY.fullmatch(lines[index - 1].text):
                return dates[line.start]
            for match in places_with_dates(line):
                at = line.start + match.start("rest") - len("ngày")
                if at in dates and len(MOTTO.sub("", match["place"]).split()) <= 7 and line.end - at < 60:
                    return dates[at]
                if not match["place"].strip() or line.start > end:
                    continue
                return None
    if kind in _ADOPTING:
        for match in _ADOPTED.finditer(source.plain, lines[tail].start if tail < len(lines) else end):
            if match.end() in dates:
                return dates[match.end()]
    return None
