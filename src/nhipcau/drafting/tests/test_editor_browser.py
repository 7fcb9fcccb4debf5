"""The editor in a real browser: kept as one types, the line down and back, figures put in from a window."""

import pytest
from playwright.sync_api import Page, expect

from nhipcau.drafting import actions, composing
from nhipcau.drafting.models import Draft
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.tests.builders import AT, make_draft, make_year
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_house, make_person
from tests.browser import PHONE, overflow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW_MS = 90_000  # a saving, on a machine that does other things too
BODY = "#section-2 textarea[data-insert]"


def begin(page: Page) -> tuple[House, Draft]:
    """Sơn has the text of a draft open: an opening and two sections."""
    house = make_house()
    draft = make_draft(house.department, make_year(house).period, house.son)
    sign_in(page, house.son)
    page.goto(f"/staff/drafting/{draft.pk}/edit/")
    return house, draft


def body(draft: Draft) -> str:
    return str(draft.sections.all()[1].body)


def test_what_is_typed_is_kept_and_the_page_beside_it_follows(page: Page) -> None:
    _house, draft = begin(page)
    expect(page.locator(".nd-pages img").first).to_be_visible(timeout=SLOW_MS)
    shown = page.locator(".nd-pages img").first.get_attribute("src")

    page.fill(BODY, "Đã tổ chức {{sessions}} cuộc tại các xã, phường.")
    expect(page.locator(".nd-kept")).to_contain_text("Đã lưu", timeout=SLOW_MS)

    assert body(draft) == "Đã tổ chức {{sessions}} cuộc tại các xã, phường."
    expect(page.locator(".nd-pages img").first).not_to_have_attribute("src", shown or "", timeout=SLOW_MS)
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0


def test_what_is_typed_without_a_line_stays_in_the_browser_and_goes_out_when_it_is_back(page: Page) -> None:
    _house, draft = begin(page)
    before = body(draft)
    page.context.set_offline(True)
    page.fill(BODY, "Gõ khi mất mạng.")
    expect(page.locator(".nd-kept")).to_contain_text("giữ trên máy này", timeout=SLOW_MS)
    page.get_by_role("button", name="Lưu", exact=True).first.click()
    expect(page.locator(BODY)).to_have_value("Gõ khi mất mạng.")
    assert body(draft) == before

    page.context.set_offline(False)

    expect(page.locator(".nd-kept")).to_contain_text("Đã lưu", timeout=SLOW_MS)
    assert body(draft) == "Gõ khi mất mạng."


def test_what_somebody_else_saved_is_told_and_shown_beside_ones_own(page: Page) -> None:
    house, draft = begin(page)
    other = make_person("mai", house.department, Role.OFFICER)
    texts = list(composing.texts_of(draft.sections.all()))
    texts[1] = SectionText("Kết quả", "Bản của Mai.", uid=texts[1].uid)
    actions.write_sections(draft, texts, by=other, at=AT, before=draft.revision)

    page.fill(BODY, "Bản của tôi.")
    page.get_by_role("button", name="Xem cả hai bản").click(timeout=SLOW_MS)

    expect(page.locator(".nd-theirs")).to_contain_text("Bản của Mai.", timeout=SLOW_MS)
    expect(page.locator(BODY)).to_have_value("Bản của tôi.")
    assert body(draft) == "Bản của Mai."
    expect(page.locator(".nd-pages img").first).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Lưu", exact=True).first.click()
    expect(page.locator(".nd-theirs")).to_have_count(0, timeout=SLOW_MS)
    assert body(draft) == "Bản của tôi."


def test_a_figure_is_looked_up_in_a_window_and_stands_where_the_cursor_was(page: Page) -> None:
    _house, draft = begin(page)
    page.fill(BODY, "Riêng quý I có cuộc.")
    page.locator(BODY).evaluate("field => field.setSelectionRange(14, 14)")
    page.get_by_role("button", name="Chèn số liệu…").click()
    dialog = page.locator("#pick-figure")
    dialog.locator("[name=indicator]").fill("Cuộc tuyên truyền")
    dialog.locator("[name=kind]").select_option("quarter")

    dialog.get_by_role("button", name="Xem giá trị").click()
    expect(dialog.locator(".nd-told")).to_contain_text("300", timeout=SLOW_MS)
    dialog.get_by_role("button", name="Chèn", exact=True).click()

    expect(dialog).to_be_hidden(timeout=SLOW_MS)
    expect(page.locator(BODY)).to_have_value("Riêng quý I có{{sessions-quy-i-2025}} cuộc.")
    expect(page.locator(".nd-kept")).to_contain_text("Đã lưu", timeout=SLOW_MS)
    assert draft.figures.filter(key="sessions-quy-i-2025").exists()
