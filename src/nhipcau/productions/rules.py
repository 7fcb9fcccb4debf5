"""When the next part of a series is due, and where a part is missing."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

NONE, WEEKLY, MONTHLY, DAYS = "none", "weekly", "monthly", "days"
STEPS = {WEEKLY: (1, 7), MONTHLY: (1, 31), DAYS: (2, 366)}
EARLIEST = date(2000, 1, 1)


def fits(rhythm: str, step: int | None) -> bool:
    """Return whether `step` makes sense for the rhythm: a weekday 1–7, a day 1–31, 2–366 days; none without one.

    >>> fits("weekly", 7), fits("weekly", 8), fits("none", None), fits("days", None)
    (True, False, True, False)
    """
    if rhythm == NONE:
        return step is None
    least, most = STEPS[rhythm]
    return step is not None and least <= step <= most


def due_days(rhythm: str, step: int | None, since: date) -> Iterator[date]:
    """Give the days on which a part is due from `since` on, without an end but that of the calendar.

    A day that a month lacks is its last day. Nothing is due without a rhythm.

    >>> [day.isoformat() for _, day in zip(range(2), due_days("monthly", 31, date(2026, 1, 31)))]
    ['2026-01-31', '2026-02-28']
    """
    if rhythm == NONE or step is None:
        return
    if rhythm == MONTHLY:
        yield from _monthly(step, since)
        return
    ahead = (step - since.isoweekday()) % 7 if rhythm == WEEKLY else 0
    every = 7 if rhythm == WEEKLY else step
    left = (date.max - since).days
    for days in range(ahead, left + 1, every):
        yield since + timedelta(days=days)


def _monthly(step: int, since: date) -> Iterator[date]:
    for months in range((date.max.year - since.year + 1) * 12 - since.month + 1):
        years, month = divmod(since.month - 1 + months, 12)
        year = since.year + years
        day = date(year, month + 1, min(step, monthrange(year, month + 1)[1]))
        if day >= since:
            yield day


@dataclass(frozen=True, slots=True)
class Standing:
    """How a series stands on a day: when a part was missing, and when the next one is due (None: never)."""

    gaps: tuple[date, ...]
    next_due: date | None

    @property
    def late(self) -> date | None:
        """The last day that passed without its part, if no part has come since."""
        return self.gaps[-1] if self.gaps else None


def standing(
    dues: Iterable[date], published: Sequence[date], today: date, until: date | None = None
) -> Standing:
    """Return where parts were missing by `today`, and when the next is due. `dues` ascend.

    A part stands for the first due day on or after its own. A day is missed when it has passed without one.

    >>> week = [date(2026, 9, day) for day in (7, 14, 21)]
    >>> standing(week, [date(2026, 9, 5)], date(2026, 9, 15))
    Standing(gaps=(datetime.date(2026, 9, 14),), next_due=datetime.date(2026, 9, 21))
    """
    days = sorted(published)
    gaps: list[date] = []
    at = 0
    for due in takewhile(lambda one: until is None or one <= until, dues):
        before = at
        while at < len(days) and days[at] <= due:
            at += 1
        if at > before:
            continue
        if due >= today:
            return Standing(tuple(gaps), due)
        gaps.append(due)
    return Standing(tuple(gaps), None)


def is_late(dues: Iterable[date], last_published: date | None, today: date) -> date | None:
    """Return the last due day before `today` if nothing was published for it or since; None otherwise."""
    past = list(takewhile(lambda one: one < today, dues))
    if not past:
        return None
    opened = past[-2] if len(past) > 1 else date.min
    return past[-1] if last_published is None or last_published <= opened else None
