"""A unit chosen among more than a list should hold: by keys, with a finger, and without JavaScript."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from nhipcau.newsroom.models import Item, ItemKind
from nhipcau.units.forms.choosing import SUGGESTED_WHOLE
from nhipcau.units.tests.builders import House, make_unit
from tests.browser import PHONE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Lễ hội đua ghe"


@pytest.fixture
def large_house(house: House) -> House:
    """A house with more units than a list should hold."""
    for number in range(SUGGESTED_WHOLE):
        make_unit(f"Xã Số {number:04}", house.province)
    return house


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
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A window without JavaScript."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def _opened(page: Page, house: House) -> None:
    sign_in(page, house.vy)
    page.goto(reverse("newsroom:item_new"))
    page.fill("input[name=title]", TITLE)
    page.select_option("select[name=kind]", ItemKind.NEWS)
    page.select_option("select[name=topic]", "culture")
    page.fill("input[name=contact]", "Phòng Văn hóa, 0200 000 000")


def _send(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()


def _saved(page: Page) -> str:
    """Send the form and return the name of the unit that answers for the item."""
    _send(page)
    expect(page).not_to_have_url(re.compile(r"/new/$"))
    return Item.objects.get().unit.versions.get().name


def test_a_unit_is_chosen_by_keys(page: Page, large_house: House) -> None:
    _opened(page, large_house)
    unit, options = page.locator("input[name=unit]"), page.locator(".nc-suggestions:visible [role=option]")

    unit.press_sequentially("so 001")
    expect(options).to_have_count(10)
    unit.press("Escape")
    expect(options).to_have_count(0)
    unit.press_sequentially("1")
    expect(options).to_have_count(1)
    unit.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Xã Số 0011")
    unit.press("Enter")
    expect(options).to_have_count(0)

    assert _saved(page) == "Xã Số 0011"


def test_a_unit_is_chosen_with_a_finger(phone: Page, large_house: House) -> None:
    _opened(phone, large_house)

    phone.locator("input[name=unit]").tap()
    phone.locator("input[name=unit]").press_sequentially("xa so 002")
    option = phone.locator(".nc-suggestions:visible [role=option]", has_text="Xã Số 0025")
    expect(option).to_be_visible()
    option.tap()
    expect(option).to_be_hidden()

    assert _saved(phone) == "Xã Số 0025"


def test_a_unit_is_chosen_without_javascript(plain: Page, large_house: House) -> None:
    _opened(plain, large_house)
    plain.fill("input[name=unit]", "số 003")
    _send(plain)
    expect(plain.locator(".nc-matches input[type=radio]")).to_have_count(10)
    expect(plain.locator("input[name=title]")).to_have_value(TITLE)

    plain.locator(".nc-matches label", has_text="Xã Số 0036").click()

    assert _saved(plain) == "Xã Số 0036"


def test_what_was_typed_stays_where_no_unit_is_called_so(page: Page, large_house: House) -> None:
    _opened(page, large_house)
    page.fill("input[name=unit]", "Thị trấn không có")
    _send(page)

    expect(page.locator("main")).to_contain_text("Thị trấn không có")
    expect(page.locator("input[name=unit]")).to_have_value("Thị trấn không có")
    assert not Item.objects.exists()
