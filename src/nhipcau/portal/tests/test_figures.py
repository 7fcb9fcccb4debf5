"""Figures as readers see them, and as open data."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.portal.csv_file import COLUMNS
from nhipcau.reporting.models import Period, SubmissionState
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House


@pytest.fixture
def period(house: House) -> Period:
    """The fourth quarter of 2025: two wards owe figures; A's is approved, B's is only sent."""
    period = make_period(year=2025)
    events = make_indicator("events", name="Số cuộc tuyên truyền", name_en="Information events")
    trap = make_indicator("trap", name="=HYPERLINK(1)", name_en="@trap")
    form = make_form(house.province, events, trap)
    collection = make_collection(form, house.ward_a, house.ward_b, period=period)
    make_answer(collection, house.ward_a, {"events": 1200, "trap": 3})
    make_answer(collection, house.ward_b, {"events": 34, "trap": 5}, state=SubmissionState.SUBMITTED)
    return period


def test_readers_see_approved_figures_with_how_many_units_reported(period: Period, client: Client) -> None:
    response = client.get(reverse("portal:figures", args=["vi"]))

    figure = next(one for one in response.context["figures"] if one.code == "events")
    assert figure.number == 1200
    assert figure.expected == 2
    page = response.content.decode()
    assert "1.200" in page
    assert "1.234" not in page
    assert "1,200" in client.get(reverse("portal:figures", args=["en"])).content.decode()


def test_the_first_page_shows_figures_with_source_and_period(period: Period, client: Client) -> None:
    response = client.get("/vi/")

    assert [figure.code for figure in response.context["figures"]] == ["events", "trap"]
    assert str(period) in response.content.decode()


def test_a_period_that_has_not_ended_or_has_nothing_approved_is_not_shown(
    house: House, client: Client
) -> None:
    form = make_form(house.province, make_indicator("events"))
    future = make_period(year=2099)
    make_answer(make_collection(form, house.ward_a, period=future), house.ward_a, {"events": 1})
    past = make_period(year=2024)
    sent = SubmissionState.SUBMITTED
    make_answer(make_collection(form, house.ward_a, period=past), house.ward_a, {"events": 1}, state=sent)

    assert client.get("/vi/figures/").context["period"] is None
    for period in (future, past):
        assert client.get("/vi/figures/", {"period": period.pk}).status_code == 404
        assert client.get(reverse("portal:figures_file", args=["vi", period.pk])).status_code == 404


def test_the_file_has_stable_columns_and_no_cell_a_spreadsheet_runs(period: Period, client: Client) -> None:
    answers = [
        client.get(reverse("portal:figures_file", args=[language, period.pk])) for language in ("vi", "en")
    ]

    rows = list(csv.DictReader(StringIO(answers[0].content.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    by_code = {row["code"]: row for row in rows}
    assert by_code["events"]["value"] == "1200"
    assert by_code["events"]["name_vi"] == "Số cuộc tuyên truyền"
    assert by_code["events"]["period_start"] == "2025-09-15"
    assert by_code["trap"]["name_vi"] == "'=HYPERLINK(1)"
    assert by_code["trap"]["name_en"] == "'@trap"
    english = list(csv.DictReader(StringIO(answers[1].content.decode("utf-8-sig"), newline="")))
    assert rows == english
    assert by_code["events"]["area_vi"] == "Tỉnh Bến Đá"
    assert "attachment" in answers[0].headers["Content-Disposition"]


def test_figures_ask_the_database_a_fixed_number_of_times(
    period: Period, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        client.get("/vi/figures/")
