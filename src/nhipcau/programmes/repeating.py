"""A programme made from the one before: days moved by whole years, what is finished left out, shown before it is made."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nhipcau.programmes.actions import Plan, TaskPlan, make_programme, write_texts
from nhipcau.programmes.errors import NothingLeftError
from nhipcau.programmes.models import AssignmentState, Part, Programme, Task
from nhipcau.programmes.planned import Given, given_of, plan_of
from nhipcau.programmes.rules import months_later
from nhipcau.programmes.succeeding import called, heirs_of
from nhipcau.units.models import User

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Repeated:
    """A task of the programme before: as it would be, or why it is left out (`done`, `withdrawn`).

    `lost` are units that no longer can be given the task and that no single unit took over from.
    """

    task: Task
    plan: TaskPlan
    left_out: str = ""
    lost: tuple[str, ...] = ()


def proposed(before: Programme, years: int, allowed: Collection[int], today: date) -> list[Repeated]:
    """Return the tasks of a programme as they would be `years` later; units that ended give way to the one heir.

    A day that falls on a weekend stays: only the year is another. Finished tasks that come once are left out.
    `allowed` are the units that tasks may be given to.
    """
    tasks = list(before.tasks.select_related("parent", "finding"))
    given = given_of(tasks)
    heirs: dict[int, int | None] = {}
    return [_repeated(task, given[task.pk], years, allowed, heirs, today) for task in tasks]


def _repeated(
    task: Task,
    given: Sequence[Given],
    years: int,
    allowed: Collection[int],
    heirs: dict[int, int | None],
    today: date,
) -> Repeated:
    plan = replace(
        plan_of(task, given),
        starts_on=months_later(task.starts_on, 12 * years) if task.starts_on else None,
        due_on=months_later(task.due_on, 12 * years) if task.due_on else None,
        parent=None,
    )
    if task.withdrawn_at is not None:
        return Repeated(task, plan, "withdrawn")
    if not task.recurrence and _is_finished(given):
        return Repeated(task, plan, "done")
    now = {one.unit: _now(one.unit, allowed, heirs, today) for one in given}
    lost = tuple(called(unit) for unit in now if now[unit] is None)
    return Repeated(task, _with_units(plan, now), "", lost)


def _is_finished(given: Iterable[Given]) -> bool:
    gone = (AssignmentState.RETURNED, AssignmentState.PASSED_ON, AssignmentState.WITHDRAWN)
    doers = [one for one in given if one.part != Part.PARTNER and one.state not in gone]
    return bool(doers) and all(one.state == AssignmentState.DONE for one in doers)


def _now(unit: int, allowed: Collection[int], heirs: dict[int, int | None], today: date) -> int | None:
    """Return the unit, or the one that took over from it; None for none or several."""
    if unit in allowed:
        return unit
    if unit not in heirs:
        found = [heir for heir in heirs_of(unit, today) if heir in allowed]
        heirs[unit] = found[0] if len(found) == 1 else None
    return heirs[unit]


def _with_units(plan: TaskPlan, now: Mapping[int, int | None]) -> TaskPlan:
    lead = now.get(plan.lead) if plan.lead else None
    each = _each_once((now.get(one) for one in plan.each), {lead})
    partners = _each_once((now.get(one) for one in plan.partners), {lead, *each})
    return replace(plan, lead=lead, each=each, partners=partners)


def _each_once(units: Iterable[int | None], but: set[int | None]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for one in units if one is not None and one not in but))


@transaction.atomic
def repeat_programme(
    before: Programme,
    plan: Plan,
    years: int,
    allowed: Collection[int],
    *,
    today: date,
    once: UUID | None = None,
    by: User,
    at: datetime,
) -> Programme:
    """Make a draft that follows `before`, with its texts and the tasks that `proposed` keeps.

    Raises PermissionDenied; NothingLeftError; WrongPeriodError.
    """
    kept = [one.plan for one in proposed(before, years, allowed, today) if not one.left_out]
    if not kept:
        raise NothingLeftError
    made = make_programme(
        before.unit, plan, kept, source=before.source, previous=before, once=once, by=by, at=at
    )
    return write_texts(made, {one.section: one.text for one in before.texts.all()}, by=by, at=at)
