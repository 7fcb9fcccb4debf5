"""One event with several themes, of one unit or of several: the people present are counted once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.activities import actions, overviews
from nhipcau.activities.actions import ActivityFields
from nhipcau.activities.errors import HasThemesError, HostError, OutsideHostError, PresentAtHostError
from nhipcau.activities.models import Activity, ActivityCount
from nhipcau.activities.tests.builders import AT, DAY, make_activity
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.tests.builders import House

FIRST, LAST = date(2025, 12, 15), date(2026, 3, 14)
PART = ActivityFields(title="Giới thiệu biển đảo", starts_on=DAY, place="Gian hàng", stream="sea")


@pytest.fixture
def festival(house: House) -> Activity:
    """A festival of Lan's ward, open to other units, with 900 attendances."""
    fields = ActivityFields(
        title="Ngày hội", starts_on=DAY, ends_on=DAY + timedelta(days=2), place="Quảng trường",
        kind="festival", open_to_others=True,
    )  # fmt: skip
    counts = [
        (make_indicator("events"), Decimal(1)),
        (make_indicator("event_attendances"), Decimal(900)),
    ]
    return actions.log_activity(house.ward_a, fields, counts=counts, by=house.lan, at=AT)


def test_the_people_present_stand_at_the_event_and_each_part_has_its_own_counts(
    house: House, festival: Activity
) -> None:
    sessions = make_indicator("sessions")
    part = replace(PART, host=festival)
    for present in ("attendances", "event_attendances"):
        with pytest.raises(PresentAtHostError):
            actions.log_activity(
                house.ward_b, part, counts=[(make_indicator(present), Decimal(900))], by=house.hoa, at=AT
            )

    actions.log_activity(house.ward_a, part, counts=[(sessions, Decimal(2))], by=house.lan, at=AT)
    actions.log_activity(house.ward_b, part, counts=[(sessions, Decimal(3))], by=house.hoa, at=AT)

    found = overviews.counted([house.ward_a.pk, house.ward_b.pk], FIRST, LAST)
    assert found == {
        (house.ward_a.pk, make_indicator("events").pk): 1,
        (house.ward_a.pk, make_indicator("event_attendances").pk): 900,
        (house.ward_a.pk, sessions.pk): 2,
        (house.ward_b.pk, sessions.pk): 3,
    }


def test_a_count_of_people_present_that_a_part_has_all_the_same_is_not_added(
    house: House, festival: Activity
) -> None:
    present = make_indicator("event_attendances")
    part_of_it = make_indicator("event_attendances-sea", whole=present)
    for indicator in (present, part_of_it):
        part = make_activity(house.ward_b, house.hoa)
        ActivityCount.objects.create(activity=part, indicator=indicator, number=900)
        Activity.objects.filter(pk=part.pk).update(host=festival)

    assert overviews.counted([house.ward_b.pk], FIRST, LAST) == {}
    assert overviews.behind(house.ward_b.pk, present.pk, FIRST, LAST) == []


def test_only_events_of_the_unit_or_open_ones_of_the_province_have_parts(
    house: House, festival: Activity
) -> None:
    closed = make_activity(house.ward_a, house.lan)
    with pytest.raises(HostError):
        actions.log_activity(house.ward_b, replace(PART, host=closed), by=house.hoa, at=AT)
    actions.log_activity(house.ward_a, replace(PART, host=closed), by=house.lan, at=AT)
    elsewhere = house.khach.memberships.get(role="reporter").unit
    with pytest.raises(HostError):
        actions.log_activity(elsewhere, replace(PART, host=festival), by=house.khach, at=AT)


def test_a_part_lies_on_the_days_of_its_event_and_has_no_parts_itself(
    house: House, festival: Activity
) -> None:
    part = replace(PART, host=festival)
    with pytest.raises(OutsideHostError):
        actions.log_activity(
            house.ward_b, replace(part, starts_on=DAY + timedelta(days=3)), by=house.hoa, at=AT
        )
    logged = actions.log_activity(house.ward_b, part, by=house.hoa, at=AT)
    with pytest.raises(HostError):
        actions.log_activity(house.ward_b, replace(PART, host=logged), by=house.hoa, at=AT)
    other = make_activity(house.ward_a, house.lan)
    with pytest.raises(HasThemesError):
        actions.change_activity(festival, replace(PART, host=other), counts=[], by=house.lan, at=AT)


def test_the_parts_of_a_withdrawn_event_stand_by_themselves(house: House, festival: Activity) -> None:
    part = actions.log_activity(house.ward_b, replace(PART, host=festival), by=house.hoa, at=AT)

    actions.withdraw_activity(festival, because="Ghi trùng", by=house.lan, at=AT)

    counts = [(make_indicator("event_attendances"), Decimal(80))]
    actions.change_activity(part, PART, counts=counts, by=house.hoa, at=AT)
    assert list(overviews.counted([house.ward_b.pk], FIRST, LAST).values()) == [80]


def test_the_page_of_an_event_names_the_parts_one_sees_and_counts_the_others(
    client: Client, house: House, festival: Activity
) -> None:
    actions.log_activity(house.ward_b, replace(PART, host=festival), by=house.hoa, at=AT)
    address = reverse("activities:activity", args=[festival.pk])

    client.force_login(house.son)
    assert "Giới thiệu biển đảo" in client.get(address).content.decode()
    client.force_login(house.lan)
    page = client.get(address)
    assert "Giới thiệu biển đảo" not in page.content.decode()
    assert page.context["other_themes"] == 1


def test_a_part_is_logged_from_the_page_of_its_event(client: Client, house: House) -> None:
    today = timezone.localdate()
    host = make_activity(house.ward_a, house.lan, title="Ngày hội hôm nay", starts_on=today)
    Activity.objects.filter(pk=host.pk).update(open_to_others=True)
    client.force_login(house.hoa)

    form = client.get(reverse("activities:log"), {"host": host.pk}).context["form"]

    assert form["host"].value() == host.pk
    assert form.opened
    sent = {
        "unit": house.ward_b.pk, "title": "Phần của B", "starts_on": f"{today:%d/%m/%Y}", "place": "Sân",
        "kind": "session", "stream": "external", "host": host.pk,
        "counts-TOTAL_FORMS": "1", "counts-INITIAL_FORMS": "0",
        "counts-0-indicator": make_indicator("attendances").pk, "counts-0-number": "30",
    }  # fmt: skip
    refused = client.post(reverse("activities:log"), sent)
    assert refused.context["rows"].forms[0].errors["indicator"]
    sent["counts-0-indicator"] = make_indicator("sessions").pk
    assert client.post(reverse("activities:log"), sent).status_code == 302
    assert Activity.objects.get(title="Phần của B").host == host
