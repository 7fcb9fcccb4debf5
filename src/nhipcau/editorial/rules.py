"""The rules of planning: plain values in, plain values out."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

# What is meant to become of an entry, apart from how far it is.
COVER, OPEN, NOT_COVERED, CALLED_OFF = "cover", "open", "not_covered", "called_off"
MEANT = frozenset({COVER, OPEN})

GIVEN, ACCEPTED, DECLINED, DONE, TAKEN_BACK = "given", "accepted", "declined", "done", "taken_back"
IN_HAND = frozenset({GIVEN, ACCEPTED})

WEEK, MONTH, YEAR = "week", "month", "year"
SPANS = (WEEK, MONTH, YEAR)
MOST_COPIES = 60


def first_of(span: str, day: date) -> date:
    """Return the first day of the week (its Monday), month or year in which `day` lies.

    >>> first_of("week", date(2026, 9, 3)), first_of("month", date(2026, 9, 3)), first_of("year", date(2026, 9, 3))
    (datetime.date(2026, 8, 31), datetime.date(2026, 9, 1), datetime.date(2026, 1, 1))
    """
    if span == WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if span == MONTH else day.replace(month=1, day=1)


def after(span: str, first: date) -> date:
    """Return the first day after the span that begins on `first`; the calendar ends with the year 9999.

    >>> after("week", date(2026, 8, 31)), after("month", date(2026, 12, 1)), after("year", date(2026, 1, 1))
    (datetime.date(2026, 9, 7), datetime.date(2027, 1, 1), datetime.date(2027, 1, 1))
    """
    try:
        if span == WEEK:
            return first + timedelta(days=7)
        if span == MONTH and first.month < 12:
            return first.replace(month=first.month + 1)
        return first.replace(year=first.year + 1, month=1)
    except (OverflowError, ValueError):
        return date.max


def before(span: str, first: date) -> date:
    """Return the first day of the span before the one that begins on `first`.

    >>> before("month", date(2026, 1, 1)), before("week", date(2026, 1, 5))
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 29))
    """
    try:
        return first_of(span, first - timedelta(days=1))
    except OverflowError:
        return first


def weeks_of(first: date, until: date) -> Iterator[list[date]]:
    """Give the weeks, Monday first, that hold the days of [first, until).

    >>> [week[0].day for week in weeks_of(date(2026, 9, 1), date(2026, 10, 1))]
    [31, 7, 14, 21, 28]
    """
    monday = first_of(WEEK, first).toordinal()
    for begin in range(monday, until.toordinal(), 7):
        yield [
            date.fromordinal(number) for number in range(begin, begin + 7) if number <= date.max.toordinal()
        ]


def copies(day: date, *, every_days: int, until: date) -> list[date]:
    """Return the days of a series after `day`, every so many days up to and with `until`, at most `MOST_COPIES`.

    >>> copies(date(2026, 9, 1), every_days=7, until=date(2026, 9, 20))
    [datetime.date(2026, 9, 8), datetime.date(2026, 9, 15)]
    """
    room = (until - day).days // every_days
    return [day + timedelta(days=every_days * number) for number in range(1, min(room, MOST_COPIES) + 1)]


def furthest(standings: Collection[str]) -> str:
    """Return how far an entry is: the furthest of its item's texts, "" for none.

    >>> furthest(["draft", "published"]), furthest(["returned", "draft"]), furthest([])
    ('published', 'returned', '')
    """
    order = ("published", "changing", "approved", "in_review", "returned", "draft", "withdrawn", "missing")
    return next((one for one in order if one in standings), "")
