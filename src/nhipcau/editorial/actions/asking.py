"""Facts asked of another unit or of a body outside, and what they answered."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.editorial import access, errors, events
from nhipcau.editorial.models import Entry, FactRequest
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, for what, by when; of a unit, or of a body outside by its name."""

    question: str
    why: str
    due_on: date
    unit: Unit | None = None
    outside: str = ""


@transaction.atomic
def ask_for_facts(entry: Entry, asked: Asked, *, by: User, at: datetime) -> FactRequest:
    """Ask for facts for an entry.

    Raises PermissionDenied; NobodyAskedError; OwnUnitError; PastDayError.
    """
    access.require_planner(by, entry.unit_id)
    if (asked.unit is None) == (not asked.outside.strip()):
        raise errors.NobodyAskedError
    if asked.unit is not None and asked.unit.pk == entry.unit_id:
        raise errors.OwnUnitError
    if asked.due_on < timezone.localdate(at):
        raise errors.PastDayError
    request = FactRequest(
        entry=entry, asked=asked.unit, outside=asked.outside.strip(), question=asked.question, why=asked.why,
        due_on=asked.due_on, asked_by=by, asked_at=at,
    )  # fmt: skip
    request.full_clean(exclude=["entry", "asked", "answered_by"])
    request.save()
    log.record(events.FACTS_ASKED, on=request, by=by, entry=entry.pk, due_on=asked.due_on.isoformat())
    return request


@transaction.atomic
def answer_request(request: FactRequest, answer: str, *, source: str, by: User, at: datetime) -> FactRequest:
    """Give the facts and where they come from. Raises PermissionDenied; AnsweredError; ValidationError."""
    request = FactRequest.objects.select_for_update(of=("self",)).select_related("entry").get(pk=request.pk)
    access.require_answerer(by, request)
    if request.answered_at is not None or request.withdrawn_at is not None:
        raise errors.AnsweredError
    request.answer, request.source = answer.strip(), source.strip()
    request.answered_by, request.answered_at = by, at
    request.full_clean(exclude=["entry", "asked"])
    request.save()
    log.record(events.FACTS_ANSWERED, on=request, by=by, answer=request.answer, source=request.source)
    return request


@transaction.atomic
def withdraw_request(request: FactRequest, *, by: User, at: datetime) -> FactRequest:
    """Ask no longer. Raises PermissionDenied; AnsweredError."""
    request = FactRequest.objects.select_for_update(of=("self",)).select_related("entry").get(pk=request.pk)
    access.require_planner(by, request.entry.unit_id)
    if request.answered_at is not None or request.withdrawn_at is not None:
        raise errors.AnsweredError
    request.withdrawn_at = at
    request.save(update_fields=["withdrawn_at"])
    log.record(events.REQUEST_WITHDRAWN, on=request, by=by)
    return request
