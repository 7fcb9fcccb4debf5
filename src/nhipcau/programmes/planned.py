"""A task that is there, written as a planner would: to be changed, copied or put into a table."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.models import Assignment, Part, Task

SAID = (
    "title", "theme", "description", "product", "responsible", "authority", "starts_on", "due_on", "due_words",
    "undated", "recurrence", "optional", "clause_label", "clause",
)  # fmt: skip


class Given(NamedTuple):
    """What a task gives to a unit, without the objects around it: a task may have thousands."""

    unit: int
    part: str
    turn: int
    state: str
    due_on: date | None
    late: bool


def given_of(tasks: Iterable[Task]) -> dict[int, list[Given]]:
    """Return task → what it gives to units, in their order; a task that gives nothing has an empty list. One query."""
    found: dict[int, list[Given]] = defaultdict(list)
    rows = Assignment.objects.filter(task__in=[task.pk for task in tasks]).order_by(
        "task", "part", "turn", "pk"
    )
    names = ("unit_id", "part", "turn", "state", "due_on", "late")
    for task, unit, part, turn, state, due_on, late in rows.values_list("task_id", *names):
        found[task].append(Given(unit, part, turn, state, due_on, late))
    return found


def plan_of(task: Task, given: Iterable[Given]) -> TaskPlan:
    """Return the task as it stands with what it gives to units. No query."""
    first = [one for one in given if one.turn == 0]
    return TaskPlan(
        **{name: getattr(task, name) for name in SAID},
        lead=next((one.unit for one in first if one.part == Part.LEAD), None),
        partners=tuple(one.unit for one in first if one.part == Part.PARTNER),
        each=tuple(one.unit for one in first if one.part == Part.EACH),
        parent=task.parent,
        finding=task.finding,
    )
