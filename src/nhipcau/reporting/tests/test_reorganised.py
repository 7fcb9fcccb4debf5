"""Reports when units change."""

from datetime import date, datetime, timedelta

import pytest

from nhipcau.reporting import reorganised
from nhipcau.reporting.models import SubmissionState
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.reporting.wagtail_hooks import reported_since, reports_no_longer_owed
from nhipcau.units.actions import merge_units
from nhipcau.units.models import UnitChange
from nhipcau.units.reorganising import undo_change
from nhipcau.units.tests.builders import House

BEFORE = AFTER_CUT_OFF - timedelta(days=30)


def merge(house: House, at: datetime) -> UnitChange:
    merge_units(
        [house.ward_a],
        house.ward_b,
        effective_on=date(2026, 12, 1),
        legal_basis="Nghị quyết 12",
        by=house.quang,
        at=at,
    )
    return UnitChange.objects.get(legal_basis="Nghị quyết 12")


@pytest.mark.parametrize(("state", "owed"), [(SubmissionState.DRAFT, 1), (SubmissionState.SUBMITTED, 0)])
def test_a_unit_that_ends_within_a_period_owes_its_report_no_more(
    house: House, state: str, owed: int
) -> None:
    collection = make_collection(make_form(house.department, make_indicator("a")), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"a": 3}, state=state)

    change = merge(house, BEFORE)

    assert list(reorganised.no_longer_owed(change).values()) == [owed] * bool(owed)
    assert [("Phường A" in said) for said in reports_no_longer_owed(change)] == [True] * bool(owed)


def test_a_merger_is_not_taken_back_once_the_heir_has_reported(house: House) -> None:
    collection = make_collection(make_form(house.department, make_indicator("a")), house.ward_b)
    change = merge(house, BEFORE)
    assert reported_since(change) == []

    answer = make_answer(collection, house.ward_b, {"a": 3}, state=SubmissionState.SUBMITTED)

    assert [("Phường B" in said) for said in reported_since(change)] == [True]
    answer.delete()
    undo_change(change, by=house.quang, at=AFTER_CUT_OFF)
    assert not UnitChange.objects.filter(pk=change.pk).exists()
