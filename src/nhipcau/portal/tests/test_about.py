"""What the portal says of the place and of itself: profile, imprint, how often pages are read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from nhipcau.channels.tests.builders import CaptureCommits, make_portal_and_feed, send_out
from nhipcau.newsroom.models import FactGroup, Imprint, Item, PlaceFact
from nhipcau.newsroom.tests.builders import make_item, text_of
from nhipcau.portal import actions
from nhipcau.portal.counting import COUNTED
from nhipcau.portal.keeping import KEPT
from nhipcau.portal.models import DailyViews, EarlierViews
from nhipcau.units.tests.builders import House

PERSON = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}
FACT = {
    "code": "area",
    "group": FactGroup.PLACE.value,
    "name": "Diện tích",
    "name_en": "Area",
    "value": "2.360 km²",
    "value_en": "2,360 km²",
    "as_of": "31/12/2025",
    "source": "Niên giám thống kê 2025",
    "source_address": "https://thongke.benda.example/2025",
    "place": "1",
    "in_use": "on",
}
IMPRINT = {
    "language": "vi",
    "publisher": "Văn phòng UBND tỉnh Bến Đá",
    "responsible": "Chánh Văn phòng",
    "address": "1 đường Bờ Kè",
    "terms": "Được dùng lại khi ghi rõ nguồn.",
}


@pytest.fixture
def item(house: House, django_capture_on_commit_callbacks: CaptureCommits) -> Item:
    """A published piece of news."""
    item = make_item(house)
    send_out(house, text_of(item), make_portal_and_feed(house), django_capture_on_commit_callbacks)
    return item


def keep(client: Client, name: str, values: dict[str, str]) -> Any:
    return client.post(reverse("newsroom:line_new", args=[name]), values)


def test_a_fact_of_the_place_says_its_day_and_its_source(house: House, client: Client) -> None:
    client.force_login(house.phuc)
    keep(client, "facts", FACT)

    vietnamese = client.get("/vi/about/").content.decode()
    english = client.get("/en/about/").content.decode()

    assert all(said in vietnamese for said in ("2.360 km²", "31/12/2025", "Niên giám thống kê 2025"))
    assert all(said in english for said in ("Area", "2,360 km²", "31 December 2025", FACT["source_address"]))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("source", ""),
        ("as_of", "31/02/2025"),
        ("as_of", ""),
        ("source_address", "javascript:alert(1)"),
        ("source_address", "ftp://thongke.benda.example"),
    ],
)
def test_a_fact_without_day_or_source_is_refused_and_what_was_typed_stays(
    house: House, client: Client, field: str, wrong: str
) -> None:
    client.force_login(house.phuc)

    answer = keep(client, "facts", {**FACT, field: wrong})

    assert answer.context["form"].errors[field]
    assert "2.360 km²" in answer.content.decode()
    assert not PlaceFact.objects.exists()


def test_a_fact_of_a_day_to_come_is_refused(house: House, client: Client) -> None:
    client.force_login(house.phuc)
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = keep(client, "facts", {**FACT, "as_of": tomorrow.isoformat()})

    assert answer.context["form"].errors["as_of"]


def test_what_is_taken_out_of_use_is_shown_no_more(house: House, client: Client) -> None:
    client.force_login(house.phuc)
    keep(client, "facts", FACT)
    kept = PlaceFact.objects.get()

    client.post(
        reverse("newsroom:line", args=["facts", kept.pk]), {k: v for k, v in FACT.items() if k != "in_use"}
    )

    assert "2.360 km²" not in client.get("/vi/about/").content.decode()


def test_the_imprint_names_who_answers_and_the_terms_in_the_language_there_is(
    house: House, client: Client
) -> None:
    client.force_login(house.phuc)
    keep(client, "imprint", IMPRINT)

    vietnamese = client.get("/vi/imprint/").content.decode()
    english = client.get("/en/imprint/").content.decode()

    assert "Chánh Văn phòng" in vietnamese
    assert "ghi rõ nguồn" in vietnamese
    assert '<div lang="vi">' in english
    again = keep(client, "imprint", IMPRINT)
    assert again.context["form"].errors
    assert Imprint.objects.count() == 1


def test_readings_by_people_are_counted_by_article_and_day(item: Item, client: Client) -> None:
    address = f"/vi/a/{item.slug}/"
    for _time in range(3):
        client.get(address, headers=PERSON)
    client.get("/vi/", headers=PERSON)
    COUNTED.write()
    client.get(address, headers=PERSON)
    COUNTED.write()

    today = timezone.localdate()
    kept = {row.text_id: row.number for row in DailyViews.objects.filter(day=today)}
    assert kept == {text_of(item).pk: 4, None: 1}


def test_programs_staff_prefetching_and_what_is_not_there_are_not_counted(
    item: Item, house: House, client: Client
) -> None:
    address = f"/vi/a/{item.slug}/"
    client.get(address, headers={"user-agent": "ExampleBot/2.1"})
    client.get(address)
    client.get(address, headers={**PERSON, "sec-purpose": "prefetch"})
    client.head(address, headers=PERSON)
    client.get("/vi/a/khong-co/", headers=PERSON)
    client.get("/vi/feed.atom", headers=PERSON)
    client.force_login(house.vy)
    client.get(address, headers=PERSON)
    COUNTED.write()

    assert not DailyViews.objects.exists()


def test_what_the_database_does_not_take_is_written_the_next_time(
    item: Item, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(f"/vi/a/{item.slug}/", headers=PERSON)

    def locked(*_args: object) -> None:
        raise DatabaseError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr("nhipcau.portal.querysets.DailyViewsQuerySet.add", locked)
        COUNTED.write()
    assert not DailyViews.objects.exists()
    COUNTED.write()

    assert DailyViews.objects.total() == 1


def test_the_public_count_goes_on_from_an_earlier_counter(item: Item, house: House, client: Client) -> None:
    client.get(f"/vi/a/{item.slug}/", headers=PERSON)
    COUNTED.write()
    actions.enter_earlier_views("Cổng cũ", until=date(2025, 6, 30), number=1_204_332, by=house.phuc)

    page = client.get("/vi/readings/").content.decode()
    file = client.get("/vi/readings.csv").content.decode("utf-8-sig")

    assert "1.204.333" in page
    assert "Cổng cũ" in page
    assert file.splitlines()[1].endswith(f"/vi/a/{item.slug}/,1")
    KEPT.clear()  # a page made before may be a minute old
    assert "1 lượt" in client.get(f"/vi/a/{item.slug}/").content.decode()


def test_a_keeper_enters_an_earlier_counter_and_strikes_it(house: House, client: Client) -> None:
    client.force_login(house.phuc)
    address = reverse("portal_keeping:earlier")
    wrong = client.post(address, {"counter": "Cổng cũ", "until": "30/06/2099", "number": "-5"})

    assert {"until", "number"} <= set(wrong.context["form"].errors)
    assert "Cổng cũ" in wrong.content.decode()
    client.post(address, {"counter": "Cổng cũ", "until": "30/06/2025", "number": "1204332"})
    kept = EarlierViews.objects.get()
    assert "1.204.332" in client.get(reverse("portal_keeping:readings")).content.decode()
    client.post(reverse("portal_keeping:strike_earlier", args=[kept.pk]))
    assert not EarlierViews.objects.exists()


def test_only_keepers_enter_an_earlier_counter(house: House) -> None:
    for other in (house.lan, house.vy):
        with pytest.raises(PermissionDenied):
            actions.enter_earlier_views("Cổng cũ", until=date(2025, 6, 30), number=5, by=other)


def test_these_pages_cost_the_same_however_much_is_kept(item: Item, house: House, client: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = ("/vi/about/", "/vi/imprint/", "/vi/readings/")
    few = [asked(address) for address in addresses]
    text = text_of(item)
    for number in range(5):
        DailyViews.objects.add(date(2025, 1, 1 + number), {text.pk: 2, None: 5})
        actions.enter_earlier_views(f"C{number}", until=date(2025, 6, 30), number=5, by=house.phuc)

    assert all(count <= 15 for count in few)
    assert [asked(address) for address in addresses] <= [count + 2 for count in few]
