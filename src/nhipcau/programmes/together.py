"""Actions on several tasks of a programme at once: what a draft says of them; a new deadline of issued ones."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.programmes import access, behind, events
from nhipcau.programmes.actions import TaskPlan, write_tasks
from nhipcau.programmes.cascading import change_deadline
from nhipcau.programmes.errors import (
    EarlierDayError,
    FinishedError,
    ForeignTaskError,
    NoReasonError,
    NothingChosenError,
)
from nhipcau.programmes.models import Assignment, Giving, GivingStep, Programme, Task
from nhipcau.programmes.planned import given_of, plan_of
from nhipcau.programmes.succeeding import called
from nhipcau.programmes.tabling import HEADS, cells_of
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
    given = given_of(found)
    plans = [_changed(plan_of(task, given[task.pk]), same) for task in found]
    write_tasks(programme, list(zip(found, plans, strict=True)), by=by, at=at)
    log.record(
        events.TASKS_CHANGED, on=programme, by=by, tasks=[one.pk for one in found], fields=sorted(same.says)
    )
    return len(found)


@dataclass(frozen=True, slots=True)
class Preview:
    """A task and what would be changed in it: (what, as it stands, as it would be)."""

    title: str
    changes: tuple[tuple[str, str, str], ...]


def preview_of_tasks(
    programme: Programme, tasks: Collection[int], same: Same, names: Mapping[int, str]
) -> list[Preview]:
    """Return what `change_tasks` would change. Raises NothingChosenError; ForeignTaskError."""
    found = _tasks(programme, tasks)
    if not same.says:
        raise NothingChosenError
    given = given_of(found)
    return [_previewed(task, plan_of(task, given[task.pk]), same, names) for task in found]


def _previewed(task: Task, plan: TaskPlan, same: Same, names: Mapping[int, str]) -> Preview:
    known = {unit: called(unit) for unit in (plan.lead, *plan.each, *plan.partners) if unit is not None}
    before, after = (cells_of(one, {**known, **names}) for one in (plan, _changed(plan, same)))
    differ = [key for key in before if before[key] != after[key]]
    return Preview(task.title, tuple((HEADS[key], _said(before[key]), _said(after[key])) for key in differ))


def preview_of_deadlines(programme: Programme, tasks: Collection[int], day: date) -> list[Preview]:
    """Return what `change_deadlines` would change. Raises NothingChosenError; ForeignTaskError."""
    found = _tasks(programme, tasks)
    return [
        Preview(
            one.title, ((HEADS["due_on"], _said(one.due_on or ""), _said(day)),) if one.due_on != day else ()
        )
        for one in found
    ]


def _said(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _changed(plan: TaskPlan, same: Same) -> TaskPlan:
    """Return the plan with what is to be the same; whoever does the task now is no partner of it any more."""
    plan = replace(plan, **same.says)  # type: ignore[arg-type]  # names and values of the plan
    doers = {plan.lead, *plan.each}
    return replace(plan, partners=tuple(one for one in plan.partners if one not in doers))


@transaction.atomic
def change_deadlines(
    programme: Programme, tasks: Collection[int], day: date, *, reason: str, by: User, at: datetime
) -> int:
    """Give several issued tasks a new deadline; those that have it already stay. Returns how many change.

    Many units get it in the background, a task at a time. Raises PermissionDenied; NothingChosenError;
    ForeignTaskError; BeingGivenError and what `change_deadline` raises.
    """
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    moved = [one for one in _tasks(programme, tasks) if one.due_on != day]
    if Assignment.objects.filter(task__in=moved, turn=0).count() <= behind.AT_ONCE:
        for task in moved:
            change_deadline(task, day, reason=reason, by=by, at=at)
        return len(moved)
    _require_sense(moved, day, reason)
    wanted = {"tasks": [one.pk for one in moved], "day": day.isoformat(), "reason": reason}
    behind.begin(programme, GivingStep.DEADLINE, tasks=len(moved), wanted=wanted, by=by, at=at)
    return len(moved)


def _require_sense(tasks: Sequence[Task], day: date, reason: str) -> None:
    """Refuse before it is begun what `change_deadline` would refuse in the middle."""
    if not reason.strip():
        raise NoReasonError
    if any(one.starts_on is not None and day < one.starts_on for one in tasks):
        raise EarlierDayError


def move_in_turn(running: Giving, at: datetime) -> None:
    """Give tasks their new deadline, each in a transaction of its own; one called back in the meantime stays."""
    wanted = running.wanted
    day = date.fromisoformat(wanted["day"])
    tasks = list(running.programme.tasks.select_related("programme").filter(pk__in=wanted["tasks"]))

    def move(task: Task) -> None:
        if task.due_on != day:
            with suppress(FinishedError):
                change_deadline(task, day, reason=wanted["reason"], by=running.asked_by, at=at)

    behind.each(running, tasks, move)
    behind.finish(running, at)


def _tasks(programme: Programme, tasks: Collection[int]) -> Sequence[Task]:
    if not tasks:
        raise NothingChosenError
    standing = programme.tasks.standing().filter(pk__in=tasks)
    found = list(standing.select_related("programme", "parent", "finding"))
    if len(found) < len(set(tasks)):
        raise ForeignTaskError
    return found
