"""Due days, gaps, and what is due next."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.productions import rules

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
RHYTHMS = st.one_of(
    st.tuples(st.just(rules.WEEKLY), st.integers(1, 7)),
    st.tuples(st.just(rules.MONTHLY), st.integers(1, 31)),
    st.tuples(st.just(rules.DAYS), st.integers(2, 366)),
)


@given(RHYTHMS, DAYS)
def test_due_days_ascend_from_the_first_day_and_are_never_further_apart_than_the_rhythm(
    rhythm: tuple[str, int], since: date
) -> None:
    days = list(islice(rules.due_days(*rhythm, since), 30))
    most = {rules.WEEKLY: 7, rules.MONTHLY: 31, rules.DAYS: rhythm[1]}[rhythm[0]]
    assert since <= days[0] <= since + timedelta(days=31)
    assert all(timedelta(0) < later - one <= timedelta(days=most) for one, later in pairwise(days))


@given(RHYTHMS, DAYS, st.integers(0, 400))
def test_a_part_on_every_due_day_leaves_no_gap_and_none_leaves_every_past_day(
    rhythm: tuple[str, int], since: date, after: int
) -> None:
    today = since + timedelta(days=after)
    due = list(islice(rules.due_days(*rhythm, since), 250))
    past = tuple(day for day in due if day < today)
    assert rules.standing(due, due, today).gaps == ()
    empty = rules.standing(due, [], today)
    assert empty.gaps == past
    assert empty.next_due == due[len(past)]
    assert rules.is_late(due, None, today) == (past[-1] if past else None)


@given(RHYTHMS, DAYS, st.lists(st.integers(-40, 400), max_size=20), st.integers(0, 400))
def test_what_waits_for_the_owner_is_the_gap_of_the_last_due_day(
    rhythm: tuple[str, int], since: date, parts: list[int], after: int
) -> None:
    today = since + timedelta(days=after)
    days = [since + timedelta(days=one) for one in parts if one <= after]
    due = list(islice(rules.due_days(*rhythm, since), 250))
    past = [day for day in due if day < today]
    stands = rules.standing(due, days, today)
    late = rules.is_late(due, max(days, default=None), today)
    if late is not None:
        assert past[-1] == late == stands.gaps[-1]


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    days = list(islice(rules.due_days(rules.MONTHLY, 31, date(2026, 1, 15)), 4))
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_nothing_is_due_without_a_rhythm_nor_after_the_end() -> None:
    assert list(rules.due_days(rules.NONE, None, date(2026, 1, 1))) == []
    due = rules.due_days(rules.WEEKLY, 2, date(2026, 9, 1))
    stands = rules.standing(due, [], date(2026, 12, 1), until=date(2026, 9, 9))
    assert stands == rules.Standing((date(2026, 9, 1), date(2026, 9, 8)), None)


def test_due_days_end_with_the_calendar() -> None:
    assert list(rules.due_days(rules.DAYS, 366, date(9999, 12, 1))) == [date(9999, 12, 1)]
    assert list(rules.due_days(rules.MONTHLY, 31, date(9999, 12, 1))) == [date(9999, 12, 31)]


@pytest.mark.parametrize(
    ("rhythm", "step", "fits"),
    [
        (rules.WEEKLY, 0, False),
        (rules.WEEKLY, 7, True),
        (rules.MONTHLY, 32, False),
        (rules.DAYS, 1, False),
        (rules.NONE, 3, False),
    ],
)
def test_a_rhythm_has_a_day_that_exists(*, rhythm: str, step: int, fits: bool) -> None:
    assert rules.fits(rhythm, step) is fits
