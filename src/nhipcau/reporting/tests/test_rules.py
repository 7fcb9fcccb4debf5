"""Periods and days: what holds in every year."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.reporting import rules

YEARS = st.integers(2015, 2099)
CALENDARS = st.sampled_from(["calendar", "official"])
TILING = st.sampled_from(["month", "quarter", "half_year"])


@given(YEARS, CALENDARS, TILING)
def test_months_quarters_and_half_years_tile_the_year(year: int, calendar: str, kind: str) -> None:
    first, last = rules.period_days("year", calendar, year, 1)
    count = rules.periods_a_year(kind)

    periods = [rules.period_days(kind, calendar, year, number) for number in range(1, count + 1)]

    assert (periods[0][0], periods[-1][1]) == (first, last)
    for (_, ends_on), (starts_on, _) in pairwise(periods):
        assert starts_on == ends_on + timedelta(days=1)


@given(YEARS, CALENDARS)
def test_nine_months_are_the_first_three_quarters(year: int, calendar: str) -> None:
    nine = rules.period_days("nine_months", calendar, year, 1)
    quarters = [rules.period_days("quarter", calendar, year, number) for number in (1, 2, 3)]

    assert nine == (quarters[0][0], quarters[2][1])


@given(YEARS, CALENDARS, TILING, st.integers(1, 12))
def test_the_previous_period_ends_the_day_before(year: int, calendar: str, kind: str, number: int) -> None:
    number = min(number, rules.periods_a_year(kind))
    before = rules.previous_period(kind, year, number)
    assert before

    starts_on, _ = rules.period_days(kind, calendar, year, number)

    assert rules.period_days(kind, calendar, *before)[1] == starts_on - timedelta(days=1)


@pytest.mark.parametrize(("kind", "number"), [("month", 13), ("quarter", 0), ("half_year", 3), ("year", 2)])
def test_a_period_that_no_year_has_is_refused(kind: str, number: int) -> None:
    with pytest.raises(ValueError, match=kind):
        rules.period_days(kind, "official", 2026, number)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.sets(st.dates(date(2020, 1, 1), date(2090, 1, 1))))
def test_a_due_day_leaves_one_working_day(cut_off: date, holidays: set[date]) -> None:
    due = rules.earliest_due(cut_off, holidays)

    between = [cut_off + timedelta(days=n) for n in range(1, (due - cut_off).days + 1)]
    assert [day for day in between if rules.is_working_day(day, holidays)] == [due]


def test_the_due_moment_itself_is_on_time() -> None:
    due = datetime(2026, 12, 16, 10, tzinfo=UTC)

    assert rules.is_on_time(due, due)
    assert not rules.is_on_time(due + timedelta(seconds=1), due)
    assert rules.is_late(None, due, due + timedelta(seconds=1))
    assert not rules.is_late(None, due, due)
    assert not rules.is_late(due, due, due + timedelta(days=9))


@given(st.lists(st.decimals(0, 10**6, places=0), min_size=1))
def test_a_figure_seen_before_is_never_far(history: list[Decimal]) -> None:
    assert not any(rules.is_far_from(number, history) for number in history)
