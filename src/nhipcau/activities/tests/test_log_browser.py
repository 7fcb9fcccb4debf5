"""The form of an activity in a browser: the kind brings its fields, these propose counts, and the photo stays."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nhipcau.activities.models import Activity
from nhipcau.activities.tests.builders import jpeg
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.tests.builders import make_house
from tests.browser import PHONE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_conference_is_logged_on_a_phone_with_a_number_of_one_s_own(page: Page, tmp_path: Path) -> None:
    house = make_house()
    sessions, attendances = make_indicator("sessions"), make_indicator("attendances")
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(jpeg(900, 600))
    page.set_viewport_size({"width": PHONE, "height": 780})
    sign_in(page, house.lan)
    page.goto("/staff/activities/log/")
    expect(page.locator("input[name=photo]")).to_have_attribute("capture", "environment")
    page.set_input_files("input[name=photo]", photo)

    page.select_option("select[name=kind]", "conference")
    for row, (site, number) in enumerate([("Tỉnh", "1.200"), ("Xã", "40"), ("Bản", "10")]):
        page.fill(f"[name=details-sites-{row}-site]", site)
        page.fill(f"[name=details-sites-{row}-attendance]", number)
    page.fill("input[name=title]", "Hội nghị nối các điểm cầu")
    page.fill("input[name=place]", "Hội trường")
    expect(page.locator("[name=counts-1-number]")).to_have_value("1250")
    page.fill("[name=counts-1-number]", "1.245")
    page.fill("[name=details-sites-2-attendance]", "12")
    with page.expect_response("**/activities/log/"):
        page.locator("[name=details-sites-2-attendance]").blur()
    expect(page.locator("[name=counts-1-number]")).to_have_value("1.245")
    page.click("button.act-send")

    expect(page.locator("main img").first).to_be_visible()
    activity = Activity.objects.get()
    assert activity.details["sites"][2] == {"site": "Bản", "attendance": 12}
    assert {count.indicator: count.number for count in activity.counts.all()} == {
        sessions: 1,
        attendances: 1245,
    }
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not too_wide
