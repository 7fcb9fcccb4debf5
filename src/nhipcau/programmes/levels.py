"""A programme seen from above: who has made theirs, what nobody has taken up, states rolled up over the levels."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from nhipcau.programmes.models import (
    Answer,
    Assignment,
    AssignmentSum,
    ParentChange,
    Programme,
    ProgrammeState,
    Task,
)
from nhipcau.programmes.rules import Cells
from nhipcau.units import reach

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


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of the changes of a task that were proposed to the tasks below it."""

    followed: int = 0
    kept: int = 0
    open: int = 0


def proposed(tasks: Collection[int]) -> dict[int, Proposed]:
    """Return task → what those below answered to its changes; a task that has not changed is left out. One query."""
    rows = ParentChange.objects.filter(task__parent__in=list(tasks)).order_by().values_list("task__parent")
    counted = rows.annotate(
        followed=Count("pk", filter=Q(answer=Answer.GRANTED)),
        kept=Count("pk", filter=Q(answer=Answer.REFUSED)),
        open=Count("pk", filter=Q(answer=Answer.OPEN)),
    )
    return {task: Proposed(*numbers) for task, *numbers in counted}


def rolled_up(tasks: Collection[int], today: date) -> dict[int, Cells]:
    """Return task → the cells of the leaves at it and below it. Two queries a level.

    What a unit has taken up in an issued programme of its own is counted there, once, and not again above.
    """
    found = dict.fromkeys(tasks, Cells())
    leaves = AssignmentSum.objects.out_of_draft().to_doers().filter(taken_up=False)
    here, way = Task.objects.filter(pk__in=list(tasks)).order_by(), "task"
    for _level in range(MOST_LEVELS):
        for (task,), cells in leaves.filter(**{f"{way}__in": list(tasks)}).cells_by(today, way).items():
            found[task] += cells
        here, way = Task.objects.filter(parent__in=here.values("pk")).order_by(), f"{way}__parent"
        if not here.exists():
            break
    return found


def units_below(programme: Programme) -> list[Below]:
    """Return the units that a programme gives tasks to do, those without one of their own first. Four queries."""
    own = {unit: (pk, state) for unit, pk, state in programme.children.values_list("unit", "pk", "state")}
    newest = reach.tree().newest()
    below = [
        Below(
            unit=unit,
            unit_name=newest[unit].name if unit in newest else "",
            given=given,
            taken_up=taken,
            programme=own.get(unit, (None, ""))[0],
            is_issued=own.get(unit, (None, ""))[1] == ProgrammeState.ISSUED,
        )
        for unit, given, taken in _given_below(programme)
    ]
    return sorted(below, key=lambda one: (one.is_issued, one.programme is not None, one.unit_name))


def _given_below(programme: Programme) -> Iterable[tuple[int, int, int]]:
    """Give (unit, tasks given to it, those of them taken up). Three queries; tasks that recur are counted once."""
    tasks = dict(Task.objects.filter(programme=programme).order_by().values_list("pk", "recurrence"))
    rows = Assignment.objects.filter(task__in=list(tasks)).to_doers().counted().order_by()
    below = rows.exclude(unit=programme.unit_id).values_list("unit")
    number = Count("task", distinct=any(tasks.values()))
    taken = dict(below.filter(taken_up=True).annotate(number=number))
    return ((unit, given, taken.get(unit, 0)) for unit, given in below.annotate(number=number))


def nobody_took_up(programme: Programme) -> list[Task]:
    """Return the tasks of a programme given to units below that none of them has taken up. One query."""
    rows = Assignment.objects.filter(task=OuterRef("pk"))
    below = rows.to_doers().exclude(unit=programme.unit_id)
    standing = programme.tasks.standing()
    return list(standing.filter(Exists(below), ~Exists(rows.filter(taken_up=True))))
