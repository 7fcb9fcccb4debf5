"""Looking into it, as people go it in a browser: a visit on a phone, what has to be mended, a review, a draft."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.drafting.models import Draft
from nhipcau.oversight.models import Inspection, Review, Shortcoming
from nhipcau.programmes.tests.builders import make_issued
from nhipcau.units.tests.builders import House, make_house
from tests.browser import DESK, PHONE, overflow, picture, sign_in
from tests.i18n import english_left

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visit_is_entered_on_a_phone_and_what_it_found_is_mended(page: Page, tmp_path: Path) -> None:
    house = make_house()
    inspection = _the_province_plans(page, house)
    _the_visit_is_entered_on_a_phone(page, inspection, tmp_path)
    shortcoming = _something_has_to_be_mended(page, inspection)
    _the_ward_says_it_is_mended(page, house, shortcoming, tmp_path)
    _the_province_accepts(page, house, shortcoming)


def test_a_review_is_answered_and_a_draft_begins_with_it(page: Page) -> None:
    house = make_house()
    programme = make_issued(house)
    sign_in(page, house.son)
    page.goto(reverse("oversight:ask_review", args=[programme.pk]))
    _day(page, "due_on", 20)
    _look(page, "ask")
    _send(page)
    review = Review.objects.get()
    sign_in(page, house.lan)
    page.goto(reverse("oversight:reply", args=[review.replies.get().pk]))
    page.fill("textarea[name=results]", "Đã mở 10 gian hàng, đón 4 đoàn khách.")
    page.fill("textarea[name=lessons]", "Đặt in sớm hai tuần.")
    _look(page, "reply")
    _go(page, page.locator("main button[name=send]"))
    sign_in(page, house.son)
    page.goto(reverse("oversight:review", args=[review.pk]))
    page.locator("main input[name=take]").first.check()
    _look(page, "review")
    _go(page, page.get_by_role("button", name="Lưu các nội dung lấy vào"))
    expect(page.locator("main input[name=take]").first).to_be_checked()
    _go(page, page.get_by_role("link", name="Soạn báo cáo từ đây"))
    _send(page)
    assert "Đã mở 10 gian hàng, đón 4 đoàn khách." in page.content()
    assert Draft.objects.count() == 1


def _look(page: Page, name: str) -> None:
    """Keep pictures of the page; it must be Vietnamese throughout and fit a phone."""
    picture(page, f"oversight-{name}")
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0, f"{name} is wider than a phone"
    page.set_viewport_size({"width": DESK, "height": 800})
    assert english_left(page.content()) == [], name


def _go(page: Page, target: Locator) -> None:
    """Click `target` and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


def _send(page: Page) -> None:
    _go(page, page.locator("main form button[type=submit]").last)


def _day(page: Page, name: str, days: int) -> None:
    """Write a day; the calendar that comes up beside the field goes before anything else is clicked."""
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    field = page.locator(f"input[name={name}]")
    field.click()
    expect(calendar).to_have_count(1)
    field.fill((timezone.localdate() + timedelta(days=days)).strftime("%d/%m/%Y"))
    page.keyboard.press("Tab")
    expect(calendar).to_have_count(0)


def _the_province_plans(page: Page, house: House) -> Inspection:
    sign_in(page, house.son)
    page.goto(reverse("oversight:new"))
    page.fill("input[name=unit]", "Sở Văn hóa, Thể thao và Du lịch")
    page.fill("input[name=inspected]", "Phường A")
    page.fill("input[name=title]", "Chuẩn bị lễ hội biển")
    page.fill("textarea[name=questions]", "Có kế hoạch?\nBảng chỉ dẫn có hai thứ tiếng?")
    _day(page, "planned_on", 0)
    _look(page, "plan")
    _send(page)
    return Inspection.objects.get()


def _the_visit_is_entered_on_a_phone(page: Page, inspection: Inspection, folder: Path) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(reverse("oversight:record", args=[inspection.pk]))
    _send(page)
    assert page.locator(".w-field__errors").count() > 0
    page.locator("input[name=a1][value=yes]").check()
    page.locator("input[name=a2][value=partly]").check()
    page.fill("textarea[name=r2]", "Bảng ở bến số 2 chỉ có tiếng Việt.")
    _send(page)
    photo = folder / "bang.jpg"
    photo.write_bytes(draw_boats(3))
    page.goto(reverse("oversight:add_photo", args=[inspection.pk]))
    page.set_input_files("input[name=photo]", photo)
    page.fill("input[name=caption]", "Bảng ở bến số 2")
    _send(page)
    assert overflow(page) == 0
    assert inspection.photos.get().caption == "Bảng ở bến số 2"
    page.set_viewport_size({"width": DESK, "height": 800})


def _something_has_to_be_mended(page: Page, inspection: Inspection) -> Shortcoming:
    page.goto(reverse("oversight:find", args=[inspection.pk]))
    page.fill("textarea[name=what]", "Bảng chỉ có tiếng Việt")
    page.fill("textarea[name=mend]", "Thay bảng hai thứ tiếng")
    _day(page, "mend_by", 10)
    _send(page)
    _look(page, "inspection")
    return Shortcoming.objects.get()


def _the_ward_says_it_is_mended(page: Page, house: House, shortcoming: Shortcoming, folder: Path) -> None:
    sign_in(page, house.lan)
    page.goto(reverse("desk:waiting"))
    _go(page, page.get_by_role("link", name="Thay bảng hai thứ tiếng"))
    page.goto(reverse("oversight:mended", args=[shortcoming.pk]))
    page.fill("textarea[name=note]", "Đã thay bảng mới.")
    proof = folder / "bien-ban.pdf"
    proof.write_bytes(b"%PDF-1.7\n%%EOF")
    page.set_input_files("input[name=file]", proof)
    _send(page)
    _look(page, "mended")
    shortcoming.refresh_from_db()
    assert shortcoming.state == "mended"


def _the_province_accepts(page: Page, house: House, shortcoming: Shortcoming) -> None:
    sign_in(page, house.son)
    page.goto(reverse("oversight:accept", args=[shortcoming.pk]))
    page.fill("textarea[name=note]", "Đã xem, đạt.")
    _send(page)
    shortcoming.refresh_from_db()
    assert shortcoming.state == "accepted"
    page.goto(reverse("oversight:every_shortcoming") + "?all")
    _look(page, "every")
