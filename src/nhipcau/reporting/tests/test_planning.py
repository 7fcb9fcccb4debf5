"""Results against the year before and against the plan, and entering the plan."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.indicators.models import Indicator, ValueType
from nhipcau.reporting.models import Target
from nhipcau.reporting.planning import set_targets
from nhipcau.reporting.tests.builders import (
    DURING,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House

PLAN = reverse("reporting:plan")
ENTER = reverse("reporting:enter_plan")


@pytest.fixture
def disbursed(house: House) -> Indicator:
    paid = make_indicator("giai-ngan", value_type=ValueType.MONEY, measure="đồng")
    projects = make_indicator("du-an", measure="dự án")
    form = make_form(house.department, paid, projects)
    for year, number in ((2025, 16), (2026, 21)):
        collection = make_collection(form, house.ward_a, period=make_period("year", year, 1))
        make_answer(collection, house.ward_a, {"giai-ngan": 13_680_380_000, "du-an": number})
    return paid


def test_a_disbursement_reads_as_its_percentage_of_the_plan(
    client: Client, house: House, disbursed: Indicator
) -> None:
    set_targets(
        house.province, make_period("year", 2026, 1), {"giai-ngan": "20.000.000.000"},
        indicators=[disbursed], source="Kế hoạch 12/KH-UBND", by=house.son, at=DURING,
    )  # fmt: skip
    client.force_login(house.son)

    asked: dict[str, str | int] = {"unit": house.province.pk, "period": "year-official-2026-1"}
    page = client.get(PLAN, asked)

    paid, projects = page.context["rows"]
    assert (paid.percent, paid.plan) == (Decimal("68.4"), 20_000_000_000)
    assert (projects.before, projects.change) == (16, "tăng 05")
    text = page.content.decode()
    assert "68,4 %" in text
    assert "tăng 05" in text


def test_the_plan_is_entered_by_hand_or_pasted(client: Client, house: House, disbursed: Indicator) -> None:
    client.force_login(house.son)
    address = f"{ENTER}?unit={house.province.pk}&period=year-official-2026-1"

    typed = {"plan-giai-ngan": "20.000.000.000", "source": "12/KH-UBND", "pasted": "Số du-an\t30"}
    assert client.post(address, typed).status_code == 302
    assert dict(Target.objects.values_list("indicator__code", "number")) == {
        "giai-ngan": 20_000_000_000, "du-an": 30,
    }  # fmt: skip
    assert "20000000000" in client.get(address).content.decode()

    client.post(address, {"plan-du-an": "30"})
    assert Target.objects.get().indicator.code == "du-an"


@pytest.mark.parametrize(
    "typed", [{"plan-giai-ngan": "hai mươi"}, {"pasted": "Chỉ tiêu lạ\t3"}, {"plan-du-an": "3,5"}]
)
def test_a_wrong_plan_keeps_nothing_and_says_where(
    client: Client, house: House, disbursed: Indicator, typed: dict[str, str]
) -> None:
    client.force_login(house.son)
    address = f"{ENTER}?unit={house.province.pk}&period=year-official-2026-1"

    page = client.post(address, {"plan-du-an": "30"} | typed)

    assert page.status_code == 422
    assert next(iter(typed.values())).split("\t")[0] in page.content.decode()
    assert not Target.objects.exists()


def test_only_officers_of_the_unit_set_its_plan(house: House, disbursed: Indicator) -> None:
    for person in (house.lan, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            set_targets(
                house.province, make_period(), {"du-an": "3"},
                indicators=[disbursed], source="", by=person, at=DURING,
            )  # fmt: skip
    assert not Target.objects.exists()
