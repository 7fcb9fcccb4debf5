"""Open tasks of units that have ended, and the units that took over from them: proposed, never moved silently."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from nhipcau.programmes.models import Assignment
from nhipcau.units import lineage, reach
from nhipcau.units.mapping import links_between
from nhipcau.units.models import UnitVersion

BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Left:
    """Open tasks at a unit that has ended; `heirs` are (unit, name) of those that took over, all or parts of it."""

    unit: int
    unit_name: str
    tasks: int
    heirs: tuple[tuple[int, str], ...]


def left_behind(units: Collection[int], today: date) -> list[Left]:
    """Return the units among `units` that do not exist on `today` and have open tasks, by name. Few queries."""
    standing = reach.tree().on(today)
    waiting = Assignment.objects.given().to_units(units).still_open().order_by()
    numbers = dict(waiting.values("unit").annotate(number=Count("pk")).values_list("unit", "number"))
    ended = [unit for unit in numbers if unit not in standing]
    if not ended:
        return []
    heirs = {unit: heirs_of(unit, today) for unit in ended}
    everybody = {*ended, *(heir for found in heirs.values() for heir in found)}
    names = UnitVersion.objects.newest_names(sorted(everybody), language="vi")
    left = [
        Left(unit, names[unit], numbers[unit], tuple((heir, names[heir]) for heir in heirs[unit]))
        for unit in ended
    ]
    return sorted(left, key=lambda one: one.unit_name)


def heirs_of(unit: int, today: date) -> list[int]:
    """Return the units that exist on `today` and took over all or a part of `unit`, ascending. Two queries."""
    standing = reach.tree().on(today)
    known = UnitVersion.objects.filter(unit=unit).aggregate(first=Min("valid_from"), last=Max("valid_to"))
    first = known["first"] or BEGINNING
    links = lineage.by_predecessor(links_between(first, today))
    pieces = lineage.follow(unit, first, today, links, lambda one, day: one in reach.tree().on(day))
    return sorted(piece.unit for piece in pieces if piece.unit is not None and piece.unit in standing)


def going_on_from(tasks: Collection[int], unit: int) -> list[int]:
    """Return the assignments that give `tasks` to the unit, and those with which its successors go on.

    A query, and one for each time they were handed over.
    """
    rows = Assignment.objects.filter(task__in=tasks)
    found: list[int] = []
    here = list(rows.filter(unit=unit).values_list("pk", flat=True))
    while here:
        found += here
        onward = rows.filter(passed_from__in=here).exclude(pk__in=found)
        here = list(onward.values_list("pk", flat=True))
    return found
