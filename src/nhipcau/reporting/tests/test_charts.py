"""Charts: the same figures as their table, in the numbers of the language, drawn once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nhipcau.reporting.charting import Bar, svg_of
from nhipcau.reporting.models import Collection
from nhipcau.reporting.tests.builders import (
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House

PAGE, PICTURE = reverse("reporting:chart"), reverse("reporting:chart_svg")
BARS = (Bar("Phường Lễ Hội", 16974.0, "16.974"), Bar("Phường B", 12.5, "12,5"))


@pytest.fixture
def collection(house: House) -> Collection:
    form = make_form(
        house.department, make_indicator("su-kien"), make_indicator("tiep-can", over_units="none")
    )
    for number in (3, 4):
        collection = make_collection(form, house.ward_a, house.ward_b, period=make_period(number=number))
        make_answer(collection, house.ward_a, {"su-kien": 1700 + number, "tiep-can": 5})
    return collection


def test_numbers_stand_as_the_language_writes_them() -> None:
    with translation.override("vi"):
        vietnamese = svg_of(BARS, measure="cuộc", upright=False, narrow=False).decode()
    with translation.override("en"):
        english = svg_of(BARS, measure="events", upright=False, narrow=False).decode()

    assert "5.000" in vietnamese
    assert "5,000" in english
    assert "Phường Lễ Hội" in vietnamese
    assert "<script" not in vietnamese


@pytest.mark.parametrize("by", ["unit", "period"])
def test_a_chart_stands_with_its_table(client: Client, house: House, collection: Collection, by: str) -> None:
    client.force_login(house.son)
    asked: dict[str, str | int] = {"unit": house.province.pk, "period": "year-official-2026-1", "by": by}

    page = client.get(PAGE, asked | {"over": "quarter"})
    picture = client.get(PICTURE, asked | {"over": "quarter"})

    assert "1.703" in page.content.decode() or "3.407" in page.content.decode()
    assert picture["Content-Type"] == "image/svg+xml"
    assert ("1.703" if by == "period" else "3.407") in picture.content.decode()


def test_what_has_no_number_is_not_drawn(client: Client, house: House, collection: Collection) -> None:
    client.force_login(house.son)
    asked: dict[str, str | int] = {"unit": house.province.pk, "indicator": "tiep-can", "by": "period"}

    assert client.get(PICTURE, asked).status_code == 404
    assert client.get(PAGE, asked).status_code == 200
    client.force_login(house.lan)
    assert client.get(PICTURE, {"unit": house.ward_b.pk}).status_code == 404
