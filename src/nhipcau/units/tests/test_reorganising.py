"""Divisions, transfers, dissolutions; what is shown beforehand; and taking a change back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail import hooks

from nhipcau.audit.log import history
from nhipcau.units import access, actions, reorganising, undoing
from nhipcau.units.errors import (
    ChangedSinceError,
    EndedError,
    LoopError,
    NotBelowError,
    OverlapError,
    PartsError,
    ShareError,
    StillAboveError,
    UndoError,
)
from nhipcau.units.models import (
    ChangeKind,
    GroupStay,
    Kind,
    Membership,
    Role,
    Succession,
    Unit,
    UnitChange,
    UnitGroup,
    UnitVersion,
    User,
)
from nhipcau.units.reorganising import Part
from nhipcau.units.tests.builders import House, make_unit
from nhipcau.units.versions import UnitFields, fields_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = date(2026, 7, 1)
BASIS = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2026"


def decided(by: User, day: date = DAY) -> dict[str, Any]:
    return {"effective_on": day, "legal_basis": BASIS, "by": by, "at": AT}


def new_ward(name: str, house: House) -> UnitFields:
    return UnitFields(name=name, kind=Kind.WARD, parent=house.province)


def parent_on(unit: Unit, day: date) -> Unit | None:
    version = Unit.objects.get(pk=unit.pk).version_on(day)
    return version.parent if version else None


def everything() -> list[Any]:
    """Return every row that a change may write, without what a sequence gives anew."""
    versions = UnitVersion.objects.order_by("unit", "valid_from").values_list(
        "pk", "unit", "name", "kind", "code", "parent", "territory", "valid_from", "valid_to", "closed_by",
    )  # fmt: skip
    roles = Membership.objects.order_by("pk").values_list(
        "pk", "user", "unit", "role", "valid_from", "valid_to"
    )
    rows = [list(versions), list(roles), sorted(Succession.objects.pairs())]
    return [*rows, set(Unit.objects.values_list("pk", flat=True)), UnitChange.objects.count()]


def test_a_unit_is_divided_and_each_part_says_what_it_took(house: House) -> None:
    group = make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)
    parts = [Part(new_ward("Phường A1", house), Decimal("0.4")), Part(house.ward_b, Decimal("0.6"))]
    with pytest.raises(PermissionDenied):
        reorganising.split_unit(house.ward_a, parts, **decided(house.son))

    first, second = reorganising.split_unit(house.ward_a, parts, **decided(house.quang))

    assert second == house.ward_b
    assert Unit.objects.get(pk=house.ward_a.pk).version_on(DAY) is None
    assert parent_on(group, DAY) == first
    taken = Succession.objects.filter(predecessor=house.ward_a).values_list("successor", "whole", "share")
    assert set(taken) == {(first.pk, False, Decimal("0.4")), (second.pk, False, Decimal("0.6"))}
    assert history(house.ward_a).exists()
    lan = Membership.objects.filter(user=house.lan).values_list("unit", "valid_from", "valid_to")
    assert list(lan.order_by("valid_from"))[1:] == [(first.pk, DAY, None)]


def test_a_division_needs_two_successors_and_shares_of_one_whole(house: House) -> None:
    def split(*parts: Part) -> None:
        reorganising.split_unit(house.ward_a, parts, **decided(house.quang))

    one = Part(new_ward("Phường A1", house))
    for parts in ([], [one], [Part(house.ward_b), Part(house.ward_b)]):
        with pytest.raises(PartsError):
            split(*parts)
    for shares in (("0.4", "0.5"), ("0.4", "0.7"), ("1", None), ("-0.1", "1.1")):
        with pytest.raises(ShareError):
            split(*(replace(one, share=Decimal(share) if share else None) for share in shares))
    with pytest.raises(LoopError):
        split(one, Part(UnitFields(name="x", kind=Kind.WARD, parent=house.ward_a)))
    assert not UnitChange.objects.exists()


def test_a_part_goes_to_another_unit_and_the_rest_stays(house: House) -> None:
    going = make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)
    staying = make_unit("Tổ 2", house.ward_a, kind=Kind.ORGANISATION)
    part = Part(house.ward_b, Decimal("0.25"))
    for wrong, error in ((part, NotBelowError), (replace(part, share=Decimal("1")), ShareError)):
        with pytest.raises(error):
            reorganising.transfer_part(house.ward_a, wrong, moving=[house.ward_b], **decided(house.quang))
    with pytest.raises(LoopError):
        reorganising.transfer_part(house.ward_a, Part(house.ward_a), **decided(house.quang))
    with pytest.raises(EndedError):
        reorganising.transfer_part(house.ward_a, part, **decided(house.quang, date(2019, 1, 1)))

    reorganising.transfer_part(house.ward_a, part, moving=[going], **decided(house.quang))

    assert Unit.objects.get(pk=house.ward_a.pk).version_on(DAY) is not None
    assert (parent_on(going, DAY), parent_on(staying, DAY)) == (house.ward_b, house.ward_a)
    assert parent_on(going, date(2026, 6, 30)) == house.ward_a
    assert Succession.objects.get().share == Decimal("0.25")
    assert Membership.objects.get(user=house.lan).valid_to is None


def test_a_new_unit_can_be_made_of_a_part(house: House) -> None:
    new = reorganising.transfer_part(house.ward_a, Part(new_ward("Phường C", house)), **decided(house.quang))

    assert parent_on(new, DAY) == house.province
    assert Succession.objects.pairs() == [(house.ward_a.pk, new.pk)]


def test_a_unit_is_dissolved_and_what_stood_under_it_goes_to_the_one_above(house: House) -> None:
    group = make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)
    with pytest.raises(PermissionDenied):
        reorganising.dissolve_unit(house.ward_a, **decided(house.son))

    reorganising.dissolve_unit(house.ward_a, **decided(house.quang))

    assert Unit.objects.get(pk=house.ward_a.pk).version_on(DAY) is None
    assert parent_on(group, DAY) == house.province
    assert not Succession.objects.exists()
    assert Membership.objects.get(user=house.lan).valid_to == DAY
    with pytest.raises(EndedError):
        reorganising.dissolve_unit(house.ward_a, **decided(house.quang))


def test_a_unit_at_the_top_is_dissolved_by_the_installation_when_nothing_stands_under_it(
    house: House,
) -> None:
    system = actions.ensure_system_user()
    lonely = make_unit("Cơ quan", kind=Kind.ORGANISATION)

    with pytest.raises(StillAboveError):
        reorganising.dissolve_unit(house.province, **decided(system))
    with pytest.raises(PermissionDenied):
        reorganising.dissolve_unit(house.province, **decided(house.quang))
    reorganising.dissolve_unit(lonely, **decided(system))
    assert lonely.version_on(DAY) is None


def test_people_keep_their_roles_in_the_heir_or_lose_them(house: House) -> None:
    later = Membership.objects.create(
        user=house.son, unit=house.ward_a, role=Role.REPORTER, valid_from=date(2026, 9, 1)
    )
    held = Membership.objects.create(user=house.hoa, unit=house.ward_a, role=Role.REPORTER, valid_from=DAY)

    actions.merge_units([house.ward_a], house.ward_b, **decided(house.quang))

    assert access.units_where(house.hoa, [Role.REPORTER]) >= {house.ward_b.pk}
    roles = Membership.objects.filter(unit=house.ward_b, role=Role.REPORTER)
    assert set(roles.values_list("user__username", "valid_from")) == {
        ("lan", DAY),
        ("hoa", date(2020, 1, 1)),
        ("son", later.valid_from),
    }
    assert not Membership.objects.filter(pk__in=[later.pk, held.pk]).exists()
    assert Membership.objects.get(user=house.lan, unit=house.ward_a).valid_to == DAY


def test_roles_end_with_the_unit_when_they_shall_not_follow(house: House) -> None:
    actions.merge_units([house.ward_a], house.ward_b, roles_follow=False, **decided(house.quang))

    assert not Membership.objects.filter(user=house.lan, unit=house.ward_b).exists()
    assert Membership.objects.get(user=house.lan).valid_to == DAY


def test_a_change_is_entered_for_a_past_day_where_nothing_later_contradicts(house: House) -> None:
    past = date(2024, 5, 1)
    make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION, valid_from=date(2025, 1, 1))

    actions.merge_units([house.ward_a], house.ward_b, **decided(house.quang, past))

    assert UnitVersion.objects.get(name="Tổ 1").parent == house.ward_b
    renamed = replace(fields_of(house.ward_b.versions.get()), name="Phường Bê")
    actions.change_unit(house.ward_b, renamed, **decided(house.quang, date(2025, 2, 1)))
    with pytest.raises(OverlapError):
        actions.merge_units([house.ward_b], house.department, **decided(house.quang, past))


@contextmanager
def hooked(name: str, sentence: str) -> Iterator[None]:
    with hooks.register_temporarily(name, lambda change: [sentence]):
        yield


def test_a_preview_shows_what_would_be_so_and_writes_nothing(house: House) -> None:
    make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)
    before = everything()

    with hooked("nhipcau_unit_change_effects", "Một nhiệm vụ đang chờ."):
        effects = reorganising.preview(
            lambda: actions.merge_units([house.ward_a], new_ward("Phường Mới", house), **decided(house.quang))
        )

    assert everything() == before
    assert [each.name for each in effects.ended] == ["Phường A"]
    assert [(each.name, each.parent) for each in effects.begun] == [("Phường Mới", "Tỉnh Bến Đá")]
    assert [(each.old.name, each.new.name, each.whole) for each in effects.handed] == [
        ("Phường A", "Phường Mới", True)
    ]
    assert [(each.after.name, each.before.parent, each.after.parent) for each in effects.moved] == [
        ("Tổ 1", "Phường A", "Phường Mới")
    ]
    assert [(each.person, each.new) for each in effects.roles] == [("Lan", "Phường Mới")]
    assert effects.remarks == ("Một nhiệm vụ đang chờ.",)


def test_what_is_confirmed_is_what_was_shown(house: House) -> None:
    def rename() -> object:
        version = UnitVersion.objects.on(DAY).get(unit=house.ward_a)
        return actions.change_unit(
            house.ward_a, replace(fields_of(version), name="Phường Mới"), **decided(house.quang)
        )

    shown = reorganising.preview(rename)
    UnitVersion.objects.filter(unit=house.ward_a).update(code="7")
    with pytest.raises(ChangedSinceError):
        reorganising.carry_out(rename, expected=shown.digest)
    assert not UnitChange.objects.exists()

    change = reorganising.carry_out(rename, expected=reorganising.preview(rename).digest)
    assert (change.kind, change.entered_by) == (ChangeKind.RENAME, house.quang)


def make_changes(house: House) -> list[UnitChange]:
    """Return one change of each kind, none resting on another."""
    system = actions.ensure_system_user()
    units = [make_unit(f"Xã {n}", house.province, kind=Kind.COMMUNE) for n in range(6)]
    below = [make_unit(f"Tổ {n}", units[n], kind=Kind.ORGANISATION) for n in range(4)]
    make_unit("Tổ sau", units[0], kind=Kind.ORGANISATION, valid_from=date(2027, 1, 1))
    Membership.objects.create(user=house.lan, unit=units[0], role=Role.REPORTER, valid_from=date(2020, 1, 1))
    Membership.objects.create(user=house.lan, unit=units[3], role=Role.EDITOR, valid_from=date(2027, 1, 1))
    by = decided(system)
    alter = fields_of(units[4].versions.get())
    actions.merge_units([units[0]], new_ward("Phường Gộp", house), **by)
    reorganising.split_unit(units[1], [Part(new_ward("P1", house)), Part(new_ward("P2", house))], **by)
    reorganising.transfer_part(units[2], Part(units[5]), moving=[below[2]], **by)
    reorganising.dissolve_unit(units[3], **by)
    actions.change_unit(units[4], replace(alter, name="Xã Bốn", parent=house.ward_b), **by)
    actions.establish_unit(
        new_ward("Phường Lập", house), line="state", valid_from=DAY, legal_basis=BASIS, by=system, at=AT
    )
    return list(UnitChange.objects.order_by("pk"))


@pytest.mark.parametrize("number", range(6))
def test_undo_brings_back_exactly_what_was(house: House, number: int) -> None:
    changes = make_changes(house)
    states = [everything()]
    change = changes[number]
    assert undoing.objections_to_undo(change) == []
    with pytest.raises(PermissionDenied):
        reorganising.undo_change(change, by=house.son, at=AT)

    for each in [
        *changes[:number],
        *changes[number + 1 :],
    ]:  # all the others, then this: the last state is the first
        reorganising.undo_change(each, by=actions.ensure_system_user(), at=AT)
    states.append(everything())
    reorganising.undo_change(change, by=actions.ensure_system_user(), at=AT)

    assert states[0] != states[1]
    assert not UnitChange.objects.exists()
    assert not Succession.objects.exists()
    assert not UnitVersion.objects.filter(valid_to__isnull=False).exists()
    assert UnitVersion.objects.get(name="Tổ sau").parent == Unit.objects.get(versions__name="Xã 0")
    assert Membership.objects.filter(user=house.lan, valid_to__isnull=True).count() == 3


def test_undo_is_refused_with_a_sentence_when_something_rests_on_the_change(house: House) -> None:
    heir = actions.merge_units([house.ward_a], new_ward("Phường Mới", house), **decided(house.quang))
    change = UnitChange.objects.get()

    def why() -> str:
        before = everything()
        with pytest.raises(UndoError) as refused:
            reorganising.undo_change(change, by=house.quang, at=AT)
        assert everything() == before
        return str(refused.value.message)

    below = make_unit("Tổ 1", heir, kind=Kind.ORGANISATION, valid_from=DAY)
    assert "giai đoạn" in why()  # a version that stands under what it began
    UnitVersion.objects.filter(unit=below).update(parent=None)
    stay = GroupStay.objects.create(
        group=UnitGroup.objects.create(name="Biên giới"), unit=heir, valid_from=DAY
    )
    assert "nhóm" in why()
    stay.delete()
    role = Membership.objects.get(user=house.lan, unit=heir)
    Membership.objects.filter(pk=role.pk).update(valid_to=date(2027, 1, 1))
    assert "Vai trò" in why()
    Membership.objects.filter(pk=role.pk).update(valid_to=None)
    with hooked("nhipcau_unit_change_objections", "Đã có báo cáo."):
        assert why().endswith("Đã có báo cáo.")
    renamed = replace(fields_of(heir.versions.get()), name="Phường Mới Hơn")
    actions.change_unit(heir, renamed, **decided(house.quang, date(2026, 9, 1)))
    later = UnitChange.objects.get(kind=ChangeKind.RENAME)
    assert "Phường Mới" in why()

    reorganising.undo_change(later, by=house.quang, at=AT)
    reorganising.undo_change(change, by=house.quang, at=AT)
    assert history(house.ward_a).filter(action="units.change_undone").exists()
    assert UnitVersion.objects.get(unit=house.ward_a).valid_to is None


def test_undo_is_refused_when_the_place_before_is_no_longer_there(house: House) -> None:
    middle = make_unit("Phòng", house.province, kind=Kind.DEPARTMENT)
    low = make_unit("Tổ 1", middle, kind=Kind.ORGANISATION)
    moved = replace(fields_of(low.versions.get()), parent=house.ward_a)
    actions.change_unit(low, moved, **decided(house.quang))
    change = UnitChange.objects.get()
    reorganising.dissolve_unit(middle, **decided(house.quang, date(2026, 9, 1)))

    with pytest.raises(UndoError):
        reorganising.undo_change(change, by=house.quang, at=AT)

    assert parent_on(low, DAY) == house.ward_a


def test_what_was_loaded_as_a_whole_cannot_be_undone(house: House) -> None:
    change = UnitChange.objects.create(kind=ChangeKind.CREATE, effective_on=DAY, legal_basis=BASIS)

    assert len(undoing.objections_to_undo(change)) == 1
