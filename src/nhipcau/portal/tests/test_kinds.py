"""Items of every kind as readers see them, and what programs read of them."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.channels import actions as channels
from nhipcau.channels.errors import InternalItemError
from nhipcau.channels.tests.builders import CaptureCommits
from nhipcau.newsroom import actions, kinds
from nhipcau.newsroom.models import ContentLanguage, Item, ItemKind, ItemText
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    FACTS,
    MORNING,
    VIETNAMESE,
    WORDED,
    make_item,
    picture_file,
    text_of,
    write,
)
from nhipcau.newsroom.tests.test_sourcing import REPORT
from nhipcau.portal.tests.test_articles import NEWER, Desk, read
from nhipcau.shell import files
from nhipcau.units.tests.builders import House
from nhipcau.writing import to_docx
from nhipcau.writing.tests.builders import make_document


@pytest.fixture
def desk(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> Desk:
    """A newsroom whose background work is done at once."""
    return Desk(house, django_capture_on_commit_callbacks)


def event(desk: Desk, *, in_days: int = 5, slug: str = "le-hoi-den-bien") -> Item:
    """Return a published event that begins in some days and lasts two."""
    begins = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    facts = {"starts_at": kinds.kept(begins), "ends_at": kinds.kept(begins + timedelta(days=1))}
    item = make_item(desk.house, kind=ItemKind.EVENT, slug=slug)
    details = actions.Details(item.kind, item.topic_id, slug, item.contact, facts)
    actions.change_item(item, details, by=desk.house.vy, at=MORNING)
    desk.publish(item)
    return item


def data_of(page: Any) -> dict[str, Any]:
    """Return what the page says to programs."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    assert found is not None
    said: dict[str, Any] = json.loads(found[1])
    return said


def test_an_event_says_when_and_where_and_goes_into_a_calendar(desk: Desk, client: Client) -> None:
    item = event(desk)

    page = read(client, item)
    calendar = client.get(reverse("portal:event_file", args=["vi", item.slug])).content.decode()

    assert "Cảng Bến Đá" in page.content.decode()
    assert "BEGIN:VEVENT" in calendar
    assert "LOCATION:Cảng Bến Đá" in calendar
    assert data_of(page)["@type"] == "Event"
    assert data_of(page)["location"]["name"] == "Cảng Bến Đá"


def test_events_that_come_are_listed_and_those_that_are_over_are_not(desk: Desk, client: Client) -> None:
    event(desk, slug="sap-toi")
    event(desk, in_days=-9, slug="da-qua")

    page = client.get("/vi/events/")
    calendar = client.get("/vi/events.ics").content.decode()

    assert [card.slug for card in page.context["cards"]] == ["sap-toi"]
    assert [card.slug for card in client.get("/vi/").context["home"].events] == ["sap-toi"]
    assert "sap-toi" in calendar
    assert "da-qua" not in calendar
    over = (timezone.localdate() - timedelta(days=9)).strftime("%Y-%m")
    assert "da-qua" in [card.slug for card in client.get(f"/vi/events/?month={over}").context["cards"]]
    for month in ("2026-13", "x", "1900-01", "99999-01"):
        assert client.get(f"/vi/events/?month={month}").status_code == 404


def test_an_event_that_is_withdrawn_stays_in_the_calendar_as_called_off(desk: Desk, client: Client) -> None:

    item = event(desk)
    channels.withdraw_text(text_of(item), reason="Bão", by=desk.house.phuc, at=timezone.now())

    calendar = client.get("/vi/events.ics").content.decode()

    assert "STATUS:CANCELLED" in calendar
    assert not client.get("/vi/events/").context["cards"]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/vi/guides/", ItemKind.GUIDE),
        ("/vi/projects/", ItemKind.PROJECT),
        ("/vi/publications/", ItemKind.BULLETIN),
        ("/vi/media/", ItemKind.GALLERY),
    ],
)
def test_each_kind_has_its_list(desk: Desk, client: Client, address: str, kind: ItemKind) -> None:
    item = make_item(desk.house, kind=kind, slug="mot")
    desk.publish(item)
    desk.publish(make_item(desk.house, kind=ItemKind.NEWS, slug="khac"))

    assert [card.slug for card in client.get(address).context["cards"]] == ["mot"]
    page = read(client, item)
    for said in WORDED.get(kind, {}).values():
        assert said in page.content.decode()
    assert len(page.context["article"].facts) == len(FACTS.get(kind, {})) + len(WORDED.get(kind, {}))


def test_what_is_for_speakers_is_published_nowhere(desk: Desk, client: Client) -> None:
    item = make_item(desk.house, kind=ItemKind.MESSAGES, slug="thong-diep")

    with pytest.raises(InternalItemError):
        desk.publish(item)

    assert read(client, item).status_code == 404


def test_a_digest_names_outlet_country_and_day_and_says_how_balanced_it_is(
    desk: Desk, client: Client
) -> None:
    item = make_item(desk.house, kind=ItemKind.DIGEST, topic="world", sourced=False)
    text = text_of(item)
    other = actions.Reported(
        "Lyon", "Hội chợ.", "Le Progrès", "Pháp", date(2026, 8, 29), "https://example.fr/lyon"
    )
    for reported in (REPORT, other):
        actions.add_entry(text, reported, by=desk.house.vy, at=MORNING)
    desk.publish(item)

    page = read(client, item)
    article = page.context["article"]

    assert article.balance == {"Nhật Bản": 1, "Pháp": 1}
    assert article.outlets == 2
    for said in ("Kobe Shimbun", "Nhật Bản", "30/08/2026", "https://example.jp/kobe"):
        assert said in page.content.decode()


def test_files_say_their_size_and_type_and_can_be_read_here(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    paper = files.document("chuong-trinh.docx", to_docx(make_document()))
    photo = files.photo("cang.png", picture_file(kind="PNG"))
    words = {"vi": {"title": "Chương trình", "alt": "Thuyền ở cảng"}}
    for file in (paper, photo):
        actions.attach_file(item, file, actions.Beside(words, credit="Sở"), by=desk.house.vy, at=MORNING)
    unseen = item.attachments.get(kind="file")
    assert (
        client.get(reverse("portal:file", args=[unseen.pk, "x"])).status_code == 404
    )  # nothing is public yet

    desk.publish(item)
    page = read(client, item)

    [shown] = page.context["article"].files
    assert (shown.extension, shown.readable) == ("DOCX", True)
    assert "DOCX" in page.content.decode()
    answer = client.get(reverse("portal:file", args=[unseen.pk, unseen.file_name]))
    assert b"".join(answer.streaming_content) == paper.content  # type: ignore[attr-defined]  # a file
    assert (
        "Kết quả đón khách"
        in client.get(reverse("portal:file_text", args=["vi", unseen.pk])).content.decode()
    )
    [picture] = page.context["article"].pictures
    assert picture.alt == "Thuyền ở cảng"
    assert (
        client.get(reverse("portal:small_picture", args=[picture.pk])).headers["Content-Type"] == "image/jpeg"
    )


def test_a_correction_shows_what_stood_there_on_the_article_in_the_log_and_to_programs(
    desk: Desk, client: Client
) -> None:
    item = make_item(desk.house)
    desk.publish(item)
    assert not client.get("/vi/corrections/").context["corrections"]
    write(desk.house, item, "vi", NEWER)
    desk.publish(item, note="Ngày khai mạc lùi một ngày", kind="correction")

    for page in (read(client, item), client.get("/vi/corrections/")):
        said = page.content.decode()
        assert "Ngày khai mạc lùi một ngày" in said
        assert f"<del>{VIETNAMESE.title}</del>" in said
        assert f"<ins>{NEWER.title}</ins>" in said
    table = client.get("/vi/corrections.csv").content.decode("utf-8-sig").splitlines()
    assert table[0] == "corrected_at,title,address,reason,before,now"
    assert VIETNAMESE.title in table[1]
    [told] = data_of(read(client, item))["correction"]
    assert (told["@type"], told["text"]) == ("CorrectionComment", "Ngày khai mạc lùi một ngày")


def test_programs_read_publisher_sources_and_languages(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    desk.publish(item)
    write(desk.house, item, "en", ENGLISH)
    desk.publish(item, "en")

    data = data_of(read(client, item))

    assert data["publisher"]["@type"] == "GovernmentOrganization"
    assert data["citation"][0]["url"] == "https://example.vn/le-hoi"
    assert data["workTranslation"][0]["inLanguage"] == "en"
    assert data_of(read(client, item, "en"))["translationOfWork"][0]["inLanguage"] == "vi"


def test_nothing_typed_ends_the_data_for_programs(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    words = actions.Words("</script><script>alert(1)</script>", "Tóm tắt & <b>", "<p>Một.</p>")
    write(desk.house, item, "vi", words)
    desk.publish(item)

    page = read(client, item)

    assert data_of(page)["headline"] == words.title
    assert page.content.decode().count("<script") == 1


def test_a_third_language_has_pages_of_its_own(desk: Desk, client: Client) -> None:
    assert client.get("/ko/").status_code == 404
    ContentLanguage.objects.filter(code="ko").update(in_use=True)
    item = make_item(desk.house)
    desk.publish(item)
    korean = actions.Words("등대 축제", "사흘 동안 열립니다.", "<p>축제는 오전 8시에 시작합니다.</p>")
    write(desk.house, item, "ko", korean)
    desk.publish(item, "ko")

    page = read(client, item, "ko").content.decode()

    assert '<html lang="ko">' in page
    assert "등대 축제" in page
    assert f'href="/ko/a/{item.slug}/" hreflang="ko" lang="ko"' in page
    assert [card.slug for card in client.get("/ko/search/?q=등대").context["cards"]] == [item.slug]
    assert client.get("/", headers={"accept-language": "ko-KR"}).headers["Location"] == "/ko/"
    assert (
        f'hreflang="ko" href="http://testserver/ko/a/{item.slug}/"'
        in client.get("/sitemap.xml").content.decode()
    )


def test_an_archived_text_keeps_its_address_and_says_so(desk: Desk, client: Client) -> None:
    item = make_item(desk.house)
    desk.publish(item)
    actions.archive_publication(text_of(item), by=desk.house.phuc, at=MORNING)

    assert read(client, item).status_code == 200
    assert "01/09/2026" in read(client, item).content.decode()
    assert not client.get("/vi/t/culture/").context["cards"]


def test_an_article_takes_twelve_queries_and_a_list_fifteen(
    desk: Desk, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        item = make_item(desk.house, slug=f"bai-{number}")
        photo = files.photo("cang.png", picture_file(700 + number, kind="PNG"))
        beside = actions.Beside({"vi": {"alt": "Thuyền"}}, credit="Sở")
        actions.attach_file(item, photo, beside, by=desk.house.vy, at=MORNING)
        desk.publish(item)
    client.get("/vi/")

    with django_assert_max_num_queries(12):
        read(client, item)
    for address in (
        "/vi/",
        "/vi/t/culture/",
        "/vi/events/",
        "/vi/corrections/",
        "/vi/search/?q=le",
        "/vi/press/",
    ):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
    assert ItemText.objects.listed().count() == 6
