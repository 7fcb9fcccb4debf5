"""A good practice as people go it in a browser: proposed on a phone, reviewed, spread, taken up, commended."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from nhipcau.practices.models import Practice, PracticeState
from nhipcau.programmes.models import Assignment, AssignmentState, Programme
from nhipcau.units.tests.builders import House, make_house
from tests.browser import DESK, PHONE, overflow, picture, sign_in
from tests.i18n import english_left

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Biển chỉ dẫn song ngữ cùng sinh viên"


def test_a_practice_is_proposed_on_a_phone_and_reaches_another_unit(page: Page) -> None:
    house = make_house()
    practice = _a_reporter_proposes_on_a_phone(page, house)
    _the_province_accepts(page, house, practice)
    programme = _the_department_spreads(page, house, practice)
    _another_unit_takes_it_up(page, house, programme)
    _the_unit_is_commended(page, house, practice)


def _look(page: Page, name: str) -> None:
    """Keep pictures of the page; it must be Vietnamese throughout and fit a phone."""
    picture(page, f"practice-{name}")
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0, f"{name} is wider than a phone"
    page.set_viewport_size({"width": DESK, "height": 800})
    assert english_left(page.content()) == [], name


def _go(page: Page, target: Locator) -> None:
    """Click `target` and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


def _day(page: Page, name: str, days: int) -> None:
    """Write a day; the calendar that comes up beside the field goes before anything else is clicked."""
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    field = page.locator(f"input[name={name}]")
    field.click()
    expect(calendar).to_have_count(1)
    field.fill((timezone.localdate() + timedelta(days=days)).strftime("%d/%m/%Y"))
    page.keyboard.press("Tab")
    expect(calendar).to_have_count(0)


def _open(page: Page, practice: Practice) -> None:
    page.goto(reverse("practices:practice", args=[practice.pk]))


def _a_reporter_proposes_on_a_phone(page: Page, house: House) -> Practice:
    sign_in(page, house.lan)
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(reverse("practices:home"))
    _look(page, "empty")
    page.set_viewport_size({"width": PHONE, "height": 800})
    _go(page, page.get_by_role("link", name="Đề xuất cách làm hay").first)
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=done]", "Sinh viên ngoại ngữ dịch 40 biển chỉ dẫn ở chợ và bến thuyền.")
    page.fill("textarea[name=how]", "Cần một người rà soát và hai buổi tập huấn.")
    assert overflow(page) == 0
    _look(page, "new")
    page.set_viewport_size({"width": PHONE, "height": 800})
    _go(page, page.get_by_role("button", name="Lưu rồi thêm số liệu"))
    expect(page.get_by_role("link", name="Gửi đề xuất")).to_have_count(0)
    _go(page, page.get_by_role("link", name="Số liệu tự nhập kèm nguồn"))
    for field, typed in {
        "name": "Biển song ngữ", "number": "40", "measure": "biển", "period": "Quý III", "source": "Biên bản",
    }.items():  # fmt: skip
        page.fill(f"input[name={field}]", typed)
    assert overflow(page) == 0
    _go(page, page.get_by_role("button", name="Thêm số liệu"))
    _go(page, page.get_by_role("link", name="Thêm tệp hoặc đường dẫn"))
    page.fill("input[name=link]", "https://bai-bao.example.vn/bien-song-ngu")
    _go(page, page.get_by_role("button", name="Thêm tệp hoặc đường dẫn"))
    _look(page, "written")
    page.set_viewport_size({"width": PHONE, "height": 800})
    _go(page, page.get_by_role("link", name="Gửi đề xuất"))
    _go(page, page.get_by_role("button", name="Gửi đề xuất"))
    page.set_viewport_size({"width": DESK, "height": 800})
    practice = Practice.objects.get()
    assert (practice.state, practice.asked_of) == (PracticeState.PROPOSED, house.province)
    return practice


def _the_province_accepts(page: Page, house: House, practice: Practice) -> None:
    sign_in(page, house.son)
    page.goto(reverse("practices:home") + "?show=asked")
    _go(page, page.get_by_role("link", name=TITLE))
    _go(page, page.get_by_role("button", name="Nhận xem xét"))
    _look(page, "under-review")
    _go(page, page.get_by_role("link", name="Công nhận cách làm này", exact=True))
    _go(page, page.get_by_role("button", name="Công nhận cách làm này", exact=True))
    practice.refresh_from_db()
    assert practice.state == PracticeState.ACCEPTED


def _the_department_spreads(page: Page, house: House, practice: Practice) -> Programme:
    _go(page, page.get_by_role("link", name="Nhân rộng cách làm này"))
    page.select_option("select[name=each]", "communes")
    _day(page, "due_on", 60)
    page.fill("input[name=responsible]", "Phó Giám đốc")
    page.fill("input[name=authority]", "Giám đốc")
    _look(page, "spread")
    _go(page, page.get_by_role("button", name="Lập nhiệm vụ không bắt buộc"))
    programme = Programme.objects.get()
    assert page.url.endswith(reverse("programmes:programme", args=[programme.pk]))
    _go(page, page.locator(f'form[action="{reverse("programmes:issue", args=[programme.pk])}"] button'))
    assert Assignment.objects.get(task__programme=programme).unit == house.ward_b
    return programme


def _another_unit_takes_it_up(page: Page, house: House, programme: Programme) -> None:
    offer = Assignment.objects.get(task__programme=programme)
    sign_in(page, house.hoa)
    page.goto(reverse("programmes:assignment", args=[offer.pk]))
    _look(page, "offered")
    _go(page, page.get_by_role("button", name="Áp dụng cách làm này", exact=True))
    offer.refresh_from_db()
    assert offer.state == AssignmentState.UNDER_WAY


def _the_unit_is_commended(page: Page, house: House, practice: Practice) -> None:
    sign_in(page, house.son)
    _open(page, practice)
    expect(page.locator("#spreads")).to_contain_text(re.compile(r"Có áp dụng: 1\s*/\s*1"))
    _go(page, page.get_by_role("link", name="Các đơn vị trả lời thế nào"))
    _look(page, "answers")
    _open(page, practice)
    _go(page, page.get_by_role("link", name="Nhập khen thưởng"))
    page.fill("input[name=authority]", "Chủ tịch UBND tỉnh")
    page.fill("input[name=form]", "Bằng khen")
    page.fill("input[name=number]", "15/QĐ-UBND")
    _day(page, "decided_on", 0)
    _look(page, "commend")
    _go(page, page.get_by_role("button", name="Lưu khen thưởng"))
    expect(page.locator("#commendations")).to_contain_text("Phường A")
    expect(page.locator("#commendations")).to_contain_text("15/QĐ-UBND")
    _look(page, "commended")
    page.goto(reverse("practices:home"))
    _look(page, "list")
