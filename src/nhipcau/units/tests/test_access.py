"""What people see and where they may act."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.units import access
from nhipcau.units.models import ChangeKind, Membership, Role, Succession, UnitChange
from nhipcau.units.tests.builders import House, make_person, make_unit


def test_an_officer_sees_the_own_unit_and_those_below_and_nothing_else(house: House) -> None:
    seen = access.visible_units(house.son)

    assert seen == {house.province.pk, house.department.pk, house.ward_a.pk, house.ward_b.pk}
    assert access.visible_units(house.lan) == {house.ward_a.pk}


def test_a_unit_that_was_merged_away_is_still_seen_by_those_who_see_its_successor(house: House) -> None:
    old = make_unit("Xã Cũ", house.province, valid_to=date(2025, 7, 1))
    assert old.pk not in access.visible_units(house.lan)

    change = UnitChange.objects.create(kind=ChangeKind.MERGE, effective_on=date(2025, 7, 1), legal_basis="x")
    Succession.objects.create(change=change, predecessor=old, successor=house.ward_a)

    assert old.pk in access.visible_units(house.lan)
    assert old.pk not in access.visible_units(house.hoa)


def test_a_role_reaches_below_its_unit_but_a_reporter_only_the_own_unit(house: House) -> None:
    provincial_reporter = make_person("nga", house.province, Role.REPORTER)

    access.require(house.son, house.ward_a.pk, Role.OFFICER)
    with pytest.raises(PermissionDenied):
        access.require(provincial_reporter, house.ward_a.pk, Role.REPORTER)
    with pytest.raises(PermissionDenied):
        access.require(house.son, house.ward_a.pk, Role.APPROVER)


def test_a_membership_that_has_ended_gives_nothing(house: House) -> None:
    assert access.visible_units(house.lan)

    Membership.objects.filter(user=house.lan).update(valid_to=date(2021, 1, 1))

    assert access.visible_units(house.lan) == frozenset()
