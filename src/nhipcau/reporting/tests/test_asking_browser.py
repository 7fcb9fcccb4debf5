"""Choosing whom a form asks, in a real browser: the count follows what one chooses."""

import pytest
from playwright.sync_api import Page, expect

from nhipcau.reporting.tests.builders import make_form, make_indicator
from nhipcau.units.tests.builders import make_house
from tests.browser import PHONE, overflow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_count_follows_what_one_chooses_also_on_a_phone(page: Page) -> None:
    house = make_house()
    form = make_form(house.department, make_indicator("so-cuoc"))
    sign_in(page, house.son)
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(f"/staff/reporting/reports/forms/{form.pk}/audience/")
    counted = page.locator("[data-counted]")
    assert overflow(page) == 0

    page.select_option("select[name=kind]", "ward")
    expect(counted).to_contain_text("2")
    page.fill("textarea[name=units]", "Phường A")
    expect(counted).to_contain_text("1")
    page.select_option("select[name=kind]", "")
    page.fill("textarea[name=units]", "Phường không có")
    expect(counted).to_be_empty()
    page.fill("textarea[name=units]", "phường b")
    page.locator("form[data-count] button[type=submit]").click()

    expect(page.locator(".rp-units")).to_contain_text("Phường B")
    assert form.audiences.get().unit == house.ward_b
