"""Planning, recording, shortcomings, mending: who may, what is refused, what stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.audit.log import history
from nhipcau.oversight import actions, errors
from nhipcau.oversight.models import Shortcoming
from nhipcau.oversight.tests.builders import (
    ANSWERS,
    AT,
    DAY,
    MEND_BY,
    PLANNED,
    make_held,
    make_inspection,
    make_shortcoming,
)
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def test_an_inspection_is_planned_by_officers_for_units_below(house: House) -> None:
    for stranger in (house.lan, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            actions.plan(house.department, house.ward_a, PLANNED, by=stranger, at=AT)
    foreign = house.khach.memberships.all()[0].unit
    with pytest.raises(errors.ForeignUnitError):
        actions.plan(house.department, foreign, PLANNED, by=house.son, at=AT)
    with pytest.raises(errors.NoQuestionsError):
        actions.plan(house.department, house.ward_a, replace(PLANNED, questions=[" "]), by=house.son, at=AT)

    inspection = make_inspection(house)

    assert [point.position for point in inspection.points.all()] == [1, 2]
    assert [row.action for row in history(inspection)] == ["oversight.inspection_planned"]


def test_a_reporter_checks_their_own_unit(house: House) -> None:
    made = actions.plan(house.ward_a, house.ward_a, PLANNED, by=house.lan, at=AT)

    assert made.kind == "self_check"


def test_a_visit_is_entered_once_with_every_answer(house: House) -> None:
    inspection = make_inspection(house)

    with pytest.raises(PermissionDenied):
        actions.record(inspection, DAY, ANSWERS, by=house.lan, at=AT)
    with pytest.raises(errors.UnansweredError):
        actions.record(inspection, DAY, {1: ("yes", "")}, by=house.son, at=AT)
    with pytest.raises(errors.FutureVisitError):
        actions.record(inspection, date(2026, 9, 11), ANSWERS, by=house.son, at=AT)
    held = actions.record(inspection, DAY, ANSWERS, by=house.son, at=AT)
    with pytest.raises(errors.HeldError):
        actions.record(inspection, DAY, ANSWERS, by=house.son, at=AT)

    assert [point.answer for point in held.points.all()] == ["yes", "partly"]


def test_a_shortcoming_follows_a_visit(house: House) -> None:
    with pytest.raises(errors.NotHeldError):
        actions.find(make_inspection(house), "a", "b", MEND_BY, by=house.son)
    held = make_held(house)
    with pytest.raises(errors.EarlyMendError):
        actions.find(held, "a", "b", DAY - timedelta(days=1), by=house.son)
    with pytest.raises(errors.NothingSaidError):
        actions.find(held, " ", "b", MEND_BY, by=house.son)

    found = actions.find(held, "a", "b", DAY, by=house.son)
    assert found.state == "open"
    assert actions.find(held, "a", "b", DAY, by=house.son) == found


def test_the_ward_mends_and_the_department_judges(house: House) -> None:
    shortcoming = make_shortcoming(house)

    with pytest.raises(errors.MovedOnError):
        actions.accept(shortcoming, "Đạt", by=house.son, at=AT)
    with pytest.raises(errors.NothingSaidError):
        actions.say_mended(shortcoming, " ", by=house.lan, at=AT)
    actions.say_mended(shortcoming, "Đã thay bảng", by=house.lan, at=AT)
    with pytest.raises(PermissionDenied):
        actions.accept(shortcoming, "Đạt", by=house.lan, at=AT)
    actions.reopen(shortcoming, "Còn một bảng", by=house.son, at=AT)
    actions.say_mended(shortcoming, "Đã thay nốt", by=house.lan, at=AT)
    done = actions.accept(shortcoming, "Đạt", by=house.son, at=AT)

    assert done.state == "accepted"
    assert [one.state for one in done.follow_ups.all()] == ["mended", "open", "mended", "accepted"]


def test_overdue_begins_the_day_after_the_last_day(house: House) -> None:
    shortcoming, after = make_shortcoming(house), MEND_BY + timedelta(days=1)

    assert not shortcoming.overdue(MEND_BY)
    assert shortcoming.overdue(after)
    assert list(Shortcoming.objects.overdue(after)) == [shortcoming]
    actions.say_mended(shortcoming, "Đã thay bảng", by=house.lan, at=AT)
    assert not Shortcoming.objects.overdue(after).exists()
