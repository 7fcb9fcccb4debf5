"""Tables by two of indicator, unit and period: as reported and in today's boundaries, the same as totals say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import answered, gathering, overviews, sources, totalling
from nhipcau.reporting.models import Submission, SubmissionState, Value
from nhipcau.reporting.tables import Asked, Axis, Depth, Table, table
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.reporting.totalling import Total
from nhipcau.rollup import CellState, Reason
from nhipcau.rollup.question import Answer, Question, Unplaced
from nhipcau.units.models import ChangeKind, Succession, Unit, UnitChange
from nhipcau.units.tests.builders import House, make_unit

JANUARY = date(2027, 1, 5)
TODAY = date(2026, 12, 31)


def asked(house: House, *indicators: Indicator, rows: str = "unit", columns: str = "indicator") -> Asked:
    return Asked(Axis(rows), Axis(columns), indicators, house.province, (make_period(),))


def take_over(old: Unit, *new: Unit, on: date) -> None:
    change = UnitChange.objects.create(kind=ChangeKind.MERGE, effective_on=on, legal_basis="Nghị quyết 1")
    for one in new:
        Succession.objects.create(change=change, predecessor=old, successor=one, whole=len(new) == 1)


def test_units_stand_beside_indicators_with_their_total(house: House) -> None:
    events, people = make_indicator("su-kien"), make_indicator("nguoi")
    collection = make_collection(make_form(house.department, events, people), house.ward_a, house.ward_b)
    make_answer(collection, house.ward_a, {"su-kien": 12, "nguoi": 0})
    make_answer(collection, house.ward_b, {"su-kien": 5, "nguoi": 9}, state=SubmissionState.SUBMITTED)

    found = table(asked(house, events, people), today=JANUARY)

    assert [row.name for row in found.rows] == ["Phường A", "Phường B", ""]
    assert [[cell and cell.number for cell in row] for row in found.cells] == [[12, 0], [None, None], [12, 0]]
    assert (found.reported, found.expected) == (1, 2)
    both = table(replace(asked(house, events, people), include_unapproved=True), today=JANUARY)
    assert [cell and cell.number for cell in both.cells[-1]] == [17, 9]


def test_periods_stand_beside_indicators(house: House) -> None:
    events = make_indicator("su-kien")
    form = make_form(house.department, events)
    for number in (3, 4):
        quarter = make_collection(form, house.ward_a, period=make_period(number=number))
        make_answer(quarter, house.ward_a, {"su-kien": number})
    question = Asked(
        Axis.INDICATOR,
        Axis.PERIOD,
        (events,),
        house.province,
        (make_period("year", number=1), make_period(number=3), make_period(number=4)),
    )

    (row,) = table(question, today=JANUARY).cells

    assert [cell and cell.number for cell in row] == [7, 3, 4]


@pytest.mark.parametrize("kind", ["sum", "mean", "latest", "none"])
def test_a_table_says_what_totals_say_of_each_unit(house: House, kind: str) -> None:
    counted = make_indicator("dem", over_units=kind, over_periods=kind)
    all_ = make_indicator("tat-ca")
    rate = make_indicator("ti-le", measure="%", numerator=counted, denominator=all_)
    whole = make_indicator("bai")
    parts = [make_indicator(f"bai-{n}", whole=whole) for n in (1, 2)]
    form = make_form(house.department, counted, all_, *parts)
    for number in (3, 4):
        quarter = make_collection(form, house.ward_a, house.ward_b, period=make_period(number=number))
        make_answer(quarter, house.ward_a, {"dem": number, "tat-ca": 8, "bai-1": 3, "bai-2": "-"})
    make_answer(quarter, house.ward_b, {"dem": 0, "tat-ca": None, "bai-1": None, "bai-2": "-"})
    wanted = (counted, all_, rate, whole, *parts)
    year = make_period("year", number=1)

    found = table(replace(asked(house, *wanted), periods=(year,)), today=JANUARY)

    for heading, row in zip(found.rows, found.cells, strict=True):
        unit = Unit.objects.get(pk=heading.unit_id or house.province.pk)
        plain = overviews.totals(wanted, unit, year, today=JANUARY, with_parts=False)
        assert [(one.number, one.state, one.reason) for one in plain] == [
            (cell.number, cell.state, cell.reason) for cell in row if cell
        ]


def test_reach_has_no_total_but_a_figure_for_each_unit(house: House) -> None:
    reach = make_indicator("tiep-can", over_units="none")
    collection = make_collection(make_form(house.department, reach), house.ward_a, house.ward_b)
    for ward in (house.ward_a, house.ward_b):
        make_answer(collection, ward, {"tiep-can": 900})

    first, _second, whole = (row[0] for row in table(asked(house, reach), today=JANUARY).cells)

    assert first
    assert first.number == 900
    assert whole
    assert (whole.number, whole.reason) == (None, Reason.NEVER_OVER_UNITS)


def test_in_todays_boundaries_a_merged_unit_counts_for_its_successor(house: House) -> None:
    events = make_indicator("su-kien")
    old = make_unit("Xã Cũ", house.province, valid_to=date(2026, 7, 1))
    take_over(old, house.ward_a, on=date(2026, 7, 1))
    second = make_period(number=2)
    collection = make_collection(make_form(house.department, events), old, house.ward_a, period=second)
    make_answer(collection, old, {"su-kien": 4})
    make_answer(collection, house.ward_a, {"su-kien": 10})
    question = replace(asked(house, events), periods=(second,))

    reported = table(question, today=JANUARY)
    today = table(replace(question, boundaries=TODAY), today=JANUARY)

    assert _rows(reported) == [
        ("Phường A", Decimal(10)), ("Xã Cũ", Decimal(4)), ("", Decimal(14)),
    ]  # fmt: skip
    assert _rows(today) == [
        ("Phường A", Decimal(14)), ("", Decimal(14)),
    ]  # fmt: skip
    assert reported.not_allocated == today.not_allocated == ()


def test_what_cannot_be_allocated_is_listed_and_still_in_the_total(house: House) -> None:
    events = make_indicator("su-kien")
    old = make_unit("Xã Cũ", house.province, valid_to=date(2026, 7, 1))
    take_over(old, house.ward_a, house.ward_b, on=date(2026, 7, 1))
    second = make_period(number=2)
    collection = make_collection(make_form(house.department, events), old, house.ward_a, period=second)
    make_answer(collection, old, {"su-kien": 4})
    make_answer(collection, house.ward_a, {"su-kien": 10})

    found = table(replace(asked(house, events), periods=(second,), boundaries=TODAY), today=JANUARY)

    (aside,) = found.not_allocated
    assert (aside.unit_name, aside.at_name, aside.why, aside.number) == (
        "Xã Cũ", "Tỉnh Bến Đá", Unplaced.SPLIT, Decimal(4),
    )  # fmt: skip
    assert [number for _name, number in _rows(found)] == [10, 14]


def test_a_long_table_comes_in_pages_with_the_total_on_each(house: House) -> None:
    events = make_indicator("su-kien")
    wards = [make_unit(f"Xã {n:02}", house.province) for n in range(12)]
    collection = make_collection(make_form(house.department, events), *wards)
    for ward in wards:
        make_answer(collection, ward, {"su-kien": 1})

    found = table(replace(asked(house, events), depth=Depth.EACH), today=JANUARY, first=10, most=10)

    assert [row.name for row in found.rows] == ["Xã 10", "Xã 11", ""]
    assert found.cells[-1][0]
    assert found.cells[-1][0].number == 12
    assert found.units == 12


def test_a_figure_is_not_due_while_its_period_runs(house: House) -> None:
    events = make_indicator("su-kien")
    make_collection(make_form(house.department, events), house.ward_a)

    found = table(asked(house, events), today=date(2026, 12, 14))

    assert found.cells[0][0]
    assert found.cells[0][0].state is CellState.NOT_DUE


def _rows(found: Table) -> list[tuple[str, Decimal | None]]:
    """Return the name and the first number of each row."""
    return [
        (row.name, cells[0].number if cells[0] else None)
        for row, cells in zip(found.rows, found.cells, strict=True)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_engine_says_what_plain_adding_says(
    house: House, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  # made-up figures, nothing secret
    kinds = ("sum", "mean", "latest", "none")
    counted = [make_indicator(f"dem-{a}-{b}", over_units=a, over_periods=b) for a in kinds for b in kinds]
    rate = make_indicator("ti-le", measure="%", numerator=counted[0], denominator=counted[1])
    form = make_form(house.department, *counted)
    wards = [make_unit(f"Xã {n}", chance.choice([house.province, house.ward_a])) for n in range(5)]
    for number in (1, 2, 3):
        some = chance.sample(wards, 4)
        quarter = make_collection(form, *some, period=make_period(number=number))
        for ward in chance.sample(some, 3):
            cells = {one.code: chance.choice([None, "-", 0, chance.randrange(50)]) for one in counted}
            make_answer(quarter, ward, cells)
    year, wanted = make_period("year", number=1), [*counted, rate]

    def answers() -> list[Total]:
        return [
            replace(one, parts=(), ratio_of=None)
            for unit in (house.province, house.ward_a, wards[0])
            for one in overviews.totals(wanted, unit, year, today=JANUARY, with_parts=False)
        ]

    plainly = answers()
    monkeypatch.setattr(gathering, "FEW", 0)
    by_engine = answers()
    monkeypatch.setattr(sources, "LARGE", 0)

    assert by_engine == plainly
    assert answers() == plainly


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("large", [0, 500])
def test_kept_values_are_read_again_after_a_write(
    house: House, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(sources, "LARGE", large)
    events, people = make_indicator("su-kien"), make_indicator("nguoi")
    collection = make_collection(make_form(house.department, events, people), house.ward_a)
    answer = make_answer(collection, house.ward_a, {"su-kien": 4, "nguoi": 7})

    def number() -> Decimal | None:
        cell = table(asked(house, events), today=JANUARY).cells[-1][0]
        return cell.number if cell else None

    before = number()
    Value.objects.filter(submission=answer, indicator=events).update(number=5)
    kept = number()
    Submission.objects.filter(pk=answer.pk).update(revision=answer.revision + 1)

    assert (before, kept, number()) == (Decimal(4), Decimal(4), Decimal(5))
    cells = table(asked(house, events, people), today=JANUARY).cells[-1]
    assert [cell and cell.number for cell in cells] == [5, 7]


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_takes_back_is_not_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGE", 0)
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a)
    answer = make_answer(collection, house.ward_a, {"su-kien": 4})

    def written(number: int) -> Decimal | None:
        Value.objects.filter(submission=answer, indicator=events).update(number=number)
        Submission.objects.filter(pk=answer.pk).update(revision=answer.revision + 1)
        cell = table(asked(house, events), today=JANUARY).cells[-1][0]
        return cell.number if cell else None

    with transaction.atomic():
        assert written(5) == 5
        transaction.set_rollback(True)

    assert written(6) == 6


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_made_once_of_the_same_figures(house: House) -> None:
    events = make_indicator("su-kien")
    collection = make_collection(make_form(house.department, events), house.ward_a)
    answer = make_answer(collection, house.ward_a, {"su-kien": 4})
    period = make_period()
    question = Question((events.pk,), (sources.window_of(period),), root=house.province.pk)

    def made() -> Answer:
        return answered.answer(question, sources.figures_for([events], [period], totalling.APPROVED_ONLY))

    first = made()
    assert made() is first
    Submission.objects.filter(pk=answer.pk).update(state=SubmissionState.RETURNED)

    assert [one.number for one in (*first, *made())] == [4, None]


def test_the_engine_is_warmed_without_a_person_or_a_database() -> None:
    answered.warm()
