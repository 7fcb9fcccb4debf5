"""The public holidays of Việt Nam, on which offices are closed, and the working days between them.

Source: Bộ luật Lao động 2019, Điều 111 khoản 3 (a holiday on a weekly day off is made up for) and Điều 112 (1 January,
five days of Tết, Hùng Kings' day, 30 April, 1 May, 2 September and a day beside it). Which five days Tết takes, which
day stands beside 2 September, and days moved for bridges, the Government decides each year: what is here is the eve
to the fourth day; the rest is set with NHIPCAU_HOLIDAYS.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

# The first day of the lunar year as Việt Nam counts it (UTC+7).
TET = {
    2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17), 2027: date(2027, 2, 6),
    2028: date(2028, 1, 26), 2029: date(2029, 2, 13), 2030: date(2030, 2, 2),
}  # fmt: skip
# The tenth day of the third lunar month.
HUNG_KINGS = {
    2024: date(2024, 4, 18), 2025: date(2025, 4, 7), 2026: date(2026, 4, 26), 2027: date(2027, 4, 16),
    2028: date(2028, 4, 4), 2029: date(2029, 4, 23), 2030: date(2030, 4, 12),
}  # fmt: skip
# The day beside 2 September, where it was decided.
BESIDE_NATIONAL_DAY = {2024: date(2024, 9, 3), 2025: date(2025, 9, 1), 2026: date(2026, 9, 1)}
SATURDAY = 5


@lru_cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the days on which offices are closed in `year`, made-up days included; lunar ones from 2024 to 2030.

    >>> date(2026, 2, 18) in public_holidays(2026), date(2026, 4, 27) in public_holidays(2026)
    (True, True)
    """
    days = [date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)]
    if year in TET:
        days += [TET[year] + timedelta(days=shift) for shift in range(-1, 4)]
        days.append(HUNG_KINGS[year])
    if year in BESIDE_NATIONAL_DAY:
        days.append(BESIDE_NATIONAL_DAY[year])
    return frozenset(_with_days_made_up(days))


def _with_days_made_up(days: Iterable[date]) -> set[date]:
    """Add, for each holiday on a Saturday or Sunday, the next day that is neither a weekend nor a holiday."""
    closed = set(days)
    for day in sorted(closed):
        if day.weekday() >= SATURDAY:
            made_up = day
            while made_up.weekday() >= SATURDAY or made_up in closed:
                made_up += timedelta(days=1)
            closed.add(made_up)
    return closed


def closed_days(first_year: int, last_year: int) -> frozenset[date]:
    """Return the days on which offices are closed, from the first year to the one after the last; set ones too."""
    known = (public_holidays(year) for year in range(first_year, last_year + 2))
    return frozenset({date.fromisoformat(day) for day in settings.HOLIDAYS}).union(*known)


def first_working_day(day: date, closed: Collection[date]) -> date:
    """Return `day`, or the first day after it on which offices work; `closed` are the holidays.

    Source: Bộ luật Dân sự 2015, Điều 148 khoản 5: a term whose last day is a weekend or a holiday ends with the
    working day that follows.

    >>> first_working_day(date(2026, 9, 5), ()), first_working_day(date(2026, 9, 4), ())
    (datetime.date(2026, 9, 7), datetime.date(2026, 9, 4))
    """
    while day.weekday() >= SATURDAY or day in closed:
        day += timedelta(days=1)
    return day
