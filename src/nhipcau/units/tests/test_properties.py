"""Whatever is entered, in whatever order: versions never overlap, no unit is lost, undo brings back what was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.units import actions, reach, reorganising
from nhipcau.units.errors import EndedError, UndoError, UnitsError
from nhipcau.units.models import (
    ChangeKind,
    Kind,
    Membership,
    Role,
    Succession,
    Unit,
    UnitChange,
    UnitVersion,
    User,
)
from nhipcau.units.reorganising import Part
from nhipcau.units.tests.builders import make_person, make_unit
from nhipcau.units.tree import read_tree
from nhipcau.units.versions import UnitFields, fields_of

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FIRST = date(2021, 1, 1)
DAYS_TRIED = 30
VERBS = ("rename", "place", "merge", "begin", "split", "transfer", "dissolve")
DAYS = st.integers(1, DAYS_TRIED).map(lambda number: FIRST + timedelta(days=number))
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), DAYS, st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=7
)
Step = tuple[str, date, int, int]
slowly = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def database(db: None) -> None:
    """Let each example run in a transaction of its own that is rolled back."""


class Land:
    """A province with five communes, a body below one of them, a person in another."""

    def __init__(self) -> None:
        self.system: User = actions.ensure_system_user()
        top = make_unit("Tỉnh", kind=Kind.PROVINCE)
        communes = [make_unit(f"Xã {number}", top, kind=Kind.COMMUNE) for number in range(5)]
        self.units = [top, *communes, make_unit("Tổ", communes[0], kind=Kind.ORGANISATION)]
        make_person("nga", communes[1], Role.REPORTER)

    def do(self, step: Step) -> bool:
        """Return whether the step could be done."""
        verb, day, one, other = step
        first, second = self.units[one % len(self.units)], self.units[other % len(self.units)]
        try:
            getattr(self, f"_{verb}")(first, second, {"effective_on": day, **self._by()})
        except UnitsError:
            return False
        return True

    def _by(self) -> dict[str, Any]:
        return {"legal_basis": "NQ 1", "by": self.system, "at": AT}

    def _rename(self, unit: Unit, _other: Unit, decided: dict[str, Any]) -> None:
        fields = self._fields(unit, decided["effective_on"])
        actions.change_unit(unit, replace(fields, name=f"{fields.name}'"), **decided)

    def _place(self, unit: Unit, other: Unit, decided: dict[str, Any]) -> None:
        actions.change_unit(
            unit, replace(self._fields(unit, decided["effective_on"]), parent=other), **decided
        )

    def _merge(self, unit: Unit, other: Unit, decided: dict[str, Any]) -> None:
        actions.merge_units([unit], other, **decided)

    def _begin(self, _unit: Unit, other: Unit, decided: dict[str, Any]) -> None:
        day = decided.pop("effective_on")
        self.units.append(actions.establish_unit(self._new(other), line="state", valid_from=day, **decided))

    def _split(self, unit: Unit, other: Unit, decided: dict[str, Any]) -> None:
        above = self._fields(unit, decided["effective_on"]).parent
        self.units += reorganising.split_unit(unit, [Part(self._new(above)), Part(other)], **decided)[:1]

    def _transfer(self, unit: Unit, other: Unit, decided: dict[str, Any]) -> None:
        reorganising.transfer_part(unit, Part(other), **decided)

    def _dissolve(self, unit: Unit, _other: Unit, decided: dict[str, Any]) -> None:
        reorganising.dissolve_unit(unit, **decided)

    def _new(self, above: Unit | None) -> UnitFields:
        return UnitFields(name="Xã Mới", kind=Kind.COMMUNE, parent=above)

    def _fields(self, unit: Unit, day: date) -> UnitFields:
        version = Unit.objects.get(pk=unit.pk).version_on(day)
        if version is None:
            raise EndedError
        return fields_of(version)


def everything() -> list[Any]:
    versions = UnitVersion.objects.order_by("unit", "valid_from").values_list()
    roles = Membership.objects.order_by("pk").values_list()
    return [
        list(versions),
        list(roles),
        list(Succession.objects.values_list()),
        set(Unit.objects.values_list("pk")),
    ]


def in_words() -> set[tuple[Any, ...]]:
    """Return the tree without numbers: two ways to the same end have other numbers."""
    return {
        (each.name, each.kind, str(each.parent or ""), each.valid_from, each.valid_to)
        for each in UnitVersion.objects.select_related("parent")
    } | {(str(each.predecessor), str(each.successor), each.whole) for each in Succession.objects.all()}


def rolled_back(do: Callable[[], None]) -> None:
    with transaction.atomic():
        do()
        transaction.set_rollback(True)


@slowly
@given(steps=STEPS)
def test_versions_never_overlap_and_no_unit_is_lost(steps: list[Step], database: None) -> None:
    def tried() -> None:
        land = Land()
        for step in steps:
            land.do(step)
        check_versions()
        check_that_nothing_is_lost(land)

    rolled_back(tried)


def check_versions() -> None:
    for unit in Unit.objects.prefetch_related("versions"):
        versions = sorted(unit.versions.all(), key=lambda version: version.valid_from)
        assert versions
        for earlier, later in pairwise(versions):
            assert earlier.valid_to is not None
            assert earlier.valid_to == later.valid_from  # no gap either: a unit is one stretch of time
    tree = read_tree()
    for number in range(DAYS_TRIED + 2):
        parents = tree.parents(FIRST + timedelta(days=number))
        assert all(parent in parents for parent in parents.values() if parent is not None)
        tops = [unit for unit, parent in parents.items() if parent is None]
        assert set(parents) == set(tree.below(tops, FIRST + timedelta(days=number)))


def check_that_nothing_is_lost(land: Land) -> None:
    """Whatever ended was taken over or dissolved by a decision, and the province sees all of it."""
    taken_over = set(Succession.objects.values_list("predecessor", flat=True))
    for version in UnitVersion.objects.filter(valid_to__isnull=False).select_related("closed_by"):
        assert version.closed_by is not None
        goes_on = UnitVersion.objects.filter(unit=version.unit, valid_from=version.valid_to or FIRST).exists()
        dissolved = version.closed_by.kind == ChangeKind.ABOLISH
        assert goes_on or dissolved or version.unit_id in taken_over
    tops = [unit for unit, each in read_tree().newest().items() if each.parent is None]
    assert set(reach.under(tops, FIRST + timedelta(days=DAYS_TRIED + 1))) == set(
        Unit.objects.values_list("pk", flat=True)
    )


@slowly
@given(steps=STEPS)
def test_undone_in_the_opposite_order_everything_is_exactly_as_it_was(
    steps: list[Step], database: None
) -> None:
    def tried() -> None:
        land = Land()
        states = []
        for step in steps:
            before = everything()
            if land.do(step):
                states.append(before)
        for before in reversed(states):
            newest = UnitChange.objects.order_by("-pk")[:1].get()
            reorganising.undo_change(newest, by=land.system, at=AT)
            assert everything() == before

    rolled_back(tried)


@slowly
@given(steps=STEPS, number=st.integers(0, 6))
def test_any_change_is_either_undone_leaving_the_others_whole_or_refused_leaving_all(
    steps: list[Step], number: int, database: None
) -> None:
    def tried() -> None:
        land = Land()
        for step in steps:
            land.do(step)
        changes = list(UnitChange.objects.order_by("pk"))
        if not changes:
            return
        before = everything()
        try:
            reorganising.undo_change(changes[number % len(changes)], by=land.system, at=AT)
        except UndoError:
            assert everything() == before
        check_versions()

    rolled_back(tried)


INDEPENDENT: list[Step] = [
    ("rename", FIRST + timedelta(days=3), 2, 0),
    ("dissolve", FIRST + timedelta(days=7), 5, 0),
    ("merge", FIRST + timedelta(days=5), 3, 4),
    ("split", FIRST + timedelta(days=9), 1, 6),
]


@pytest.mark.parametrize(
    "order", list(permutations(range(len(INDEPENDENT)))), ids=lambda order: "".join(map(str, order))
)
def test_the_order_of_independent_changes_does_not_matter(order: tuple[int, ...], database: None) -> None:
    found = []
    for each in (tuple(range(len(INDEPENDENT))), order):

        def tried(each: tuple[int, ...] = each) -> None:
            land = Land()
            for number in each:
                assert land.do(INDEPENDENT[number])
            found.append(in_words())

        rolled_back(tried)

    assert found[0] == found[1]
