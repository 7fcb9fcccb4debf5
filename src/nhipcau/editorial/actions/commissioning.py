"""Pieces of work: given to a person until a moment, taken up or declined, done, taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.editorial import access, errors, events, rules
from nhipcau.editorial.models import Commission, Entry
from nhipcau.newsroom import access as newsroom
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Given:
    """What is given to whom until when; `language` for a translation."""

    person: User
    work: str
    due_at: datetime
    language: str = ""
    note: str = ""


@transaction.atomic
def give_work(entry: Entry, given: Given, *, by: User, at: datetime) -> Commission:
    """Give a piece of work for an entry to a person who edits for its unit.

    Raises PermissionDenied; OffError; NotAnEditorError; PastDayError.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    access.require_planner(by, entry.unit_id)
    if entry.intent not in rules.MEANT:
        raise errors.OffError
    if not newsroom.editors_of(entry.unit_id).filter(pk=given.person.pk).exists():
        raise errors.NotAnEditorError
    if given.due_at <= at:
        raise errors.PastDayError
    work = Commission(
        entry=entry, person=given.person, work=given.work, language=given.language, due_at=given.due_at,
        note=given.note, given_by=by, given_at=at, changed_at=at,
    )  # fmt: skip
    work.full_clean(exclude=["entry"])
    work.save()
    told = {"person": given.person.username, "work": given.work, "due_at": given.due_at.isoformat()}
    log.record(events.WORK_GIVEN, on=entry, by=by, **told)
    return work


@transaction.atomic
def answer_work(work: Commission, state: str, *, reason: str = "", by: User, at: datetime) -> Commission:
    """Let the person say what becomes of a piece of work: taken up, declined with a reason, done.

    That it is done planners may say too. Raises PermissionDenied; ClosedCommissionError; ReasonMissingError.
    """
    work = Commission.objects.select_for_update(of=("self",)).select_related("entry").get(pk=work.pk)
    if state == rules.DONE and work.person_id != by.pk:
        access.require_planner(by, work.entry.unit_id)
    else:
        access.require_own(by, work)
    if work.state not in rules.IN_HAND:
        raise errors.ClosedCommissionError
    if state == rules.DECLINED and not reason.strip():
        raise errors.ReasonMissingError
    return _now(work, state, reason, events.WORK_ANSWERED, by=by, at=at)


@transaction.atomic
def take_back_work(work: Commission, *, reason: str, by: User, at: datetime) -> Commission:
    """Take a piece of work back. Raises PermissionDenied; ClosedCommissionError; ReasonMissingError."""
    work = Commission.objects.select_for_update(of=("self",)).select_related("entry").get(pk=work.pk)
    access.require_planner(by, work.entry.unit_id)
    if work.state not in rules.IN_HAND:
        raise errors.ClosedCommissionError
    if not reason.strip():
        raise errors.ReasonMissingError
    return _now(work, rules.TAKEN_BACK, reason, events.WORK_TAKEN_BACK, by=by, at=at)


def _now(work: Commission, state: str, reason: str, event: str, *, by: User, at: datetime) -> Commission:
    before, work.state, work.reason, work.changed_at = work.state, state, reason.strip(), at
    work.full_clean(exclude=["entry", "person"])
    work.save(update_fields=["state", "reason", "changed_at"])
    log.record(event, on=work.entry, by=by, work=work.pk, before=before, after=state, reason=work.reason)
    return work
