"""By when a duty is due: as a day, or as a recurrence. A day without a year is dated only where one year is possible."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import DateMention, Deadline, Duty, Header
from ..normalise import Source
from ..tables.deadlines import PERIODS, QUARTERS, RELATIONS, WEEKDAYS
from .base import Found
from .digits import has_digits
from .duty_tables import assignments
from .patterns import a_word, any_of

_HOUR = r"(?:(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2}\s*(?:phút)?)?)\s*(?:,\s*)?)?"
_RELATION = rf"(?P<relation>{a_word(RELATIONS, any_case=True)})\s+(?i:{_HOUR})"
_MONTHLY = re.compile(
    _RELATION
    + r"(?i:(?:ngày\s+)?(?P<d>\d{1,2})\s+(?:(?:hằng|hàng|mỗi)\s+tháng|(?:của\s+)?tháng\s+(?P<last>cuối\s+quý)))"
)
_DAY = re.compile(
    _RELATION + r"(?i:ngày\s+(?P<d>\d{1,2})\s*(?:/|-|tháng\s+)\s*(?P<m>\d{1,2})(?!\s?[/\d-]|\s+năm\s+\d)"
    r"(?P<yearly>\s+(?:hằng|hàng|mỗi)\s+năm)?)"
)
_DATED = re.compile(_RELATION + r"(?=(?i:ngày\s+)?\d)")
_YEAR = r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<y>\d{4})"
_MONTH = re.compile(rf"(?<!\w)[Tt]rong\s+tháng\s+(?P<m>\d{{1,2}})(?:{_YEAR})?(?!\s?[/\d])")
_QUARTER = re.compile(rf"(?<!\w)(?:[Tt]rong\s+)?[Qq]uý\s+(?P<q>IV|I{{1,3}}|[1-4])(?:{_YEAR})?(?![\w/])")
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:[Tt]rong|[Cc]uối)\s+năm\s+(?P<y>\d{4})(?!\s*-|\d)")
_REPEATED = re.compile(
    rf"(?<!\w)(?:[Đđ]ịnh\s+kỳ\s+)?(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+(?P<period>{any_of(PERIODS)})(?!\w)"
    rf"|(?<!\w)[Đđ]ịnh\s+kỳ\s+(?:(?P<n>\d{{1,2}})\s+)?(?P<every>{any_of(PERIODS)})(?!\w)"
)
_ONCE = re.compile(rf"(?<!\w)(?P<n>\d{{1,2}})\s+(?P<every>{any_of(PERIODS)})\s+(?:một|01|1)\s+lần(?!\w)")
_WEEKDAY = re.compile(
    r"(?<!\w)(?P<day>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\s+(?:hằng|hàng|mỗi)\s+tuần(?!\w)",
    re.IGNORECASE,
)
# One of these stands in all that _REPEATED and _WEEKDAY match.
_REPEATING = ("hằng", "hàng", "mỗi", "Hằng", "Hàng", "Mỗi", "kỳ")
# What a column for the time may hold by itself.
_CELL_YEAR = re.compile(r"[Nn]ăm\s+(?P<y>\d{4})$")
_CELL_MONTH = re.compile(rf"[Tt]háng\s+(?P<m>\d{{1,2}})(?:{_YEAR})?$")
_SUBJECT_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?!\s*-|\d)")
_YEARS_RANGE = re.compile(r"\d{4}\s*-\s*\d{4}")
_DATE_IN_SUBJECT = re.compile(r"\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}\s*(?:[/.-]|năm)\s*\d{4}")


@dataclass(frozen=True, slots=True)
class _Due:
    start: int
    end: int
    relation: str
    due: dt.date | None = None
    recurrence: str | None = None


def find_deadlines(source: Source, found: Found) -> list[Deadline]:
    """Return the deadlines in the paragraphs that assign work, in order.

    >>> from nhipcau.reading.finders import find
    >>> from nhipcau.reading.normalise import normalise
    >>> text = "II. TỔ CHỨC THỰC HIỆN\\n1. Sở Du lịch báo cáo trước ngày 15 hằng tháng; xong trong tháng 6/2026."
    >>> [(one.due and one.due.isoformat(), one.recurrence) for one in find(normalise(text)).deadlines]
    [(None, 'FREQ=MONTHLY;BYMONTHDAY=15'), ('2026-06-30', None)]
    """
    deadlines: list[Deadline] = []
    for duty in _paragraphs(found.duties):
        dues = _apart(_dues(source, (duty.start, duty.end), found))
        deadlines += [_deadline(source, duty.start, due) for due in dues]
    for row in source.once(assignments):
        if row.time and row.parts:
            dues = _apart(_cell_dues(source, row.time, found))
            deadlines += [_deadline(source, row.parts[0][0], due) for due in dues]
    return sorted(deadlines, key=lambda one: one.start)


def _apart(dues: Iterator[_Due]) -> list[_Due]:
    """The deadlines in order; of two in one place only the first, which is the more exact."""
    taken: list[_Due] = []
    for due in dues:
        if not any(due.start < other.end and other.start < due.end for other in taken):
            taken.append(due)
    return sorted(taken, key=lambda one: one.start)


def _cell_dues(source: Source, span: tuple[int, int], found: Found) -> Iterator[_Due]:
    """The deadlines of a cell for the time: as in a sentence, and a day, month, quarter or year alone."""
    plain = source.plain
    yield from _dues(source, span, found)
    dates = list(_dates_within(found, span))
    if dates:
        yield _Due(dates[-1].start, dates[-1].end, "by", due=dates[-1].value)
    month, year = _CELL_MONTH.match(plain, *span), _CELL_YEAR.match(plain, *span)
    if month:
        yield _Due(*month.span(), "in", due=_month_end(month["y"], int(month["m"]), found.header))
    if year:
        yield _Due(*year.span(), "in", due=dt.date(int(year["y"]), 12, 31))


def _dates_within(found: Found, span: tuple[int, int]) -> Iterator[DateMention]:
    for index in range(bisect_left(found.dates, span[0], key=lambda date: date.start), len(found.dates)):
        if found.dates[index].end > span[1]:
            return
        yield found.dates[index]


def _paragraphs(duties: tuple[Duty, ...]) -> Iterator[Duty]:
    """One duty a paragraph: several units may share it."""
    end = -1
    for duty in sorted(duties, key=lambda one: one.start):
        if duty.start >= end:
            yield duty
            end = duty.end


def _deadline(source: Source, duty_start: int, due: _Due) -> Deadline:
    return Deadline(
        text=source.nfc[due.start : due.end],
        start=due.start,
        end=due.end,
        relation=due.relation,
        due=due.due,
        recurrence=due.recurrence,
        duty_start=duty_start,
    )


def _dues(source: Source, span: tuple[int, int], found: Found) -> Iterator[_Due]:
    """Every deadline of a paragraph, the more exact forms first."""
    plain = source.plain
    if has_digits(source, *span):
        yield from _days(plain, span, found)
        for match in _ONCE.finditer(plain, *span) if plain.find(" lần", *span) >= 0 else ():
            yield _Due(*match.span(), "every", recurrence=_rule(match["every"], match["n"]))
    yield from _periods(plain, span, found.header)
    if any(plain.find(word, *span) >= 0 for word in _REPEATING):
        for match in _WEEKDAY.finditer(plain, *span) if plain.find("tuần", *span) >= 0 else ():
            day = re.sub(r"\s+", " ", match["day"].lower()).removeprefix("thứ ")
            yield _Due(*match.span(), "every", recurrence=f"FREQ=WEEKLY;BYDAY={WEEKDAYS[day]}")
        for match in _REPEATED.finditer(plain, *span):
            period = match["period"] or match["every"]
            yield _Due(*match.span(), "every", recurrence=_rule(period, match["n"]))


def _days(plain: str, span: tuple[int, int], found: Found) -> Iterator[_Due]:
    for match in _MONTHLY.finditer(plain, *span):
        quarter = "INTERVAL=3;BYMONTH=3,6,9,12;" if match["last"] else ""
        rule = f"FREQ=MONTHLY;{quarter}BYMONTHDAY={int(match['d'])}"
        if 1 <= int(match["d"]) <= 31:
            yield _Due(*match.span(), _relation(match), recurrence=rule)
    for match in _DATED.finditer(plain, *span):
        date = _date_at(found, match.end()) or _date_at(found, _after_day_word(plain, match.end()))
        if date:
            yield _Due(match.start(), date[1], _relation(match), due=date[0])
    for match in _DAY.finditer(plain, *span):
        yield _day(match, found.header)


def _date_at(found: Found, start: int) -> tuple[dt.date, int] | None:
    index = bisect_left(found.dates, start, key=lambda date: date.start)
    if index < len(found.dates) and found.dates[index].start == start:
        return found.dates[index].value, found.dates[index].end
    return None


def _after_day_word(plain: str, start: int) -> int:
    """Where the number stands after "ngày": the second of two days that share month and year begins there."""
    return start + len("ngày") + 1 if plain.startswith(("ngày ", "Ngày "), start) else start


def _relation(match: re.Match[str]) -> str:
    return RELATIONS[re.sub(r"\s+", " ", match["relation"].lower())]


def _day(match: re.Match[str], header: Header) -> _Due:
    day, month = int(match["d"]), int(match["m"])
    if match["yearly"]:
        return _Due(
            *match.span(), _relation(match), recurrence=f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"
        )
    return _Due(*match.span(), _relation(match), due=_in_its_year(header, month, day))


def _periods(plain: str, span: tuple[int, int], header: Header) -> Iterator[_Due]:
    in_time, quarter = (plain.find(word, *span) >= 0 for word in ("rong", "uý"))
    for match in _MONTH.finditer(plain, *span) if in_time else ():
        month = int(match["m"])
        yield _Due(*match.span(), "in", due=_month_end(match["y"], month, header))
    for match in _QUARTER.finditer(plain, *span) if quarter else ():
        yield _Due(*match.span(), "in", due=_month_end(match["y"], 3 * QUARTERS[match["q"]], header))
    for match in _WHOLE_YEAR.finditer(plain, *span) if in_time or plain.find("uối", *span) >= 0 else ():
        yield _Due(*match.span(), "in", due=dt.date(int(match["y"]), 12, 31))


def _month_end(year: str | None, month: int, header: Header) -> dt.date | None:
    if not 1 <= month <= 12:
        return None
    if year is None:
        first = _in_its_year(header, month, 28)
        return _last_day(first.year, month) if first else None
    return _last_day(int(year), month) if 1900 <= int(year) <= 2200 else None


def _last_day(year: int, month: int) -> dt.date:
    return (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _in_its_year(header: Header, month: int, day: int) -> dt.date | None:
    """The day in the one year that is possible: that of the subject, and the next such day after the issue."""
    subject = _DATE_IN_SUBJECT.sub("", header.subject or "")  # the date of a document it carries out
    years = set() if _YEARS_RANGE.search(subject) else set(_SUBJECT_YEAR.findall(subject))
    candidates = {_date(int(year), month, day) for year in years}
    if header.date:
        this_year = _date(header.date.year, month, day)
        later = this_year is not None and this_year < header.date
        candidates.add(_date(header.date.year + 1, month, day) if later else this_year)
    return candidates.pop() if len(candidates) == 1 else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _rule(period: str, number: str | None) -> str:
    rule = PERIODS[re.sub(r"\s+", " ", period)]
    count = int(number or 1)
    if count <= 1:
        return rule
    frequency, _, interval = rule.partition(";INTERVAL=")
    return f"{frequency};INTERVAL={count * int(interval or 1)}"
