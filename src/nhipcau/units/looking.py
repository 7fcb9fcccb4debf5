"""What the lists of units show, answered from the tree in memory: thousands of units cost no query."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from nhipcau.units import rules
from nhipcau.units.models import Kind, Line
from nhipcau.units.tree import Standing, Tree

MOST_LEAVES = 200
PROVINCES = (Kind.PROVINCE, Kind.CITY)
_KINDS = dict(Kind.choices)
_LINES = dict(Line.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit on a day, in words; `below` counts the units directly under it."""

    unit: int
    name: str
    kind: str
    line: str
    code: str
    parent: int | None
    parent_name: str
    province: str
    valid_from: date
    valid_to: date | None
    below: int

    @property
    def says_its_kind(self) -> bool:
        """Whether the name says already what kind of unit it is."""
        return self.kind.casefold() in self.name.casefold()


@dataclass(frozen=True, slots=True)
class Branch:
    """A top unit and the units of the next level on the day, by name; `more` says how many are left out."""

    top: Row
    below: tuple[Row, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; "" asks for everything. `province` and `group` are numbers of units."""

    words: str = ""
    kind: str = ""
    line: str = ""
    province: int | None = None
    within: frozenset[int] | None = None


class Looking:
    """The units one sees, on a day."""

    def __init__(self, tree: Tree, visible: Collection[int], day: date) -> None:
        self.tree = tree
        self.day = day
        self.standing = {unit: each for unit, each in tree.on(day).items() if unit in visible}
        self.language = get_language()

    def branches(self) -> list[Branch]:
        """Return the tree, two levels of it; no branch shows more than MOST_LEAVES."""
        children = self.tree.children(self.day)
        tops = [unit for unit, each in self.standing.items() if each.parent not in self.standing]
        found = []
        for top in self._by_name(tops):
            below = self._by_name(unit for unit in children.get(top, ()) if unit in self.standing)
            rows = tuple(self.row(unit) for unit in below[:MOST_LEAVES])
            found.append(Branch(self.row(top), rows, max(0, len(below) - MOST_LEAVES)))
        return found

    def matching(self, wanted: Wanted) -> list[int]:
        """Return the units that are asked for, by name; those written exactly so come first."""
        under = self.tree.below([wanted.province], self.day) if wanted.province else None
        words, folded = rules.folded(wanted.words), self.tree.folded(self.day)
        found = [
            unit
            for unit, each in self.standing.items()
            if (not words or words in folded[unit])
            and (not wanted.kind or each.kind == wanted.kind)
            and (not wanted.line or each.line == wanted.line)
            and (under is None or unit in under)
            and (wanted.within is None or unit in wanted.within)
        ]
        exact = wanted.words.casefold()
        return sorted(self._by_name(found), key=lambda unit: exact not in self.standing[unit].name.casefold())

    def provinces(self) -> list[tuple[int, str]]:
        """Return the provinces among the units, to choose one from; [] where there is no choice."""
        units = [unit for unit, each in self.standing.items() if each.kind in PROVINCES]
        named = [(unit, self.standing[unit].named(self.language)) for unit in self._by_name(units)]
        return named if len(named) > 1 else []

    def row(self, unit: int) -> Row:
        """Return a unit in words."""
        each = self.standing[unit]
        above = self.tree.on(self.day).get(each.parent) if each.parent else None
        return Row(
            unit=unit,
            name=each.named(self.language),
            kind=str(_KINDS.get(each.kind, each.kind)),
            line=str(_LINES.get(each.line, each.line)),
            code=each.code,
            parent=each.parent,
            parent_name=above.named(self.language) if above else "",
            province=self.province_of(unit),
            valid_from=each.valid_from,
            valid_to=each.valid_to,
            below=len(self.tree.children(self.day).get(unit, ())),
        )

    def province_of(self, unit: int) -> str:
        """Return the name of the province a unit stands in, "" where it stands in none."""
        for each in climb(self.tree, unit, self.day):
            if each.kind in PROVINCES and each.unit != unit:
                return each.named(self.language)
        return ""

    def _by_name(self, units: "Iterator[int] | Collection[int]") -> list[int]:
        folded = self.tree.folded(self.day)  # begins with the name
        return sorted(units, key=lambda unit: (folded[unit], unit))


def climb(tree: Tree, unit: int, day: date) -> Iterator[Standing]:
    """Give the unit and those above it on the day, nearest first."""
    standing = tree.on(day)
    each = standing.get(unit)
    while each is not None:
        yield each
        each = standing.get(each.parent) if each.parent is not None else None
