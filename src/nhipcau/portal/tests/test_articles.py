"""Articles: what readers see, and what they never see."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.channels import actions as channels
from nhipcau.channels.models import Channel
from nhipcau.channels.tests.builders import CaptureCommits, make_portal_and_feed, send_out
from nhipcau.newsroom import actions
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    NEXT_DAY,
    NOON,
    VIETNAMESE,
    make_item,
    picture_file,
    text_of,
    write,
)
from nhipcau.units.tests.builders import House

NEWER = actions.Words("Lễ hội lùi sang 06/9", "Tóm tắt mới", "<p>Khai mạc ngày 06/9/2026.</p>")


class Desk:
    """Makes items and publishes them."""

    def __init__(self, house: House, commits: CaptureCommits) -> None:
        self.house = house
        self.commits = commits
        self.channels: list[Channel] = make_portal_and_feed(house)

    def publish(self, item: Item, language: str = "vi", *, note: str = "", kind: str = "correction") -> None:
        """Submit, approve, publish, deliver."""
        text = text_of(item, language)
        send_out(self.house, text, self.channels, self.commits, note=note, note_kind=kind)


@pytest.fixture
def desk(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> Desk:
    """A newsroom whose background work is done at once."""
    return Desk(house, django_capture_on_commit_callbacks)


def read(client: Client, item: Item, language: str = "vi") -> Any:
    """Open the article as a reader."""
    return client.get(reverse("portal:article", args=[language, item.slug]))


def test_a_reader_sees_who_published_what_from_which_source(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    desk.publish(item)

    page = read(client, item).content.decode()

    for said in (
        VIETNAMESE.title,
        VIETNAMESE.summary,
        "cảng Bến Đá",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Phòng Quản lý văn hóa, 0123 456 789",
        "Chương trình lễ hội",
        'href="https://example.vn/le-hoi"',
        "30/08/2026",
    ):
        assert said in page, said


def test_nothing_is_shown_before_it_is_published(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    assert read(client, item).status_code == 404

    actions.submit_text(text_of(item), by=desk.house.vy, at=NOON)
    assert read(client, item).status_code == 404

    desk.publish(item)
    assert read(client, item).status_code == 200


def test_readers_see_the_published_version_while_it_is_being_changed(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    desk.publish(item)
    write(desk.house, item, "vi", NEWER)
    actions.add_source(
        item, actions.Origin("Nguồn chưa duyệt", person_role="Ai đó"), by=desk.house.vy, at=NEXT_DAY
    )

    page = read(client, item).content.decode()

    assert VIETNAMESE.title in page
    assert NEWER.title not in page
    assert "Nguồn chưa duyệt" not in page


def test_a_correction_says_what_changed_and_when(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    desk.publish(item)
    write(desk.house, item, "vi", NEWER)

    desk.publish(item, note="Ngày khai mạc là 06/9, không phải 05/9")

    page = read(client, item)
    assert "Ngày khai mạc là 06/9, không phải 05/9" in page.content.decode()
    assert [change.kind for change in page.context["article"].changes] == ["correction"]


def test_a_withdrawn_text_is_gone_and_says_why(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    desk.publish(item)

    channels.withdraw_text(text_of(item), reason="Lễ hội hoãn vì bão", by=desk.house.phuc, at=NEXT_DAY)

    page = read(client, item)
    assert page.status_code == 410
    assert "Lễ hội hoãn vì bão" in page.content.decode()
    assert "cảng Bến Đá" not in page.content.decode()
    assert 'lang="en"' in page.content.decode()


def test_both_languages_lead_to_each_other(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    write(desk.house, item, "en", ENGLISH)
    desk.publish(item)
    desk.publish(item, "en")

    vietnamese = read(client, item).content.decode()
    english = read(client, item, "en").content.decode()

    assert f'hreflang="en" href="http://testserver/en/a/{item.slug}/"' in vietnamese
    assert f'hreflang="vi" href="http://testserver/vi/a/{item.slug}/"' in english
    assert '<html lang="en">' in english
    assert ENGLISH.title in english
    assert f'<link rel="canonical" href="http://testserver/en/a/{item.slug}/">' in english


def test_where_a_language_is_missing_the_page_says_so_and_leads_to_the_other(
    desk: Desk, client: Client
) -> None:
    item = make_item(desk.house)
    desk.publish(item)

    vietnamese = read(client, item)
    assert vietnamese.context["article"].languages == ("vi",)
    assert 'hreflang="en" href="http' not in vietnamese.content.decode()

    english = read(client, item, "en")
    assert english.status_code == 404
    assert f"/vi/a/{item.slug}/" in english.content.decode()


def test_a_translation_that_fell_behind_says_so_to_readers(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    write(desk.house, item, "en", ENGLISH)
    desk.publish(item)
    desk.publish(item, "en")
    assert not read(client, item, "en").context["article"].is_outdated

    write(desk.house, item, "vi", NEWER)
    desk.publish(item, note="Đổi ngày")

    assert read(client, item, "en").context["article"].is_outdated


def test_a_picture_is_handed_out_only_while_a_published_text_shows_it(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    picture = actions.choose_picture(
        item,
        picture_file(),
        credit="Nguyễn Văn An",
        alts={"vi": "Ngọn hải đăng"},
        by=desk.house.vy,
        at=NOON,
    )
    addresses = [reverse("portal:picture", args=[picture.pk, size]) for size in ("small", "large")]
    for address in addresses:
        assert client.get(address).status_code == 404

    desk.publish(item)
    page = read(client, item).content.decode()
    assert 'alt="Ngọn hải đăng"' in page
    assert "Nguyễn Văn An" in page
    for address in addresses:
        assert client.get(address).headers["Content-Type"] == "image/jpeg"

    channels.withdraw_text(text_of(item), reason="Ảnh sai", by=desk.house.phuc, at=NEXT_DAY)
    for address in addresses:
        assert client.get(address).status_code == 404


def test_the_old_picture_stays_public_until_the_new_one_is_published(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    alts = {"vi": "Đèn biển"}
    old = actions.choose_picture(item, picture_file(), credit="A", alts=alts, by=desk.house.vy, at=NOON)
    desk.publish(item)
    new = actions.choose_picture(item, picture_file(), credit="B", alts=alts, by=desk.house.vy, at=NOON)

    assert client.get(reverse("portal:picture", args=[old.pk, "large"])).status_code == 200
    assert client.get(reverse("portal:picture", args=[new.pk, "large"])).status_code == 404


def test_uploaded_files_have_no_address_of_their_own(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    picture = actions.choose_picture(
        item, picture_file(), credit="A", alts={"vi": "Đèn"}, by=desk.house.vy, at=NOON
    )
    desk.publish(item)

    assert client.get(picture.large.url).status_code == 404


def test_an_article_asks_the_database_no_more_than_twelve_times(
    desk: Desk, client: Client, django_assert_max_num_queries: Any
) -> None:
    item = make_item(desk.house)
    actions.choose_picture(item, picture_file(), credit="A", alts={"vi": "Đèn"}, by=desk.house.vy, at=NOON)
    write(desk.house, item, "en", actions.Words(ENGLISH.title, ENGLISH.summary, ENGLISH.body, "Lighthouse"))
    desk.publish(item)
    desk.publish(item, "en")
    write(desk.house, item, "vi", actions.Words("Mới", "Tóm tắt", "<p>Mới</p>", "Đèn"))
    desk.publish(item, note="Sửa tên")

    for language in ("vi", "en"):
        with django_assert_max_num_queries(12):
            assert read(client, item, language).status_code == 200
