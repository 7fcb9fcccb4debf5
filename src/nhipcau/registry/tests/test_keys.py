"""The reading page under the hand of a person: keys, the thumb, boxes to tick, and pictures of pages."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from nhipcau.registry.actions import take_in_document
from nhipcau.registry.models import Document, Finding, FindingState
from nhipcau.registry.overviews import A_PAGE, ALL_AT_ONCE, ORDER
from nhipcau.registry.tests.builders import AT, make_document
from nhipcau.registry.tests.files import PAGES, a_pdf
from nhipcau.units.tests.builders import House, make_house
from tests.browser import DESK, PHONE, overflow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(page: Page) -> House:
    made = make_house()
    sign_in(page, made.son)
    return made


def opened(page: Page, document: Document, part: str = "") -> None:
    page.goto(f"/staff/registry/{document.pk}/{part}")


def current(page: Page) -> Locator:
    return page.locator(".nc-line.is-current")


def listed(document: Document) -> list[int]:
    """The findings in the order of the list."""
    found = list(document.findings.all())
    return [one.pk for field in ORDER for one in found if one.field == field]


def test_j_and_k_step_through_the_findings_and_text_lights_up(page: Page, house: House) -> None:
    document = make_document(house.department, house.son)
    order = listed(document)
    opened(page, document)

    for key, index in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(current(page)).to_have_id(f"f{order[index]}")

    expect(page.locator("mark.is-current").first).to_be_in_viewport()
    expect(current(page).locator(".nc-line__says a").first).to_be_focused()
    page.locator("mark[data-over]").last.click()
    expect(current(page)).to_have_count(1)
    expect(current(page)).not_to_have_id(f"f{order[1]}")


def test_y_and_x_decide_without_leaving_the_page_and_go_on(page: Page, house: House) -> None:
    document = make_document(house.department, house.son)
    first, second, third = listed(document)[:3]
    opened(page, document)
    page.evaluate("window.stayed = true")
    page.keyboard.press("j")

    page.keyboard.press("y")
    expect(current(page)).to_have_id(f"f{second}")
    page.keyboard.press("x")
    expect(current(page)).to_have_id(f"f{third}")

    expect(page.locator("#nc-said")).to_have_text(re.compile(r"^Đã bỏ: .* mục chờ xác nhận\.$"))
    expect(page.locator(f"#f{first}")).to_have_class(re.compile("nc-line--confirmed"))
    assert page.evaluate("window.stayed") is True
    states = [Finding.objects.get(pk=pk).state for pk in (first, second, third)]
    assert states == [FindingState.CONFIRMED, FindingState.REJECTED, FindingState.PROPOSED]


def test_e_opens_the_correction_and_comes_back_to_the_next(page: Page, house: House) -> None:
    document = make_document(house.department, house.son)
    day = document.findings.filter(field="date")[0]
    opened(page, document, f"?at={day.pk}#f{day.pk}")
    expect(current(page)).to_have_id(f"f{day.pk}")

    page.keyboard.press("e")
    page.wait_for_url("**/correct/")
    expect(page.locator("input[name=value]")).to_have_value("20/08/2026")
    page.click("input[name=value]")
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    page.fill("input[name=value]", "21/8/2026")
    page.keyboard.press("Tab")  # the calendar that came up beside the field goes
    expect(calendar).to_have_count(0)
    page.get_by_role("button", name="Lưu bản sửa").click()

    page.wait_for_url("**/?at=*")
    expect(current(page)).not_to_have_id(f"f{day.pk}")
    expect(page.locator(f"#f{day.pk}")).to_have_class(re.compile("nc-line--corrected"))


def test_the_question_mark_shows_the_keys_and_keys_are_letters_in_fields(page: Page, house: House) -> None:
    opened(page, make_document(house.department, house.son))

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt của trang")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("Sửa thông tin văn bản").click()
    page.locator("input[name=kind]").press_sequentially("jyx")

    expect(page.locator("input[name=kind]")).to_have_value(re.compile("jyx"))
    expect(current(page)).to_have_count(0)


def test_a_kind_that_is_not_ticked_is_not_shown_and_not_stepped_on(page: Page, house: House) -> None:
    document = make_document(house.department, house.son)
    opened(page, document)

    page.locator("#show-check").uncheck()
    expect(page.locator(".nc-group[data-kind=check]")).to_be_hidden()
    page.keyboard.press("j")

    expect(current(page)).to_have_attribute("data-kind", "citation")


def test_stepping_goes_on_into_the_next_part_of_a_kind(page: Page, house: House) -> None:
    text = "Có 5 đoàn. " * (ALL_AT_ONCE + 20)
    document = make_document(house.department, house.son, text=text)
    figures = listed(document)
    opened(page, document, f"?at={figures[A_PAGE - 1]}#f{figures[A_PAGE - 1]}")
    expect(current(page)).to_have_id(f"f{figures[A_PAGE - 1]}")

    page.keyboard.press("j")

    page.wait_for_url("**/?kind=quantity&p=2#quantity")
    expect(current(page)).to_have_id(f"f{figures[A_PAGE]}")
    expect(page.locator(f"#t{figures[A_PAGE]}")).to_be_in_viewport()


def test_page_and_text_stand_side_by_side_or_alone(page: Page, house: House) -> None:
    document = take_in_document(house.department, "a.pdf", a_pdf(*PAGES), by=house.son, at=AT)
    opened(page, document)
    picture, text = page.locator("#page-1 img"), page.locator("#page-1 .nc-text")

    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") == int(picture.get_attribute("width") or 0)
    beside, of_text = picture.bounding_box(), text.bounding_box()
    assert beside
    assert of_text
    assert beside["x"] + beside["width"] <= of_text["x"]

    page.get_by_label("Trang gốc", exact=True).check()
    expect(text).to_be_hidden()
    page.get_by_label("Chữ", exact=True).check()
    expect(picture).to_be_hidden()
    page.reload()
    expect(picture).to_be_hidden()


def test_on_a_phone_the_text_is_first_and_the_thumb_confirms(page: Page, house: House) -> None:
    document = make_document(house.department, house.son)
    page.set_viewport_size({"width": PHONE, "height": 740})
    opened(page, document)
    first = listed(document)[0]

    assert overflow(page) == 0
    expect(page.locator(".nc-bar")).to_be_in_viewport()
    page.locator(".nc-bar").get_by_role("button", name="Xác nhận").click()
    expect(page.locator(f"#f{first}")).to_have_class(re.compile("nc-line--confirmed"))
    page.set_viewport_size({"width": DESK, "height": 800})
    expect(page.locator(".nc-bar")).to_be_hidden()


def test_without_a_script_a_decision_goes_on_to_the_next_and_boxes_still_work(
    page: Page, house: House
) -> None:
    document = make_document(house.department, house.son)
    first, second = document.findings.filter(field="date")[:2]
    browser = page.context.browser
    assert browser
    state = page.context.storage_state()
    plain = browser.new_context(
        base_url=page.url.split("/staff")[0], java_script_enabled=False, storage_state=state
    )
    window = plain.new_page()
    window.goto(f"/staff/registry/{document.pk}/")

    window.locator(f"#f{first.pk} [data-key=y]").click()
    window.wait_for_url(f"**/?at={second.pk}#f{second.pk}")
    window.locator("#show-date").uncheck()

    expect(window.locator(".nc-group[data-kind=date]")).to_be_hidden()
    first.refresh_from_db()
    assert first.state == FindingState.CONFIRMED
    plain.close()
