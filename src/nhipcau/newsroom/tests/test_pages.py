"""The newsroom's pages."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.newsroom import actions, pictures
from nhipcau.newsroom.models import Item, TextState
from nhipcau.newsroom.tests.builders import (
    ENGLISH,
    MORNING,
    approve,
    make_item,
    picture_file,
    publish,
    text_of,
    write,
)
from nhipcau.units.tests.builders import House


def body_of(response: Any) -> str:
    """Return the page as text."""
    return str(response.content.decode())


def test_the_list_shows_each_language_with_its_state_in_words(house: House, client: Client) -> None:
    item = make_item(house)
    publish(house, text_of(item))
    client.force_login(house.son)

    marks = client.get(reverse("newsroom:items"), headers={"accept-language": "en"}).context["rows"][0].marks

    assert [(mark.language, mark.standing) for mark in marks] == [("vi", "published"), ("en", "missing")]
    assert all(mark.label for mark in marks)


def test_the_list_shows_nothing_of_other_places(house: House, client: Client) -> None:
    make_item(house)

    for person, seen in ((house.vy, 1), (house.tam, 1), (house.khach, 0)):
        client.force_login(person)
        assert len(client.get(reverse("newsroom:items")).context["rows"]) == seen
    client.force_login(house.lan)
    assert client.get(reverse("newsroom:items")).status_code == 302


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("state=draft", {"moi"}),
        ("state=approved", {"duyet"}),
        ("state=published", {"dang"}),
        ("words=Lễ hội", {"moi", "duyet", "dang"}),
        ("words=khác", set()),
        ("topic=visit", set()),
        ("kind=news", {"moi", "duyet", "dang"}),
        ("state=nonsense", {"moi", "duyet", "dang"}),
        ("translation=outdated", set()),
    ],
)
def test_the_list_is_filtered(house: House, client: Client, query: str, slugs: set[str]) -> None:
    make_item(house, slug="moi")
    approve(house, text_of(make_item(house, slug="duyet")))
    publish(house, text_of(make_item(house, slug="dang")))
    client.force_login(house.vy)

    rows = client.get(f"{reverse('newsroom:items')}?{query}").context["rows"]

    assert {row.item.slug for row in rows} == slugs


def test_an_outdated_translation_is_found_by_the_filter(house: House, client: Client) -> None:
    item = make_item(house)
    approve(house, write(house, item, "en", ENGLISH))
    write(house, item, "vi", actions.Words("Mới", "Tóm tắt", "<p>Mới</p>"))
    publish(house, text_of(item))
    client.force_login(house.vy)

    rows = client.get(f"{reverse('newsroom:items')}?translation=outdated&language=en").context["rows"]

    assert [row.item for row in rows] == [item]
    assert rows[0].marks[1].is_outdated


def test_the_pages_ask_the_database_no_more_than_twenty_times(
    house: House, client: Client, django_assert_max_num_queries: Any
) -> None:
    items = [make_item(house, slug=f"bai-{n}") for n in range(5)]
    write(house, items[0], "en", ENGLISH)
    client.force_login(house.vy)
    client.get(reverse("newsroom:items"))

    with django_assert_max_num_queries(20):
        client.get(reverse("newsroom:items"))
    with django_assert_max_num_queries(30):
        client.get(reverse("newsroom:item", args=[items[0].pk]))


def test_an_editor_makes_an_item_with_an_address_made_from_its_title(house: House, client: Client) -> None:
    client.force_login(house.vy)

    response = client.post(
        reverse("newsroom:item_new"),
        {
            "title": "Lễ hội đèn biển",
            "unit": house.department.pk,
            "kind": "news",
            "topic": "culture",
            "contact": "Phòng",
        },
    )

    item = Item.objects.get()
    assert item.slug == "le-hoi-den-bien"
    assert response.headers["Location"] == reverse("newsroom:text", args=[item.pk, "vi"])
    again = client.post(
        reverse("newsroom:item_new"),
        {
            "title": "Lễ hội đèn biển",
            "unit": house.department.pk,
            "kind": "news",
            "topic": "culture",
            "contact": "Phòng",
        },
    )
    assert "slug" in again.context["form"].errors
    assert Item.objects.count() == 1


def test_a_text_written_on_the_page_is_kept_and_plain_text_becomes_paragraphs(
    house: House, client: Client
) -> None:
    item = make_item(house)
    client.force_login(house.vy)
    page = reverse("newsroom:text", args=[item.pk, "vi"])
    before = client.get(page).context["form"].initial["before"]

    answer = {"title": "Tên", "summary": "Tóm tắt", "body": "Một <i>\n\nHai", "before": before}
    assert client.post(page, answer).status_code == 302
    text = text_of(item)
    assert text.title == "Tên"
    assert "&lt;i&gt;" in text.body
    assert text.body.count("<p") == 2

    stale = client.post(page, {**answer, "title": "Muộn"})
    assert stale.status_code == 200
    assert "Muộn" in body_of(stale)  # what was typed is not lost
    assert text_of(item).title == "Tên"


BLOCK = '{"blocks":[{"key":"a","text":"x","type":"unordered-list-item","depth":%s,%s}],"entityMap":{}}'
NOTHING_OF = '"inlineStyleRanges":[],"entityRanges":[]'


@pytest.mark.parametrize(
    "forged",
    [
        BLOCK % (0, '"inlineStyleRanges":[],"entityRanges":[{"offset":0,"length":1,"key":7}]'),
        BLOCK % (-5, NOTHING_OF),
        BLOCK % (100_000, NOTHING_OF),
        (BLOCK % (0, NOTHING_OF)).replace('"x"', '"a\\ud800b"'),
        "[" * 100_000,
    ],
    ids=["no-such-link", "below-nothing", "too-deep", "half-a-character", "endless"],
)
def test_what_the_editor_never_sends_is_kept_as_plain_text(forged: str, house: House, client: Client) -> None:
    item = make_item(house)
    client.force_login(house.vy)
    page = reverse("newsroom:text", args=[item.pk, "vi"])
    before = client.get(page).context["form"].initial["before"]

    answer = client.post(page, {"title": "Tên", "summary": "Tóm tắt", "body": forged, "before": before})

    assert answer.status_code == 302
    assert text_of(item).body


def test_what_the_editor_sends_is_kept_with_its_form(house: House, client: Client) -> None:
    item = make_item(house)
    client.force_login(house.vy)
    page = reverse("newsroom:text", args=[item.pk, "vi"])
    content = (
        '{"blocks":[{"key":"a1","text":"Đi lại","type":"header-two","depth":0,"inlineStyleRanges":[],"entityRanges":[]},'
        '{"key":"a2","text":"Xem","type":"unstyled","depth":0,"inlineStyleRanges":[{"offset":0,"length":3,"style":"BOLD"}],'
        '"entityRanges":[{"offset":0,"length":3,"key":0}]}],'
        '"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:alert(1)"}}}}'
    )

    client.post(
        page,
        {"title": "Tên", "summary": "", "body": content, "before": text_of(item).latest_revision_id},
    )

    body = text_of(item).body
    assert "Đi lại</h2>" in body
    assert "<b>" in body
    assert "javascript" not in body


def test_a_publisher_reads_approves_or_returns_and_others_see_no_such_form(
    house: House, client: Client
) -> None:
    item = make_item(house)
    text = actions.submit_text(text_of(item), by=house.vy, at=MORNING)
    read = reverse("newsroom:read", args=[item.pk, "vi"])
    client.force_login(house.vy)
    assert client.get(read).context["review_form"] is None

    client.force_login(house.phuc)
    assert client.get(read).context["review_form"].initial["revision"] == text.latest_revision_id
    client.post(reverse("newsroom:return", args=[item.pk, "vi"]), {"revision": text.latest_revision_id})
    assert text_of(item).state == TextState.IN_REVIEW  # no comment, nothing returned
    client.post(
        reverse("newsroom:return", args=[item.pk, "vi"]),
        {"revision": text.latest_revision_id, "comment": "Ghi rõ giờ"},
    )
    assert text_of(item).state == TextState.RETURNED

    client.force_login(house.vy)
    client.post(reverse("newsroom:text_submit", args=[item.pk, "vi"]))
    client.force_login(house.phuc)
    client.post(
        reverse("newsroom:approve", args=[item.pk, "vi"]), {"revision": text_of(item).latest_revision_id}
    )
    assert text_of(item).state == TextState.APPROVED


def test_a_reviewer_sees_what_changed_since_the_publication(house: House, client: Client) -> None:
    item = make_item(house)
    publish(house, text_of(item))
    write(house, item, "vi", actions.Words("Tên mới hẳn", "Tóm tắt", "<p>Khác</p>"))
    client.force_login(house.phuc)

    changes = client.get(reverse("newsroom:read", args=[item.pk, "vi"])).context["changes"]

    assert len(changes) == 3
    assert "Tên mới hẳn" in changes[0][1]


def test_a_source_says_where_it_is_from(house: House, client: Client) -> None:
    item = make_item(house, sourced=False)
    client.force_login(house.vy)
    page = reverse("newsroom:source_new", args=[item.pk])

    for wrong in (
        {"label": "Không nói ở đâu"},
        {"label": "Trang", "url": "https://example.vn"},
        {"label": "Trang", "url": "javascript:alert(1)", "read_on": "2026-08-30"},
    ):
        assert client.post(page, wrong).status_code == 200
    assert not item.sources.exists()

    client.post(page, {"label": "Trang lễ hội", "url": "https://example.vn", "read_on": "30/8/2026"})
    client.post(page, {"label": "Lời mời", "person_role": "Bà Lan, Trưởng phòng"})
    assert item.sources.count() == 2
    client.post(reverse("newsroom:source_remove", args=[item.pk, item.sources.first().pk]))  # type: ignore[union-attr]  # two above
    assert item.sources.count() == 1


def test_a_picture_is_chosen_on_the_page_and_a_file_that_is_none_is_refused_beside_it(
    house: House, client: Client
) -> None:
    item = make_item(house)
    client.force_login(house.vy)
    page = reverse("newsroom:picture", args=[item.pk])
    said = {"credit": "Sở", "alt_vi": "Đèn biển"}

    wrong = client.post(page, {**said, "file": SimpleUploadedFile("a.jpg", b"%PDF-1.7")})
    assert "file" in wrong.context["form"].errors
    assert client.post(page, {**said, "file": SimpleUploadedFile("a.jpg", b"")}).status_code == 200
    oversize = SimpleUploadedFile("a.jpg", b"\xff\xd8" + bytes(pictures.MAX_BYTES))
    assert "20 MB" in str(client.post(page, {**said, "file": oversize}).context["form"].errors["file"])

    client.post(page, {**said, "file": SimpleUploadedFile("a.jpg", picture_file())})
    item.refresh_from_db()
    assert item.picture is not None
    assert text_of(item).picture_alt == "Đèn biển"
    file = client.get(reverse("newsroom:picture_file", args=[item.pk, item.picture_id]))
    assert file.headers["Content-Type"] == "image/jpeg"
    client.post(reverse("newsroom:picture_remove", args=[item.pk]))
    item.refresh_from_db()
    assert item.picture is None


def test_a_published_item_keeps_its_address(house: House, client: Client) -> None:
    item = make_item(house)
    publish(house, text_of(item))
    client.force_login(house.vy)
    page = reverse("newsroom:item_edit", args=[item.pk])
    answer = {"kind": "news", "topic": "visit", "contact": "Phòng mới", "slug": "khac"}

    assert client.post(page, answer).status_code == 200
    assert client.post(page, {**answer, "slug": item.slug}).status_code == 302

    item.refresh_from_db()
    assert (item.slug, item.topic_id) == ("le-hoi-den-bien", "visit")


def test_every_page_opens(house: House, client: Client) -> None:
    item = make_item(house)
    write(house, item, "en", ENGLISH)
    publish(house, text_of(item))
    client.force_login(house.vy)

    for name, args in (
        ("item", [item.pk]),
        ("item_edit", [item.pk]),
        ("item_new", []),
        ("text", [item.pk, "vi"]),
        ("text", [item.pk, "en"]),
        ("read", [item.pk, "vi"]),
        ("history", [item.pk, "vi"]),
        ("revision", [item.pk, "vi", text_of(item).latest_revision_id]),
        ("source_new", [item.pk]),
        ("picture", [item.pk]),
    ):
        assert client.get(reverse(f"newsroom:{name}", args=args)).status_code == 200, name
    assert client.get(reverse("newsroom:text", args=[item.pk, "xx"])).status_code == 404
