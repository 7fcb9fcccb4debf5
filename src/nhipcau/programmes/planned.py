"""A task that is there, written as a planner would: to be changed, copied or put into a table."""

from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.models import Part, Task

SAID = (
    "title", "theme", "description", "product", "responsible", "authority", "starts_on", "due_on", "due_words",
    "undated", "recurrence", "optional", "clause_label", "clause",
)  # fmt: skip


def plan_of(task: Task) -> TaskPlan:
    """Return the task as it stands; its assignments should be loaded. No query then."""
    given = [one for one in task.assignments.all() if one.turn == 0]
    return TaskPlan(
        **{name: getattr(task, name) for name in SAID},
        lead=next((one.unit_id for one in given if one.part == Part.LEAD), None),
        partners=tuple(one.unit_id for one in given if one.part == Part.PARTNER),
        each=tuple(one.unit_id for one in given if one.part == Part.EACH),
        parent=task.parent,
        finding=task.finding,
    )
