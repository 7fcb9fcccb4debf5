"""Issuing a programme: at once where it is small, in the background with its progress on record where it is large."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.programmes import access, behind, events, giving, rules, succeeding
from nhipcau.programmes.errors import EndedUnitsError, NoTasksError, UnclearTasksError
from nhipcau.programmes.models import Assignment, Giving, GivingStep, Part, Programme, ProgrammeState, Task
from nhipcau.units import holidays, reach
from nhipcau.units.among import Units
from nhipcau.units.models import User

MOST_NAMED = 20


@transaction.atomic
def issue_programme(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Give the programme's tasks to the units, a task that recurs once for each time. Issuing twice changes nothing.

    Raises PermissionDenied; NoTasksError; UnclearTasksError naming the tasks and what of the "6 rõ" each lacks;
    EndedUnitsError naming units that do not exist at the deadline; BeingGivenError.
    """
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == ProgrammeState.ISSUED:
        return programme
    behind.refuse_while_given(programme)
    tasks = _clear_tasks(programme)
    for task in tasks:
        give_turns(task, programme.ends_on)
    return _finish(programme, tasks, by, at)


@transaction.atomic
def begin_issuing(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Issue the programme: at once, or, where that takes long, begin it in the background; it stays a draft until then.

    One that stopped with a fault begins again. Raises what `issue_programme` raises; BeingIssuedError.
    """
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == ProgrammeState.ISSUED or states_of(programme) <= behind.AT_ONCE:
        return issue_programme(programme, by=by, at=at)
    behind.refuse_while_given(programme)
    number = len(_clear_tasks(programme))
    behind.begin(programme, GivingStep.ISSUE, tasks=number, wanted={}, by=by, at=at)
    log.record(events.ISSUING, on=programme, by=by, tasks=number)
    return programme


def issue_in_turn(running: Giving, at: datetime) -> None:
    """Give the tasks of a programme that is being issued, each in a transaction of its own, then issue it."""
    tasks = _clear_tasks(running.programme)
    behind.each(running, tasks, lambda task: give_turns(task, running.programme.ends_on))
    with transaction.atomic():
        held = Programme.objects.select_for_update().get(pk=running.programme_id)
        access.require_planner(running.asked_by, held.unit_id)
        _finish(held, tasks, running.asked_by, at)
        behind.finish(running, at)


def states_of(programme: Programme) -> int:
    """Return how many states issuing the programme makes or dates. Two queries."""
    tasks = programme.tasks.standing()
    number = Assignment.objects.filter(task__in=tasks, turn=0).count()
    for task in tasks.exclude(recurrence=""):
        if task.due_on is not None:
            further = len(rules.turns(task.due_on, task.recurrence, programme.ends_on)) - 1
            number += further * task.assignments.filter(turn=0).count()
    return number


def _clear_tasks(programme: Programme) -> list[Task]:
    """Return the tasks to issue. Raises NoTasksError; UnclearTasksError; EndedUnitsError."""
    doers = Assignment.objects.filter(task=OuterRef("pk")).exclude(part=Part.PARTNER)
    tasks = list(programme.tasks.standing().annotate(has_doers=Exists(doers)))
    if not tasks:
        raise NoTasksError
    unclear = [
        (task.title, [rules.SIX[one] for one in missing]) for task in tasks if (missing := _lacks(task))
    ]
    if unclear:
        raise UnclearTasksError(unclear)
    if ended := _ended(tasks):
        raise EndedUnitsError(ended)
    return tasks


def _ended(tasks: Sequence[Task]) -> list[tuple[str, str]]:
    """Return (task, the sentence about it) of units that do not exist at the deadline of their task. One query."""
    today, tree = timezone.localdate(), reach.tree()
    dues = {task.pk: task.due_on or today for task in tasks}
    last = max(today, *dues.values())
    gone = Units(tree.newest().keys() - tree.on(last).keys())
    rows = Assignment.objects.filter(task__in=tasks, turn=0, unit__in=gone).select_related("task")
    found = [
        one
        for one in rows.order_by("task__position", "pk")
        if succeeding.gone_by([one.unit_id], dues[one.task_id])
    ]
    return [
        (one.task.title, succeeding.gone_said(one.unit_id, max(today, dues[one.task_id])))
        for one in found[:MOST_NAMED]
    ]


def _lacks(task: Task) -> list[str]:
    """Return what of the "6 rõ" a task does not say: keys of `rules.SIX`."""
    return rules.unclear(
        rules.Said(
            has_units=task.has_doers,  # type: ignore[attr-defined]  # annotated above
            title=task.title,
            due_on=task.due_on,
            undated=task.undated,
            responsible=task.responsible,
            product=task.product,
            authority=task.authority,
        )
    )


def give_turns(task: Task, last: date) -> None:
    """Set the deadlines of a task's assignments, and add one for each further turn. Twice changes nothing."""
    first = task.assignments.filter(turn=0)
    first.update(due_on=task.due_on)
    days = _turns(task, last)
    given: dict[str, list[int]] = {}
    for unit, part in first.order_by().values_list("unit_id", "part") if len(days) > 1 else ():
        given.setdefault(part, []).append(unit)
    for turn, day in enumerate(days[1:], start=1):
        for part, units in given.items():
            giving.give(task, units, part, turn=turn, due_on=day)


def _turns(task: Task, last: date) -> list[date]:
    if task.due_on is None:
        return []
    closed = holidays.closed_days(task.due_on.year, max(task.due_on.year, last.year))
    return rules.turns(
        task.due_on, task.recurrence, last, lambda day: holidays.first_working_day(day, closed)
    )


def _finish(programme: Programme, tasks: Sequence[Task], by: User, at: datetime) -> Programme:
    above = [task.parent_id for task in tasks if task.parent_id]
    held = succeeding.going_on_from(above, programme.unit_id)
    Assignment.objects.filter(pk__in=held).update(taken_up=True)
    programme.state, programme.issued_at = ProgrammeState.ISSUED, at
    programme.save(update_fields=["state", "issued_at"])
    log.record(events.ISSUED, on=programme, by=by, tasks=len(tasks))
    return programme
