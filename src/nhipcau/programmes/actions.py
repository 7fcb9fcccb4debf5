"""Every write in programmes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nhipcau.audit import log
from nhipcau.programmes import access, behind, events, giving
from nhipcau.programmes.errors import (
    AlreadyIssuedError,
    DueBeforeStartError,
    UnknownUnitError,
    WrongPeriodError,
    WrongTurnsError,
)
from nhipcau.programmes.models import (
    Assignment,
    Giving,
    GivingStep,
    Part,
    Programme,
    ProgrammeKind,
    ProgrammeState,
    Recurrence,
    Task,
)
from nhipcau.programmes.sections import SECTIONS
from nhipcau.registry.models import Document, Finding
from nhipcau.units.among import Units
from nhipcau.units.models import Unit, User

_WRITTEN = (
    "title", "theme", "description", "product", "responsible", "authority", "starts_on", "due_on", "due_words",
    "undated", "recurrence", "optional",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What a programme is called and when it runs, both days included."""

    title: str
    starts_on: date
    ends_on: date
    kind: str = ProgrammeKind.YEAR


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A task as a planner writes it; the clause stays word for word.

    `lead` and `partners` are units, `each` those that each do it for themselves; `parent` is the task above that it
    carries out. `due_on` is the first deadline where it recurs.
    """

    title: str
    theme: str = ""
    description: str = ""
    product: str = ""
    responsible: str = ""
    authority: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    due_words: str = ""
    undated: bool = False
    recurrence: str = Recurrence.ONCE
    optional: bool = False
    lead: int | None = None
    partners: tuple[int, ...] = ()
    each: tuple[int, ...] = ()
    parent: Task | None = None
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
    parent: Programme | None = None,
    previous: Programme | None = None,
    once: UUID | None = None,
    by: User,
    at: datetime,
) -> Programme:
    """Make a programme of `unit`, as a draft, with `tasks` in their order; many units are given them in the background.

    `source` is the document it carries out, `parent` the higher programme, `previous` the one it follows; the same
    `once` makes one, however often it is sent. Raises PermissionDenied; WrongPeriodError; UnknownUnitError;
    DueBeforeStartError; WrongTurnsError.
    """
    access.require_planner(by, unit.pk)
    if once is not None:
        Unit.objects.select_for_update().get(pk=unit.pk)
        if made := Programme.objects.filter(once=once, unit=unit).first():
            return made
    programme = Programme(unit=unit, source=source, parent=parent, previous=previous, once=once)
    _enter_plan(programme, plan)
    programme.save()
    allowed = access.planner_units(by)
    wanted = [
        _write_task(Task(programme=programme, position=position), task, allowed)
        for position, task in enumerate(tasks)
    ]
    give_to_units(programme, wanted, by=by, at=at)
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
def write_texts(programme: Programme, texts: Mapping[str, str], *, by: User, at: datetime) -> Programme:
    """Write texts of a programme: section → text; "" takes a text out. Sections that are not named stay.

    Raises PermissionDenied; KeyError for a section that there is not.
    """
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    for section, text in texts.items():
        if section not in SECTIONS:
            raise KeyError(section)
        if text.strip():
            programme.texts.update_or_create(section=section, defaults={"text": text.strip()})
        else:
            programme.texts.filter(section=section).delete()
    log.record(events.TEXTS, on=programme, by=by, sections=sorted(texts))
    return programme


@transaction.atomic
def add_task(programme: Programme, task: TaskPlan, *, by: User, at: datetime) -> Task:
    """Add a task at the end of a draft programme. Raises PermissionDenied; AlreadyIssuedError; UnknownUnitError."""
    programme = hold_draft(programme, by)
    made = Task(programme=programme, position=_next_position(programme))
    _save_task(made, task, access.planner_units(by))
    log.record(events.TASK_ADDED, on=programme, by=by, task=made.pk, title=made.title)
    return made


@transaction.atomic
def change_task(task: Task, plan: TaskPlan, *, by: User, at: datetime) -> Task:
    """Change a task of a draft programme; the clause it came from stays.

    Raises PermissionDenied; AlreadyIssuedError; UnknownUnitError.
    """
    hold_draft(task.programme, by)
    task = Task.objects.select_for_update().get(pk=task.pk)
    _save_task(task, plan, access.planner_units(by))
    log.record(events.TASK_CHANGED, on=task.programme, by=by, task=task.pk, title=task.title)
    return task


@transaction.atomic
def write_tasks(
    programme: Programme,
    changed: Sequence[tuple[Task, TaskPlan]] = (),
    new: Sequence[TaskPlan] = (),
    *,
    by: User,
    at: datetime,
) -> None:
    """Change several tasks of a draft and add new ones, all or none; many units are given them in the background.

    Raises PermissionDenied; AlreadyIssuedError; BeingGivenError; UnknownUnitError and what `make_programme` raises.
    """
    programme = hold_draft(programme, by)
    allowed = access.planner_units(by)
    held = Task.objects.select_for_update().in_bulk([task.pk for task, _plan in changed])
    now = _units_of(held)
    wanted = [_write_task(held[task.pk], plan, allowed) for task, plan in changed]
    first = _next_position(programme)
    made = [
        _write_task(Task(programme=programme, position=position), plan, allowed)
        for position, plan in enumerate(new, start=first)
    ]
    moved = [(task, units) for task, units in wanted if units != now[task.pk]]
    give_to_units(programme, [*moved, *made], by=by, at=at)
    for task, _units in wanted:
        log.record(events.TASK_CHANGED, on=programme, by=by, task=task.pk, title=task.title)
    for task, _units in made:
        log.record(events.TASK_ADDED, on=programme, by=by, task=task.pk, title=task.title)


def _next_position(programme: Programme) -> int:
    last = programme.tasks.order_by("-position").first()
    return last.position + 1 if last else 0


def _units_of(tasks: Collection[int]) -> dict[int, dict[int, str]]:
    """Return task → unit → its part. One query."""
    found: dict[int, dict[int, str]] = {task: {} for task in tasks}
    rows = Assignment.objects.filter(task__in=tasks).order_by()
    for task, unit, part in rows.values_list("task_id", "unit_id", "part"):
        found[task][unit] = part
    return found


@transaction.atomic
def remove_task(task: Task, *, by: User, at: datetime) -> None:
    """Take a task out of a draft programme. Raises PermissionDenied; AlreadyIssuedError."""
    programme = hold_draft(task.programme, by)
    log.record(events.TASK_REMOVED, on=programme, by=by, task=task.pk, title=task.title)
    task.delete()


def give_to_units(
    programme: Programme, wanted: Sequence[tuple[Task, Mapping[int, Part]]], *, by: User, at: datetime
) -> None:
    """Give tasks of a draft to their units: at once, or, where they are many, in the background."""
    if sum(len(units) for _task, units in wanted) <= behind.AT_ONCE:
        for task, units in wanted:
            _give(task, units)
        return
    kept = behind.written((task.pk, units) for task, units in wanted)
    behind.begin(programme, GivingStep.DRAFT, tasks=len(wanted), wanted=kept, by=by, at=at)


@transaction.atomic
def go_on_with(programme: Programme, *, by: User) -> None:
    """Let what stopped in the background go on where it was; nothing where nothing stopped. Raises PermissionDenied."""
    access.require_planner(by, programme.unit_id)
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    if behind.go_on_by_hand(held):
        log.record(events.GONE_ON, on=held, by=by)


def give_in_turn(running: Giving, at: datetime) -> None:
    """Give the tasks of a draft to their units, each in a transaction of its own: what may be was asked at its begin."""
    wanted = dict(behind.read(running.wanted))
    tasks = list(running.programme.tasks.filter(pk__in=wanted))
    behind.each(running, tasks, lambda task: _give(task, wanted[task.pk]))
    behind.finish(running, at)


def hold_draft(programme: Programme, by: User) -> Programme:
    """Return the draft, held until the transaction ends. Raises PermissionDenied; AlreadyIssuedError; BeingGivenError."""
    access.require_planner(by, programme.unit_id)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == ProgrammeState.ISSUED:
        raise AlreadyIssuedError
    behind.refuse_while_given(programme)
    return programme


def _enter_plan(programme: Programme, plan: Plan) -> None:
    if plan.ends_on < plan.starts_on:
        raise WrongPeriodError
    for name in ("title", "starts_on", "ends_on", "kind"):
        setattr(programme, name, getattr(plan, name))
    programme.full_clean(validate_constraints=False)


def _save_task(task: Task, plan: TaskPlan, allowed: frozenset[int]) -> None:
    """Write the plan into the task and give it to its units; `allowed` are those the planner may give tasks to."""
    _give(*_write_task(task, plan, allowed))


def _write_task(task: Task, plan: TaskPlan, allowed: frozenset[int]) -> tuple[Task, dict[int, Part]]:
    """Write the plan into the task; return it with the units it is to be given to."""
    wanted = dict.fromkeys(plan.each, Part.EACH) | dict.fromkeys(plan.partners, Part.PARTNER)
    if plan.lead is not None:
        wanted[plan.lead] = Part.LEAD
    named = len(plan.each) + len(plan.partners) + (plan.lead is not None)
    if not wanted.keys() <= allowed or len(wanted) < named:
        raise UnknownUnitError
    if plan.starts_on and plan.due_on and plan.due_on < plan.starts_on:
        raise DueBeforeStartError
    if plan.recurrence and plan.due_on is None:
        raise WrongTurnsError
    for name in _WRITTEN:
        setattr(task, name, getattr(plan, name))
    if plan.parent is not None:
        task.parent = plan.parent
    if plan.clause:
        task.finding, task.clause_label, task.clause = plan.finding, plan.clause_label, plan.clause
    task.full_clean(exclude=["programme", "finding", "parent"])
    task.save()
    return task, wanted


def _give(task: Task, wanted: Mapping[int, str]) -> None:
    """Give a task of a draft to the units named, and to no others. Eight queries at most, however many units."""
    kept: dict[int, str] = dict(task.assignments.order_by().values_list("unit_id", "part"))
    if kept.keys() - wanted.keys():
        task.assignments.filter(unit__in=Units(kept.keys() - wanted.keys())).delete()
    for part in Part:
        named = Units(unit for unit, its in wanted.items() if its == part)
        other = Units(unit for unit in named if kept.get(unit, part) != part)
        if other:
            task.assignments.filter(unit__in=other).update(part=part)
        giving.give(task, named - kept.keys(), part)
