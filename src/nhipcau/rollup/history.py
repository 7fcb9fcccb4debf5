"""Units through time: what stood under what on a day, and which of today's units took over from one of the past."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

EPOCH = date(1970, 1, 1).toordinal()
FOR_EVER = date.max.toordinal() - EPOCH
# What the arrays of a tree say instead of a unit: nothing is above, or it does not exist.
TOP, ABSENT = -1, -2
# No line of organisations is deeper; a longer way up is a circle.
DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Version:
    """What a unit belonged to during [valid_from, valid_to)."""

    unit: int
    parent: int | None
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit taking over from another, whole or in part; `share` (0 to 1) only where it is known."""

    predecessor: int
    successor: int
    effective_on: date
    whole: bool = True
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a unit of the past went: units of a later day, each with its share or None where it is not known.

    `within` are units that the rest lies somewhere within (a dissolved unit's superior). `carried` says whether it is
    another unit's figure now.
    """

    parts: tuple[tuple[int, Fraction | None], ...]
    within: frozenset[int]
    carried: bool

    @property
    def units(self) -> frozenset[int]:
        """All units it may lie in."""
        return self.within | {unit for unit, _ in self.parts}

    @property
    def divided(self) -> bool:
        """Whether every share is known and nothing lies elsewhere."""
        return not self.within and bool(self.parts) and all(share is not None for _, share in self.parts)


class Tree:
    """The units of a day. Works on positions in `History.keys`."""

    def __init__(self, parents: Ints) -> None:
        self.parents = parents

    @cached_property
    def ways(self) -> Ints:
        """The way up from each unit: row 0 the unit, row 1 the one above it …; negative where it has ended."""
        here = np.where(self.parents == ABSENT, ABSENT, np.arange(len(self.parents)))
        rows = [here]
        while (here >= 0).any() and len(rows) <= DEEPEST:
            here = np.where(here >= 0, self.parents[here], TOP)
            rows.append(here)
        return np.stack(rows)

    def groups(self, root: int | None, depth: int | None) -> Ints:
        """Return for each unit the one it is counted under; TOP where it is not below `root`, ABSENT where it is not.

        With `root` None and `depth` 0 everything is counted under position `len(parents)`.
        """
        ways = self.ways
        if root is None:
            height, below = (ways >= 0).sum(axis=0), self.parents != ABSENT
        else:
            height, below = (ways == root).argmax(axis=0), (ways == root).any(axis=0)
        up = np.zeros_like(height) if depth is None else np.maximum(height - depth, 0)
        found = ways[np.minimum(up, len(ways) - 1), np.arange(ways.shape[1])]
        if root is None and depth == 0:
            found = np.full_like(found, len(self.parents))
        return np.where(self.parents == ABSENT, ABSENT, np.where(below, found, TOP))


class History:
    """Units through time, from their versions and successions. Immutable, so that its answers can be kept."""

    def __init__(self, versions: Iterable[Version], successions: Iterable[Succession] = ()) -> None:
        self.versions = tuple(versions)
        self.successions = tuple(successions)
        named = {one.unit for one in self.versions} | {one.parent for one in self.versions} - {None}
        named |= {one.predecessor for one in self.successions} | {one.successor for one in self.successions}
        self.keys: Ints = np.array(sorted(key for key in named if key is not None), dtype=np.int64)
        self._position = {key: at for at, key in enumerate(self.keys.tolist())}
        self._trees: dict[int, Tree] = {}
        self._hashes: dict[int, str] = {}
        self._destinations: dict[tuple[int, date, date], Destination] = {}

    def position(self, unit: int) -> int | None:
        """Return where `unit` stands in `keys`, None when it was never heard of."""
        return self._position.get(unit)

    @cached_property
    def _table(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Position of the unit, of its parent (TOP for none), first day, first day no longer, of each version."""
        at = self._position
        rows = [
            (
                at[one.unit],
                TOP if one.parent is None else at[one.parent],
                days(one.valid_from),
                FOR_EVER if one.valid_to is None else days(one.valid_to),
            )
            for one in self.versions
        ]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        return columns[0], columns[1], columns[2], columns[3]

    @cached_property
    def _changes(self) -> Ints:
        """The days on which anything about the tree changed."""
        _, _, begins, ends = self._table
        return np.unique(np.concatenate([begins, ends]))

    def era(self, day: int) -> int:
        """Return a number that two days share when nothing changed between them."""
        return int(np.searchsorted(self._changes, day, side="right"))

    def era_starts(self, era: int) -> int:
        """Return the first day of an era."""
        return int(self._changes[era - 1]) if era else -EPOCH

    def tree(self, day: int) -> Tree:
        """Return the tree of a day (days since 1970)."""
        era = self.era(day)
        if era not in self._trees:
            units, parents, begins, ends = self._table
            holds = (begins <= day) & (day < ends)
            found = np.full(len(self.keys), ABSENT, dtype=np.int64)
            found[units[holds]] = parents[holds]
            self._trees[era] = Tree(found)
        return self._trees[era]

    @cached_property
    def _versions_of(self) -> Mapping[int, Sequence[Version]]:
        found: dict[int, list[Version]] = {}
        for one in sorted(self.versions, key=lambda one: one.valid_from):
            found.setdefault(one.unit, []).append(one)
        return found

    def versions_of(self, unit: int) -> Sequence[Version]:
        """Return the versions of a unit, oldest first."""
        return self._versions_of.get(unit, ())

    @cached_property
    def _went_to(self) -> Mapping[int, Sequence[tuple[date, tuple[Succession, ...]]]]:
        """Unit → the days on which it gave something away, and to whom."""
        found: dict[int, dict[date, list[Succession]]] = {}
        for one in sorted(self.successions, key=lambda one: (one.effective_on, one.successor)):
            found.setdefault(one.predecessor, {}).setdefault(one.effective_on, []).append(one)
        return {unit: tuple((day, tuple(some)) for day, some in by.items()) for unit, by in found.items()}

    @cached_property
    def knows_shares(self) -> bool:
        """Whether the share of any part is known."""
        return any(one.share is not None for one in self.successions)

    def gave_away_on(self, unit: int) -> tuple[date, ...]:
        """Return the days on which others took something over from `unit`, oldest first."""
        return tuple(day for day, _ in self._went_to.get(unit, ()))

    def exists(self, unit: int, day: date) -> bool:
        """Whether the unit has a version that holds on `day`."""
        return any(
            one.valid_from <= day and (one.valid_to is None or day < one.valid_to)
            for one in self._versions_of.get(unit, ())
        )

    def nearest_parent(self, unit: int, day: date) -> int | None:
        """Return what stood above `unit` on `day`, or nearest to it where it did not exist then."""
        versions = self._versions_of.get(unit, ())
        before = [one for one in versions if one.valid_from <= day]
        chosen = before[-1] if before else versions[0] if versions else None
        return chosen.parent if chosen else None

    def destination(self, unit: int, day: date, until: date) -> Destination:
        """Return where the territory that `unit` had on `day` lies on the day `until`."""
        later = next((on for on in self.gave_away_on(unit) if day < on <= until), until)
        known = (unit, later, until)
        if known not in self._destinations:
            parts, within = self._walk(unit, day, until, frozenset())
            carried = set(parts) != {unit} or bool(within)
            shares = tuple(sorted(parts.items(), key=lambda part: part[0]))
            self._destinations[known] = Destination(shares, frozenset(within), carried)
        return self._destinations[known]

    def _walk(
        self, unit: int, after: date, until: date, seen: frozenset[int]
    ) -> tuple[dict[int, Fraction | None], set[int]]:
        event = next((one for one in self._went_to.get(unit, ()) if after < one[0] <= until), None)
        if event is None:
            if self.exists(unit, until):
                return {unit: Fraction(1)}, set()
            return {}, self._around(unit, until, seen)
        day, takers = event
        parts: dict[int, Fraction | None] = {}
        shares, whole = self._shares(unit, day, takers)
        within = set() if whole else self._around(unit, until, seen)
        for taker, share in shares:
            further, around = self._walk(taker, day, until, seen)
            within |= around
            for last, part in further.items():
                parts[last] = _added(parts.get(last, Fraction(0)), share, part)
        return parts, within

    def _shares(
        self, unit: int, day: date, takers: Sequence[Succession]
    ) -> tuple[list[tuple[int, Fraction | None]], bool]:
        """Return who holds which share of `unit` from `day`, and whether that is all of it."""
        if len(takers) == 1 and takers[0].whole:
            return [(takers[0].successor, Fraction(1))], True
        stays = self.exists(unit, day)
        known = [None if one.share is None else Fraction(one.share) for one in takers]
        given = sum((share for share in known if share is not None), Fraction(0))
        holders = [(one.successor, share) for one, share in zip(takers, known, strict=True)]
        holders += [(unit, 1 - given)] if stays else []
        fits = None not in known and (given < 1 if stays else given == 1)
        if fits:
            return holders, True
        return [(holder, None) for holder, _ in holders], len(holders) > 1

    def _around(self, unit: int, until: date, seen: frozenset[int]) -> set[int]:
        """Return the units of `until` that hold what stood above `unit`: all that is known of a unit that is gone."""
        versions = [one for one in self._versions_of.get(unit, ()) if one.valid_from <= until]
        parent = versions[-1].parent if versions else None
        if parent is None or unit in seen:
            return {NOWHERE}
        ended = versions[-1].valid_to
        left = until if ended is None or ended > until else ended - timedelta(days=1)
        parts, within = self._walk(parent, left, until, seen | {unit})
        return set(parts) | within

    def ancestors(self, unit: int, day: date) -> list[int]:
        """Return `unit` and what stood above it on `day`, nearest first."""
        at = self._position.get(unit)
        if at is None:
            return []
        way = self.tree(days(day)).ways[:, at]
        return [int(self.keys[one]) for one in way if one >= 0]

    def lowest_common(self, units: Iterable[int], day: date) -> int | None:
        """Return the lowest unit that all of `units` stand at or below on `day`."""
        ways = [self.ancestors(unit, day) for unit in sorted(units)]
        if not ways:
            return None
        common = set(ways[0]).intersection(*ways[1:])
        return next((unit for unit in ways[0] if unit in common), None)

    def sha256(self, day: date) -> str:
        """Return the hash of the tree of a day: lines `unit,parent` in the order of units."""
        era = self.era(days(day))
        if era not in self._hashes:
            self._hashes[era] = self._hash(self.tree(days(day)).parents)
        return self._hashes[era]

    def _hash(self, parents: Ints) -> str:
        lines = [
            f"{self.keys[at]},{'' if parent < 0 else self.keys[parent]}\n"
            for at, parent in enumerate(parents.tolist())
            if parent != ABSENT
        ]
        return hashlib.sha256("".join(lines).encode()).hexdigest()


# Stands for a place outside of every unit: the unit is gone and nothing stood above it.
NOWHERE = -1


def days(day: date) -> int:
    """Return the days since 1970, as tables count them."""
    return day.toordinal() - EPOCH


def day_of(count: int) -> date:
    """Return the day `count` days after 1 January 1970."""
    return date.fromordinal(count + EPOCH)


def _added(so_far: Fraction | None, share: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if so_far is None or share is None or part is None else so_far + share * part
