"""The other public pages: first page, topics, search, feed, channels, and what all of them keep to."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.channels import actions as channels
from nhipcau.channels.tests.builders import CaptureCommits, make_channel, make_portal_and_feed, send_out
from nhipcau.newsroom import actions
from nhipcau.newsroom.models import Item, ItemKind
from nhipcau.newsroom.tests.builders import NOON, WORDED, make_item, picture_file, text_of, write
from nhipcau.units.tests.builders import House

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> House:
    """A house with a piece of news that has a picture, two without, a guide, and one unpublished."""
    sent_to = make_portal_and_feed(house)
    for slug, kind, title in (
        ("den-bien", ItemKind.NEWS, "Lễ hội đèn biển"),
        ("tau-dem", ItemKind.NEWS, "Chuyến tàu đêm"),
        ("am-thuc", ItemKind.EVENT, "Tuần lễ ẩm thực"),
        ("thi-thuc", ItemKind.GUIDE, "Xin thị thực điện tử"),
    ):
        item = make_item(house, slug=slug, kind=kind, topic="visit")
        alt = ""
        if slug == "den-bien":
            alt = "Ngọn hải đăng"
            actions.choose_picture(item, picture_file(), credit="Sở", alts={"vi": alt}, by=house.vy, at=NOON)
        worded = WORDED.get(kind, {})
        write(
            house, item, "vi", actions.Words(title, f"Về {title}.", f"<p>{title} ở Bến Đá.</p>", alt, worded)
        )
        send_out(house, text_of(item), sent_to, django_capture_on_commit_callbacks)
    make_item(house, slug="chua-dang", topic="visit")
    return house


def test_the_root_leads_to_the_readers_language(db: None, client: Client) -> None:
    for accepted, language in (("en-US,en;q=0.9", "en"), ("fr", "vi"), ("", "vi"), ("vi,en;q=0.5", "vi")):
        response = client.get("/", headers={"accept-language": accepted})
        assert response.headers["Location"] == f"/{language}/"
        assert "Accept-Language" in response.headers["Vary"]


def test_the_first_page_has_picture_newest_guides_and_channels(published: House, client: Client) -> None:
    response = client.get("/vi/")
    home = response.context["home"]

    assert home.lead is not None
    assert home.lead.slug == "den-bien"
    assert [card.slug for card in home.newest] == ["am-thuc", "tau-dem"]
    assert [card.slug for card in home.guides] == ["thi-thuc"]
    assert 'alt="Ngọn hải đăng"' in response.content.decode()
    assert len(response.context["channels"]) == 2


def test_an_installation_without_anything_published_has_a_first_page_too(db: None, client: Client) -> None:
    for page in ("/vi/", "/en/", "/vi/channels/", "/en/figures/", "/vi/search/", "/vi/t/visit/"):
        assert client.get(page).status_code == 200, page


def test_a_topic_lists_its_texts_in_the_language_asked_for(published: House, client: Client) -> None:
    assert len(client.get("/vi/t/visit/").context["cards"]) == 4
    assert not client.get("/en/t/visit/").context["cards"]
    assert not client.get("/vi/t/invest/").context["cards"]
    assert client.get("/vi/t/nonsense/").status_code == 404


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("đèn biển", ["den-bien"]),
        ("DEN bien", ["den-bien"]),
        ("tàu bến đá", ["tau-dem"]),
        ("không có gì như vậy", []),
        ("", []),
        ("%", []),
        ("mở cửa", []),  # stands in an earlier version and in the unpublished item only
    ],
)
def test_search_finds_published_words_with_or_without_marks(
    published: House, client: Client, words: str, slugs: list[str]
) -> None:
    cards = client.get("/vi/search/", {"q": words}).context["cards"]

    assert [card.slug for card in cards] == slugs


def test_what_a_reader_typed_is_shown_as_text(db: None, client: Client) -> None:
    page = client.get("/vi/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    scripts = re.findall(r"<script[^>]*>", page)
    assert all(
        script == '<script type="application/ld+json">' for script in scripts
    )  # data, which no browser runs


def test_the_feed_lists_what_was_delivered_to_it(published: House, client: Client) -> None:
    response = client.get(reverse("portal:feed", args=["vi"]))

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314  (our own feed)
    titles = {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}
    assert titles == {"Lễ hội đèn biển", "Chuyến tàu đêm", "Tuần lễ ẩm thực", "Xin thị thực điện tử"}
    assert next(feed.iter(f"{ATOM}author")).findtext(f"{ATOM}name") == "Sở Văn hóa, Thể thao và Du lịch"
    assert not list(ET.fromstring(client.get("/en/feed.atom").content).iter(f"{ATOM}entry"))  # noqa: S314  (our own)


def test_what_went_to_the_portal_alone_or_was_withdrawn_is_not_in_the_feed(
    published: House, client: Client, django_capture_on_commit_callbacks: CaptureCommits
) -> None:
    item = make_item(published, slug="chi-cong")
    send_out(
        published,
        text_of(item),
        [make_channel(published, name="Cổng khác")],
        django_capture_on_commit_callbacks,
    )
    gone = text_of(Item.objects.get(slug="tau-dem"))
    channels.withdraw_text(gone, reason="Tàu nghỉ", by=published.phuc, at=NOON)

    feed = client.get("/vi/feed.atom").content.decode()

    assert "chi-cong" not in feed
    assert "tau-dem" not in feed
    assert "den-bien" in feed


def test_the_channels_page_shows_those_in_use_with_their_decision(published: House, client: Client) -> None:
    make_channel(published, "video", name="Kênh sau này", valid_from=date(2099, 1, 1))

    page = client.get("/vi/channels/").content.decode()

    assert "Quyết định 12/QĐ-UBND ngày 02/01/2024" in page
    assert "Kênh sau này" not in page


PAGES = ("/", "/vi/", "/en/", "/vi/a/den-bien/", "/en/a/den-bien/", "/vi/t/visit/", "/vi/search/?q=a",
         "/vi/channels/", "/en/figures/", "/vi/feed.atom", "/vi/nothing/", "/nothing", "/vi/events/",
         "/vi/events.ics", "/en/guides/", "/vi/projects/", "/vi/corrections/", "/vi/corrections.csv", "/en/press/",
         "/sitemap.xml", "/robots.txt")  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_readers_get_no_cookie_and_nothing_from_other_sites(
    published: House, client: Client, address: str
) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", ["/vi/", "/en/a/den-bien/", "/vi/a/den-bien/", "/vi/channels/", "/x"])
def test_every_page_has_landmarks_a_skip_link_and_headings_in_order(
    published: House, client: Client, address: str
) -> None:
    page = client.get(address).content.decode()

    assert re.search(r'<html lang="(vi|en)">', page)
    for part in ("<header", '<main id="content"', "<footer", "<nav", 'class="skip" href="#content"'):
        assert part in page
    assert page.count("<h1") == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all("alt=" in image for image in re.findall(r"<img[^>]*>", page))
    scripts = re.findall(r"<script[^>]*>", page)
    assert all(
        script == '<script type="application/ld+json">' for script in scripts
    )  # data, which no browser runs
    assert "style=" not in page


def test_pages_may_only_be_read(published: House, client: Client) -> None:
    for page in ("/vi/", "/vi/a/den-bien/", "/vi/search/"):
        assert client.post(page).status_code == 405


def test_lists_ask_the_database_a_fixed_number_of_times(
    published: House, client: Client, django_assert_max_num_queries: Any
) -> None:
    for page in ("/vi/", "/vi/t/visit/", "/vi/search/?q=ben+da", "/vi/feed.atom", "/vi/channels/"):
        with django_assert_max_num_queries(15):
            client.get(page)
