"""A practice becomes an optional task of a programme, through the programmes' own actions; units take it up or not."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.practices import events, rules
from nhipcau.practices.errors import (
    AnsweredAlreadyError,
    NobodyElseError,
    NotAcceptedError,
    OtherProgrammeError,
    SpreadAlreadyError,
)
from nhipcau.practices.models import Practice, PracticeState, Spread
from nhipcau.programmes import actions as programmes
from nhipcau.programmes import progress
from nhipcau.programmes.actions import Plan, TaskPlan
from nhipcau.programmes.models import (
    AskKind,
    Assignment,
    AssignmentState,
    Programme,
    ProgrammeKind,
    ProgrammeState,
)
from nhipcau.units.models import Unit, User


@transaction.atomic
def spread(
    practice: Practice, unit: Unit, plan: TaskPlan, programme: Programme | None, *, by: User, at: datetime
) -> Programme:
    """Give a practice to the units of `plan.each`, as an optional task of a draft programme of `unit`, or of a new one.

    They have it when the programme is issued. The unit it comes from is left out. Raises PermissionDenied;
    NotAcceptedError; NobodyElseError; OtherProgrammeError; SpreadAlreadyError; what programmes refuse.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if practice.state != PracticeState.ACCEPTED:
        raise NotAcceptedError
    each = tuple(one for one in plan.each if one != practice.unit_id)
    if not each:
        raise NobodyElseError
    drafts = practice.spreads.filter(task__programme__unit=unit, task__programme__state=ProgrammeState.DRAFT)
    if drafts.exists():
        raise SpreadAlreadyError
    if programme is None:
        new = _new_plan(practice.title, timezone.localdate(at), plan.due_on)
        programme = programmes.make_programme(unit, new, by=by, at=at)
    elif programme.unit_id != unit.pk or programme.state != ProgrammeState.DRAFT:
        raise OtherProgrammeError
    task = programmes.add_task(programme, replace(plan, each=each, optional=True), by=by, at=at)
    Spread.objects.create(practice=practice, task=task, at=at, by=by)
    log.record(events.SPREAD, on=practice, by=by, programme=programme.pk, task=task.pk, units=len(each))
    return programme


def _new_plan(title: str, today: date, last: date | None) -> Plan:
    """Return a programme from today to the end of the year, or of the year of the deadline."""
    return Plan(title, today, date(max(today, last or today).year, 12, 31), ProgrammeKind.TOPIC)


@transaction.atomic
def take_up(offer: Assignment, *, text: str, by: User, at: datetime) -> Assignment:
    """Say that the unit does what was offered to it.

    Raises PermissionDenied; AnsweredAlreadyError; what progress refuses.
    """
    offer = _unanswered(offer)
    taken = progress.report_progress(offer, state=AssignmentState.UNDER_WAY, text=text, by=by, at=at)
    log.record(events.TAKEN_UP, on=offer.task.spread.practice, by=by, unit=offer.unit_id)
    return taken


@transaction.atomic
def decline(offer: Assignment, reason: str, *, by: User, at: datetime) -> None:
    """Say that the unit does not take up what was offered to it, and why.

    Raises PermissionDenied; AnsweredAlreadyError; what progress refuses.
    """
    offer = _unanswered(offer)
    progress.ask(offer, AskKind.RETURN, reason=reason, by=by, at=at)
    log.record(events.DECLINED, on=offer.task.spread.practice, by=by, unit=offer.unit_id)


def _unanswered(offer: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("task__spread__practice")
    offer = rows.get(pk=offer.pk)
    if rules.answer_of(offer.state, in_own_programme=offer.taken_up) != rules.SILENT:
        raise AnsweredAlreadyError
    return offer
