"""Full calendar dates, in any form, ranges and lists included."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import DateMention, ImpossibleDate
from ..normalise import Source
from ..tables.dates import MONTHS
from .base import Found
from .digits import digit_runs

_DAY = r"\d{1,2}"
_MORE = rf"(?P<more>(?:{_DAY}\s*(?:,|-|và|đến(?:\s+(?:hết\s+)?ngày)?)\s*){{1,8}})?"
_WORDS = re.compile(
    r"(?:(?<![\w/.,-])|(?<=[nN]gày))(?<!\d:)" + _MORE
    + rf"(?P<d>{_DAY})\s*tháng\s+(?P<m>\d{{1,2}}|{'|'.join(MONTHS)})"
    + r"\s*(?:,?\s*n[ăấ]m\s+|/|(?<!tháng năm),?\s+(?=(?:19|20)\d\d))(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)  # fmt: skip
_FIGURES = re.compile(
    r"(?:(?<![\w/.,])|(?<=[nN]gày))(?<!\d:)(?:(?<!\d-)|(?<=[/.]\d{4}-))" + _MORE
    + rf"(?:(?P<d0>{_DAY})\s?/\s?(?P<m0>\d{{1,2}})\s*(?:-|đến(?:\s+(?:hết\s+)?ngày)?)\s*)?"
    + rf"(?P<d>{_DAY})(?:\s?(?=/))?(?P<sep>[/.-]|[ ]-[ ])(?:(?<=/)\s)?(?P<m>\d{{1,2}})"
    + r"(?:\s?(?=/))?(?P=sep)(?:(?<=/)\s)?(?P<y>\d{4})(?![\d/]|[.,]\d)",
    re.IGNORECASE,
)  # fmt: skip
# Where digits may begin a date: a superset of both.
_DAY_FIRST = re.compile(r"(?<![/.,])\d\d?(?!\d)(?=\s*(?:[,/.-]|[vV][àÀ]|[đĐ][ếẾ]|[tT][hH]))")
_LEADS = {_WORDS: ("ngày", "mùng", "mồng"), _FIGURES: ("ngày",)}
_NOT_BEFORE_LEAD = {_WORDS: re.compile(r"[\w/.,-]"), _FIGURES: re.compile(r"[\w/.,]|(?<=\d)-")}
_ISO = re.compile(r"(?<![/.-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_NUMBER = re.compile(r"\d{1,2}")
_YEARS = range(1800, 2200)
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written, sound or not."""

    start: int
    end: int
    day: int
    month: int
    year: int

    def value(self) -> dt.date | None:
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(source: Source, found: Found) -> list[DateMention]:
    """Return the dates in order, never overlapping; of a range both ends, of a list each.

    >>> from nhipcau.reading.normalise import normalise
    >>> [d.value.isoformat() for d in find_dates(normalise("từ 04-06/10/2025"), Found())]
    ['2025-10-04', '2025-10-06']
    """
    del found
    mentions = []
    for written in source.once(_written):
        value = written.value()
        if value is not None:
            text = source.nfc[written.start : written.end]
            mentions.append(DateMention(text=text, start=written.start, end=written.end, value=value))
    return mentions


def find_impossible_dates(source: Source, found: Found) -> list[ImpossibleDate]:
    """Return what is written like a date and is none, such as 31/02/2026."""
    del found
    return [
        ImpossibleDate(text=source.nfc[written.start : written.end], start=written.start, end=written.end)
        for written in source.once(_written)
        if written.value() is None
    ]


def _written(source: Source) -> list[_Written]:
    dates = sorted(_matches(source), key=lambda date: (date.start, date.end))
    kept: list[_Written] = []
    for date in dates:
        if date.year in _YEARS and (not kept or date.start >= kept[-1].end):
            kept.append(date)
    return kept


def _matches(source: Source) -> Iterator[_Written]:
    plain = source.plain
    ends = dict.fromkeys((_WORDS, _FIGURES), 0)
    for start in source.once(digit_runs):
        if not _DAY_FIRST.match(plain, start):
            iso = _ISO.match(plain, start)
            if iso:
                yield _Written(start, iso.end(), int(iso["d"]), int(iso["m"]), int(iso["y"]))
            continue
        for pattern, end in ends.items():
            match = pattern.match(plain, start) if start >= end else None
            if match:
                ends[pattern] = match.end()
                yield from _members(match, _with_lead(plain, match))


def _with_lead(plain: str, match: re.Match[str]) -> int:
    """Where the mention begins: at the word "ngày" before it, if it stands there, else at the number."""
    at = match.start()
    while at and plain[at - 1].isspace():
        at -= 1
    start = at - len("ngày")
    if start < 0 or plain[start:at].lower() not in _LEADS[match.re]:
        return match.start()
    barred = start and _NOT_BEFORE_LEAD[match.re].match(plain, start - 1)
    return match.start() if barred else start


def _members(match: re.Match[str], begin: int) -> Iterator[_Written]:
    """The dates of a match: those of the list before the last one, and the last one."""
    month = int(match["m"]) if match["m"].isdigit() else MONTHS[match["m"].lower()]
    year = int(match["y"])
    first = True
    if match["more"]:
        offset = match.start("more")
        for day in _NUMBER.finditer(match["more"]):
            if int(day.group()) > _LAST_DAY:
                continue  # no day: "Số 48, 21/7/2018"
            start = begin if first else offset + day.start()
            yield _Written(start, offset + day.end(), int(day.group()), month, year)
            first = False
    if "d0" in match.re.groupindex and match["d0"]:
        start = begin if first else match.start("d0")
        yield _Written(start, match.end("m0"), int(match["d0"]), int(match["m0"]), year)
        first = False
    yield _Written(begin if first else match.start("d"), match.end(), int(match["d"]), month, year)
