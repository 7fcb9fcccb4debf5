"""Roles given and ended."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nhipcau.audit.log import history
from nhipcau.units import access, actions
from nhipcau.units.actions import PersonFields
from nhipcau.units.errors import EndedError, MembershipError, OwnRoleError
from nhipcau.units.models import Kind, Membership, Role, User
from nhipcau.units.tests.builders import House, make_person, make_unit

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)


def test_a_role_is_given_by_an_administrator_of_the_unit_and_by_nobody_else(house: House) -> None:
    nga = make_person("nga")
    for refused in (house.son, house.lan, house.khach):
        with pytest.raises(PermissionDenied):
            actions.grant_membership(nga, house.ward_a, Role.REPORTER, valid_from=DAY, by=refused, at=AT)

    actions.grant_membership(nga, house.ward_a, Role.REPORTER, valid_from=DAY, by=house.quang, at=AT)

    assert access.visible_units(nga) == {house.ward_a.pk}
    assert history(nga).get().data["role"] == Role.REPORTER


def test_the_installation_gives_the_first_role(house: House) -> None:
    nga = make_person("nga")

    actions.grant_membership(
        nga, house.province, Role.ADMINISTRATOR, valid_from=DAY, by=actions.ensure_system_user(), at=AT
    )

    assert access.roles_of(nga) == {Role.ADMINISTRATOR}


def test_a_role_is_refused_twice_backwards_or_in_a_unit_that_has_ended(house: House) -> None:
    ended = make_unit("Huyện Cũ", house.province, kind=Kind.DISTRICT, valid_to=date(2025, 7, 1))
    system = actions.ensure_system_user()

    with pytest.raises(MembershipError):
        actions.grant_membership(house.lan, house.ward_a, Role.REPORTER, valid_from=DAY, by=system, at=AT)
    with pytest.raises(MembershipError):
        actions.grant_membership(
            house.hoa, house.ward_a, Role.REPORTER, valid_from=DAY, valid_to=DAY, by=system, at=AT
        )
    with pytest.raises(EndedError):
        actions.grant_membership(house.hoa, ended, Role.REPORTER, valid_from=DAY, by=system, at=AT)
    with pytest.raises(ValidationError):
        actions.grant_membership(house.hoa, house.ward_a, "king", valid_from=DAY, by=system, at=AT)


def test_a_role_ends_on_its_day_and_is_kept_in_the_past(house: House) -> None:
    membership = Membership.objects.get(user=house.lan)
    with pytest.raises(PermissionDenied):
        actions.end_membership(membership, ends_on=DAY, by=house.son, at=AT)

    actions.end_membership(membership, ends_on=DAY, by=house.quang, at=AT)

    assert Membership.objects.get(user=house.lan).valid_to == DAY
    assert history(house.lan).exists()
    with pytest.raises(MembershipError):
        actions.end_membership(membership, ends_on=date(2027, 1, 1), by=house.quang, at=AT)


def test_a_role_given_by_mistake_is_taken_away_on_the_same_day(house: House) -> None:
    membership = actions.grant_membership(
        house.lan, house.ward_a, Role.APPROVER, valid_from=DAY, by=house.quang, at=AT
    )

    actions.end_membership(membership, ends_on=DAY, by=house.quang, at=AT)

    assert not Membership.objects.filter(user=house.lan, role=Role.APPROVER).exists()
    assert history(house.lan).count() == 2


def test_an_administrator_cannot_lock_the_last_door_behind(house: House) -> None:
    with pytest.raises(OwnRoleError):
        actions.end_membership(Membership.objects.get(user=house.quang), ends_on=DAY, by=house.quang, at=AT)


def test_a_person_is_added_by_an_administrator_with_a_first_role(house: House) -> None:
    nga = PersonFields("nga", "Lê Thị", "Nga", "nga@example.vn", "một-mật-khẩu-dài")

    def add(by: User) -> User:
        return actions.add_person(nga, house.ward_a, Role.REPORTER, valid_from=DAY, by=by, at=AT)

    with pytest.raises(PermissionDenied):
        add(house.son)
    person = add(house.quang)
    assert person.check_password("một-mật-khẩu-dài")
    assert access.roles_of(person, DAY) == {Role.REPORTER}
    with pytest.raises(ValidationError):
        add(house.quang)
