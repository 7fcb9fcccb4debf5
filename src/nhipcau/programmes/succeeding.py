"""Open tasks of units that have ended, and the units that took over from them: proposed, never moved silently."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.programmes import rules
from nhipcau.programmes.models import Assignment
from nhipcau.units import lineage, reach
from nhipcau.units.among import Units
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
    gone = Units(unit for unit in units if unit not in standing)
    waiting = Assignment.objects.given().to_units(gone).still_open().order_by()
    numbers = dict(waiting.values("unit").annotate(number=Count("pk")).values_list("unit", "number"))
    ended = list(numbers)
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


def ended_said(name: str) -> str:
    """Return the sentence about a unit of that name that has ended, with its successors; "" when there is none."""
    wanted, today, tree = rules.fold(name), timezone.localdate(), reach.tree()
    standing = tree.on(today)
    for unit, one in tree.newest().items():
        if unit not in standing and rules.fold(one.name) == wanted and one.valid_to is not None:
            said = {"name": name, "heirs": _called(heirs_of(unit, today))}
            return _("“%(name)s” no longer exists. It was taken over by: %(heirs)s. Write that name.") % said
    return ""


def gone_by(units: Iterable[int], day: date) -> list[int]:
    """Return those of `units` that do not exist on `day`, or today where that is later."""
    standing = reach.tree().on(max(day, timezone.localdate()))
    return [unit for unit in units if unit not in standing]


def gone_said(unit: int, day: date) -> str:
    """Return the sentence about a unit that will not exist on `day`, with those that take over from it."""
    said = {
        "name": called(unit),
        "day": f"{day:%d/%m/%Y}",
        "heirs": _called(heirs_of(unit, day)),
    }
    return _("“%(name)s” does not exist on %(day)s. It is taken over by: %(heirs)s. Choose that unit.") % said


def called(unit: int) -> str:
    """Return the newest name of a unit, which may have ended."""
    named = reach.tree().newest().get(unit)
    return named.name if named else "–"


def _called(units: Iterable[int]) -> str:
    return ", ".join(called(unit) for unit in units) or "–"
