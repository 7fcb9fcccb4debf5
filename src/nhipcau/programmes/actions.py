"""Every write in programmes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.programmes import access, events
from nhipcau.programmes.errors import (
    AlreadyIssuedError,
    IncompleteTasksError,
    NoTasksError,
    NotGivenError,
    SilentProgressError,
    UnknownUnitError,
    WrongPeriodError,
)
from nhipcau.programmes.models import (
    Assignment,
    AssignmentState,
    Part,
    Programme,
    ProgrammeState,
    ProgressNote,
    Task,
)
from nhipcau.registry.models import Document, Finding
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Plan:
    """What a programme is called and when it runs, both days included."""

    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A task as a planner writes it: `lead` and `partners` are units; the clause stays word for word."""

    title: str
    theme: str = ""
    description: str = ""
    product: str = ""
    due_on: date | None = None
    lead: int | None = None
    partners: tuple[int, ...] = ()
    finding: Finding | None = None
    clause_label: str = ""
    clause: str = ""


@transaction.atomic
def make_programme(
    unit: Unit,
    plan: Plan,
    tasks: Sequence[TaskPlan] = (),
    *,
    source: Document | None = None,
    by: User,
    at: datetime,
) -> Programme:
    """Make a programme of `unit`, as a draft, with `tasks` in their order; `source` is the document it carries out.

    Raises PermissionDenied; WrongPeriodError; UnknownUnitError.
    """
    access.require_planner(by, unit.pk)
    programme = Programme(unit=unit, source=source)
    _enter_plan(programme, plan)
    programme.save()
    allowed = access.planner_units(by)
    for position, task in enumerate(tasks):
        _save_task(Task(programme=programme, position=position), task, allowed)
    log.record(events.MADE, on=programme, by=by, tasks=len(tasks), source=source.pk if source else None)
    return programme


@transaction.atomic
def change_programme(programme: Programme, plan: Plan, *, by: User, at: datetime) -> Programme:
    """Change the title and time of a programme; both may be mended after issuing, the tasks may not.

    Raises PermissionDenied; WrongPeriodError.
    """
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    _enter_plan(programme, plan)
    programme.save()
    log.record(events.CHANGED, on=programme, by=by, title=plan.title)
    return programme


@transaction.atomic
def add_task(programme: Programme, task: TaskPlan, *, by: User, at: datetime) -> Task:
    """Add a task at the end of a draft programme. Raises PermissionDenied; AlreadyIssuedError; UnknownUnitError."""
    programme = _draft(programme, by)
    last = programme.tasks.order_by("-position").first()
    made = Task(programme=programme, position=last.position + 1 if last else 0)
    _save_task(made, task, access.planner_units(by))
    log.record(events.TASK_ADDED, on=programme, by=by, task=made.pk, title=made.title)
    return made


@transaction.atomic
def change_task(task: Task, plan: TaskPlan, *, by: User, at: datetime) -> Task:
    """Change a task of a draft programme; the clause it came from stays.

    Raises PermissionDenied; AlreadyIssuedError; UnknownUnitError.
    """
    _draft(task.programme, by)
    task = Task.objects.select_for_update().get(pk=task.pk)
    _save_task(task, plan, access.planner_units(by))
    log.record(events.TASK_CHANGED, on=task.programme, by=by, task=task.pk, title=task.title)
    return task


@transaction.atomic
def remove_task(task: Task, *, by: User, at: datetime) -> None:
    """Take a task out of a draft programme. Raises PermissionDenied; AlreadyIssuedError."""
    programme = _draft(task.programme, by)
    log.record(events.TASK_REMOVED, on=programme, by=by, task=task.pk, title=task.title)
    task.delete()


@transaction.atomic
def issue_programme(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Give the programme's tasks to the units. Issuing twice changes nothing.

    Raises PermissionDenied; NoTasksError; IncompleteTasksError naming the tasks without a lead unit or a due date.
    """
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == ProgrammeState.ISSUED:
        return programme
    tasks = list(programme.tasks.with_units())
    if not tasks:
        raise NoTasksError
    incomplete = [task.title for task in tasks if task.due_on is None or task.lead is None]
    if incomplete:
        raise IncompleteTasksError(incomplete)
    programme.state, programme.issued_at = ProgrammeState.ISSUED, at
    programme.save(update_fields=["state", "issued_at"])
    log.record(events.ISSUED, on=programme, by=by, tasks=len(tasks))
    return programme


@transaction.atomic
def report_progress(
    assignment: Assignment, *, state: AssignmentState, text: str, by: User, at: datetime
) -> Assignment:
    """Say how far a unit is with a task; the moment of `DONE` is kept until the unit opens it again.

    Raises PermissionDenied; NotGivenError; SilentProgressError.
    """
    access.require_worker(by, assignment)
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("task__programme")
    assignment = rows.get(pk=assignment.pk)
    if assignment.task.programme.state != ProgrammeState.ISSUED:
        raise NotGivenError
    if not text.strip():
        raise SilentProgressError
    done = state == AssignmentState.DONE
    assignment.done_at = (assignment.done_at or at) if done else None
    assignment.state = state
    assignment.save(update_fields=["state", "done_at"])
    ProgressNote.objects.create(assignment=assignment, state=state, text=text.strip(), at=at, by=by)
    log.record(events.PROGRESS, on=assignment, by=by, state=str(state))
    return assignment


def _enter_plan(programme: Programme, plan: Plan) -> None:
    if plan.ends_on < plan.starts_on:
        raise WrongPeriodError
    programme.title, programme.starts_on, programme.ends_on = plan.title, plan.starts_on, plan.ends_on
    programme.full_clean(validate_constraints=False)


def _draft(programme: Programme, by: User) -> Programme:
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == ProgrammeState.ISSUED:
        raise AlreadyIssuedError
    return programme


def _save_task(task: Task, plan: TaskPlan, allowed: frozenset[int]) -> None:
    """Write the plan into the task and give it to its units; `allowed` are those the planner may give tasks to."""
    wanted = dict.fromkeys(plan.partners, Part.PARTNER)
    if plan.lead is not None:
        wanted[plan.lead] = Part.LEAD
    if not wanted.keys() <= allowed or plan.lead in plan.partners:
        raise UnknownUnitError
    for name in ("title", "theme", "description", "product", "due_on"):
        setattr(task, name, getattr(plan, name))
    if plan.clause:
        task.finding, task.clause_label, task.clause = plan.finding, plan.clause_label, plan.clause
    task.full_clean(exclude=["programme", "finding"])
    task.save()
    _give(task, wanted)


def _give(task: Task, wanted: dict[int, Part]) -> None:
    task.assignments.exclude(unit__in=wanted).delete()
    for unit, part in wanted.items():
        Assignment.objects.update_or_create(task=task, unit_id=unit, defaults={"part": part})
