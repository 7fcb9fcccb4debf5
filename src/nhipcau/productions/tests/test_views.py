"""The pages of series."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.newsroom.tests.builders import MORNING
from nhipcau.productions import actions
from nhipcau.productions.models import Series
from nhipcau.productions.tests.builders import make_place, make_published, make_series
from nhipcau.units.models import User
from nhipcau.units.tests.builders import House


def signed(user: User) -> Client:
    """Return a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)
    return client


def answers(house: House, **changes: object) -> dict[str, object]:
    """Return what Vy types to open a monthly column."""
    usual = {
        "unit": house.department.pk,
        "kind": "column",
        "title": "Chuyện làng chài",
        "slug": "chuyen-lang-chai",
        "owner": house.vy.pk,
        "rhythm": "monthly",
        "step": "15",
        "since": "01/08/2026",
    }
    return {**usual, **changes}


def test_an_editor_opens_a_series_and_reads_its_rhythm(house: House) -> None:
    client = signed(house.vy)
    answer = client.post(reverse("productions:new"), answers(house), follow=True)
    series = Series.objects.get()
    assert answer.redirect_chain == [(reverse("productions:series", args=[series.pk]), 302)]
    assert "hằng tháng vào ngày 15" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "a\0b"},
        {"title": "x" * 201},
        {"step": "32"},
        {"rhythm": "weekly", "step": ""},
        {"rhythm": "none"},
        {"since": "31/02/2026"},
        {"owner": "9" * 30},
        {"unit": "9" * 30},
        {"slug": "có dấu"},
    ],
)
def test_what_is_wrong_is_refused_and_stays_in_the_form(house: House, wrong: dict[str, object]) -> None:
    answer = signed(house.vy).post(reverse("productions:new"), answers(house, summary="Giữ lại", **wrong))
    assert answer.status_code == 422
    assert "Giữ lại" in answer.content.decode()
    assert not Series.objects.exists()


def test_an_item_is_put_in_by_its_address_and_named_on_its_page(house: House) -> None:
    series, item = make_series(house), make_published(house)
    client = signed(house.vy)
    address = reverse("productions:put_in", args=[series.pk])
    assert item.slug in client.get(address).content.decode()
    assert client.post(address, {"slug": "khong-co"}).status_code == 422
    assert client.post(address, {"slug": item.slug}).status_code == 302
    assert series.title in client.get(reverse("newsroom:item", args=[item.pk])).content.decode()


def test_the_list_is_given_as_csv(house: House) -> None:
    make_place(house)
    answer = signed(house.son).get(reverse("productions:home_file"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "Nhịp sống biển" in text
    assert "2026-09-01" in text


def test_the_pages_ask_the_database_no_more_often_for_more_series(house: House) -> None:
    client = signed(house.vy)
    series = make_series(house)
    client.get(reverse("productions:home"))
    counts = []
    for slug in ("mot", "hai", "ba"):
        actions.put_in(series, make_published(house, slug), by=house.vy, at=MORNING)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("productions:home"))
        with CaptureQueriesContext(connection) as of_one:
            client.get(reverse("productions:series", args=[series.pk]))
        counts.append((len(asked), len(of_one)))
        make_series(house, slug=f"loat-{slug}", since=date(2026, 1, 1))
    assert len(set(counts)) == 1
    assert max(counts[0]) <= 20
