"""The page of a table by two, its files, and totals in today's boundaries down to what units reported."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.reporting import gathering
from nhipcau.reporting.models import Collection
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import ChangeKind, Succession, Unit, UnitChange
from nhipcau.units.tests.builders import House, make_unit


@pytest.fixture
def collection(house: House) -> Collection:
    counted = make_indicator("so-cuoc"), make_indicator("luot-nguoi", name="=1+1", measure="lượt")
    return make_collection(make_form(house.department, *counted), house.ward_a, house.ward_b)


def address(name: str, *args: object) -> str:
    return reverse(f"reporting:{name}", args=args)


def test_every_number_of_a_table_opens_its_total(
    client: Client, house: House, collection: Collection
) -> None:
    make_answer(collection, house.ward_a, {"so-cuoc": 31, "luot-nguoi": 1700})
    client.force_login(house.son)

    page = client.get(address("table"), {"unit": house.province.pk})
    text = page.content.decode()

    assert "1.700" in text
    assert "1/2" in text
    (first, *_rest) = page.context["rows"]
    opened = client.get(first.cells[0][1].url)
    assert opened.context["total"].number == 31
    assert client.get(address("table") + first.url).status_code == 200


@pytest.mark.parametrize("rows", ["unit", "indicator", "period"])
@pytest.mark.parametrize("columns", ["unit", "indicator", "period"])
def test_any_two_can_be_set_against_each_other(
    client: Client, house: House, collection: Collection, rows: str, columns: str
) -> None:
    make_answer(collection, house.ward_a, {"so-cuoc": 31})
    client.force_login(house.son)

    asked: dict[str, str | int] = {"unit": house.province.pk, "rows": rows, "columns": columns}
    page = client.get(address("table"), asked | {"over": "quarter"})

    numbers = [shown.cell.number for row in page.context["rows"] for _, shown in row.cells if shown.cell]
    assert 31 in numbers
    assert page.context["table"].asked.rows != page.context["table"].asked.columns


def test_a_strangers_unit_has_no_table(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.lan)

    assert client.get(address("table"), {"unit": house.ward_b.pk}).status_code == 404
    assert client.get(address("table_file", "csv"), {"unit": house.ward_b.pk}).status_code == 404
    assert client.get(address("table"), {"unit": house.ward_a.pk}).status_code == 200


def test_files_say_at_their_head_what_they_are(client: Client, house: House, collection: Collection) -> None:
    make_answer(collection, house.ward_a, {"so-cuoc": 31, "luot-nguoi": 1700})
    client.force_login(house.son)
    asked: dict[str, str | int] = {"unit": house.province.pk, "boundaries": "today"}

    text = client.get(address("table_file", "csv"), asked).content.decode("utf-8-sig")
    book = load_workbook(BytesIO(client.get(address("table_file", "xlsx"), asked).content))
    told = json.loads(client.get(address("table_file", "json"), asked).content)

    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["Phường A", 31, 1700] in rows
    assert all(row in "".join(text.splitlines(keepends=True)) for row in ("1/2", "Phường A,31,1700"))
    assert "'=1+1" in text
    assert ",=1+1" not in text
    assert all(not str(cell).startswith("=") for row in rows for cell in row if cell is not None)
    assert told["boundaries"] != "as_reported"
    assert (told["reported"], told["expected"]) == (1, 2)
    first = told["figures"][0]
    assert (first["indicator"], first["unit"], first["number"]) == ("so-cuoc", house.ward_a.pk, "31")


def test_a_file_of_another_kind_is_not_there(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.son)

    assert client.get(address("table_file", "exe")).status_code == 404


def test_todays_boundaries_open_down_to_what_a_former_unit_reported(client: Client, house: House) -> None:
    events = make_indicator("su-kien")
    old = make_unit("Xã Cũ", house.province, valid_to=date(2026, 7, 1))
    _taken_over(old, house.ward_a)
    collection = make_collection(
        make_form(house.department, events), old, house.ward_a, period=make_period(number=2)
    )
    answer = make_answer(collection, old, {"su-kien": 4})
    make_answer(collection, house.ward_a, {"su-kien": 10})
    client.force_login(house.son)
    asked: dict[str, str | int] = {"unit": house.province.pk, "boundaries": "today"}

    whole = client.get(address("total", "su-kien"), asked)
    ward = client.get(address("total", "su-kien"), asked | {"unit": house.ward_a.pk})

    assert [(row.name, cell.number) for row, cell in whole.context["units"]] == [("Phường A", 14)]
    assert ward.context["carried"].number == 14
    assert address("submission", answer.pk) in ward.content.decode()


def test_what_cannot_be_allocated_stands_below_the_table(client: Client, house: House) -> None:
    events = make_indicator("su-kien")
    old = make_unit("Xã Cũ", house.province, valid_to=date(2026, 7, 1))
    _taken_over(old, house.ward_a, house.ward_b)
    collection = make_collection(make_form(house.department, events), old, period=make_period(number=2))
    make_answer(collection, old, {"su-kien": 4})
    client.force_login(house.son)

    asked: dict[str, str | int] = {"unit": house.province.pk, "boundaries": "today"}
    page = client.get(address("table"), asked)

    assert [one.unit_name for one, _why in page.context["not_allocated"]] == ["Xã Cũ"]
    assert "Xã Cũ" in page.content.decode()


def test_a_table_of_many_units_takes_at_most_twenty_queries(client: Client, house: House) -> None:
    indicators = [make_indicator(f"chi-tieu-{n}") for n in range(12)]
    wards = [make_unit(f"Phường {n}", house.province) for n in range(60)]
    collection = make_collection(make_form(house.department, *indicators), *wards)
    for ward in wards:
        make_answer(collection, ward, {one.code: 2 for one in indicators})
    client.force_login(house.son)
    asked: dict[str, str | int] = {"unit": house.province.pk, "depth": "each", "p": "2"}
    client.get(address("table"), asked)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(address("table"), asked)

    assert len(page.context["rows"]) == 11
    assert len(queries) <= 20


def _taken_over(old: Unit, *new: Unit) -> None:
    change = UnitChange.objects.create(
        kind=ChangeKind.MERGE, effective_on=date(2026, 7, 1), legal_basis="Nghị quyết 1"
    )
    for one in new:
        Succession.objects.create(change=change, predecessor=old, successor=one, whole=len(new) == 1)


@pytest.mark.parametrize("person", ["son", "minh", "tam"])
@pytest.mark.parametrize("way", ["totals", "total", "table", "chart", "plan", "completeness"])
def test_a_page_of_totals_takes_few_queries_however_many_units_there_are(
    client: Client,
    house: House,
    collection: Collection,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Any,
    person: str,
    way: str,
) -> None:
    monkeypatch.setattr(gathering, "FEW", 0)
    make_answer(collection, house.ward_a, {"so-cuoc": 31})
    client.force_login(getattr(house, person))
    path = address(way, "so-cuoc") if way == "total" else address(way)
    client.get(path)

    with django_assert_max_num_queries(20):
        page = client.get(path)

    assert page.status_code == 200
