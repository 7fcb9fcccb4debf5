"""Series as readers find them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from nhipcau.newsroom.models import Item
from nhipcau.newsroom.tests.builders import MORNING, make_item
from nhipcau.productions import actions
from nhipcau.productions.tests.builders import make_place, make_published, make_series
from nhipcau.units.tests.builders import House


def put_in(house: House, item: Item) -> None:
    """Open a series and put the item in."""
    actions.put_in(make_series(house), item, by=house.vy, at=MORNING)


def test_readers_find_a_series_its_texts_and_it_on_the_article(house: House, client: Client) -> None:
    place = make_place(house)
    page = reverse("portal:series", args=["vi", place.series.slug])
    assert page in client.get(reverse("portal:all_series", args=["vi"])).content.decode()
    text = client.get(page).content.decode()
    assert reverse("portal:article", args=["vi", place.item.slug]) in text
    assert "hằng tuần vào Thứ Ba" in text
    assert page in client.get(reverse("portal:article", args=["vi", place.item.slug])).content.decode()


def test_a_series_without_a_text_in_the_language_is_not_there(house: House, client: Client) -> None:
    place = make_place(house)
    page = reverse("portal:series", args=["en", place.series.slug])
    assert client.get(page).status_code == 404
    assert page not in client.get(reverse("portal:all_series", args=["en"])).content.decode()


def test_a_series_with_drafts_only_is_not_there(house: House, client: Client) -> None:
    put_in(house, make_item(house))
    assert client.get(reverse("portal:series", args=["vi", "nhip-song-bien"])).status_code == 404


def test_what_is_taken_out_is_gone_for_readers_at_once(house: House, client: Client) -> None:
    place = make_place(house)
    page = reverse("portal:series", args=["vi", place.series.slug])
    assert client.get(page).status_code == 200
    actions.take_out(place, by=house.vy)
    assert client.get(page).status_code == 404


def test_the_public_lists_take_fifteen_queries_however_much_is_in_them(
    house: House, client: Client, django_assert_max_num_queries: Any
) -> None:
    place = make_place(house)
    for slug in ("hai", "ba"):
        actions.put_in(place.series, make_published(house, slug), by=house.vy, at=MORNING)
    for address in (
        reverse("portal:all_series", args=["vi"]),
        reverse("portal:series", args=["vi", place.series.slug]),
    ):
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
