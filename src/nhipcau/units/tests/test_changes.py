"""Units through time: established, renamed, placed elsewhere, merged; the past stays as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.audit.log import history
from nhipcau.units import access, actions, rules
from nhipcau.units.errors import (
    EndedError,
    LegalBasisError,
    LoopError,
    NothingChangedError,
    OverlapError,
    UnitsError,
)
from nhipcau.units.models import ChangeKind, Kind, Line, Succession, Unit, UnitChange, UnitVersion, User
from nhipcau.units.tests.builders import House, make_unit
from nhipcau.units.versions import UnitFields, fields_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MERGER = date(2025, 7, 1)
BASIS = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2025"


def version_on(unit: Unit, day: date) -> UnitVersion:
    version = Unit.objects.get(pk=unit.pk).version_on(day)
    assert version is not None
    return version


def test_a_top_unit_is_established_only_by_the_installation(house: House) -> None:
    fields = UnitFields(name="Tỉnh Mới", kind=Kind.PROVINCE)
    day = date(2025, 7, 1)

    for refused in (actions.establish_top_unit, actions.establish_unit):
        with pytest.raises(PermissionDenied):
            refused(fields, line=Line.STATE, valid_from=day, legal_basis=BASIS, by=house.quang, at=AT)

    system = actions.ensure_system_user()
    unit = actions.establish_top_unit(
        fields, line=Line.STATE, valid_from=day, legal_basis=BASIS, by=system, at=AT
    )
    assert version_on(unit, day).parent is None


def test_a_unit_is_established_under_another_by_its_administrator(house: House) -> None:
    fields = UnitFields(name="Phường C", kind=Kind.WARD, parent=house.province)

    with pytest.raises(PermissionDenied):
        actions.establish_unit(
            fields, line=Line.STATE, valid_from=MERGER, legal_basis=BASIS, by=house.son, at=AT
        )

    unit = actions.establish_unit(
        fields, line=Line.STATE, valid_from=MERGER, legal_basis=BASIS, by=house.quang, at=AT
    )
    assert version_on(unit, MERGER).parent == house.province
    assert Unit.objects.get(pk=unit.pk).version_on(MERGER - timedelta(days=1)) is None
    assert UnitChange.objects.get(opened_versions__unit=unit).kind == ChangeKind.CREATE
    assert history(unit).count() == 1


def test_a_unit_cannot_begin_under_one_that_does_not_exist_all_the_time(house: House) -> None:
    district = make_unit("Huyện Cũ", house.province, kind=Kind.DISTRICT, valid_to=MERGER)
    fields = UnitFields(name="Xã C", kind=Kind.COMMUNE, parent=district)
    system = actions.ensure_system_user()  # the district has ended: nobody administers it today

    with pytest.raises(EndedError):
        actions.establish_unit(
            fields, line=Line.STATE, valid_from=date(2024, 1, 1), legal_basis=BASIS, by=system, at=AT
        )


def test_renaming_ends_one_version_and_begins_the_next_and_keeps_the_past(house: House) -> None:
    fields = replace(fields_of(version_on(house.ward_a, MERGER)), name="Phường Mới", name_en="New Ward")

    actions.change_unit(house.ward_a, fields, effective_on=MERGER, legal_basis=BASIS, by=house.quang, at=AT)

    assert version_on(house.ward_a, MERGER - timedelta(days=1)).name == "Phường A"
    new = version_on(house.ward_a, MERGER)
    assert (new.name, new.valid_to, new.legal_basis) == ("Phường Mới", None, BASIS)
    assert new.opened_by is not None
    assert new.opened_by.kind == ChangeKind.RENAME
    assert history(house.ward_a).get().data["name"] == ["Phường A", "Phường Mới"]


def test_a_change_is_refused_without_the_right_a_difference_a_basis_or_a_day_that_fits(house: House) -> None:
    same = fields_of(version_on(house.ward_a, MERGER))
    new = replace(same, name="Phường Mới")

    def change(fields: UnitFields, day: date = MERGER, basis: str = BASIS, by: User = house.quang) -> None:
        actions.change_unit(house.ward_a, fields, effective_on=day, legal_basis=basis, by=by, at=AT)

    with pytest.raises(PermissionDenied):
        change(new, by=house.son)
    with pytest.raises(NothingChangedError):
        change(same)
    with pytest.raises(LegalBasisError):
        change(new, basis=" ")
    with pytest.raises(EndedError):
        change(new, day=date(2019, 1, 1))
    with pytest.raises(OverlapError):
        change(new, day=date(2020, 1, 1))
    change(new)
    with pytest.raises(OverlapError):
        change(replace(new, name="Phường Khác"))
    with pytest.raises(PermissionDenied):
        change(replace(new, parent=None), day=date(2026, 1, 1))


def test_a_unit_never_stands_above_itself_on_any_day(house: House) -> None:
    below = make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)
    fields = fields_of(version_on(house.ward_a, MERGER))
    for parent in (below, house.ward_a):
        with pytest.raises(LoopError):
            actions.change_unit(
                house.ward_a,
                replace(fields, parent=parent),
                effective_on=MERGER,
                legal_basis=BASIS,
                by=house.quang,
                at=AT,
            )

    later = date(2026, 6, 1)  # from then on ward B stands under ward A, so A cannot go under B before
    moved = replace(fields_of(version_on(house.ward_b, MERGER)), parent=house.ward_a)
    actions.change_unit(house.ward_b, moved, effective_on=later, legal_basis=BASIS, by=house.quang, at=AT)
    with pytest.raises(LoopError):
        actions.change_unit(
            house.ward_a,
            replace(fields, parent=house.ward_b),
            effective_on=MERGER,
            legal_basis=BASIS,
            by=house.quang,
            at=AT,
        )


def test_a_merger_ends_the_old_units_and_the_new_one_takes_over_with_what_stood_under_them(
    house: House,
) -> None:
    group = make_unit("Tổ 1", house.ward_a, kind=Kind.ORGANISATION)
    fields = UnitFields(name="Phường AB", kind=Kind.WARD, parent=house.province)

    heir = actions.merge_units(
        [house.ward_a, house.ward_b], fields, effective_on=MERGER, legal_basis=BASIS, by=house.quang, at=AT
    )

    assert Unit.objects.get(pk=house.ward_a.pk).version_on(MERGER) is None
    assert version_on(house.ward_a, MERGER - timedelta(days=1)).name == "Phường A"
    assert version_on(group, MERGER - timedelta(days=1)).parent == house.ward_a
    assert version_on(group, MERGER).parent == heir
    assert set(Succession.objects.pairs()) == {(house.ward_a.pk, heir.pk), (house.ward_b.pk, heir.pk)}
    assert {house.ward_a.pk, house.ward_b.pk} <= access.visible_units(house.quang)
    assert history(heir).exists()
    assert history(house.ward_b).exists()


def test_a_unit_can_be_merged_into_one_that_exists(house: House) -> None:
    heir = actions.merge_units(
        [house.ward_a], house.ward_b, effective_on=MERGER, legal_basis=BASIS, by=house.quang, at=AT
    )

    assert heir == house.ward_b
    assert UnitVersion.objects.filter(unit=house.ward_b).count() == 1


def test_a_merger_that_cannot_be_leaves_nothing_behind(house: House) -> None:
    def merge(units: list[Unit], into: Unit | UnitFields, by: User = house.quang) -> None:
        actions.merge_units(units, into, effective_on=MERGER, legal_basis=BASIS, by=by, at=AT)

    with pytest.raises(PermissionDenied):
        merge([house.ward_a], house.ward_b, by=house.son)
    with pytest.raises(EndedError):
        merge([], house.ward_b)
    with pytest.raises(LoopError):
        merge([house.ward_a], house.ward_a)
    with pytest.raises(LoopError):
        merge([house.ward_a], UnitFields(name="x", kind=Kind.WARD, parent=house.ward_a))
    with pytest.raises(LoopError):
        merge([house.province], house.ward_a)
    merge([house.ward_a], house.ward_b)
    changes = UnitChange.objects.count()
    with pytest.raises(EndedError):
        merge([house.ward_a], house.ward_b)
    assert UnitChange.objects.count() == changes


DAYS = st.integers(0, 40).map(lambda n: date(2021, 1, 1) + timedelta(days=n))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rename", "place", "merge", "begin"]), DAYS, st.integers(0, 5), st.integers(0, 5)
    ),
    max_size=8,
)


def _step(system: User, units: list[Unit], verb: str, day: date, one: Unit, other: Unit) -> None:
    if verb == "begin":
        fields = UnitFields(name="Mới", kind=Kind.WARD, parent=other)
        units.append(
            actions.establish_unit(
                fields, line=Line.STATE, valid_from=day, legal_basis=BASIS, by=system, at=AT
            )
        )
    elif verb == "merge":
        actions.merge_units([one], other, effective_on=day, legal_basis=BASIS, by=system, at=AT)
    else:
        version = Unit.objects.get(pk=one.pk).version_on(day)
        if version is None:
            raise EndedError
        fields = fields_of(version)
        new = replace(fields, name=fields.name + "'") if verb == "rename" else replace(fields, parent=other)
        actions.change_unit(one, new, effective_on=day, legal_basis=BASIS, by=system, at=AT)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_changed_versions_never_overlap_and_no_unit_is_above_itself(
    steps: list[tuple[str, date, int, int]], transactional_free_house: None
) -> None:
    with transaction.atomic():
        house = make_house_of_units()
        system, units = actions.ensure_system_user(), list(house)
        for verb, day, one, other in steps:
            try:
                _step(system, units, verb, day, units[one % len(units)], units[other % len(units)])
            except UnitsError:
                continue
        check_the_past(units)
        transaction.set_rollback(True)


@pytest.fixture
def transactional_free_house(db: None) -> None:
    """Let each example run in a transaction of its own that is rolled back."""


def make_house_of_units() -> list[Unit]:
    top = make_unit("Tỉnh", kind=Kind.PROVINCE)
    return [top, *(make_unit(f"Xã {n}", top) for n in range(3))]


def check_the_past(units: list[Unit]) -> None:
    for unit in units:
        versions = list(UnitVersion.objects.filter(unit=unit).order_by("valid_from"))
        for earlier, later in pairwise(versions):
            assert earlier.valid_to is not None
            assert earlier.valid_to <= later.valid_from
    for n in range(45):
        parents = UnitVersion.objects.parents(date(2021, 1, 1) + timedelta(days=n))
        for unit_id, parent in parents.items():
            assert parent is None or parent in parents
            assert parent is None or unit_id not in rules.above(parents, parent)
