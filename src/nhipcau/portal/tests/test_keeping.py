"""Kept pages: never stale, never somebody's own, never a page that is not published."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from nhipcau.channels import actions as channels
from nhipcau.channels.tests.builders import CaptureCommits, make_channel
from nhipcau.newsroom import actions
from nhipcau.newsroom.actions import lists
from nhipcau.newsroom.models import PublicStamp, Topic
from nhipcau.newsroom.tests.builders import ENGLISH, VIETNAMESE, make_item, text_of, write
from nhipcau.portal import keeping
from nhipcau.portal.keeping import Kept, Page, key_of
from nhipcau.portal.tests.test_articles import NEWER, Desk, read
from nhipcau.units.tests.builders import House


@pytest.fixture
def desk(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> Desk:
    """A newsroom whose background work is done at once."""
    return Desk(house, django_capture_on_commit_callbacks)


def test_a_kept_page_is_given_with_one_query_and_is_the_same(
    desk: Desk, client: Client, django_assert_num_queries: Any
) -> None:
    item = make_item(desk.house)
    desk.publish(item)
    first = read(client, item)

    with django_assert_num_queries(1):
        again = read(client, item)

    assert again.content == first.content
    assert again.headers == first.headers


def test_nobody_reads_what_was_there_before(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    assert read(client, item).status_code == 404
    desk.publish(item)
    assert VIETNAMESE.title in read(client, item).content.decode()

    write(desk.house, item, "vi", NEWER)
    assert NEWER.title not in read(client, item).content.decode()  # being written, not published
    desk.publish(item, note="Lùi ngày", kind="correction")
    for page in (read(client, item), client.get("/vi/"), client.get("/vi/t/culture/")):
        assert NEWER.title in page.content.decode()
        assert VIETNAMESE.title not in page.content.decode() or "<del>" in page.content.decode()

    write(desk.house, item, "en", ENGLISH)
    desk.publish(item, "en")
    assert 'hreflang="en" href="http' in read(client, item).content.decode()

    actions.archive_publication(text_of(item), by=desk.house.phuc, at=timezone.now())
    assert NEWER.title not in client.get("/vi/").content.decode()
    actions.restore_publication(text_of(item), by=desk.house.phuc)
    assert NEWER.title in client.get("/vi/").content.decode()

    channels.withdraw_text(text_of(item), reason="Hủy", by=desk.house.phuc, at=timezone.now())
    assert read(client, item).status_code == 410
    assert NEWER.title not in client.get("/vi/").content.decode()


def test_a_changed_list_or_channel_is_seen_at_once(desk: Desk, client: Client) -> None:
    client.get("/vi/channels/")
    make_channel(desk.house, "video", name="Kênh phim")
    assert "Kênh phim" in client.get("/vi/channels/").content.decode()

    topic = Topic.objects.get(code="culture")
    topic.name = "Văn hóa và lễ hội"
    lists.keep_line(topic, by=desk.house.phuc)
    assert "Văn hóa và lễ hội" in client.get("/vi/channels/").content.decode()


def test_what_is_taken_back_leaves_no_page_behind(desk: Desk, client: Client) -> None:

    item = make_item(desk.house)
    desk.publish(item)
    client.get("/vi/")
    before = PublicStamp.objects.current()

    with transaction.atomic():
        channels.withdraw_text(text_of(item), reason="Hủy", by=desk.house.phuc, at=timezone.now())
        client.get("/vi/")  # made inside what is then taken back
        transaction.set_rollback(True)

    assert PublicStamp.objects.current() == before
    assert VIETNAMESE.title in client.get("/vi/").content.decode()


@pytest.mark.parametrize(
    ("method", "address", "kept"),
    [
        ("get", "/vi/", True),
        ("get", "/zh-hans/a/mot/", True),
        ("get", "/vi/t/visit/?p=2", True),
        ("head", "/vi/", False),
        ("post", "/vi/contact/", False),
        ("get", "/", False),  # leads each reader to another language
        ("get", "/vi/search/?q=a", False),
        ("get", "/staff/newsroom/", False),
        ("get", "/api/v1/", False),
        ("get", "/files/3/a.pdf", False),
        ("get", "/vi/?" + "a" * 200, False),
    ],
)
def test_only_public_pages_that_are_the_same_for_all_are_kept(method: str, address: str, kept: bool) -> None:  # noqa: FBT001  (a case)
    request = getattr(RequestFactory(), method)(address)
    request.user = AnonymousUser()

    assert (key_of(request) is not None) == kept


def test_pages_asked_for_longest_ago_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_PAGES", 2)
    kept = Kept()
    for name in ("a", "b", "c"):
        kept.put(("", name, ""), Page("s", float("inf"), 200, {}, b"x"))
        kept.get(("", "a", ""), "s")

    assert kept.get(("", "a", ""), "s") is not None
    assert kept.get(("", "b", ""), "s") is None
    assert kept.get(("", "c", ""), "s") is not None
    assert kept.get(("", "c", ""), "another stamp") is None
