"""Tables by the cases of a split: over all indicators that have it, beside units and periods; the rest is named."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.indicators.actions import add_split, part_indicator
from nhipcau.indicators.models import Indicator, Split
from nhipcau.indicators.rules import Case
from nhipcau.reporting.models import Collection
from nhipcau.reporting.tests.builders import (
    DURING,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House

STREAM = [Case("external", "Thông tin đối ngoại", "External"), Case("border", "Biên giới", "Border")]
SPOKEN = [Case("vi", "Tiếng Việt", "Vietnamese"), Case("en", "Tiếng Anh", "English")]


def _split(house: House, code: str, cases: list[Case]) -> Split:
    return add_split(code, f"Phân tổ {code}", f"By {code}", cases, by=house.quang, at=DURING)


def _parts(house: House, whole: str, *splits: Split, **kept: Any) -> tuple[Indicator, ...]:
    return part_indicator(make_indicator(whole, **kept), splits, by=house.quang, at=DURING)


@pytest.fixture
def collection(house: House) -> Collection:
    """Sessions by stream, posts by stream and language, events by nothing; two quarters."""
    stream, spoken = _split(house, "stream", STREAM), _split(house, "spoken", SPOKEN)
    counted = [
        *_parts(house, "cuoc", stream),
        *_parts(house, "bai", stream, spoken),
        make_indicator("le-hoi"),
    ]
    form = make_form(house.department, *counted)
    before = make_collection(form, house.ward_a, house.ward_b, period=make_period(number=3))
    make_answer(before, house.ward_a, {"cuoc-external": 1, "cuoc-border": 2})
    now = make_collection(form, house.ward_a, house.ward_b)
    make_answer(
        now, house.ward_a, {"cuoc-external": 10, "cuoc-border": 20, "bai-external-vi": 3, "le-hoi": 9}
    )
    make_answer(
        now,
        house.ward_b,
        {
            "cuoc-external": 5,
            "cuoc-border": 0,
            "bai-external-en": 4,
            "bai-border-vi": 8,
            "bai-border-en": "-",
        },
    )
    return now


def _table(client: Client, house: House, **asked: str) -> Any:
    query = {"unit": str(house.province.pk), "period": "quarter-official-2026-4", **asked}
    return client.get(reverse("reporting:table"), query)


def _numbers(page: Any) -> list[list[int | None]]:
    return [[shown.cell and shown.cell.number for _, shown in row.cells] for row in page.context["rows"]]


def test_every_indicator_of_a_split_stands_beside_its_cases_and_the_others_are_named(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)

    page = _table(client, house, rows="indicator", columns="case", split="stream")

    found = page.context["table"]
    assert [one.name for one in found.columns] == ["Thông tin đối ngoại", "Biên giới", ""]
    assert [one.name for one in found.rows] == ["Số cuoc", "Số bai"]
    assert _numbers(page) == [[15, 20, 35], [7, 8, 15]]
    assert [one.code for one in found.without] == ["le-hoi"]
    assert "Số le-hoi" in page.content.decode()


def test_a_number_of_one_part_opens_it_and_one_of_several_opens_nothing(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)

    sessions, posts = _table(client, house, rows="indicator", columns="case", split="stream").context["rows"]

    opened = client.get(sessions.cells[1][1].url)
    assert (opened.context["indicator"].code, opened.context["total"].number) == ("cuoc-border", 20)
    assert [shown.url != "" for _column, shown in posts.cells] == [False, False, True]


def test_cases_stand_beside_units(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.son)

    across = _table(client, house, rows="unit", columns="case", split="stream", indicator="bai")
    down = _table(client, house, rows="case", columns="unit", split="stream", indicator="bai")

    assert _numbers(across) == [[3, None, 3], [4, 8, 12], [7, 8, 15]]
    assert [list(row) for row in zip(*_numbers(across), strict=True)] == _numbers(down)


def test_cases_stand_beside_periods(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.son)

    page = _table(
        client, house, rows="period", columns="case", split="stream", indicator="cuoc",
        period="year-official-2026-1", over="quarter",
    )  # fmt: skip

    rows = dict(zip((str(row.period) for row in page.context["table"].rows), _numbers(page), strict=True))
    assert [15, 20, 35] in rows.values()
    assert [1, 2, 3] in rows.values()


def test_another_split_is_chosen_and_one_that_nothing_has_is_not_offered(
    client: Client, house: House, collection: Collection
) -> None:
    _split(house, "market", SPOKEN)
    client.force_login(house.son)

    page = _table(client, house, rows="indicator", columns="case", split="spoken")

    assert [row.heading.name for row in page.context["rows"]] == ["Số bai"]
    assert _numbers(page) == [[11, 4, 15]]
    assert [one.split.code for one in page.context["wanted"].splits] == ["spoken", "stream"]
    unknown = _table(client, house, rows="indicator", columns="case", split="market")
    assert unknown.context["wanted"].told.split.code == "spoken"


def test_without_any_split_the_axis_is_not_there(client: Client, house: House) -> None:
    collection = make_collection(make_form(house.department, make_indicator("cuoc")), house.ward_a)
    make_answer(collection, house.ward_a, {"cuoc": 3})
    client.force_login(house.son)

    page = _table(client, house, rows="case", columns="indicator")

    assert page.context["table"].asked.rows == "unit"
    assert "case" not in [axis.value for axis, _name in page.context["axes"]]


def test_files_name_the_split_and_what_is_not_told_apart(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)
    asked = {"unit": str(house.province.pk), "rows": "indicator", "columns": "case", "split": "stream"}

    book = load_workbook(BytesIO(client.get(reverse("reporting:table_file", args=["xlsx"]), asked).content))
    told = json.loads(client.get(reverse("reporting:table_file", args=["json"]), asked).content)

    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["Số cuoc (cuộc)", 15, 20, 35] in rows
    assert any("Phân tổ stream" in row for row in rows)
    assert any("Số le-hoi" in row for row in rows)
    assert {one["case"] for one in told["figures"]} == {"external", "border", None}


def test_a_table_by_cases_takes_at_most_twenty_queries(
    client: Client, house: House, collection: Collection
) -> None:
    client.force_login(house.son)
    _table(client, house, rows="unit", columns="case", split="stream")

    with CaptureQueriesContext(connection) as queries:
        _table(client, house, rows="unit", columns="case", split="stream")

    assert len(queries) <= 20
