"""The statistic that leaders ask for: done in time and late, open in time and late, by unit, level or theme."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from nhipcau.programmes.querysets import AssignmentQuerySet, AssignmentSumQuerySet
from nhipcau.programmes.rules import Cells
from nhipcau.units import reach


@dataclass(frozen=True, slots=True)
class Tally:
    """A row of the statistic; `key` is the unit, the kind of unit or the theme."""

    key: Hashable
    name: str
    cells: Cells


def by_unit(of: AssignmentQuerySet, today: date) -> list[Tally]:
    """Return the cells of each unit, the most late first. One query."""
    found, newest, language = of.cells_by(today, "unit"), reach.tree().newest(), get_language()
    return _latest_first(
        [
            Tally(unit, newest[unit].named(language) if unit in newest else "", cells)
            for (unit,), cells in found.items()
        ]
    )


def by_theme(of: AssignmentSumQuerySet, today: date) -> list[Tally]:
    """Return the cells of each theme, the most late first; "" is the name of those without. One query."""
    return _latest_first(
        [Tally(theme, theme, cells) for (theme,), cells in of.cells_by(today, "task__theme").items()]
    )


def by_level(of: AssignmentQuerySet, today: date, level_of: Callable[[int], str]) -> list[Tally]:
    """Return the cells of each level; `level_of` says which a unit stands at. One query."""
    found: dict[str, Cells] = {}
    for (unit,), cells in of.cells_by(today, "unit").items():
        level = level_of(unit)
        found[level] = found.get(level, Cells()) + cells
    return _latest_first([Tally(level, level, cells) for level, cells in found.items()])


def together(tallies: list[Tally]) -> Cells:
    """Return the cells of all rows together."""
    return sum((one.cells for one in tallies), Cells())


def _latest_first(tallies: list[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda one: (-one.cells.open_late, -one.cells.done_late, one.name))
