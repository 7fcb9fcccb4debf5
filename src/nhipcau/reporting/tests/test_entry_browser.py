"""The entry page in a real browser: keys, a block from a spreadsheet, kept as one types, the line down and back."""

import pytest
from playwright.sync_api import Page, expect

from nhipcau.reporting.actions import Entry, save_values
from nhipcau.reporting.models import Submission, SubmissionState
from nhipcau.reporting.tests.builders import DURING, make_answer, make_collection, make_form, make_indicator
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_house, make_person
from tests.browser import PHONE, overflow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW_MS = 20_000  # a saving, on a machine that does other things too

PASTE = """([selector, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector(selector).dispatchEvent(paste);
}"""


def begin(page: Page) -> tuple[House, Submission]:
    """Lan has Phường A's answer open: three figures, nothing filled in."""
    house = make_house()
    codes = ("so-cuoc", "luot-nguoi", "tin-bai")
    form = make_form(house.department, *(make_indicator(code) for code in codes))
    collection = make_collection(form, house.ward_a)
    answer = make_answer(collection, house.ward_a, dict.fromkeys(codes), state=SubmissionState.DRAFT)
    sign_in(page, house.lan)
    page.goto(f"/staff/reporting/reports/submissions/{answer.pk}/")
    return house, answer


def numbers(answer: Submission) -> list[int | None]:
    found = answer.values.order_by("indicator__code").values_list("number", flat=True)
    return [None if number is None else int(number) for number in found]


def test_keys_move_through_the_sheet_and_what_is_typed_is_kept_without_saving(page: Page) -> None:
    _house, answer = begin(page)
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0

    page.focus("#number-so-cuoc")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.type("640")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#number-tin-bai")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".rp-kept").first).to_contain_text("Đã lưu", timeout=SLOW_MS)

    assert numbers(answer) == [640, 12, None]
    assert answer.values.get(indicator__code="tin-bai").state == "not_applicable"


def test_a_block_from_a_spreadsheet_fills_cells_and_what_is_wrong_stays_beside_its_words(page: Page) -> None:
    _house, answer = begin(page)

    page.evaluate(PASTE, ["#number-so-cuoc", "1.200\nnhiều\n7\n8"])
    expect(page.locator("#error-luot-nguoi")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator("#number-luot-nguoi")).to_have_value("nhiều")
    expect(page.locator(".rp-pasted")).to_contain_text("8")
    assert numbers(answer) == [None, 1200, 7]

    page.evaluate(PASTE, ["#number-so-cuoc", "Số tin-bai\tcuộc\t3\nluot-nguoi\t90\nSố lạ\t5"])
    expect(page.locator("#error-luot-nguoi")).to_have_count(0, timeout=SLOW_MS)
    expect(page.locator(".rp-pasted")).to_contain_text("Số lạ")
    assert numbers(answer) == [90, 1200, 3]


def test_what_is_typed_without_a_line_lies_in_the_browser_and_goes_out_when_it_is_back(page: Page) -> None:
    _house, answer = begin(page)
    page.context.set_offline(True)
    page.fill("#number-so-cuoc", "12")
    expect(page.locator(".rp-kept").first).to_contain_text("giữ trên máy này", timeout=SLOW_MS)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#number-so-cuoc")).to_have_value("12")
    assert numbers(answer) == [None, None, None]

    page.context.set_offline(False)

    expect(page.locator(".rp-kept").first).to_contain_text("Đã lưu", timeout=SLOW_MS)
    assert numbers(answer) == [None, 12, None]


def test_what_could_not_be_sent_is_there_again_after_the_page_was_closed(page: Page) -> None:
    _house, answer = begin(page)
    page.context.set_offline(True)
    page.fill("#number-luot-nguoi", "90")
    expect(page.locator(".rp-kept").first).to_contain_text("giữ trên máy này", timeout=SLOW_MS)
    page.close()  # not only left: a page that was left hears that the line is back, and sends what it has
    assert numbers(answer) == [None, None, None]
    page.context.set_offline(False)

    again = page.context.new_page()
    again.goto(f"/staff/reporting/reports/submissions/{answer.pk}/")

    expect(again.locator("#number-luot-nguoi")).to_have_value("90")
    expect(again.locator(".rp-kept").first).to_contain_text("Đã lưu", timeout=SLOW_MS)
    assert numbers(answer) == [90, None, None]


def test_two_people_in_one_cell_are_shown_both_and_the_person_chooses(page: Page) -> None:
    house, answer = begin(page)
    mai = make_person("mai", house.ward_a, Role.REPORTER)
    save_values(answer, {"so-cuoc": Entry("5"), "tin-bai": Entry("2")}, revision=0, by=mai, at=DURING)

    page.fill("#number-so-cuoc", "7")
    expect(page.locator(".rp-theirs")).to_contain_text("Mai", timeout=SLOW_MS)
    expect(page.locator("#number-so-cuoc")).to_have_value("7")
    expect(page.locator("#number-tin-bai")).to_have_value("2")
    assert numbers(answer) == [None, 5, 2]

    page.get_by_role("button", name="Giữ của tôi").click()
    expect(page.locator(".rp-kept").first).to_contain_text("Đã lưu", timeout=SLOW_MS)
    assert numbers(answer) == [None, 7, 2]
