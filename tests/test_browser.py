"""The browser harness itself, on the first pages everyone meets."""

import pytest
from playwright.sync_api import Page, expect

from nhipcau.units.tests.builders import make_house
from tests.browser import DESK, PHONE, overflow, picture, sign_in
from tests.i18n import english_left

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_officer_signs_in_and_finds_the_sidebar_in_vietnamese(page: Page) -> None:
    house = make_house()
    page.goto("/staff/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()

    sign_in(page, house.son)

    expect(page.get_by_role("link", name="Đơn vị", exact=True)).to_be_visible()
    assert english_left(page.content()) == []


def test_pictures_are_taken_on_a_phone_and_at_a_desk_by_day_and_by_night(page: Page) -> None:
    make_house()
    page.goto("/staff/login/")

    files = picture(page, "login")

    assert [file.name for file in files] == [
        f"login-{width}-{scheme}.png" for width in (PHONE, DESK) for scheme in ("light", "dark")
    ]
    assert all(file.stat().st_size > 1000 for file in files)
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0
