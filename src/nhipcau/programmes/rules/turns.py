"""The days on which a recurring task falls due."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
MOST_TURNS = 520  # ten years of weeks


def turns(
    first: date, recurrence: str, last: date, working: Callable[[date], date] | None = None
) -> list[date]:
    """Return the days from `first` to `last` on which a task falls due; `first` alone when it does not recur.

    `recurrence` is "", weekly, monthly, quarterly, half_yearly or yearly. A month without that day has its last day.
    `working` gives the first working day from a day on: later turns move to it, and two that meet there are one. The
    first day was chosen by a person and stays.

    >>> turns(date(2026, 1, 31), "monthly", date(2026, 4, 1))
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31)]
    >>> turns(date(2026, 3, 1), "", date(2026, 1, 1))
    [datetime.date(2026, 3, 1)]
    """
    if not recurrence:
        return [first]
    found: list[date] = []
    for day in _days(first, recurrence):
        if day > last or len(found) == MOST_TURNS:
            return found
        moved = working(day) if working and day != first else day
        if not found or moved > found[-1]:
            found.append(moved)
    return found


def _days(first: date, recurrence: str) -> Iterator[date]:
    step = 0
    while True:
        if recurrence == "weekly":
            yield first + timedelta(weeks=step)
        else:
            yield months_later(first, step * MONTHS[recurrence])
        step += 1


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later (earlier when negative); the last day where the month is shorter.

    >>> months_later(date(2024, 2, 29), 12), months_later(date(2026, 1, 31), -2)
    (datetime.date(2025, 2, 28), datetime.date(2025, 11, 30))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
