"""Actions on several tasks of a programme at once: what a draft says of them; a new deadline of issued ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.programmes import access, events
from nhipcau.programmes.actions import change_task
from nhipcau.programmes.cascading import change_deadline
from nhipcau.programmes.errors import ForeignTaskError, NothingChosenError
from nhipcau.programmes.models import Programme, Task
from nhipcau.programmes.planned import plan_of
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Same:
    """What all chosen tasks are to say; None or "" leaves a task as it is; `each` takes the place of `lead`."""

    lead: int | None = None
    each: tuple[int, ...] = ()
    due_on: date | None = None
    responsible: str = ""
    authority: str = ""
    theme: str = ""

    @property
    def says(self) -> dict[str, object]:
        """What is to be changed."""
        given = {name: getattr(self, name) for name in ("due_on", "responsible", "authority", "theme")}
        said = {name: value for name, value in given.items() if value}
        if self.lead:
            said |= {"lead": self.lead, "each": ()}
        elif self.each:
            said |= {"each": self.each, "lead": None}
        return said | ({"undated": False} if self.due_on else {})


@transaction.atomic
def change_tasks(programme: Programme, tasks: Collection[int], same: Same, *, by: User, at: datetime) -> int:
    """Write the same into several tasks of a draft; all or none. Returns how many.

    Raises PermissionDenied; NothingChosenError; ForeignTaskError; AlreadyIssuedError and what `change_task` raises.
    """
    access.require_planner(by, programme.unit_id)
    found = _tasks(programme, tasks)
    if not same.says:
        raise NothingChosenError
    for task in found:
        plan = replace(plan_of(task), **same.says)  # type: ignore[arg-type]  # names and values of the plan
        doers = {plan.lead, *plan.each}
        change_task(
            task,
            replace(plan, partners=tuple(one for one in plan.partners if one not in doers)),
            by=by,
            at=at,
        )
    log.record(
        events.TASKS_CHANGED, on=programme, by=by, tasks=[one.pk for one in found], fields=sorted(same.says)
    )
    return len(found)


@transaction.atomic
def change_deadlines(
    programme: Programme, tasks: Collection[int], day: date, *, reason: str, by: User, at: datetime
) -> int:
    """Give several issued tasks a new deadline; those that have it already stay. Returns how many changed.

    Raises PermissionDenied; NothingChosenError; ForeignTaskError and what `change_deadline` raises.
    """
    access.require_planner(by, programme.unit_id)
    moved = [one for one in _tasks(programme, tasks) if one.due_on != day]
    for task in moved:
        change_deadline(task, day, reason=reason, by=by, at=at)
    return len(moved)


def _tasks(programme: Programme, tasks: Collection[int]) -> Sequence[Task]:
    if not tasks:
        raise NothingChosenError
    standing = programme.tasks.standing().filter(pk__in=tasks)
    found = list(standing.select_related("programme", "parent", "finding").prefetch_related("assignments"))
    if len(found) < len(set(tasks)):
        raise ForeignTaskError
    return found
