"""Groups of units: who belongs to one on which day, kept on pages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from nhipcau.audit.log import history
from nhipcau.units import access, actions, grouping, reorganising
from nhipcau.units.errors import EndedError, GroupError
from nhipcau.units.models import GroupStay, Unit, UnitGroup
from nhipcau.units.tests.builders import House, make_unit

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY, LATER = date(2026, 3, 2), date(2026, 6, 1)


@pytest.fixture
def border(house: House) -> UnitGroup:
    return grouping.make_group("Xã biên giới", "Border communes", "Giáp nước bạn", by=house.quang, at=AT)


def put(group: UnitGroup, *units: Unit, by: Any, day: date = DAY) -> list[GroupStay]:
    return grouping.put_in_group(group, units, valid_from=day, legal_basis="Quyết định 1", by=by, at=AT)


def test_a_unit_belongs_to_a_group_from_a_day_until_a_day(house: House, border: UnitGroup) -> None:
    with pytest.raises(PermissionDenied):
        put(border, house.ward_a, by=house.son)
    with pytest.raises(PermissionDenied):
        put(border, house.ward_a, by=house.khach)

    stays = put(border, house.ward_a, house.ward_b, by=house.quang)
    assert put(border, house.ward_a, by=house.quang) == []
    grouping.end_group_stay(stays[0], ends_on=LATER, by=house.quang, at=AT)

    assert access.units_in_group(border.pk, DAY) == {house.ward_a.pk, house.ward_b.pk}
    assert access.units_in_group(border.pk, LATER) == {house.ward_b.pk}
    assert access.units_in_group(border.pk, date(2026, 3, 1)) == frozenset()
    assert set(Unit.objects.in_group(border.pk, LATER)) == {house.ward_b}
    assert access.groups_of(house.ward_a, DAY) == [border]
    assert history(house.ward_a).count() == 2
    with pytest.raises(GroupError):
        grouping.end_group_stay(stays[0], ends_on=date(2027, 1, 1), by=house.quang, at=AT)
    grouping.end_group_stay(stays[1], ends_on=DAY, by=house.quang, at=AT)
    assert not GroupStay.objects.filter(unit=house.ward_b).exists()


def test_a_unit_that_has_ended_is_in_no_group_and_joins_none(house: House, border: UnitGroup) -> None:
    put(border, house.ward_a, by=house.quang)
    ended = make_unit("Xã Cũ", house.province, valid_to=DAY)

    reorganising.dissolve_unit(
        house.ward_a, effective_on=LATER, legal_basis="Quyết định 2", by=house.quang, at=AT
    )

    assert access.units_in_group(border.pk, LATER) == frozenset()
    with pytest.raises(EndedError):
        grouping.put_in_group(
            border, [ended], valid_from=LATER, legal_basis="", by=actions.ensure_system_user(), at=AT
        )


def test_the_preview_of_a_merger_reminds_of_the_groups(house: House, border: UnitGroup) -> None:
    put(border, house.ward_a, by=house.quang)

    effects = reorganising.preview(
        lambda: actions.merge_units(
            [house.ward_a], house.ward_b, effective_on=LATER, legal_basis="NQ 1", by=house.quang, at=AT
        )
    )

    assert len(effects.remarks) == 1
    assert "biên giới" in effects.remarks[0]


def test_groups_are_made_and_described_by_administrators(house: House, border: UnitGroup) -> None:
    with pytest.raises(PermissionDenied):
        grouping.make_group("Khác", "", "", by=house.son, at=AT)
    with pytest.raises(ValidationError):
        grouping.make_group("Xã biên giới", "", "", by=house.quang, at=AT)

    grouping.describe_group(border, "Biên giới", "Border", "", by=house.quang, at=AT)

    assert UnitGroup.objects.get().name == "Biên giới"
    assert history(border).count() == 2


def test_groups_are_kept_on_pages_and_units_filtered_by_them(house: House, client: Client) -> None:
    client.force_login(house.quang)
    client.post(reverse("units:new_group"), {"name": "Ven biển", "name_en": "Coastal", "note": ""})
    group = UnitGroup.objects.get()
    wrong = {"units": "Phường Z", "effective_on": "02/03/2026", "legal_basis": ""}

    assert client.post(reverse("units:add_to_group", args=[group.pk]), wrong).context["form"].errors["units"]
    answer = client.post(reverse("units:add_to_group", args=[group.pk]), {**wrong, "units": "phuong a"})

    assert answer["Location"] == reverse("units:group", args=[group.pk])
    page = client.get(reverse("units:group", args=[group.pk])).content.decode()
    assert "Phường A" in page
    assert "Phường B" not in page
    listed = client.get(reverse("units:units"), {"group": group.pk}).content.decode()
    assert "Phường A" in listed
    assert "Phường B" not in listed
    assert "Ven biển" in client.get(reverse("units:unit", args=[house.ward_a.pk])).content.decode()
    stay = GroupStay.objects.get()
    client.post(reverse("units:end_group_stay", args=[stay.pk]), {"ends_on": "02/03/2026"})
    assert not GroupStay.objects.exists()
    client.post(reverse("units:describe_group", args=[group.pk]), {"name": "Biển", "name_en": "", "note": ""})
    assert "Biển" in client.get(reverse("units:groups")).content.decode()
