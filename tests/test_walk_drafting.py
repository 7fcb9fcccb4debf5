"""From “new yearly report” to the issued PDF in a browser: written, sent, approved, issued, downloaded, acknowledged."""

import re
from pathlib import Path

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from nhipcau.drafting.models import Draft, DraftState
from nhipcau.drafting.tests.builders import make_year
from nhipcau.units.tests.builders import House, make_house
from tests.browser import DESK, PHONE, overflow, picture, sign_in
from tests.i18n import english_left

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_yearly_report_is_begun_written_approved_issued_and_acknowledged(
    page: Page, tmp_path: Path
) -> None:
    house = make_house()
    make_year(house)
    draft = _a_report_is_begun(page, house)
    _it_is_written(page, draft)
    _its_recipients_are_named(page, draft)
    _it_is_sent_returned_and_sent_again(page, house, draft)
    _it_is_approved(page, house, draft)
    _it_is_issued(page, house, draft)
    _the_pdf_is_downloaded(page, draft, tmp_path)
    _a_unit_acknowledges_it(page, house, draft)


def _look(page: Page, name: str) -> None:
    """Keep pictures of the page; it must be Vietnamese throughout and fit a phone."""
    picture(page, f"drafting-{name}")
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0, f"{name} is wider than a phone"
    page.set_viewport_size({"width": DESK, "height": 800})
    assert english_left(page.content()) == [], name


def _go(page: Page, target: Locator) -> None:
    """Click `target` and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


def _send(page: Page) -> None:
    _go(page, page.locator("main form.nc-form button[type=submit]").last)


def _a_report_is_begun(page: Page, house: House) -> Draft:
    sign_in(page, house.son)
    page.goto(reverse("drafting:drafts"))
    _go(page, page.locator(f"a[href='{reverse('drafting:start')}']").first)
    _look(page, "start")
    _go(page, page.locator(f"a[href$='{reverse('drafting:begin', args=['year_report'])}']"))
    page.fill("input[name=year]", "2025")
    _look(page, "begin")
    _send(page)
    page.wait_for_url(re.compile(r"/drafting/\d+/edit/"))
    return Draft.objects.get()


def _it_is_written(page: Page, draft: Draft) -> None:
    _look(page, "edit")
    page.locator("textarea[name$='-body']").nth(1).fill("- Đã ban hành kế hoạch của năm.")
    _go(page, page.locator("form#text button[value=save]").first)
    page.goto(reverse("drafting:head", args=[draft.pk]))
    page.fill("input[name=signer_name]", "Trần Văn Bình")
    _look(page, "head")
    _send(page)
    expect(page.locator(".vb")).to_contain_text("1.200")
    _look(page, "draft")


def _its_recipients_are_named(page: Page, draft: Draft) -> None:
    page.goto(reverse("drafting:recipients", args=[draft.pk]))
    page.fill("[name=units]", "Phường A")
    page.fill("textarea[name=outside]", "Hội Hữu nghị; hop.thu@example.org")
    _send(page)
    expect(page.locator("table.nc-table tbody tr")).to_have_count(2)
    _look(page, "recipients")


def _it_is_sent_returned_and_sent_again(page: Page, house: House, draft: Draft) -> None:
    page.goto(reverse("drafting:submit", args=[draft.pk]))
    _look(page, "submit")
    _send(page)
    sign_in(page, house.minh)
    page.goto(reverse("drafting:return", args=[draft.pk]))
    page.fill("textarea[name=remark]", "Nêu rõ nguyên nhân.")
    _send(page)
    sign_in(page, house.son)
    page.goto(reverse("drafting:draft", args=[draft.pk]))
    expect(page.locator("main")).to_contain_text("Nêu rõ nguyên nhân.")
    page.goto(reverse("drafting:submit", args=[draft.pk]))
    _send(page)


def _it_is_approved(page: Page, house: House, draft: Draft) -> None:
    sign_in(page, house.minh)
    page.goto(reverse("drafting:approve", args=[draft.pk]))
    _look(page, "approve")
    _send(page)
    draft.refresh_from_db()
    assert draft.state == DraftState.APPROVED


def _it_is_issued(page: Page, house: House, draft: Draft) -> None:
    sign_in(page, house.son)
    page.goto(reverse("drafting:issue", args=[draft.pk]))
    _look(page, "issue")
    _send(page)
    _look(page, "issued")
    draft.refresh_from_db()
    assert (draft.state, draft.number) == (DraftState.ISSUED, 1)


def _the_pdf_is_downloaded(page: Page, draft: Draft, folder: Path) -> None:
    with page.expect_download() as download:
        page.locator(f"a[href='{reverse('drafting:pdf', args=[draft.pk])}']").click()
    report = folder / "bao-cao.pdf"
    download.value.save_as(report)
    with pypdfium2.PdfDocument(report) as opened:
        text = "\n".join(one.get_textpage().get_text_range() for one in opened)
    assert "Số: 01/BC-UBND" in text
    assert "1.200" in text
    assert "DỰ THẢO" not in text


def _a_unit_acknowledges_it(page: Page, house: House, draft: Draft) -> None:
    sign_in(page, house.lan)
    page.goto(reverse("desk:waiting"))
    _go(page, page.get_by_role("link", name=draft.subject))
    _look(page, "received")
    _go(page, page.get_by_role("button", name="Chúng tôi đã nhận được"))
    sign_in(page, house.son)
    page.goto(reverse("drafting:recipients", args=[draft.pk]))
    expect(page.locator("main")).to_contain_text("1/1 đơn vị đã xác nhận")
