"""What a unit that ended still had to mend or to say is up to the unit that took over from it."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from nhipcau.oversight import access, actions, reviewing
from nhipcau.oversight.reminding import send_reminders
from nhipcau.oversight.tests.builders import AT, MEND_BY, TEXTS, make_review, make_shortcoming
from nhipcau.oversight.waiting import waiting
from nhipcau.units.actions import merge_units
from nhipcau.units.models import Role, User
from nhipcau.units.tests.builders import House, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cuc(house: House) -> User:
    """Reports for ward B, which takes over from ward A."""
    return make_person("cuc", house.ward_b, Role.REPORTER)


def _merge(house: House) -> None:
    day = MEND_BY - timedelta(days=10)
    merge_units([house.ward_a], house.ward_b, effective_on=day, legal_basis="NQ 1", by=house.quang, at=AT)


def test_an_open_shortcoming_is_mended_by_the_unit_that_took_over(house: House, cuc: User) -> None:
    shortcoming = make_shortcoming(house)
    with pytest.raises(PermissionDenied):
        actions.say_mended(shortcoming, "Đã thay bảng", by=cuc, at=AT)
    assert not access.visible_inspections(cuc).exists()
    _merge(house)
    assert access.get_shortcoming(cuc, shortcoming.pk) == shortcoming
    assert [one.kind for one in waiting(cuc, timezone.now())] == ["shortcoming"]
    assert actions.say_mended(shortcoming, "Đã thay bảng", by=cuc, at=AT).state == "mended"


def test_a_review_that_waits_is_answered_by_the_unit_that_took_over(house: House, cuc: User) -> None:
    reply = make_review(house).replies.get()
    with pytest.raises(PermissionDenied):
        reviewing.send(reply, TEXTS, by=cuc, at=AT)
    _merge(house)
    assert reviewing.send(access.get_reply(cuc, reply.pk), TEXTS, by=cuc, at=AT).sent_by == cuc
    assert reply.review.replies.get().unit == house.ward_a


def test_who_took_over_is_reminded(house: House, cuc: User, mailoutbox: list[Any]) -> None:
    make_shortcoming(house)
    _merge(house)
    send_reminders(at=timezone.make_aware(datetime.combine(MEND_BY, time(7))))
    written = {address for letter in mailoutbox for address in letter.to}
    assert {"cuc@example.vn", "hoa@example.vn"} <= written


def test_nothing_new_is_planned_for_a_unit_that_ended(client: Any, house: House, cuc: User) -> None:
    _merge(house)
    client.force_login(cuc, "nhipcau.units.backend.MembershipBackend")
    page = client.get(reverse("oversight:self_check"))
    assert [unit for unit, _name in page.context["form"].fields["unit"].choices] == [house.ward_b.pk]


def test_the_page_of_a_review_lets_the_unit_that_took_over_write(
    client: Any, house: House, cuc: User
) -> None:
    reply = make_review(house).replies.get()
    _merge(house)
    client.force_login(cuc, "nhipcau.units.backend.MembershipBackend")
    page = client.get(reverse("oversight:reply", args=[reply.pk]))
    assert page.context["form"] is not None
