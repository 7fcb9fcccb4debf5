"""The whole tree of units through time, read once a process and used until the tree is written again.

Thirteen thousand units with their versions are read in a fraction of a second, which is too long for every page. So
what was read is kept with the stamp the tree had (`TreeStamp`), and a page asks for the stamp only. Everything here
answers from memory.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from nhipcau.units import rules
from nhipcau.units.among import Units
from nhipcau.units.models import Succession, TreeStamp, UnitVersion

Found = TypeVar("Found")

# One for today, one for a transaction that is changing it.
TREES_KEPT = 2
ANSWERS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit was during [valid_from, valid_to)."""

    unit: int
    parent: int | None
    territory: int | None
    name: str
    name_en: str
    kind: str
    code: str
    line: str
    valid_from: date
    valid_to: date | None
    opened_by: int | None
    closed_by: int | None

    @property
    def itself(self) -> tuple[object, ...]:
        """What makes the unit what it is: two standings with the same are one unit that nothing happened to."""
        return (self.unit, self.name, self.name_en, self.kind, self.code, self.parent, self.territory)

    def named(self, language: str | None) -> str:
        """Return the name in the language, the Vietnamese one where there is no other."""
        return self.name_en if self.name_en and language == "en" else self.name


class Tree:
    """Every version of every unit, and who took over from whom. Never changed once read."""

    def __init__(self, standings: Iterable[Standing], successions: Iterable[tuple[int, int, int]]) -> None:
        self.standings = tuple(standings)
        # (predecessor, successor, change)
        self._successions = tuple(successions)
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def on(self, day: date) -> Mapping[int, Standing]:
        """Return unit → what it is on `day`, of every unit that exists then."""
        return self.answer(("on", day), lambda: self._on(day))

    def parents(self, day: date) -> Mapping[int, int | None]:
        """Return unit → the unit above it on `day`, for every unit that exists then."""
        return self.answer(
            ("parents", day), lambda: {unit: each.parent for unit, each in self.on(day).items()}
        )

    def children(self, day: date) -> Mapping[int | None, tuple[int, ...]]:
        """Return unit → the units directly below it on `day`; None → those at the top."""
        return self.answer(("children", day), lambda: self._children(day))

    def newest(self) -> Mapping[int, Standing]:
        """Return unit → what it is now or was last, of every unit there ever was."""
        return self.answer("newest", lambda: {each.unit: each for each in self.standings})

    def predecessors(self) -> Mapping[int, tuple[int, ...]]:
        """Return unit → the units whose past is seen from it: it took over from them, or they ended under it.

        What was dissolved without a successor belongs to the unit it stood under last; else nobody would see it.
        """
        return self.answer("predecessors", self._predecessors)

    def folded(self, day: date) -> Mapping[int, str]:
        """Return unit → its names and code on `day` as they are searched: small letters, no diacritics."""
        return self.answer(
            ("folded", day),
            lambda: {
                unit: rules.folded(f"{each.name} {each.name_en} {each.code}")
                for unit, each in self.on(day).items()
            },
        )

    def changes(self, units: frozenset[int]) -> Units:
        """Return the changes that began, ended, altered or handed over one of `units`."""
        return self.answer(("changes", units), lambda: Units(self._changes(units)))

    def below(self, roots: Iterable[int], day: date) -> Units:
        """Return `roots` and every unit under them on `day`."""
        return Units(_reached(self.children(day), roots))

    def under(self, roots: frozenset[int], day: date) -> Units:
        """Return `roots`, those below them on `day`, all they took over from, and what ended under them."""
        if not roots:
            return Units()
        return self.answer(
            ("under", roots, day),
            lambda: Units(_reached(self.predecessors(), self.below(roots, day))),
        )

    def with_ended(self, units: frozenset[int], day: date) -> frozenset[int]:
        """Return `units` and those that they took over from and that do not exist on `day` any more."""
        standing, predecessors = self.on(day), self.predecessors()
        found, waiting = set(units), list(units)
        while waiting:
            ended = {one for one in predecessors.get(waiting.pop(), ()) if one not in standing} - found
            found |= ended
            waiting += ended
        return frozenset(found)

    def _on(self, day: date) -> dict[int, Standing]:
        return {
            each.unit: each
            for each in self.standings
            if each.valid_from <= day and (each.valid_to is None or day < each.valid_to)
        }

    def _children(self, day: date) -> dict[int | None, tuple[int, ...]]:
        found: dict[int | None, list[int]] = {}
        for unit, each in self.on(day).items():
            found.setdefault(each.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in found.items()}

    def _changes(self, units: frozenset[int]) -> Iterable[int]:
        for each in self.standings:
            if each.unit in units:
                yield from (change for change in (each.opened_by, each.closed_by) if change is not None)
        for predecessor, successor, change in self._successions:
            if predecessor in units or successor in units:
                yield change

    def _predecessors(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for predecessor, successor, _change in self._successions:
            found.setdefault(successor, []).append(predecessor)
        taken_over = {predecessor for predecessor, _successor, _change in self._successions}
        for unit, last in self.newest().items():
            if last.valid_to is not None and last.parent is not None and unit not in taken_over:
                found.setdefault(last.parent, []).append(unit)
        return {successor: tuple(units) for successor, units in found.items()}

    def answer(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """Return what was found before for `asked`, or what `find` finds now, which must follow from the tree alone.

        Only as much is kept as memory should hold.
        """
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                kept: Found = self._answers[asked]
                return kept
        found = find()
        with self._lock:
            self._answers[asked] = found
            while len(self._answers) > ANSWERS_KEPT:
                self._answers.popitem(last=False)
        return found


def _reached(onwards: Mapping[Any, tuple[int, ...]], roots: Iterable[int]) -> set[int]:
    """Return `roots` and all that is reached from them."""
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(onwards.get(unit, ()))
    return found


_trees: OrderedDict[str, Tree] = OrderedDict()


def read_tree() -> Tree:
    """Return the tree as it stands in the database. Two queries."""
    versions = UnitVersion.objects.order_by("valid_from").values_list(
        "unit_id", "parent_id", "territory_id", "name", "name_en", "kind", "code", "unit__line",
        "valid_from", "valid_to", "opened_by_id", "closed_by_id",
    )  # fmt: skip
    successions = Succession.objects.values_list("predecessor_id", "successor_id", "change_id")
    return Tree((Standing(*row) for row in versions.iterator()), successions.iterator())


def tree_stamped(stamp: str | None) -> Tree:
    """Return the tree of that stamp, read now when this process has not read it yet.

    The stamp is read before the tree. Was the tree written in between, the newer one is kept with a stamp nobody
    will ever read again.
    """
    if stamp is None:
        return read_tree()
    found = _trees.get(stamp)
    if found is None:
        found = read_tree()
        _trees[stamp] = found
        while len(_trees) > TREES_KEPT:
            _trees.popitem(last=False)
    return found


def tree_now() -> Tree:
    """Return the tree as it stands. One query, three when it was written since this process read it."""
    return tree_stamped(TreeStamp.objects.current())
