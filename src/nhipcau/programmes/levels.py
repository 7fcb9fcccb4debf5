"""A programme seen from above: who has made theirs, what nobody has taken up, states rolled up over the levels."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Q

from nhipcau.programmes.models import Assignment, Programme, Task
from nhipcau.programmes.querysets import DOERS
from nhipcau.programmes.rules import Cells
from nhipcau.units.models import UnitVersion

MOST_LEVELS = 8  # more than the administration has; a circle cannot be made, and would not hang this


@dataclass(frozen=True, slots=True)
class Below:
    """A unit that a programme gives tasks to, and the programme with which it carries that out, if it has one."""

    unit: int
    unit_name: str
    given: int
    taken_up: int
    programme: int | None
    is_issued: bool


def rolled_up(tasks: Collection[int], today: date) -> dict[int, Cells]:
    """Return task → the cells of the leaves at it and below it. A query a level, and one more.

    What a unit has taken up in an issued programme of its own is counted there, once, and not again above.
    """
    found = dict.fromkeys(tasks, Cells())
    way, levels = "task", 0
    leaves = Assignment.objects.given().to_doers().filter(taken_up=False)
    depth = _depth(tasks)
    while levels <= depth:
        for (task,), cells in leaves.filter(**{f"{way}__in": list(tasks)}).cells_by(today, way).items():
            found[task] += cells
        way, levels = f"{way}__parent", levels + 1
    return found


def _depth(tasks: Collection[int]) -> int:
    """Return how many levels of tasks there are below. One query."""
    way, asked = "parent", {}
    for level in range(1, MOST_LEVELS):
        asked[f"level_{level}"] = Exists(Task.objects.filter(**{f"{way}__in": list(tasks)}))
        way = f"{way}__parent"
    found = (
        Task.objects.filter(pk__in=list(tasks)[:1]).order_by().annotate(**asked).values(*asked).first() or {}
    )
    return sum(found.values())


def units_below(programme: Programme) -> list[Below]:
    """Return the units that a programme gives tasks to do, those without one of their own first. Three queries."""
    given = (
        Assignment.objects.filter(task__programme=programme)
        .to_doers()
        .counted()
        .exclude(unit=programme.unit_id)
    )
    counted = (
        given.order_by()
        .values("unit")
        .annotate(
            given=Count("task", distinct=True), taken=Count("task", distinct=True, filter=Q(taken_up=True))
        )
    )
    rows = {row["unit"]: row for row in counted}
    own = {unit: (pk, state) for unit, pk, state in programme.children.values_list("unit", "pk", "state")}
    names = UnitVersion.objects.newest_names(list(rows), language="vi")
    below = [
        Below(
            unit=unit,
            unit_name=names.get(unit, ""),
            given=row["given"],
            taken_up=row["taken"],
            programme=own.get(unit, (None, ""))[0],
            is_issued=own.get(unit, (None, ""))[1] == "issued",
        )
        for unit, row in rows.items()
    ]
    return sorted(below, key=lambda one: (one.is_issued, one.programme is not None, one.unit_name))


def nobody_took_up(programme: Programme) -> list[Task]:
    """Return the tasks of a programme given to units below that none of them has taken up. One query."""
    given = Q(assignments__part__in=DOERS) & ~Q(assignments__unit=programme.unit_id)
    taken = Count("assignments", filter=Q(assignments__taken_up=True))
    rows = programme.tasks.standing().annotate(below=Count("assignments", filter=given), taken=taken)
    return list(rows.filter(below__gt=0, taken=0))
