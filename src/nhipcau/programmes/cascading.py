"""Actions from one level to the next: make one's programme from a higher one, change what was given, answer changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.programmes import access, events, rules, succeeding
from nhipcau.programmes.actions import Plan, TaskPlan, make_programme
from nhipcau.programmes.errors import (
    AnsweredError,
    CircleError,
    EarlierDayError,
    FinishedError,
    NoReasonError,
    NotGivenError,
    NotYoursError,
    TakenUpError,
)
from nhipcau.programmes.models import (
    Answer,
    Ask,
    Assignment,
    AssignmentState,
    ParentChange,
    ParentChangeKind,
    Programme,
    ProgrammeState,
    Task,
)
from nhipcau.programmes.querysets import OPEN
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A task given to the unit and what the unit makes of it: one task (kept), or several (split)."""

    assignment: Assignment
    tasks: tuple[TaskPlan, ...]


@transaction.atomic
def take_up_programme(
    parent: Programme,
    unit: Unit,
    plan: Plan,
    taken: Sequence[TakenUp],
    more: Sequence[TaskPlan] = (),
    *,
    by: User,
    at: datetime,
) -> Programme:
    """Make the programme with which `unit` carries out `parent`: a draft with the tasks taken up, then its own.

    Each task made keeps the link to the task above and its clause. Raises PermissionDenied; NotGivenError; CircleError;
    TakenUpError; NotYoursError and what `make_programme` raises.
    """
    access.require_planner(by, unit.pk)
    parent = Programme.objects.select_for_update().get(pk=parent.pk)
    if parent.state != ProgrammeState.ISSUED:
        raise NotGivenError
    if rules.makes_circle(unit.pk, parent.pk, _chain(parent)):
        raise CircleError
    if parent.children.filter(unit=unit).exists():
        raise TakenUpError
    if not {one.assignment.pk for one in taken} <= _given(parent, unit):
        raise NotYoursError
    tasks = [_under(one.assignment.task, task) for one in taken for task in one.tasks]
    made = make_programme(unit, plan, [*tasks, *more], source=parent.source, parent=parent, by=by, at=at)
    log.record(events.TAKEN_UP, on=made, by=by, parent=parent.pk, taken=len(taken))
    return made


def _under(task: Task, plan: TaskPlan) -> TaskPlan:
    """Return the task as planned, with its link to the task above and that one's clause."""
    return replace(
        plan,
        parent=task,
        finding=task.finding,
        clause_label=task.clause_label,
        clause=task.clause or task.title,
    )


def _chain(programme: Programme) -> dict[int, tuple[int, int | None]]:
    """Return the programme and those above it → (unit, programme above). A query a level."""
    found: dict[int, tuple[int, int | None]] = {}
    here: Programme | None = programme
    while here is not None and here.pk not in found:
        found[here.pk] = (here.unit_id, here.parent_id)
        here = here.parent
    return found


def _given(programme: Programme, unit: Unit) -> set[int]:
    rows = Assignment.objects.filter(task__programme=programme, unit=unit, state__in=OPEN)
    return set(rows.values_list("pk", flat=True))


@transaction.atomic
def change_deadline(task: Task, day: date, *, reason: str, by: User, at: datetime) -> Task:
    """Give an issued task a new deadline. Units that were given an extension of their own keep theirs.

    To tasks below it is proposed, not imposed. Raises PermissionDenied; NotGivenError; FinishedError; NoReasonError;
    EarlierDayError where the day is the one it has, or lies before the start.
    """
    task = _issued(task, reason, by)
    before = task.due_on
    if day == before or (task.starts_on is not None and day < task.starts_on):
        raise EarlierDayError
    task.due_on, task.undated = day, False
    task.save(update_fields=["due_on", "undated"])
    held = task.assignments.filter(state__in=OPEN, turn=0, due_on=before)
    held.update(due_on=day)
    _propose(task, ParentChangeKind.DEADLINE, day, reason, at)
    log.record(
        events.DEADLINE_CHANGED,
        on=task.programme,
        by=by,
        task=task.pk,
        before=before.isoformat() if before else None,
        after=day.isoformat(),
        reason=reason,
    )
    return task


@transaction.atomic
def withdraw_task(task: Task, *, reason: str, by: User, at: datetime) -> Task:
    """Withdraw an issued task: what is open of it is no longer to be done; what is done stays.

    To tasks below it is proposed, not imposed. Raises PermissionDenied; NotGivenError; FinishedError; NoReasonError.
    """
    task = _issued(task, reason, by)
    task.withdrawn_at, task.withdrawn_why = at, reason.strip()
    task.save(update_fields=["withdrawn_at", "withdrawn_why"])
    task.assignments.filter(state__in=OPEN).update(state=AssignmentState.WITHDRAWN)
    _propose(task, ParentChangeKind.WITHDRAWN, None, reason, at)
    _give_back(task)
    log.record(events.TASK_WITHDRAWN, on=task.programme, by=by, task=task.pk, reason=reason)
    return task


def _issued(task: Task, reason: str, by: User) -> Task:
    access.require_planner(by, task.programme.unit_id)
    task = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
    if task.programme.state != ProgrammeState.ISSUED:
        raise NotGivenError
    if task.withdrawn_at is not None:
        raise FinishedError
    if not reason.strip():
        raise NoReasonError
    return task


def _propose(task: Task, kind: ParentChangeKind, day: date | None, reason: str, at: datetime) -> None:
    """Put the change before every task that carries this one out; an older open proposal gives way to it."""
    below = task.children.filter(withdrawn_at__isnull=True)
    ParentChange.objects.filter(task__in=below, answer=Answer.OPEN).update(answer=Answer.TAKEN_BACK)
    ParentChange.objects.bulk_create(
        ParentChange(task=child, kind=kind, day=day, reason=reason.strip(), made_at=at) for child in below
    )


def _give_back(task: Task) -> None:
    """Let the unit's assignment above count for itself again where none of its own tasks stands for it any more."""
    if task.parent_id is None:
        return
    unit = task.programme.unit_id
    standing = Task.objects.standing().filter(parent=task.parent_id, programme__unit=unit)
    if not standing.filter(programme__state=ProgrammeState.ISSUED).exists():
        held = succeeding.going_on_from([task.parent_id], unit)
        Assignment.objects.filter(pk__in=held).update(taken_up=False)


@transaction.atomic
def answer_change(
    change: ParentChange, *, follow: bool, text: str = "", by: User, at: datetime
) -> ParentChange:
    """Take over a change from above into the unit's own task, or keep the task as it is, saying why.

    Raises PermissionDenied; AnsweredError; NoReasonError when it is not followed and no reason is given.
    """
    access.require_planner(by, change.task.programme.unit_id)
    held = ParentChange.objects.select_for_update(of=("self",)).select_related("task__programme")
    change = held.get(pk=change.pk)
    if change.answer != Answer.OPEN:
        raise AnsweredError
    if not follow and not text.strip():
        raise NoReasonError
    if follow:
        _follow(change, by, at)
    change.answer = Answer.GRANTED if follow else Answer.REFUSED
    change.answer_text, change.answered_at, change.answered_by = text.strip(), at, by
    change.save()
    log.record(events.CHANGE_ANSWERED, on=change.task.programme, by=by, task=change.task_id, followed=follow)
    return change


def _follow(change: ParentChange, by: User, at: datetime) -> None:
    task = change.task
    if task.programme.state == ProgrammeState.DRAFT:
        _follow_in_draft(change)
    elif task.withdrawn_at is not None:
        return
    elif change.kind == ParentChangeKind.WITHDRAWN:
        withdraw_task(task, reason=change.reason, by=by, at=at)
    elif change.day is not None and change.day != task.due_on:
        change_deadline(task, change.day, reason=change.reason, by=by, at=at)


def _follow_in_draft(change: ParentChange) -> None:
    if change.kind == ParentChangeKind.DEADLINE:
        Task.objects.filter(pk=change.task_id).update(due_on=change.day)
    else:
        Task.objects.filter(pk=change.task_id).update(
            withdrawn_at=change.made_at, withdrawn_why=change.reason
        )


@transaction.atomic
def hand_over_tasks(ended: Unit, heir: Unit, *, by: User, at: datetime) -> int:
    """Pass what is open at a unit that ended on to the unit that took over; what is done stays. Returns how many.

    Where the heir has the task itself, that one stands. Raises PermissionDenied.
    """
    access.require_planner(by, ended.pk)
    access.require_planner(by, heir.pk)
    rows = Assignment.objects.select_for_update(of=("self",)).given().to_units([ended.pk]).still_open()
    left = list(rows.order_by("pk"))
    has = _turns_of(heir, [one.task_id for one in left])
    going_on = [_continued(one, heir) for one in left if (one.task_id, one.turn) not in has]
    for one in left:
        one.state = AssignmentState.PASSED_ON
    Assignment.objects.bulk_update(left, ["state"], batch_size=500)
    asked = Ask.objects.open().filter(assignment__in=[one.pk for one in left])
    asked.update(answer=Answer.TAKEN_BACK, answered_at=at, answered_by=by)
    Assignment.objects.bulk_create(going_on)
    if left:
        log.record(events.HANDED_OVER, on=ended, by=by, to=heir.pk, tasks=len(left))
    return len(left)


def _turns_of(unit: Unit, tasks: Collection[int]) -> set[tuple[int, int]]:
    rows: Iterable[tuple[int, int]] = Assignment.objects.filter(unit=unit, task__in=tasks).values_list(
        "task_id", "turn"
    )
    return set(rows)


def _continued(left: Assignment, heir: Unit) -> Assignment:
    """Return the assignment with which `heir` goes on; completion that was asked for has to be asked for anew.

    What the unit had made of it in its own programme goes on standing for it.
    """
    new = left.state == AssignmentState.NOT_STARTED
    return Assignment(
        task_id=left.task_id,
        unit=heir,
        part=left.part,
        turn=left.turn,
        due_on=left.due_on,
        state=AssignmentState.NOT_STARTED if new else AssignmentState.UNDER_WAY,
        taken_up=left.taken_up,
        passed_from=left,
    )
