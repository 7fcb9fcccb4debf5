"""Units suggested while one types, by keys, with a finger, and without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from nhipcau.programmes.models import Part, Programme
from nhipcau.programmes.tests.builders import make_draft
from nhipcau.units.forms.choosing import SUGGESTED_WHOLE
from nhipcau.units.tests.builders import House, make_unit
from tests.browser import PHONE, picture, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(house: House) -> Programme:
    """A draft in a house with more units than a list should hold."""
    for number in range(SUGGESTED_WHOLE):
        make_unit(f"Xã Số {number:04}", house.province)
    return make_draft(house)


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A window that is touched with fingers."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        viewport={"width": PHONE, "height": 800},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A window without JavaScript."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def _opened(page: Page, house: House, draft: Programme) -> None:
    sign_in(page, house.son)
    page.goto(reverse("programmes:add_task", args=[draft.pk]))
    page.fill("textarea[name=title]", "Treo bảng chỉ dẫn")


def _saved(page: Page, draft: Programme) -> dict[str, str]:
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**{reverse('programmes:programme', args=[draft.pk])}")
    task = draft.tasks.get(title="Treo bảng chỉ dẫn")
    return {one.unit.name: one.part for one in task.assignments.all()}


def test_units_are_chosen_by_keys(page: Page, house: House, draft: Programme) -> None:
    _opened(page, house, draft)
    lead, partners = page.locator("input[name=lead]"), page.locator("input[name=partners]")
    options = page.locator(".nc-suggestions:visible [role=option]")

    lead.press_sequentially("so 001")
    expect(options).to_have_count(10)
    picture(page, "programmes-suggestions")
    lead.press("ArrowDown")
    lead.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Xã Số 0011")
    lead.press("Enter")
    expect(options).to_have_count(0)
    partners.press_sequentially("Phường A; 0013")
    expect(options).to_have_count(1)
    partners.press("ArrowDown")
    partners.press("Enter")
    partners.press_sequentially("; 0014")
    expect(options).to_have_count(1)
    partners.press("Escape")
    expect(options).to_have_count(0)
    partners.fill(partners.input_value().removesuffix("; 0014"))

    partner = Part.PARTNER
    assert _saved(page, draft) == {"Xã Số 0011": Part.LEAD, "Phường A": partner, "Xã Số 0013": partner}


def test_units_are_chosen_with_a_finger(phone: Page, house: House, draft: Programme) -> None:
    _opened(phone, house, draft)

    phone.locator("input[name=lead]").tap()
    phone.locator("input[name=lead]").press_sequentially("xa so 002")
    option = phone.locator(".nc-suggestions:visible [role=option]", has_text="Xã Số 0025")
    expect(option).to_be_visible()
    option.tap()
    expect(option).to_be_hidden()

    assert _saved(phone, draft) == {"Xã Số 0025": Part.LEAD}


def test_units_are_chosen_without_javascript(plain: Page, house: House, draft: Programme) -> None:
    _opened(plain, house, draft)
    plain.fill("input[name=partners]", "Phường A; số 003")
    plain.locator("main form button[type=submit]").last.click()
    expect(plain.locator(".nc-matches input[type=radio]")).to_have_count(10)

    plain.locator(".nc-matches label", has_text="Xã Số 0036").click()

    assert _saved(plain, draft) == {"Phường A": Part.PARTNER, "Xã Số 0036": Part.PARTNER}
