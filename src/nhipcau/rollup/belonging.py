"""Under which unit a figure is counted: for each unit and day, by the tree of that day or in the units of another.

Of each unit, `Belonging` holds steps: from this day on it is counted there. A place is one target, or several with the
exact share of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import lcm

import numpy as np

from nhipcau.rollup.history import ABSENT, NOWHERE, TOP, Destination, History, Ints, day_of, days
from nhipcau.rollup.question import Unplaced

# Shares are given with five decimals, and multiply when a part is divided again.
SHARE_PLACES = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A unit whose figure was asked for; None is everything."""

    unit: int | None


@dataclass(frozen=True, slots=True)
class Aside:
    """A unit's figures that cannot be given for the units asked for: exact for `at` and above."""

    unit: int
    at: int | None
    why: Unplaced


Target = Group | Aside


@dataclass(frozen=True, slots=True)
class Part:
    """What a target gets of a unit's figure.

    `carrier` tells whose series of periods it continues. `exact` None: all of it. True: `share` of numbers that can
    be divided exactly, which are the multiples of `step` ten-thousandths. False: the other numbers, whole.
    """

    target: int
    carrier: int
    share: Fraction = Fraction(1)
    step: int = 1
    exact: bool | None = None


@dataclass(frozen=True, eq=False)
class Belonging:
    """Steps sorted by unit and day. `units` are positions in `History.keys`; a place is an index, TOP for not asked."""

    units: Ints
    since: Ints
    place: Ints
    places: tuple[tuple[Part, ...], ...]
    targets: tuple[Target, ...]

    def step_of(self, units: Ints, on: Ints) -> Ints:
        """Return for each (unit, day) the index of its step; every unit asked for has one for each day."""
        return np.searchsorted(self.units * SPAN + self.since, units * SPAN + on, side="right") - 1


# More days than there are, to sort by unit and day as one number. The first step of a unit begins before all time.
SPAN = np.int64(1) << 24
ALWAYS = np.int64(-(1 << 22))


class Places:
    """Collects targets and places, each once."""

    def __init__(self) -> None:
        self.targets: dict[Target, int] = {}
        self.places: dict[tuple[Part, ...], int] = {}

    def target(self, target: Target) -> int:
        """Return the number of a target."""
        return self.targets.setdefault(target, len(self.targets))

    def place(self, parts: tuple[Part, ...]) -> int:
        """Return the number of a place."""
        return self.places.setdefault(parts, len(self.places))

    def whole(self, target: Target, carrier: int) -> int:
        """Return the place that gives a unit's whole figure to one target."""
        return self.place((Part(self.target(target), carrier),))


def as_reported(
    history: History, units: Ints, ends: Sequence[int], root: int | None, depth: int | None
) -> Belonging:
    """Return where `units` are counted by the trees of the days `ends`, ascending."""
    places = Places()
    at = None if root is None else history.position(root)
    steps: list[tuple[Ints, Ints, Ints]] = []
    before = np.full(len(units), -3, dtype=np.int64)
    for number, (since, era_end) in enumerate(_eras(history, ends)):
        groups = _groups(history, era_end, root, at, depth)[units]
        moved = np.flatnonzero(groups != before)
        begins = np.full(len(moved), since if number else ALWAYS, dtype=np.int64)
        steps.append(
            (units[moved], begins, _placed(history, places, units[moved], groups[moved], era_end, root))
        )
        before = groups
    return _sorted(steps, places)


def _eras(history: History, ends: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first day of each tree that some of `ends` fall into, and one of these."""
    found: dict[int, int] = {}
    for end in ends:
        found.setdefault(history.era(end), end)
    return [(history.era_starts(era), end) for era, end in found.items()]


def _groups(history: History, day: int, root: int | None, at: int | None, depth: int | None) -> Ints:
    tree = history.tree(day)
    if root is not None and at is None:
        return np.full(len(history.keys), TOP, dtype=np.int64)
    return tree.groups(at, depth)


def _placed(history: History, places: Places, units: Ints, groups: Ints, day: int, root: int | None) -> Ints:
    """Return the place of each unit. The carrier is the unit itself: nothing is carried."""
    found = np.full(len(units), TOP, dtype=np.int64)
    for index, (unit, group) in enumerate(zip(units.tolist(), groups.tolist(), strict=True)):
        if group >= 0:
            target = Group(None if group == len(history.keys) else int(history.keys[group]))
            found[index] = places.whole(target, int(history.keys[unit]))
        elif group == ABSENT:
            found[index] = _outside(history, places, int(history.keys[unit]), day_of(day), root)
    return found


def _outside(history: History, places: Places, unit: int, day: date, root: int | None) -> int:
    """Return the place of a unit that does not exist on `day`: listed for whom it was last under."""
    seen, above = set(), unit
    while root is not None and above != root:
        parent = None if above in seen else history.nearest_parent(above, day)
        if parent is None:
            return TOP
        seen.add(above)
        above = parent
    return places.whole(Aside(unit, None, Unplaced.OUTSIDE), unit)


def _sorted(steps: Sequence[tuple[Ints, Ints, Ints]], places: Places) -> Belonging:
    units, since, place = (np.concatenate(column) for column in zip(*steps, strict=True))
    order = np.argsort(units * SPAN + since, kind="stable")
    return Belonging(units[order], since[order], place[order], tuple(places.places), tuple(places.targets))


@dataclass(frozen=True, slots=True)
class Carrying:
    """How figures are carried into the boundaries of a day: `additive` over units, `divisible` by shares."""

    until: date
    additive: bool
    divisible: bool


def carried(history: History, units: Ints, root: int | None, depth: int | None, how: Carrying) -> Belonging:
    """Return where `units` are counted in the boundaries of a day."""
    walks = [
        (unit, since, _arrival(history, int(history.keys[unit]), on, how.until))
        for unit in units.tolist()
        for since, on in _intervals(history, int(history.keys[unit]), how.until)
    ]
    spot = _Spotter(history, root, depth, how)
    carriers = _carriers([found for _, _, found in walks if found is not None], spot)
    rows = [
        (unit, since, spot.place(int(history.keys[unit]), found, carriers)) for unit, since, found in walks
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return _sorted([(columns[0], columns[1], columns[2])], spot.places)


def _intervals(history: History, unit: int, until: date) -> list[tuple[int, date]]:
    """Return the stretches of time in which the unit had one territory: its first day, and a day within it."""
    bounds = {day for day in history.gave_away_on(unit) if day <= until}
    for version in history.versions_of(unit):
        bounds |= {version.valid_from} | ({version.valid_to} if version.valid_to else set())
    days_in = sorted(bounds)
    first = (int(ALWAYS), (days_in[0] if days_in else until) - timedelta(days=1))
    return [first, *((days(day), day) for day in days_in)]


def _arrival(history: History, unit: int, on: date, until: date) -> Destination | None:
    """Return where the unit's territory of the day `on` lies now; None when it did not exist then."""
    return history.destination(unit, on, until) if history.exists(unit, on) else None


def _carriers(found: Sequence[Destination], spot: "_Spotter") -> Mapping[int, int]:
    """Return for each of today's units the smallest of those its figures of the past cannot be told apart from.

    Where a unit was split between two within one group, only the two together have a series of figures.
    """
    above: dict[int, int] = {}
    for one in found:
        units = sorted(unit for unit in one.units if unit != NOWHERE)
        if len(units) > 1 and spot.common_group(one) is not None:
            first = _top(above, units[0])
            for other in units[1:]:
                least, most = sorted((first, _top(above, other)))
                above[most] = first = least
    return {unit: _top(above, unit) for unit in above}


def _top(above: dict[int, int], unit: int) -> int:
    while above.get(unit, unit) != unit:
        unit = above[unit]
    return unit


class _Spotter:
    """Finds the place of a destination in the tree of the day asked for."""

    def __init__(self, history: History, root: int | None, depth: int | None, how: Carrying) -> None:
        self.history, self.root, self.how = history, root, how
        self.places = Places()
        at = None if root is None else history.position(root)
        keys = history.keys.tolist()
        groups = _groups(history, days(how.until), root, at, depth).tolist()
        parents = history.tree(days(how.until)).parents
        self._group_of = {
            unit: Group(None if group == len(keys) else keys[group])
            for unit, group in zip(keys, groups, strict=True)
            if group >= 0
        }
        self._with_children = {keys[parent] for parent in np.unique(parents).tolist() if parent >= 0}
        self._everything = root is None and depth == 0

    def group(self, unit: int) -> Group | None:
        """Return the group that the figures of one of the day's units are in; None where it is not below the root."""
        return self._group_of.get(unit)

    def group_around(self, unit: int) -> Group | None:
        """Return the group of something that lies in `unit` or below it, nobody knows where."""
        if self._everything:
            return Group(None)
        group = self._group_of.get(unit)
        if group == Group(unit) and unit in self._with_children and not self._holds_all(unit):
            return None
        return group

    def _holds_all(self, unit: int) -> bool:
        """Whether what stands under `unit` is counted under it."""
        at = self.history.position(unit)
        children = self.history.keys[self.history.tree(days(self.how.until)).parents == at]
        return all(self._group_of.get(child) == Group(unit) for child in children.tolist())

    def common_group(self, where: Destination) -> Group | None:
        """Return the one group that all of a destination lies in."""
        groups = {self.group(unit) for unit, _ in where.parts}
        groups |= {self.group_around(unit) for unit in where.within}
        return groups.pop() if len(groups) == 1 else None

    def place(self, unit: int, where: Destination | None, carriers: Mapping[int, int]) -> int:
        """Return where a unit's figures are counted, TOP where nothing of them is asked for."""
        if where is None:
            return _outside(self.history, self.places, unit, self.how.until, self.root)
        if self.root is not None and all(self.group(one) is None for one in where.units):
            return TOP
        if where.carried and not self.how.additive:
            return self.places.whole(self._aside(unit, where, Unplaced.NOT_ADDITIVE), unit)
        common = self.common_group(where)
        if common is not None:
            first = min((one for one in where.units if one != NOWHERE), default=unit)
            return self.places.whole(common, carriers.get(first, first))
        aside = self._aside(unit, where, self._why(where))
        if where.divided and self.how.divisible and _finite(where):
            return self._divided(aside, where, carriers)
        return self.places.whole(aside, unit)

    def _aside(self, unit: int, where: Destination, why: Unplaced) -> Aside:
        return Aside(unit, self.history.lowest_common(where.units, self.how.until), why)

    def _why(self, where: Destination) -> Unplaced:
        if where.within:
            return Unplaced.ENDED if not where.parts else Unplaced.SPLIT
        return Unplaced.INDIVISIBLE if where.divided else Unplaced.SPLIT

    def _divided(self, aside: Aside, where: Destination, carriers: Mapping[int, int]) -> int:
        """Return the place that gives each group its share, and what cannot be divided exactly to none."""
        step = lcm(*(share.denominator for _, share in where.parts if share is not None))
        parts = [
            Part(self._target_of(aside, unit), carriers.get(unit, unit), share, step, exact=True)
            for unit, share in where.parts
            if share is not None and share > 0
        ]
        rest = Part(self.places.target(aside), aside.unit, Fraction(1), step, exact=False)
        return self.places.place((*parts, rest))

    def _target_of(self, aside: Aside, unit: int) -> int:
        group = self.group(unit)
        return TOP if group is None else self.places.target(group)


def _finite(where: Destination) -> bool:
    """Whether every share has few enough decimals to be multiplied exactly."""
    return all(share is not None and 10**SHARE_PLACES % share.denominator == 0 for _, share in where.parts)
