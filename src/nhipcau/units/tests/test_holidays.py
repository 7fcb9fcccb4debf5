"""Public holidays: what a due day is counted round."""

from datetime import date

import pytest
from django.test import override_settings

from nhipcau.units import holidays
from nhipcau.units.holidays import public_holidays


def test_the_tables_hold_the_same_years_and_stand_in_their_season() -> None:
    assert holidays.TET.keys() == holidays.HUNG_KINGS.keys()
    for year, day in holidays.TET.items():
        assert date(year, 1, 20) < day < date(year, 2, 21)
        # Nine days into the third month: two months and nine days of 29 or 30 days after Tết.
        assert 66 <= (holidays.HUNG_KINGS[year] - day).days <= 69


def test_a_holiday_on_a_weekend_is_made_up_for() -> None:
    # In 2026 Hùng Kings' day is a Sunday; in 2027 Tết begins on a Saturday, 1 May is one too.
    assert date(2026, 4, 27) in public_holidays(2026)
    assert {date(2027, 2, 10), date(2027, 2, 11), date(2027, 5, 3)} <= public_holidays(2027)
    assert date(2026, 4, 28) not in public_holidays(2026)


@pytest.mark.parametrize("year", [2024, 2026, 2030, 2045])
def test_no_day_off_is_lost(year: int) -> None:
    weekdays = [day for day in public_holidays(year) if day.weekday() < 5]

    assert len(weekdays) == 4 + 6 * (year in holidays.TET) + (year in holidays.BESIDE_NATIONAL_DAY)


@override_settings(HOLIDAYS=["2026-12-16"])
def test_days_set_by_the_office_are_closed_too() -> None:
    closed = holidays.closed_days(2026, 2026)

    assert {date(2026, 12, 16), date(2027, 1, 1)} <= closed
    assert holidays.first_working_day(date(2026, 12, 16), closed) == date(2026, 12, 17)
    assert holidays.first_working_day(date(2026, 8, 29), closed) == date(2026, 8, 31)
    assert holidays.first_working_day(date(2026, 9, 1), closed) == date(2026, 9, 3)
