"""Totals, and who owes what."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau.reporting import overviews
from nhipcau.reporting.models import Submission, SubmissionState
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    DURING,
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.rollup import CellState, Reason
from nhipcau.units.models import Unit, UnitVersion
from nhipcau.units.tests.builders import House, make_unit

JANUARY = date(2027, 1, 5)


def test_approved_answers_count_and_sent_ones_only_when_asked_for(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"su-kien": 12})
    make_answer(collection, house.ward_b, {"su-kien": 5}, state=SubmissionState.SUBMITTED)

    approved = overviews.total(events, house.province, collection.period, today=JANUARY)
    sent = overviews.total(events, house.province, collection.period, include_unapproved=True, today=JANUARY)

    assert (approved.number, approved.reported, approved.expected) == (Decimal(12), 1, 2)
    assert (sent.number, sent.reported, sent.expected) == (Decimal(17), 2, 2)
    assert [(part.unit_name, part.number) for part in sent.parts] == [
        ("Phường A", Decimal(12)),
        ("Phường B", Decimal(5)),
    ]


@pytest.mark.parametrize("state", [SubmissionState.DRAFT, SubmissionState.RETURNED])
def test_drafts_and_returned_answers_never_count(house: House, state: str) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a)
    answer = make_answer(collection, house.ward_a, {"su-kien": 12}, state=state)

    before = overviews.total(
        events, house.province, collection.period, include_unapproved=True, today=JANUARY
    )
    Submission.objects.filter(pk=answer.pk).update(state=SubmissionState.SUBMITTED)
    after = overviews.total(events, house.province, collection.period, include_unapproved=True, today=JANUARY)

    assert (before.number, before.state, before.reported) == (None, CellState.BLANK, 0)
    assert before.parts[0].submission_state == state
    assert after.number == 12


def test_a_figure_is_not_due_while_its_period_runs(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a)

    running = overviews.total(events, house.ward_a, collection.period, today=date(2026, 12, 14))
    over = overviews.total(events, house.ward_a, collection.period, today=date(2026, 12, 15))

    assert (running.state, over.state) == (CellState.NOT_DUE, CellState.BLANK)


def test_a_year_is_composed_of_its_quarters_and_never_counts_twice(house: House) -> None:
    events = make_indicator("su-kien")
    form = make_form(house.department, events)
    year = make_period("year", 2026, 1)
    for number in (1, 2):
        quarter = make_collection(form, house.ward_a, period=make_period(number=number))
        make_answer(quarter, house.ward_a, {"su-kien": 10})
    monthly = make_collection(form, house.ward_a, period=make_period("month", 2026, 1))
    make_answer(monthly, house.ward_a, {"su-kien": 3})

    composed = overviews.total(events, house.province, year, today=JANUARY)
    asked = make_collection(form, house.ward_a, period=year)
    make_answer(asked, house.ward_a, {"su-kien": 25})

    assert composed.number == 20
    assert [period.number for period in composed.periods] == [1, 2]
    assert overviews.total(events, house.province, year, today=JANUARY).number == 25


def test_a_merged_unit_counts_for_the_periods_it_existed_in(house: House) -> None:
    events = make_indicator("su-kien")
    form = make_form(house.department, events)
    old = make_unit("Xã Cũ", house.province, valid_to=date(2026, 7, 1))
    for number in (2, 3):
        quarter = make_collection(form, old, house.ward_a, period=make_period(number=number))
        make_answer(quarter, house.ward_a, {"su-kien": 10})
        if number == 2:
            make_answer(quarter, old, {"su-kien": 4})

    second = overviews.total(events, house.province, make_period(number=2), today=JANUARY)
    third = overviews.total(events, house.province, make_period(number=3), today=JANUARY)
    year = overviews.total(events, house.province, make_period("year", number=1), today=JANUARY)

    assert (second.number, second.expected) == (Decimal(14), 2)
    assert (third.number, third.expected) == (Decimal(10), 1)
    assert year.number == 24


def test_reach_is_never_added_up_but_stands_for_each_unit(house: House) -> None:
    reach = make_indicator("tiep-can", over_units="none", over_periods="none")
    collection = make_collection(make_form(house.department, reach), house.ward_a, house.ward_b)
    for ward in (house.ward_a, house.ward_b):
        make_answer(collection, ward, {"tiep-can": 900})

    province = overviews.total(reach, house.province, collection.period, today=JANUARY)

    assert (province.number, province.reason) == (None, Reason.NEVER_OVER_UNITS)
    assert overviews.total(reach, house.ward_a, collection.period, today=JANUARY).number == 900


def test_a_ratio_is_made_of_the_sums_of_its_two_numbers(house: House) -> None:
    done, all_ = make_indicator("xong"), make_indicator("tat-ca")
    rate = make_indicator("ti-le", measure="%", numerator=done, denominator=all_)
    collection = make_collection(make_form(house.department, done, all_), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"xong": 600, "tat-ca": 640})
    make_answer(collection, house.ward_b, {"xong": 11, "tat-ca": 15})

    found = overviews.total(rate, house.province, collection.period, today=JANUARY)

    assert found.number == Decimal("93.2824")
    assert found.ratio_of is not None
    assert [one.number for one in found.ratio_of] == [611, 655]


def test_a_ratio_of_a_ratio_has_no_number(house: House) -> None:
    done = make_indicator("xong")
    rate = make_indicator("ti-le", measure="%", numerator=done, denominator=done)
    odd = make_indicator("la", numerator=rate, denominator=done)
    collection = make_collection(make_form(house.department, done), house.ward_a)
    make_answer(collection, house.ward_a, {"xong": 4})

    found = overviews.totals([odd, rate], house.province, collection.period, today=JANUARY)

    assert [one.number for one in found] == [None, Decimal(100)]


def test_totals_of_forty_units_take_a_bounded_number_of_queries(house: House) -> None:
    indicators = [make_indicator(f"chi-tieu-{n}") for n in range(12)]
    wards = [make_unit(f"Phường {n}", house.province) for n in range(40)]
    collection = make_collection(make_form(house.department, *indicators), *wards)
    for ward in wards:
        make_answer(collection, ward, {indicator.code: 2 for indicator in indicators})

    overviews.totals(indicators, house.province, collection.period, today=JANUARY)  # reads the tree
    with CaptureQueriesContext(connection) as queries:
        found = overviews.totals(indicators, house.province, collection.period, today=JANUARY)

    assert {one.number for one in found} == {80}
    assert len(queries) <= 7


def test_totals_without_parts_say_the_same(house: House) -> None:
    kinds = ("sum", "mean", "latest", "none")
    indicators = [make_indicator(f"theo-{kind}", over_units=kind, over_periods=kind) for kind in kinds]
    form = make_form(house.department, *indicators)
    for number in (3, 4):
        quarter = make_collection(form, house.ward_a, house.ward_b, period=make_period(number=number))
        make_answer(quarter, house.ward_a, {one.code: number for one in indicators})
    make_answer(quarter, house.ward_b, {indicators[0].code: 0, indicators[1].code: "-"})
    year = make_period("year", number=1)

    full = overviews.totals(indicators, house.province, year, today=JANUARY)
    lean = overviews.totals(indicators, house.province, year, today=JANUARY, with_parts=False)

    assert [replace(one, parts=(), periods=()) for one in full] == list(lean)
    assert all(len(one.parts) == 4 for one in full)
    assert [one.number for one in lean] == [Decimal(7), Decimal("3.5"), Decimal(4), None]


def test_a_unit_owes_what_it_has_not_sent(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_b, {"su-kien": 1}, state=SubmissionState.SUBMITTED)

    (owed,) = overviews.owed_by([house.ward_a.pk, house.ward_b.pk], DURING)
    (late,) = overviews.owed_by([house.ward_a.pk], TOO_LATE)

    assert (owed.unit, owed.state, owed.days_left, owed.late) == (house.ward_a, "missing", 23, False)
    assert (late.late, late.days_left) == (True, -1)


def test_a_unit_that_ended_inside_the_period_owes_nothing(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a)
    assert overviews.owed_by([house.ward_a.pk], AFTER_CUT_OFF)

    UnitVersion.objects.filter(unit=house.ward_a).update(valid_to=date(2026, 12, 1))

    assert overviews.owed_by([house.ward_a.pk], AFTER_CUT_OFF) == ()
    assert overviews.standings(collection, AFTER_CUT_OFF) == ()


def test_standings_tell_the_units_that_have_sent_from_those_that_have_not(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"su-kien": 1}, state=SubmissionState.SUBMITTED)

    standings = overviews.standings(collection, DURING)

    assert [(row.unit_name, row.state in overviews.SENT) for row in standings] == [
        ("Phường A", True),
        ("Phường B", False),
    ]


def test_an_approver_of_the_asking_unit_has_answers_waiting_and_nobody_else(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a)
    make_answer(collection, house.ward_a, {"su-kien": 1}, state=SubmissionState.SUBMITTED)

    waiting = overviews.WaitingList(house.minh)
    assert [one.unit for one in overviews.waiting_for(house.minh)] == [house.ward_a]
    assert (len(waiting), waiting[0].unit, [one.unit for one in waiting]) == (1, house.ward_a, [house.ward_a])
    for other in (house.lan, house.hoa, house.son, house.khach):
        assert overviews.waiting_for(other) == ()


def test_public_figures_are_the_approved_totals_of_the_whole_province(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"su-kien": 12})
    make_answer(collection, house.ward_b, {"su-kien": 5}, state=SubmissionState.SUBMITTED)

    (figure,) = overviews.public_figures(collection.period, today=JANUARY)

    assert (figure.unit, figure.number) == (Unit.objects.get(pk=house.province.pk), Decimal(12))


def test_a_whole_is_what_its_parts_are_together(house: House) -> None:
    posts = make_indicator("tin")
    local = make_indicator("tin-vi", whole=posts)
    foreign = make_indicator("tin-en", whole=posts)
    collection = make_collection(
        make_form(house.department, local, foreign), house.ward_a, house.ward_b, house.department
    )
    make_answer(collection, house.ward_a, {"tin-vi": 31, "tin-en": 4})
    make_answer(collection, house.ward_b, {"tin-vi": "-", "tin-en": "-"})

    whole = overviews.total(posts, house.province, collection.period, today=JANUARY)
    part = overviews.total(foreign, house.province, collection.period, today=JANUARY)

    assert (whole.number, whole.reported, whole.expected) == (Decimal(35), 2, 3)
    assert part.number == Decimal(4)
    states = {one.unit_id: one.state for one in whole.parts}
    assert states[house.ward_b.pk] == CellState.NOT_APPLICABLE
