"""Withdrawing what was logged in error, and what rooms above hear of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.activities import actions, overviews
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.errors import NoReasonError, WithdrawnError
from nhipcau.activities.models import Activity
from nhipcau.activities.tests.builders import AT, DAY, make_activity
from nhipcau.audit.log import history
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.tests.builders import House

FIELDS = ActivityFields(title="Nói chuyện", starts_on=DAY, place="Hội trường")
FIRST, LAST = date(2025, 12, 15), date(2026, 3, 14)
LATER = AT + timedelta(hours=1)


def test_an_activity_is_withdrawn_by_its_reporter_with_a_reason_and_counts_nowhere(house: House) -> None:
    activity = make_activity(house.ward_a, house.lan, sessions=3)
    with pytest.raises(PermissionDenied):
        actions.withdraw_activity(activity, because="Ghi trùng", by=house.son, at=AT)
    with pytest.raises(NoReasonError):
        actions.withdraw_activity(activity, because="  ", by=house.lan, at=AT)

    actions.withdraw_activity(activity, because="Ghi trùng", by=house.lan, at=AT)

    assert overviews.counted([house.ward_a.pk], FIRST, LAST) == {}
    assert overviews.behind(house.ward_a.pk, make_indicator("sessions").pk, FIRST, LAST) == []
    assert overviews.recent([house.ward_a.pk], 5) == []
    newest = history(activity).first()
    assert newest is not None
    assert newest.data["because"] == "Ghi trùng"
    assert newest.data["counts"] == {"sessions": "3"}


def test_what_was_withdrawn_is_not_changed_any_more(house: House) -> None:
    activity = make_activity(house.ward_a, house.lan)
    actions.withdraw_activity(activity, because="Ghi trùng", by=house.lan, at=AT)

    with pytest.raises(WithdrawnError):
        actions.change_activity(activity, FIELDS, counts=[], by=house.lan, at=AT)
    with pytest.raises(WithdrawnError):
        actions.withdraw_activity(activity, because="Lần nữa", by=house.lan, at=AT)


def test_its_page_stays_with_the_reason_and_the_list_leaves_it_out(client: Client, house: House) -> None:
    activity = make_activity(house.ward_a, house.lan, title="Ghi nhầm ngày hội")
    client.force_login(house.lan)
    address = reverse("activities:withdraw", args=[activity.pk])
    assert client.post(address, {"because": ""}).status_code == 200

    answer = client.post(address, {"because": "Dời sang tháng sau"}, follow=True)

    assert "Dời sang tháng sau" in answer.content.decode()
    assert "Ghi nhầm ngày hội" not in client.get(reverse("activities:activities")).content.decode()
    only = client.get(reverse("activities:activities"), {"withdrawn": "1"}).content.decode()
    assert "Ghi nhầm ngày hội" in only
    assert "Dời sang tháng sau" in only


def test_rooms_above_hear_what_changed_after_a_moment(house: House) -> None:
    early = AT - timedelta(days=1)
    sessions = make_indicator("sessions")
    one, two, three = (
        actions.log_activity(
            house.ward_a,
            replace(FIELDS, title=title),
            counts=[(sessions, Decimal(1))],
            by=house.lan,
            at=early,
        )
        for title in ("Không đổi", "Đổi", "Rút")
    )
    actions.change_activity(two, replace(FIELDS, title="Đổi rồi"), counts=[], by=house.lan, at=LATER)
    actions.withdraw_activity(three, because="Ghi trùng", by=house.lan, at=LATER)
    new = actions.log_activity(house.ward_a, replace(FIELDS, title="Mới"), by=house.lan, at=LATER)
    make_activity(house.ward_b, house.hoa)

    found = {change.pk: change for change in overviews.changed_since([house.ward_a.pk], AT)}

    assert {pk: change.what for pk, change in found.items()} == {
        two.pk: overviews.CHANGED, three.pk: overviews.WITHDRAWN, new.pk: overviews.LOGGED,
    }  # fmt: skip
    assert found[three.pk].because == "Ghi trùng"
    assert found[three.pk].indicators == (sessions.pk,)
    assert found[two.pk].title == "Đổi rồi"
    assert one.pk not in found
    assert overviews.changed_since([house.ward_a.pk], LATER) == []


def test_the_page_of_a_withdrawn_activity_offers_a_copy_but_no_change(client: Client, house: House) -> None:
    activity = make_activity(house.ward_a, house.lan)
    actions.withdraw_activity(activity, because="Ghi trùng", by=house.lan, at=AT)
    client.force_login(house.lan)

    page = client.get(reverse("activities:activity", args=[activity.pk])).content.decode()

    assert reverse("activities:edit", args=[activity.pk]) not in page
    assert f"{reverse('activities:log')}?like={activity.pk}" in page
    assert Activity.objects.get().withdrawn_by == house.lan
