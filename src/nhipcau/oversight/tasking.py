"""A shortcoming that needs work becomes a task of a programme, through the programmes' own actions."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.oversight import access, events
from nhipcau.oversight.errors import ClosedShortcomingError, ForeignProgrammeError, HasTaskError
from nhipcau.oversight.models import Shortcoming, ShortcomingState
from nhipcau.programmes import actions as programmes
from nhipcau.programmes.actions import Plan, TaskPlan
from nhipcau.programmes.models import Programme, ProgrammeKind, ProgrammeState
from nhipcau.units.models import User


@transaction.atomic
def make_task(
    shortcoming: Shortcoming, plan: TaskPlan, programme: Programme | None, *, by: User, at: datetime
) -> Programme:
    """Make a task of a shortcoming in a draft programme of the inspecting unit, or in a new one.

    Raises PermissionDenied; HasTaskError; ClosedShortcomingError; ForeignProgrammeError; what programmes refuse.
    """
    access.require_judge(by, shortcoming.inspection)
    shortcoming = (
        Shortcoming.objects.select_for_update(of=("self",))
        .select_related("inspection")
        .get(pk=shortcoming.pk)
    )
    inspection = shortcoming.inspection
    if shortcoming.task_id:
        raise HasTaskError
    if shortcoming.state == ShortcomingState.ACCEPTED:
        raise ClosedShortcomingError
    if programme is None:
        new = _new_plan(inspection.title, timezone.localdate(at), plan.due_on)
        programme = programmes.make_programme(inspection.unit, new, by=by, at=at)
    elif programme.unit_id != inspection.unit_id or programme.state != ProgrammeState.DRAFT:
        raise ForeignProgrammeError
    shortcoming.task = programmes.add_task(programme, plan, by=by, at=at)
    shortcoming.save(update_fields=["task"])
    log.record(events.TASK_MADE, on=shortcoming, by=by, programme=programme.pk)
    return programme


def _new_plan(title: str, today: date, last: date | None) -> Plan:
    """Return a programme from today to the end of the year, or of the year of the deadline."""
    return Plan(title, today, date(max(today, last or today).year, 12, 31), ProgrammeKind.TOPIC)
