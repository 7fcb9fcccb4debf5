"""What axe finds on the public pages: nothing, on every kind of page, in two languages, by day and by night.

Source: WCAG 2.2 AA, as far as a program can tell.
"""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from nhipcau.channels import actions as channels
from nhipcau.channels.models import Channel, Delivery
from nhipcau.channels.tests.builders import make_channel
from nhipcau.desk.sample.about import build_about
from nhipcau.letterbox.tests.builders import make_public
from nhipcau.newsroom import actions, kinds
from nhipcau.newsroom.models import Item, ItemKind
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    MORNING,
    NOON,
    VIETNAMESE,
    WORDED,
    approve,
    make_item,
    picture_file,
    text_of,
    write,
)
from nhipcau.newsroom.tests.test_sourcing import REPORT
from nhipcau.shell import files
from nhipcau.units.tests.builders import House, make_house
from nhipcau.writing import to_docx
from nhipcau.writing.tests.builders import make_document
from tests.browser import DESK, PHONE, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
LISTS = (
    "", "t/culture/", "t/policy/", "events/", "guides/", "projects/", "publications/", "media/", "world/",
    "corrections/", "press/", "channels/", "figures/", "search/?q=le", "search/", "khong-co/", "about/", "imprint/",
    "readings/", "series/", "contact/", "contribute/", "contact/receipt/", "answers/",
)  # fmt: skip
ARTICLES = ("a/tin/", "a/le-hoi/", "a/diem-tin/", "a/du-an/", "a/da-rut/")


class Place:
    """A place with an item of each kind of page, in two languages."""

    def __init__(self) -> None:
        self.house: House = make_house()
        self.portal: Channel = make_channel(self.house)
        self._news()
        self._event()
        self._digest()
        self._send(make_item(self.house, kind=ItemKind.PROJECT, slug="du-an"))
        make_public(self.house)
        make_public(self.house, language="en")
        build_about(self.house.phuc)
        gone = make_item(self.house, slug="da-rut")
        self._send(gone)
        channels.withdraw_text(text_of(gone), reason="Hủy lễ hội", by=self.house.phuc, at=NOON)

    def _send(self, item: Item, language: str = "vi", *, note: str = "") -> None:
        approved = approve(self.house, text_of(item, language))
        channels.publish_text(
            approved, [self.portal], by=self.house.phuc, at=NOON, note=note, note_kind="correction"
        )
        for delivery in Delivery.objects.filter(state="waiting"):
            channels.deliver(delivery, at=NOON)

    def _news(self) -> None:
        item = make_item(self.house, slug="tin")
        alts = {"vi": "Ngọn hải đăng", "en": "A lighthouse"}
        write(self.house, item, "en", ENGLISH)
        actions.choose_picture(item, picture_file(), credit="Sở", alts=alts, by=self.house.vy, at=MORNING)
        words = {"vi": {"title": "Cảng", "alt": "Thuyền ở cảng"}, "en": {"title": "Harbour", "alt": "Boats"}}
        for file in (
            files.photo("cang.png", picture_file(801, kind="PNG")),
            files.document("chuong-trinh.docx", to_docx(make_document())),
            files.document("nghe.mp3", b"ID3" + bytes(2000)),
        ):
            beside = actions.Beside(words, credit="Sở")
            actions.attach_file(item, file, beside, by=self.house.vy, at=MORNING)
        for language in ("vi", "en"):
            self._send(item, language)
        newer = actions.Words("Lễ hội lùi sang 06/9", VIETNAMESE.summary, VIETNAMESE.body, "Ngọn hải đăng")
        write(self.house, item, "vi", newer)
        self._send(item, note="Lùi một ngày")

    def _event(self) -> None:
        begins = timezone.localtime() + timedelta(days=3)
        item = make_item(self.house, kind=ItemKind.EVENT, slug="le-hoi")
        facts = {"starts_at": kinds.kept(begins), "ends_at": kinds.kept(begins + timedelta(days=2))}
        details = actions.Details(item.kind, item.topic_id, item.slug, item.contact, facts)
        actions.change_item(item, details, by=self.house.vy, at=MORNING)
        english = actions.Words(ENGLISH.title, ENGLISH.summary, ENGLISH.body, worded=WORDED[ItemKind.EVENT])
        write(self.house, item, "en", english)
        for language in ("vi", "en"):
            self._send(item, language)

    def _digest(self) -> None:
        item = make_item(self.house, kind=ItemKind.DIGEST, topic="world", slug="diem-tin", sourced=False)
        other = actions.Reported(
            "Lyon", "Hội chợ.", "Le Progrès", "Pháp", date(2026, 8, 29), "https://e.fr/l"
        )
        for reported in (REPORT, other):
            actions.add_entry(text_of(item), reported, by=self.house.vy, at=MORNING)
        self._send(item)


def faults(page: Page) -> list[str]:
    """Return what axe finds on the page: the rule, and where. That it looked is seen by what it found in order."""
    said = Axe().run(page, options=RULES).response
    assert len(said["passes"]) > 10
    return [f"{one['id']}: {node['html'][:160]}" for one in said["violations"] for node in one["nodes"]]


def test_axe_finds_nothing_on_any_public_page_in_two_languages_by_day_and_by_night(page: Page) -> None:
    Place()
    found: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in (f"/{code}/{rest}" for code in ("vi", "en") for rest in (*LISTS, *ARTICLES)):
            page.goto(address)
            if wrong := faults(page):
                found[f"{scheme} {address}"] = wrong

    assert found == {}


def test_no_public_page_is_wider_than_a_phone_and_none_asks_another_server(page: Page) -> None:
    Place()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        for rest in (*LISTS, *ARTICLES):
            page.goto(f"/vi/{rest}")
            assert overflow(page) == 0, (width, rest)

    assert len(asked) == 1


def test_everything_is_read_and_found_without_scripts(page: Page) -> None:
    Place()
    browser = page.context.browser
    assert browser is not None
    page.goto("/vi/")
    origin = page.url.removesuffix("/vi/")
    context = browser.new_context(base_url=origin, java_script_enabled=False)
    plain = context.new_page()

    plain.goto("/vi/")
    plain.fill("input[name=q]", "diem tin")
    plain.click("form[role=search] button")
    assert plain.locator("main article").count() == 0  # the digest's title has other words
    plain.fill("input[name=q]", "le hoi")
    plain.click("form[role=search] button")
    plain.click("main article a >> nth=0")

    assert plain.locator("main h1").count() == 1
    context.close()
