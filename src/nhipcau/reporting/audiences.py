"""Which units a form asks on a day: those that fit one of the rows of its audience.

A row says one thing or several (a kind, a line, a level, a territory, a group, or one unit), which must all fit. Only
units under the root of the asking unit are asked: an office (a department, a committee body, an organisation) works
for the unit above it, so its root is that unit; every other unit is its own root. The asking unit never asks itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from nhipcau.reporting.models import Form, FormAudience
from nhipcau.units import access as units_access
from nhipcau.units import reach as units_reach
from nhipcau.units import rules as units_rules
from nhipcau.units.among import Units
from nhipcau.units.models import Kind
from nhipcau.units.tree import Standing, Tree

OFFICES = frozenset({Kind.DEPARTMENT, Kind.COMMITTEE, Kind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class House:
    """The units that one unit may ask on a day: unit → how far it stands below the root, which is at 0."""

    tree: Tree
    day: date
    asking: int
    levels: dict[int, int]

    def standing(self, unit: int) -> Standing:
        """Return what a unit is on the day."""
        return self.tree.on(self.day)[unit]


def house_of(asking: int, day: date) -> House:
    """Return what the unit may ask on the day; nothing when it does not exist then. One query."""
    tree = units_reach.tree()
    standing = tree.on(day).get(asking)
    if standing is None:
        return House(tree, day, asking, {})
    is_office = standing.kind in OFFICES and standing.parent in tree.on(day)
    root = standing.parent if is_office and standing.parent is not None else asking
    children = tree.children(day)
    levels, waiting = {root: 0}, [root]
    while waiting:
        unit = waiting.pop()
        for child in children.get(unit, ()):
            levels[child] = levels[unit] + 1
            waiting.append(child)
    return House(tree, day, asking, levels)


def units_asked(form: Form, day: date) -> frozenset[int]:
    """Return the units the form asks on `day`. Two queries, one more for each group."""
    return units_of(form.audiences.all(), house_of(form.unit_id, day))


def units_of(rows: Iterable[FormAudience], house: House) -> Units:
    """Return the units of `house` that fit one of `rows`. One query for each group."""
    found: set[int] = set()
    for row in rows:
        found |= _fitting(row, house)
    return Units(found)


def _fitting(row: FormAudience, house: House) -> set[int]:
    named = house.levels.keys() & {row.unit_id} if row.unit_id else house.levels.keys() - {house.asking}
    tests = _tests(row, house)
    return {unit for unit in named if all(fits(unit) for fits in tests)}


def _tests(row: FormAudience, house: House) -> list[Callable[[int], bool]]:
    """Return what a unit must fulfil to fit the row."""
    tests: list[Callable[[int], bool]] = []
    if row.kind:
        tests.append(lambda unit: house.standing(unit).kind == row.kind)
    if row.line:
        tests.append(lambda unit: house.standing(unit).line == row.line)
    if row.level is not None:
        tests.append(lambda unit: house.levels[unit] == row.level)
    if row.territory_id is not None:
        within = house.tree.below([row.territory_id], house.day)
        tests.append(
            lambda unit: (
                (unit in within and unit != row.territory_id) or house.standing(unit).territory in within
            )
        )
    if row.group_id is not None:
        members = units_access.units_in_group(row.group_id, house.day)
        tests.append(lambda unit: unit in members)
    return tests


@dataclass(frozen=True, slots=True)
class Named:
    """Units read from a list of names or codes; `unknown` are the lines that name none or several."""

    units: Units
    unknown: tuple[str, ...]


def read_units(text: str, house: House) -> Named:
    """Return the units that `text` names, a line each: a name, a code, or `name, name of the unit above`.

    Diacritics and capitals do not matter. Only units that the asking unit may ask are found. No query.
    """
    by_words: dict[str, set[int]] = {}
    for unit in house.levels:
        for words in _words_for(unit, house):
            by_words.setdefault(words, set()).add(unit)
    found, unknown = set(), []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        meant = by_words.get(units_rules.folded(line), set())
        if len(meant) == 1:
            found |= meant
        else:
            unknown.append(line)
    return Named(Units(found), tuple(unknown))


def _words_for(unit: int, house: House) -> set[str]:
    """Return what a unit may be called in a list, as it is searched."""
    one = house.standing(unit)
    above = house.tree.on(house.day).get(one.parent) if one.parent is not None else None
    names = [name for name in (one.name, one.name_en) if name]
    placed = [f"{name}, {above.name}" for name in names] if above else []
    return {units_rules.folded(words) for words in [*names, *placed, one.code] if words}
