"""Conclusions and obligations become tasks of a programme, through the programmes' own actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.bodies import access, events
from nhipcau.bodies.errors import (
    CalledOffError,
    ForeignProgrammeError,
    HasTaskError,
    NotAgreedError,
    NothingChosenError,
)
from nhipcau.bodies.models import Conclusion, Meeting, MeetingState, Obligation, Side
from nhipcau.programmes import actions as programmes
from nhipcau.programmes.actions import Plan, TaskPlan
from nhipcau.programmes.models import Programme, ProgrammeKind, ProgrammeState
from nhipcau.units.models import Unit, User


@transaction.atomic
def make_tasks_of_conclusions(
    meeting: Meeting, plans: Mapping[int, TaskPlan], programme: Programme | None, *, by: User, at: datetime
) -> Programme:
    """Make tasks of conclusions (key of a conclusion → task) in a draft programme of the body's unit, or in a new one.

    Raises PermissionDenied; CalledOffError; NothingChosenError; HasTaskError; ForeignProgrammeError; and what
    programmes refuse, such as UnknownUnitError.
    """
    access.require_keeper(by, meeting.body.unit_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body__unit").get(pk=meeting.pk)
    if meeting.state == MeetingState.CANCELLED:
        raise CalledOffError
    chosen = list(Conclusion.objects.select_for_update().filter(meeting=meeting, pk__in=plans))
    last = max((plan.due_on for plan in plans.values() if plan.due_on), default=None)
    plan = _new_plan(meeting.title, timezone.localdate(at), last)
    programme = _make(chosen, plans, programme, _New(meeting.body.unit, plan), by=by, at=at)
    log.record(events.TASKS_MADE, on=meeting, by=by, tasks=len(chosen), programme=programme.pk)
    return programme


@transaction.atomic
def make_tasks_of_obligations(
    side: Side, plans: Mapping[int, TaskPlan], programme: Programme | None, *, by: User, at: datetime
) -> Programme:
    """Make tasks of what a side takes on (key of an obligation → task) in a draft programme of its own, or a new one.

    Raises PermissionDenied unless `by` keeps the matters of the side; NotAgreedError; else as for conclusions.
    """
    access.require_keeper(by, side.unit_id)
    side = Side.objects.select_for_update(of=("self",)).select_related("agreement", "unit").get(pk=side.pk)
    if side.agreed_at is None:
        raise NotAgreedError
    chosen = list(Obligation.objects.select_for_update().filter(side=side, pk__in=plans))
    agreement = side.agreement
    plan = Plan(agreement.title, agreement.starts_on, agreement.ends_on, ProgrammeKind.TOPIC)
    programme = _make(chosen, plans, programme, _New(side.unit, plan), by=by, at=at)
    log.record(events.TASKS_MADE, on=agreement, by=by, tasks=len(chosen), programme=programme.pk)
    return programme


@dataclass(frozen=True, slots=True)
class _New:
    """The programme to make where none was chosen."""

    unit: Unit
    plan: Plan


def _make(
    chosen: Sequence[Conclusion] | Sequence[Obligation],
    plans: Mapping[int, TaskPlan],
    programme: Programme | None,
    new: _New,
    *,
    by: User,
    at: datetime,
) -> Programme:
    if not chosen:
        raise NothingChosenError
    if any(one.task_id for one in chosen):
        raise HasTaskError
    if programme is None:
        programme = programmes.make_programme(new.unit, new.plan, by=by, at=at)
    elif programme.unit_id != new.unit.pk or programme.state != ProgrammeState.DRAFT:
        raise ForeignProgrammeError
    for one in chosen:
        one.task = programmes.add_task(programme, plans[one.pk], by=by, at=at)
        one.save(update_fields=["task"])
    return programme


def _new_plan(title: str, today: date, last: date | None) -> Plan:
    """Return a programme from today to the end of the year, or of the year of the last deadline."""
    year = max(today, last or today).year
    return Plan(title, today, date(year, 12, 31), ProgrammeKind.TOPIC)
