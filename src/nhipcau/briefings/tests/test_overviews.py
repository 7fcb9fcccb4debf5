"""Sums over the tree, shares from the sums, and the figures that reports take."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.briefings import overviews
from nhipcau.briefings.actions import Held, log_session
from nhipcau.briefings.rules import Tally, share
from nhipcau.briefings.tests.builders import AT, DAY, LATER, make_notice, receipt_of, session_of
from nhipcau.units.models import Kind
from nhipcau.units.tests.builders import House, make_unit


def test_the_share_of_a_real_sum_is_right() -> None:
    sums = Tally(cells=57, cells_all=57, people=4319, people_all=4332)

    assert (sums.cells_share, sums.people_share) == (Decimal("100.00"), Decimal("99.70"))


parts = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda two: Tally(units=1, people=min(two), people_all=max(two))
)


@given(st.lists(parts, max_size=20))
def test_a_share_of_many_is_that_of_their_sums_whatever_the_order(some: list[Tally]) -> None:
    whole, backwards = sum(some, Tally()), sum(reversed(some), Tally())

    assert whole == backwards
    assert whole.people_share == share(sum(one.people for one in some), sum(one.people_all for one in some))


@pytest.mark.django_db
def test_everything_is_added_up_over_the_tree_by_level_and_branch(house: House) -> None:
    hamlets = [make_unit(f"Tổ {number}", house.ward_a, kind=Kind.COMMITTEE) for number in (1, 2)]
    notice = make_notice(house, house.ward_a, house.ward_b, *hamlets)
    session_of(notice, house.ward_b, house.hoa)
    for unit, people in zip(hamlets, (30, 50), strict=True):
        log_session(
            receipt_of(notice, unit), Held(DAY, 1, people), cells_all=1, people_all=50, by=house.son, at=AT
        )

    found = overviews.standings(notice, LATER.date())

    assert (found.total.people, found.total.people_all, found.total.people_share) == (
        140,
        200,
        Decimal("70.00"),
    )
    assert (found.total.units, found.total.acknowledged, found.total.overdue, found.total.unsaid) == (
        4,
        3,
        4,
        1,
    )
    assert {level.tally.units for level in found.levels} == {2}
    by_name = {branch.name: branch for branch in found.branches}
    assert by_name["Phường A"].tally.people == 80
    assert by_name["Phường A"].more
    assert not by_name["Phường B"].more
    inside = overviews.standings(notice, LATER.date(), under=house.ward_a.pk)
    assert [branch.name for branch in inside.branches] == ["Phường A", "Tổ 1", "Tổ 2"]


@pytest.mark.django_db
def test_a_unit_that_has_ended_still_counts(house: House) -> None:
    gone = make_unit("Phường C", house.province)
    notice = make_notice(house, house.ward_a, house.ward_b, gone)
    gone.versions.update(valid_to=AT.date() + timedelta(days=9))

    found = overviews.standings(notice, LATER.date())

    assert sum((branch.tally for branch in found.branches), Tally()) == found.total
    assert "Phường C" in {branch.name for branch in found.branches}


@pytest.mark.django_db
def test_the_overview_costs_few_queries_however_many_units(house: House) -> None:
    notice = make_notice(house, *(make_unit(f"Phường {number}", house.province) for number in range(30)))

    with CaptureQueriesContext(connection) as queries:
        overviews.standings(notice, LATER.date())

    assert len(queries) <= 5


@pytest.mark.django_db
def test_what_was_entered_last_time_is_offered_again(house: House) -> None:
    first = make_notice(house)
    session_of(first, house.ward_a, house.lan)

    assert overviews.last_totals(receipt_of(first, house.ward_a)) == (None, None)
    assert overviews.last_totals(receipt_of(first, house.ward_b)) == (None, None)


@pytest.mark.django_db
def test_sessions_and_attendances_of_a_window_are_counted_and_documents_sent_round_are_not(
    house: House,
) -> None:
    notice = make_notice(house)
    session_of(notice, house.ward_a, house.lan)
    session_of(notice, house.ward_a, house.lan, cells=1, people=20, form="document")
    window = (date(2026, 9, 1), date(2026, 9, 30))

    assert overviews.counted([house.ward_a.pk, house.ward_b.pk], *window) == {
        (house.ward_a.pk, "sessions"): Decimal(1),
        (house.ward_a.pk, "attendances"): Decimal(60),
    }
    assert overviews.counted([house.ward_a.pk], date(2026, 10, 1), date(2026, 10, 31)) == {}
    assert len(overviews.sessions_behind(house.ward_a.pk, "sessions", *window)) == 1
    assert overviews.sessions_behind(house.ward_a.pk, "events", *window) == []
