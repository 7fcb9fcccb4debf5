"""What is entered wrongly is refused beside its place, and what else was typed stays: seen in a browser."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from nhipcau.programmes.models import Programme
from nhipcau.programmes.tabling import HEADS
from nhipcau.programmes.tests.builders import make_draft, make_issued, task_plan
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.units import actions
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person
from tests.browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _go(page: Page, target: Locator) -> None:
    """Click `target` and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


def _send(page: Page) -> None:
    _go(page, page.locator("main form button[type=submit]").last)


def _write_day(page: Page, name: str, days: int) -> None:
    """Write a day so many days from today; the calendar beside the field goes before one goes on."""
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    page.click(f"input[name={name}]")
    expect(calendar).to_have_count(1)
    page.fill(f"input[name={name}]", f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}")
    page.keyboard.press("Tab")
    expect(calendar).to_have_count(0)


def _field(page: Page, name: str) -> Locator:
    """Return the field with its label and its errors."""
    return page.locator(".w-field__wrapper", has=page.locator(f"[name={name}]"))


def _merge_ward_a(house: House, days: int) -> None:
    actions.merge_units(
        [house.ward_a],
        house.ward_b,
        effective_on=timezone.localdate() + timedelta(days=days),
        legal_basis="NQ 1",
        by=house.quang,
        at=timezone.now(),
    )


def _new_task(page: Page, house: House, programme: Programme) -> None:
    sign_in(page, house.son)
    page.goto(reverse("programmes:add_task", args=[programme.pk]))
    page.fill("textarea[name=title]", "Treo bảng chỉ dẫn")
    page.fill("input[name=product]", "Ảnh chụp")


@pytest.mark.parametrize("typed", ["{:%Y-%m-%d}", "{:%d-%m-%Y}", "{:%d.%m.%Y}"])
def test_a_day_written_in_another_way_is_the_day_that_was_written(
    page: Page, house: House, typed: str
) -> None:
    draft = make_draft(house)
    _new_task(page, house, draft)
    day = timezone.localdate() + timedelta(days=10)
    page.click("input[name=due_on]")
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.fill("input[name=due_on]", typed.format(day))
    page.keyboard.press("Tab")
    expect(page.locator("input[name=due_on]")).to_have_value(typed.format(day))
    _send(page)
    assert draft.tasks.get(title="Treo bảng chỉ dẫn").due_on == day


def test_a_deadline_before_the_start(page: Page, house: House) -> None:
    _new_task(page, house, make_draft(house))
    _write_day(page, "due_on", 10)
    _write_day(page, "starts_on", 20)
    _send(page)

    expect(_field(page, "due_on").locator(".error-message")).to_be_visible()
    expect(page.locator("textarea[name=title]")).to_have_value("Treo bảng chỉ dẫn")
    expect(page.locator("input[name=product]")).to_have_value("Ảnh chụp")


def test_a_unit_that_no_longer_exists_at_the_deadline(page: Page, house: House) -> None:
    _merge_ward_a(house, 10)
    _new_task(page, house, make_draft(house))
    page.fill("input[name=lead]", "Phường A")
    _write_day(page, "due_on", 30)
    _send(page)

    expect(_field(page, "lead").locator(".error-message")).to_contain_text("Phường B")
    expect(page.locator("input[name=lead]")).to_have_value("Phường A")
    page.fill("input[name=lead]", "phuong b")
    _send(page)
    expect(page.locator("main")).to_contain_text("Treo bảng chỉ dẫn")


def test_a_deadline_only_in_words(page: Page, house: House) -> None:
    words = task_plan(house.ward_a, title="Báo cáo tình hình", due_on=None, due_words="định kỳ")
    programme = make_draft(house, words, task_plan(house.ward_b))
    sign_in(page, house.son)
    page.goto(reverse("programmes:programme", args=[programme.pk]))
    _go(page, page.locator("form[action$='/issue/'] button"))

    message = page.locator(".messages")
    expect(message).to_contain_text("Báo cáo tình hình")
    expect(message).to_contain_text("rõ thời gian")
    expect(message).not_to_contain_text("Chuẩn bị gian hàng")
    expect(page.locator("tr", has_text="Báo cáo tình hình")).to_contain_text("“định kỳ”")
    assert Programme.objects.get(pk=programme.pk).state == "draft"


def test_a_sheet_with_wrong_units(page: Page, house: House, tmp_path: Path) -> None:
    _merge_ward_a(house, -1)
    programme = make_draft(house, task_plan(house.ward_b))
    heads = [HEADS["title"], HEADS["lead"]]
    rows = [["Treo bảng", "Phường B"], ["Mời khách", "Phường A"], ["Mở lớp", "Xã Không Có"]]
    file = tmp_path / "viec.xlsx"
    file.write_bytes(xlsx_file([heads, *rows]))
    sign_in(page, house.son)
    page.goto(reverse("programmes:upload", args=[programme.pk]))
    page.set_input_files("input[name=file]", file)
    _send(page)

    expect(page.locator("tr", has_text="Mời khách").locator(".nc-error")).to_contain_text("Phường B")
    expect(page.locator("tr", has_text="Mở lớp").locator(".nc-error")).to_contain_text("Xã Không Có")
    expect(page.locator("tr", has_text="Treo bảng").locator(".nc-error")).to_have_count(0)
    _send(page)
    page.wait_for_url(f"**{reverse('programmes:programme', args=[programme.pk])}")
    assert set(programme.tasks.values_list("title", flat=True)) == {
        "Chuẩn bị gian hàng ẩm thực",
        "Treo bảng",
    }


def test_a_circle_in_the_cascade(page: Page, house: House) -> None:
    planner = make_person("dung", house.department, Role.OFFICER)
    programme = make_issued(house, task_plan(house.department, due_on=timezone.localdate()))
    sign_in(page, planner)
    page.goto(reverse("programmes:take_up", args=[programme.pk]))
    page.fill("input[name=title]", "Kế hoạch của chính mình")
    page.locator("textarea[name$=titles]").fill("Việc một\nViệc hai")
    _send(page)

    expect(page.locator("main")).to_contain_text("không thể đặt dưới chính nó")
    expect(page.locator("input[name=title]")).to_have_value("Kế hoạch của chính mình")
    expect(page.locator("textarea[name$=titles]")).to_have_value("Việc một\nViệc hai")
    assert not Programme.objects.filter(parent=programme).exists()
