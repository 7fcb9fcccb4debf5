"""The whole way, as people go it in a browser: from a directive on file to an approved report and a public page.

The directive is a real document of others, read from the shared folder beside the project and never kept here.
"""

import os
import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from nhipcau.desk.sample import SAMPLE_ACCOUNTS, load_sample
from nhipcau.desk.sample.pictures import draw_boats
from nhipcau.reporting.models import Collection, Submission
from nhipcau.units.models import User
from nhipcau.units.tests.builders import PASSWORD
from tests.browser import DESK, PHONE, new_window, overflow, picture, sign_in
from tests.i18n import english_left

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DIRECTIVE = "plan-bu-gia-map-2024.txt"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "reading" / "corpus"
TITLE_VI, TITLE_EN = "Phiên chợ sớm bên bến thuyền", "An early market at the boat landing"


@pytest.fixture
def directive() -> Path:
    """The directive; where the shared folder is missing, one of the same kind written for this project."""
    file = CORPUS / DIRECTIVE
    if not file.exists():
        assert not os.environ.get("CI"), f"{DIRECTIVE} is missing: put the shared folder beside the project"
        file = Path(__file__).resolve().parents[1] / "src/nhipcau/desk/sample/documents"
        file = file / "huong-dan-05-hd-btgdvtu.txt"
    return file


@pytest.fixture
def province(live_server: Any) -> None:
    """The sample province, as a new installation has it."""
    load_sample({username: PASSWORD for username, _vi, _en in SAMPLE_ACCOUNTS}, timezone.now())


def _as(page: Page, username: str) -> None:
    sign_in(page, User.objects.get(username=username))


def _look(page: Page, name: str) -> None:
    """Keep pictures of the page; it must be Vietnamese throughout and fit a phone."""
    picture(page, name)
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert overflow(page) == 0, f"{name} is wider than a phone"
    page.set_viewport_size({"width": DESK, "height": 800})
    assert english_left(page.content()) == [], name


def _press(page: Page, name: str) -> None:
    """Press the first button or link called `name`."""
    pattern = re.compile(rf"^\s*{re.escape(name)}")
    _go(page, page.get_by_role("button", name=pattern).or_(page.get_by_role("link", name=pattern)).first)


def _go(page: Page, target: Locator) -> None:
    """Click `target` and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


@pytest.mark.usefixtures("province")
def test_the_whole_way_from_a_directive_to_a_report_and_a_public_page(
    page: Page, browser: Browser, directive: Path, tmp_path: Path, live_server: Any
) -> None:
    _take_in_and_plan(page, directive)
    _log_an_activity(page, tmp_path)
    answer = _fill_in_and_send(page)
    _return_it(page, answer)
    _correct_and_send_again(page)
    _approve_it(page, answer)
    _open_a_total_down_to_the_photo(page)
    _issue_the_annual_report(page, tmp_path)
    _write_and_publish(page)
    _read_in_both_languages(browser, live_server.url)


def _take_in_and_plan(page: Page, directive: Path) -> None:
    _as(page, "canbo")
    _look(page, "desk-officer")
    _press(page, "Nạp văn bản")
    page.set_input_files("input[type=file]", directive)
    _go(page, page.locator("main form button[type=submit]").last)
    _go(page, page.get_by_role("link", name=directive.name))
    _look(page, "registry-document")

    _go(page, page.locator("button[formaction$='/confirm/date/']"))
    expect(page.locator("#date .nc-line--proposed")).to_have_count(0)
    page.locator("#duty button[data-key=y]").first.click()
    expect(page.locator("#duty .nc-line--confirmed")).to_have_count(1)

    page.fill("input[name=kind]", "kế hoạch")
    page.fill("input[name=number]", "261-KH/HU")
    page.fill("input[name=issued_on]", "17/06/2024")
    page.fill("input[name=authority]", "Huyện ủy")
    page.fill("textarea[name=subject]", "Nâng cao chất lượng công tác thông tin đối ngoại")
    _go(page, page.locator("form[action$='/register/'] button[type=submit]"))
    _press(page, "Lập chương trình")
    _look(page, "programmes-make")
    _make_and_issue(page)


def _make_and_issue(page: Page) -> None:
    next_month = (timezone.localdate() + timedelta(days=30)).strftime("%d/%m/%Y")
    rows = page.locator("fieldset.nc-proposal").filter(has=page.locator("input[type=checkbox]:checked"))
    assert rows.count() >= 3
    for row in rows.all():
        row.locator("input[name$=lead]").fill("Phường Cửa Bến")
        row.locator("input[name$=due_on]").fill(next_month)
    _go(page, page.locator("main form button[type=submit]").last)
    page.wait_for_url(re.compile(r"/programmes/\d+/$"))
    _go(page, page.locator("form[action$='/issue/'] button"))
    _look(page, "programmes-programme")
    expect(page.locator("main")).to_contain_text("Phường Cửa Bến")


def _log_an_activity(page: Page, folder: Path) -> None:
    photo = folder / "anh.jpg"
    photo.write_bytes(draw_boats(5))
    _as(page, "baocao")
    _look(page, "desk-reporter")
    _press(page, "Ghi hoạt động")
    page.fill("input[name=title]", "Giới thiệu lễ hội với khách quốc tế")
    page.fill("input[name=place]", "Nhà văn hóa phường")
    page.locator("select[name$=-indicator]").nth(0).select_option(label=_option(page, "Cuộc tuyên truyền"))
    page.locator("input[name$=-number]").nth(0).fill("nhiều")
    page.set_input_files("input[name=photo]", photo)
    _go(page, page.locator("button.act-send"))
    expect(page.locator("input[name=title]")).to_have_value("Giới thiệu lễ hội với khách quốc tế")
    page.locator("input[name$=-number]").nth(0).fill("2")
    page.set_input_files("input[name=photo]", photo)
    _look(page, "activities-log")
    _go(page, page.locator("button.act-send"))
    expect(page.locator("main")).to_contain_text("Giới thiệu lễ hội với khách quốc tế")
    expect(page.locator("main img").first).to_be_visible()
    _look(page, "activities-activity")


def _option(page: Page, beginning: str) -> str:
    labels = page.locator("select[name$=-indicator]").first.locator("option").all_text_contents()
    return next(label for label in labels if label.strip().startswith(beginning))


def _fill_in_and_send(page: Page) -> Submission:
    page.goto("/staff/")
    _go(page, page.locator("a[href*='/collections/'][href*='/units/']").first)
    _press(page, "Bắt đầu")
    for box in page.locator("input[name^=number-]").all():
        if not box.input_value():
            box.fill("7")
    page.fill("input[name=number-posts_vi]", "rất nhiều")
    _go(page, page.locator("form.rp-entry button[type=submit]").first)
    expect(page.locator("#error-posts_vi")).to_be_visible()
    expect(page.locator("input[name=number-posts_vi]")).to_have_value("rất nhiều")
    page.fill("input[name=number-posts_vi]", "31")
    _look(page, "reporting-entry")
    _send(page)
    return Submission.objects.get(
        unit__versions__name="Phường Cửa Bến",
        collection=Collection.objects.order_by("-period__ends_on").first(),
    )


def _send(page: Page) -> None:
    _go(page, page.locator("button[formaction$='/send/']"))
    if page.locator("input[name=looked]").count():
        page.check("input[name=looked]")
    _look(page, "reporting-send")
    _go(page, page.locator("form[action$='/submit/'] button[type=submit]"))


def _return_it(page: Page, answer: Submission) -> None:
    _as(page, "lanhdao")
    _look(page, "desk-approver")
    page.goto(reverse("reporting:decide", args=[answer.pk]))
    page.fill("input[name=reason-posts_vi]", "Số tin, bài chưa khớp với cổng thông tin")
    page.fill("textarea[name=reason]", "Kiểm tra lại số tin, bài")
    _look(page, "reporting-decide")
    _go(page, page.locator("button[formaction$='/return/']"))
    answer.refresh_from_db()
    assert answer.state == "returned"


def _correct_and_send_again(page: Page) -> None:
    _as(page, "baocao")
    expect(page.locator(".nc-card--main")).to_contain_text("Kiểm tra lại số tin, bài")
    _go(page, page.locator(".nc-card--main a[href*='/collections/'][href*='/units/']").first)
    expect(page.locator("#cell-posts_vi")).to_contain_text("Số tin, bài chưa khớp với cổng thông tin")
    page.fill("input[name=number-posts_vi]", "28")
    _send(page)


def _approve_it(page: Page, answer: Submission) -> None:
    _as(page, "lanhdao")
    page.goto(reverse("reporting:decide", args=[answer.pk]))
    expect(page.locator("#cell-posts_vi")).to_contain_text("31")
    expect(page.locator("#cell-posts_vi")).to_contain_text("28")
    _go(page, page.locator("form[action$='/approve/'] button.button-primary"))
    answer.refresh_from_db()
    assert answer.state == "approved"


def _open_a_total_down_to_the_photo(page: Page) -> None:
    _as(page, "canbo")
    page.goto(reverse("reporting:totals"))
    _look(page, "reporting-totals")
    period = Collection.objects.order_by("-period__ends_on").first()
    assert period is not None
    page.select_option("select[name=period]", label=str(period.period))
    _go(page, page.locator("form.nc-filters button[type=submit]"))
    _go(page, page.locator("a[href*='/totals/sessions/']"))
    _look(page, "reporting-total")
    row = page.locator("tr", has_text="Phường Cửa Bến")
    _go(page, row.locator("a[href*='/behind/']"))
    _look(page, "reporting-behind")
    _go(page, page.get_by_role("link", name="Giới thiệu lễ hội với khách quốc tế"))
    with page.expect_response(re.compile(r"/activities/evidence/\d+/$")) as photo:
        _go(page, page.locator("a[href*='/activities/evidence/']").first)
    assert photo.value.headers["content-type"] == "image/jpeg"


def _issue_the_annual_report(page: Page, folder: Path) -> None:
    page.goto("/staff/drafting/start/year_report/")
    _go(page, page.locator("main form button[type=submit]").last)
    if "/start/" in page.url:  # which activities to tell of
        _go(page, page.locator("main form button[type=submit]").last)
    page.wait_for_url(re.compile(r"/drafting/\d+/"))
    address = re.sub(r"(drafting/\d+/).*", r"\1", page.url)
    page.goto(f"{address}head/")
    for name, value in {
        "symbol": "BC-UBND",
        "place": "Bến Đá",
        "signer_title": "CHỦ TỊCH",
        "signer_name": "Nguyễn Văn Mẫu",
    }.items():
        if not page.locator(f"[name={name}]").input_value():
            page.fill(f"[name={name}]", value)
    _go(page, page.locator("main form button[type=submit]").last)
    page.goto(f"{address}submit/")
    _look(page, "drafting-submit")
    _go(page, page.locator("main form button[type=submit]").last)
    page.goto(address)
    _look(page, "drafting-draft")
    _as(page, "lanhdao")
    page.goto(f"{address}approve/")
    _look(page, "drafting-approve")
    _go(page, page.locator("main form button[type=submit]").last)
    page.goto(f"{address}issue/")
    _look(page, "drafting-issue")
    number = int(page.locator("main form strong").first.inner_text())
    _go(page, page.locator("main form button[type=submit]").last)
    page.goto(address)
    _opens_in_libreoffice(lambda: page.locator("a[href$='/docx/']").click(), page, folder, number)


def _opens_in_libreoffice(click: Callable[[], None], page: Page, folder: Path, number: int) -> None:
    with page.expect_download() as download:
        click()
    report = folder / "bao-cao.docx"
    download.value.save_as(report)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/office",
        "--convert-to",
        "txt:Text",
    ]
    subprocess.run([*command, "--outdir", str(folder), str(report)], check=True, capture_output=True)
    text = report.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert f"Số: {number:02}/BC-UBND" in text


def _write_and_publish(page: Page) -> None:
    _as(page, "bientap")
    _look(page, "desk-editor")
    _press(page, "Viết tin bài")
    page.fill("input[name=title]", TITLE_VI)
    page.fill("input[name=contact]", "Phòng Thông tin đối ngoại, 1900 0000")
    page.select_option("select[name=topic]", "culture")
    _go(page, page.locator("main form button[type=submit]").last)
    page.wait_for_url(re.compile(r"/newsroom/\d+/"))
    item = re.sub(r"(newsroom/\d+/).*", r"\1", page.url)
    page.goto(f"{item}sources/new/")
    page.fill("input[name=label]", "Ban quản lý chợ phường Cửa Bến")
    page.fill("input[name=person_role]", "Ông Nguyễn Văn Mẫu, Trưởng ban quản lý chợ")
    _go(page, page.locator("main form button[type=submit]").last)
    _write(page, item, "vi", TITLE_VI, "Chợ họp từ 4 giờ sáng.", "Chợ họp bên bến thuyền mỗi sáng.")
    _write(page, item, "en", TITLE_EN, "The market opens at four.", "Every morning at the boat landing.")
    page.goto(item)
    _look(page, "newsroom-item")
    for language in ("vi", "en"):
        page.goto(item)
        _go(page, page.locator(f"form[action$='/{language}/submit/'] button"))
    _as(page, "xuatban")
    _look(page, "desk-publisher")
    for language in ("vi", "en"):
        page.goto(f"{item}{language}/read/")
        _go(page, page.locator("form[action$='/approve/'] button").first)
        page.goto(item)
        _go(page, page.locator("a[href*='/channels/texts/'][href$='/publish/']").first)
        for box in page.locator("input[name=channels]").all():
            box.check()
        _go(page, page.locator("main form button[type=submit]").last)
        page.wait_for_load_state()


def _write(page: Page, item: str, language: str, title: str, summary: str, body: str) -> None:
    page.goto(f"{item}{language}/")
    page.fill("input[name=title]", title)
    page.fill("textarea[name=summary]", summary)
    editor = page.locator(".public-DraftEditor-content")
    editor.click()
    page.keyboard.type(body)
    page.wait_for_timeout(700)  # the editor hands its text to the form a moment after the last key
    if language == "vi":
        _look(page, "newsroom-text")
    _go(page, page.locator("main form button[type=submit]").last)


def _read_in_both_languages(browser: Browser, address: str) -> None:
    window = new_window(browser, address)
    visitor = window.new_page()
    visitor.goto("/")
    expect(visitor.locator("html")).to_have_attribute("lang", "vi")
    _look(visitor, "portal-home")
    visitor.get_by_role("link", name=TITLE_VI).first.click()
    expect(visitor.locator("h1")).to_have_text(TITLE_VI)
    expect(visitor.locator("main")).to_contain_text("Chợ họp bên bến thuyền mỗi sáng.")
    expect(visitor.locator("main")).to_contain_text("Ban quản lý chợ phường Cửa Bến")
    _look(visitor, "portal-article")
    visitor.get_by_role("link", name="English").first.click()
    expect(visitor.locator("h1")).to_have_text(TITLE_EN)
    visitor.goto("/vi/channels/")
    _look(visitor, "portal-channels")
    visitor.goto("/vi/figures/")
    _look(visitor, "portal-figures")
    feed = visitor.request.get("/en/feed.atom")
    assert TITLE_EN in feed.text()
    assert window.cookies() == []
    window.close()
