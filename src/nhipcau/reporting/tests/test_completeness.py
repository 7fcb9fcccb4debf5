"""Who has sent, and in time: units by periods, and a tile for each branch of the tree."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.reporting.completeness import Far, Mark, grid
from nhipcau.reporting.models import Collection, Form, Submission, SubmissionState
from nhipcau.reporting.tests.builders import (
    DURING,
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.reporting.views.completeness import grade
from nhipcau.units.tests.builders import House, make_unit

PAGE = reverse("reporting:completeness")


@pytest.fixture
def form(house: House) -> Form:
    return make_form(house.department, make_indicator("su-kien"))


def ask(form: Form, number: int, *units: object) -> Collection:
    return make_collection(form, *units, period=make_period(number=number))  # type: ignore[arg-type]  # units


def test_each_unit_has_a_mark_for_each_period(house: House, form: Form) -> None:
    third, fourth = ask(form, 3, house.ward_a, house.ward_b), ask(form, 4, house.ward_a)
    make_answer(third, house.ward_a, {"su-kien": 1})
    late = make_answer(fourth, house.ward_a, {"su-kien": 1}, state=SubmissionState.SUBMITTED)
    Submission.objects.filter(pk=late.pk).update(first_submitted_at=TOO_LATE)

    found = grid(form, house.province, make_period("year", number=1), TOO_LATE)

    assert [(row.name, [mark for mark, _answer in row.marks]) for row in found.rows] == [
        ("Phường A", [Mark.ON_TIME, Mark.LATE]),
        ("Phường B", [Mark.MISSING, Mark.NOT_ASKED]),
    ]
    assert found.whole == Far(due=3, sent=2, on_time=1)
    assert [far.sent for far in found.columns] == [1, 1]


@pytest.mark.parametrize(
    ("state", "mark"),
    [(SubmissionState.DRAFT, Mark.OPEN), (SubmissionState.RETURNED, Mark.RETURNED), (None, Mark.OPEN)],
)
def test_what_is_not_due_is_not_missing(house: House, form: Form, state: str | None, mark: Mark) -> None:
    collection = ask(form, 4, house.ward_a)
    if state:
        make_answer(collection, house.ward_a, {"su-kien": 1}, state=state)

    found = grid(form, house.province, make_period(), DURING)

    assert found.rows[0].marks[0][0] is mark


def test_a_unit_that_ended_inside_the_period_owes_nothing(house: House, form: Form) -> None:
    old = make_unit("Xã Cũ", house.province, valid_to=date(2026, 12, 1))
    ask(form, 4, old, house.ward_a)

    found = grid(form, house.province, make_period(), TOO_LATE)

    assert [row.name for row in found.rows] == ["Phường A"]


def test_branches_gather_the_units_below_them(house: House, form: Form) -> None:
    village = make_unit("Khu phố 1", house.ward_a)
    collection = ask(form, 4, house.ward_a, village, house.ward_b)
    make_answer(collection, village, {"su-kien": 1})

    found = grid(form, house.province, make_period(), TOO_LATE)

    assert [(one.name, one.far.sent, one.far.due) for one in found.branches] == [
        ("Phường A", 1, 2),
        ("Phường B", 0, 1),
    ]


def test_a_tile_says_in_words_what_its_colour_says() -> None:
    said = [grade(Far(due, sent, 0))[0] for due, sent in [(0, 0), (9, 9), (1000, 999), (4, 2), (9, 1)]]

    assert said == ["none", "all", "most", "half", "few"]


def test_the_page_shows_marks_in_words_and_opens_answers(client: Client, house: House, form: Form) -> None:
    collection = ask(form, 4, house.ward_a, house.ward_b)
    answer = make_answer(collection, house.ward_a, {"su-kien": 1})
    client.force_login(house.son)

    text = client.get(PAGE, {"unit": house.province.pk}).content.decode()

    assert "đúng hạn" in text
    assert reverse("reporting:submission", args=[answer.pk]) in text
    client.force_login(house.lan)
    assert client.get(PAGE, {"unit": house.ward_b.pk}).status_code == 404


def test_the_page_takes_at_most_twenty_queries(client: Client, house: House, form: Form) -> None:
    wards = [make_unit(f"Phường {n}", house.province) for n in range(60)]
    for number in (1, 2, 3, 4):
        collection = ask(form, number, *wards)
        for ward in wards[:20]:
            make_answer(collection, ward, {"su-kien": 1})
    client.force_login(house.son)
    asked: dict[str, str | int] = {"unit": house.province.pk, "period": "year-official-2026-1"}
    client.get(PAGE, asked)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE, asked)

    assert len(page.context["rows"]) == 50
    assert len(queries) <= 20
