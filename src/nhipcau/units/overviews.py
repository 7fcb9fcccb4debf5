"""What the pages of units show: the tree on a day, and a unit's way through time."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from nhipcau.units import rules
from nhipcau.units.among import Units
from nhipcau.units.models import (
    GroupStay,
    Kind,
    Role,
    Succession,
    Unit,
    UnitChange,
    UnitGroup,
    UnitVersion,
    User,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit that took over, or was taken over from: `whole` or in part, on which day and by which decision."""

    unit: Unit
    day: date
    legal_basis: str
    whole: bool


@dataclass(frozen=True, slots=True)
class History:
    """A unit's way through time, newest first; `came_from` and `went_into` are its successions both ways."""

    versions: tuple[UnitVersion, ...]
    came_from: tuple[Passage, ...]
    went_into: tuple[Passage, ...]

    def on(self, day: date) -> UnitVersion | None:
        """Return what the unit was on `day`, with its superior unit read already; None when it did not exist."""
        return next((v for v in self.versions if rules.holds_on(v.valid_from, v.valid_to, day)), None)


def history(unit: Unit) -> History:
    """Return the way of `unit` through time. Four queries, two more where it has superior units or successions."""
    versions = unit.versions.select_related("parent", "territory", "opened_by", "closed_by")
    passages = Succession.objects.filter(Q(successor=unit) | Q(predecessor=unit)).select_related(
        "change", "predecessor", "successor"
    )
    both = list(passages.prefetch_related("predecessor__versions", "successor__versions"))
    return History(
        versions=tuple(versions.prefetch_related("parent__versions").order_by("-valid_from")),
        came_from=tuple(_passage(each, each.predecessor) for each in both if each.successor_id == unit.pk),
        went_into=tuple(_passage(each, each.successor) for each in both if each.predecessor_id == unit.pk),
    )


def below(unit: Unit, day: date) -> list[UnitVersion]:
    """Return what stands directly under `unit` on `day`, by name. One query."""
    return list(UnitVersion.objects.on(day).filter(parent=unit).order_by("name", "pk"))


def _passage(succession: Succession, other: Unit) -> Passage:
    change = succession.change
    return Passage(other, change.effective_on, change.legal_basis, succession.whole)


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit during a version, in words: what people compare before and after a change."""

    unit: int
    name: str
    kind: str
    code: str
    parent: str
    territory: str


@dataclass(frozen=True, slots=True)
class Altered:
    """A unit that goes on as something else from a day."""

    day: date
    before: Seen
    after: Seen

    @property
    def is_only_moved(self) -> bool:
        """Whether nothing but its place differs."""
        return (self.before.name, self.before.kind, self.before.code) == (
            self.after.name,
            self.after.kind,
            self.after.code,
        )


@dataclass(frozen=True, slots=True)
class Handed:
    """A unit taking over from another: the whole, or a part with its share where that is known."""

    old: Seen
    new: Seen
    whole: bool
    share: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent."""
        return None if self.share is None else self.share * 100


@dataclass(frozen=True, slots=True)
class RoleMove:
    """A role that ends with its unit, and where it goes on ("" for nowhere)."""

    person: str
    role: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change does from its day on; `remarks` are sentences of other rooms."""

    change: UnitChange
    begun: tuple[Seen, ...]
    ended: tuple[Seen, ...]
    altered: tuple[Altered, ...]
    handed: tuple[Handed, ...]
    roles: tuple[RoleMove, ...]
    remarks: tuple[str, ...] = ()

    @property
    def changed(self) -> list[Altered]:
        """Units that get another name, kind or code."""
        return [each for each in self.altered if not each.is_only_moved]

    @property
    def moved(self) -> list[Altered]:
        """Units that only get another place."""
        return [each for each in self.altered if each.is_only_moved]

    @property
    def digest(self) -> str:
        """A word that is another one when anything else would come out, numbers of new units apart."""
        told = [
            sorted(replace(each, unit=0).__repr__() for each in self.begun),
            sorted(map(repr, self.ended)),
            sorted(map(repr, self.altered)),
            sorted((each.old.name, each.new.name, each.whole, str(each.share)) for each in self.handed),
            sorted(map(repr, self.roles)),
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

    def with_remarks(self, remarks: Iterable[str]) -> "Effects":
        """Return the effects with these sentences."""
        return replace(self, remarks=tuple(remarks))


def effects_of(change: UnitChange) -> Effects:
    """Return what `change` did. Seven queries."""
    versions = UnitVersion.objects.filter(
        Q(opened_by=change) | Q(closed_by=change) | Q(pk__in=change.kept.get("versions", {}))
    )
    found = list(versions.order_by("name", "pk"))
    handed = list(Succession.objects.filter(change=change).order_by("pk"))
    names = _Names(found, handed, change)
    opened = {each.unit_id: each for each in found if each.opened_by_id == change.pk}
    closed = {each.unit_id: each for each in found if _closed_on(each, change)}
    ended = [each for unit, each in closed.items() if unit not in opened]
    altered = [
        Altered(change.effective_on, names.seen(closed[unit]), names.seen(each))
        for unit, each in opened.items()
        if unit in closed
    ]
    return Effects(
        change=change,
        begun=tuple(names.seen(each) for unit, each in opened.items() if unit not in closed),
        ended=tuple(names.seen(each) for each in ended),
        altered=(*altered, *_placed_later(change, found, names)),
        handed=tuple(
            Handed(names.last(each.predecessor_id), names.last(each.successor_id), each.whole, each.share)
            for each in handed
        ),
        roles=_role_moves(change, names),
    )


def _closed_on(version: UnitVersion, change: UnitChange) -> bool:
    return version.closed_by_id == change.pk and version.valid_to == change.effective_on


def _placed_later(change: UnitChange, found: list[UnitVersion], names: "_Names") -> list[Altered]:
    """Return units whose versions of later days were placed elsewhere."""
    placed = []
    for version in found:
        state = change.kept.get("versions", {}).get(str(version.pk))
        if state and version.valid_from >= change.effective_on:
            before = state["before"]
            was = replace(names.seen(version), parent=names.name(before[2]), territory=names.name(before[3]))
            placed.append(Altered(version.valid_from, was, names.seen(version)))
    return placed


class _Names:
    """The names of the units that the effects of a change speak of, as they stood on its eve or its day."""

    def __init__(self, found: list[UnitVersion], handed: list[Succession], change: UnitChange) -> None:
        units: set[Any] = {
            unit for each in found for unit in (each.unit_id, each.parent_id, each.territory_id)
        }
        units |= {unit for each in handed for unit in (each.predecessor_id, each.successor_id)}
        units |= {state[index] for _pk, state in _kept_states(change) for index in (2, 3)}
        units |= {state[2] for what in ("ended", "dropped", "made") for state in change.kept.get(what, [])}
        # Django's own way of naming a choice is too slow for ten thousand.
        self.kinds = {value: str(label) for value, label in Kind.choices}
        self.versions: dict[int, UnitVersion] = {}
        rows = UnitVersion.objects.filter(unit__in=Units(units - {None}), valid_from__lte=change.effective_on)
        for version in rows.order_by("valid_from"):
            self.versions[version.unit_id] = version

    def name(self, unit: int | None) -> str:
        """Return the name of a unit, "" for none."""
        version = self.versions.get(unit) if unit is not None else None
        return version.local_name if version else ""

    def seen(self, version: UnitVersion) -> Seen:
        """Return a version in words."""
        return Seen(
            unit=version.unit_id,
            name=version.local_name,
            kind=self.kinds.get(version.kind, version.kind),
            code=version.code,
            parent=self.name(version.parent_id),
            territory=self.name(version.territory_id),
        )

    def last(self, unit: int) -> Seen:
        """Return what a unit is on the day, or was on its eve."""
        return self.seen(self.versions[unit])


def _kept_states(change: UnitChange) -> list[tuple[str, list[int | None]]]:
    return [(pk, row["before"]) for pk, row in change.kept.get("versions", {}).items()]


def _role_moves(change: UnitChange, names: _Names) -> tuple[RoleMove, ...]:
    kept = change.kept
    went = {(state[1], state[3]): state[2] for state in kept.get("made", [])}
    gone = [*kept.get("ended", []), *kept.get("dropped", [])]
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=[state[1] for state in gone])}
    return tuple(
        RoleMove(
            person=people[user],
            role=str(Role(role).label),
            old=names.name(unit),
            new=names.name(went.get((user, role))),
        )
        for _pk, user, unit, role, *_days in gone
    )


# Of changes that touch more units, the list says how many there are.
NAMED_IN_A_LIST = 6


@dataclass(frozen=True, slots=True)
class InShort:
    """A change in a list: the names of the units it began and ended where they are few, and how many there are."""

    change: UnitChange
    begun: int
    ended: int
    names: tuple[str, ...]


def changes_in_short(changes: Collection[UnitChange]) -> list[InShort]:
    """Return changes as a list shows them. Three queries."""
    keys = [change.pk for change in changes]
    opened = _counted("opened_by", keys)
    closed = _counted("closed_by", keys)
    few = [key for key in keys if opened.get(key, 0) + closed.get(key, 0) <= NAMED_IN_A_LIST]
    names: dict[int, list[str]] = {}
    touched = UnitVersion.objects.filter(Q(opened_by__in=few) | Q(closed_by__in=few)).order_by("name", "pk")
    for version in touched:
        for key in {version.opened_by_id, version.closed_by_id} & set(few):
            if key is not None and version.local_name not in names.setdefault(key, []):
                names[key].append(version.local_name)
    return [
        InShort(each, opened.get(each.pk, 0), closed.get(each.pk, 0), tuple(names.get(each.pk, ())))
        for each in changes
    ]


def _counted(field: str, keys: list[int]) -> dict[int, int]:
    rows = UnitVersion.objects.filter(**{f"{field}__in": keys}).order_by()
    return dict(rows.values(field).annotate(number=Count("pk")).values_list(field, "number"))


def groups_in_short(units: Collection[int], day: date) -> list[tuple[UnitGroup, int]]:
    """Return each group by name, and how many of `units` belong to it on `day`. Two queries."""
    stays = GroupStay.objects.on(day).filter(unit__in=units).order_by()
    numbers = dict(stays.values("group").annotate(number=Count("unit")).values_list("group", "number"))
    return [(group, numbers.get(group.pk, 0)) for group in UnitGroup.objects.order_by("name")]


def ended_by(change: UnitChange) -> dict[int, str]:
    """Return the units that end by `change`, with their names: what work waits at them is for other rooms to say."""
    ended = UnitVersion.objects.filter(closed_by=change, valid_to=change.effective_on)
    going_on = UnitVersion.objects.filter(opened_by=change).values("unit")
    return {each.unit_id: each.local_name for each in ended.exclude(unit__in=going_on).order_by("name", "pk")}


def groups_of_ended(change: UnitChange) -> list[tuple[str, str]]:
    """Return (unit, group) of what ends by `change` and belongs to a group on its day. Two queries."""
    ended = ended_by(change)
    stays = GroupStay.objects.on(change.effective_on).filter(unit__in=list(ended))
    return [(ended[stay.unit_id], str(stay.group)) for stay in stays.select_related("group").order_by("pk")]
