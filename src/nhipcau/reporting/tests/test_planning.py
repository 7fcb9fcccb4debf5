"""Results against the year before and against the plan, and entering the plan."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

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
FILE = reverse("reporting:plan_file")


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


def _of(house: House) -> str:
    return f"?unit={house.province.pk}&period=year-official-2026-1"


def _look(client: Client, house: House, name: str, content: bytes) -> Any:
    return client.post(FILE + _of(house), {"file": SimpleUploadedFile(name, content)})


def _confirm(client: Client, house: House, page: Any) -> None:
    """Send what the page of the file would send."""
    typed = {f"plan-{one.indicator.code}": one.figure for one in page.context["changed"]}
    assert client.post(ENTER + _of(house), {"some": "1", "source": "12/KH-UBND", **typed}).status_code == 302


def test_a_plan_comes_from_a_file_once_it_is_confirmed(
    client: Client, house: House, disbursed: Indicator
) -> None:
    client.force_login(house.son)
    content = (
        "Kế hoạch năm\n\nMã;Chỉ tiêu;Đơn vị tính;Kế hoạch\ngiai-ngan;Giải ngân;đồng;20.000.000.000\n".encode()
    )

    page = _look(client, house, "ke-hoach.csv", content)

    (row,) = page.context["changed"]
    assert (row.row, row.now, row.new) == (4, None, 20_000_000_000)
    assert not Target.objects.exists()
    _confirm(client, house, page)
    assert dict(Target.objects.values_list("indicator__code", "number")) == {"giai-ngan": 20_000_000_000}
    assert _look(client, house, "ke-hoach.csv", content).context["changed"] == []


def test_wrong_rows_say_why_beside_themselves_and_the_others_can_be_kept(
    client: Client, house: House, disbursed: Indicator
) -> None:
    client.force_login(house.son)
    rows = [
        ["Đơn vị", "Chỉ tiêu", "Kế hoạch"],
        ["Tỉnh Bến Đá", "Số du-an", 30],
        ["", "Chỉ tiêu lạ", 3],
        ["", "giai-ngan", "hai mươi"],
        ["", "DU-AN", 31],
        ["Phường B", "giai-ngan", 5],
        ["", "giai-ngan", None],
    ]
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)

    page = _look(client, house, "ke-hoach.xlsx", out.getvalue())

    found = page.context["rows"]
    assert [one.row for one in found] == [2, 3, 4, 5, 6]
    assert [bool(one.error) for one in found] == [False, True, True, True, True]
    assert all(str(one.error) in page.content.decode() for one in found if one.error)
    set_targets(
        house.province, make_period("year", 2026, 1), {"giai-ngan": "7"},
        indicators=[disbursed], source="", by=house.son, at=DURING,
    )  # fmt: skip
    _confirm(client, house, page)
    assert dict(Target.objects.values_list("indicator__code", "number")) == {"du-an": 30, "giai-ngan": 7}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a;b\n1;2\n", "Chỉ tiêu;Kế hoạch\n".encode(), b"PK\x03\x04nonsense"]
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    client: Client, house: House, disbursed: Indicator, content: bytes
) -> None:
    client.force_login(house.son)

    page = _look(client, house, "ke-hoach.csv", content)

    assert page.status_code == 422
    assert page.context["form"].errors["file"]


def test_decimals_of_a_spreadsheet_are_not_taken_for_thousands(client: Client, house: House) -> None:
    hours = make_indicator("gio", value_type=ValueType.DECIMAL)
    make_collection(make_form(house.department, hours), house.ward_a, period=make_period("year", 2026, 1))
    client.force_login(house.son)
    book = Workbook()
    for row in (["Code", "Plan"], ["gio", 1.234]):
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)

    (row,) = _look(client, house, "plan.xlsx", out.getvalue()).context["changed"]

    assert row.new == Decimal("1.234")


def test_the_plan_is_downloaded_to_be_filled_in(client: Client, house: House, disbursed: Indicator) -> None:
    client.force_login(house.son)
    set_targets(
        house.province, make_period("year", 2026, 1), {"giai-ngan": "20.000.000.000"},
        indicators=[disbursed], source="", by=house.son, at=DURING,
    )  # fmt: skip

    content = client.get(reverse("reporting:plan_workbook") + _of(house)).content

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert ["giai-ngan", "Số giai-ngan", "đồng", 20_000_000_000] in rows
    page = _look(client, house, "plan.xlsx", content)
    assert (page.context["same"], page.context["changed"]) == (1, [])
