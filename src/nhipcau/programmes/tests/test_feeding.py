"""Calendars of deadlines under secret addresses."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.programmes import feeding
from nhipcau.programmes.models import Feed, FeedScope
from nhipcau.programmes.tests.builders import AT, make_issued, task_plan
from nhipcau.units.models import Membership, User
from nhipcau.units.tests.builders import House

TODAY = date(2026, 9, 10)


def role_of(person: User) -> Membership:
    return Membership.objects.filter(user=person).order_by("pk")[0]


def test_a_calendar_shows_the_unit_its_deadlines_and_nobody_elses(house: House, client: Client) -> None:
    make_issued(house, task_plan(house.ward_a), task_plan(house.ward_b, title="Việc của phường B"))
    secret = feeding.make_address(role_of(house.lan), FeedScope.UNIT, by=house.lan, at=AT)

    feed = feeding.find(secret, TODAY)

    assert feed is not None
    found = feeding.entries(feed, TODAY)
    assert [one.summary for one in found] == ["Chuẩn bị gian hàng ẩm thực"]
    assert found[0].starts == date(2026, 10, 15)
    answer = client.get(reverse("feed", args=[secret]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VCALENDAR" in answer.content


def test_an_officers_calendar_shows_a_task_given_to_many_once(house: House) -> None:
    both = task_plan(each=(house.ward_a.pk, house.ward_b.pk))
    programme = make_issued(house, both)
    officer = Membership.objects.create(
        user=house.vy, unit=programme.unit, role="officer", valid_from=date(2020, 1, 1)
    )
    secret = feeding.make_address(officer, FeedScope.PERSON, by=house.vy, at=AT)

    feed = feeding.find(secret, TODAY)

    assert feed is not None
    assert len(feeding.entries(feed, TODAY)) == 1


def test_a_renewed_address_ends_the_one_before_and_only_its_hash_is_kept(
    house: House, client: Client
) -> None:
    first = feeding.make_address(role_of(house.lan), FeedScope.UNIT, by=house.lan, at=AT)
    second = feeding.make_address(role_of(house.lan), FeedScope.UNIT, by=house.lan, at=AT)

    assert client.get(reverse("feed", args=[first])).status_code == 404
    assert client.get(reverse("feed", args=[second])).status_code == 200
    feed = Feed.objects.get()
    assert second not in feed.sha256
    assert log.history(feed).count() == 2
    feeding.end_address(feed, by=house.lan, at=AT)
    assert client.get(reverse("feed", args=[second])).status_code == 404


def test_an_address_ends_with_the_membership_and_with_the_person(house: House) -> None:
    membership = role_of(house.lan)
    secret = feeding.make_address(membership, FeedScope.UNIT, by=house.lan, at=AT)
    assert feeding.find(secret, TODAY) is not None

    User.objects.filter(pk=house.lan.pk).update(is_active=False)
    assert feeding.find(secret, TODAY) is None
    User.objects.filter(pk=house.lan.pk).update(is_active=True)
    Membership.objects.filter(pk=membership.pk).update(valid_to=TODAY)
    assert feeding.find(secret, TODAY) is None


def test_nobody_makes_or_ends_a_calendar_of_another(house: House, client: Client) -> None:
    with pytest.raises(PermissionDenied):
        feeding.make_address(role_of(house.lan), FeedScope.UNIT, by=house.hoa, at=AT)
    feeding.make_address(role_of(house.lan), FeedScope.UNIT, by=house.lan, at=AT)
    with pytest.raises(PermissionDenied):
        feeding.end_address(Feed.objects.get(), by=house.hoa, at=AT)

    client.force_login(house.hoa)
    address = reverse("programmes:make_feed", args=[role_of(house.lan).pk, "unit"])
    assert client.post(address).status_code == 404


def test_the_address_is_shown_once(house: House, client: Client) -> None:
    client.force_login(house.lan)
    pk = role_of(house.lan).pk

    page = client.post(reverse("programmes:make_feed", args=[pk, "unit"])).content.decode()

    assert "/calendars/" in page
    assert "/calendars/" not in client.get(reverse("programmes:feeds")).content.decode()
    assert timezone.localdate(Feed.objects.get().made_at) == timezone.localdate()
