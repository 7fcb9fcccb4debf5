"""Every write in briefings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.briefings import access, events
from nhipcau.briefings.errors import (
    CalledBackError,
    DoneError,
    EarlyDayError,
    ForeignUnitError,
    FutureDayError,
    HandedOverError,
    MoreThanThereAreError,
    NobodyError,
    NothingBriefedError,
    NoTotalsError,
    NotRegisteredError,
    NoWhyError,
    PastDayError,
)
from nhipcau.briefings.models import Notice, Receipt, Session, SessionForm
from nhipcau.registry.models import Document, DocumentState
from nhipcau.units.models import User

# What is entered twice within it, the same in all, was pressed twice.
A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What units are asked to make known, until when, and what is counted."""

    title: str
    due_on: date
    cells_word: str
    people_word: str
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A session as a unit enters it."""

    day: date
    cells: int
    people: int
    form: str = SessionForm.IN_PERSON


@transaction.atomic
def send_notice(
    document: Document, asked: Asked, units: Collection[int], *, by: User, at: datetime
) -> Notice:
    """Ask `units` to make a registered document known. Few queries, however many units; pressed twice, it goes once.

    Raises PermissionDenied; NotRegisteredError; NobodyError; ForeignUnitError; PastDayError.
    """
    access.require_asker(by, document.unit_id)
    if document.state != DocumentState.REGISTERED:
        raise NotRegisteredError
    if not units:
        raise NobodyError
    if not frozenset(units) <= access.units_to_ask(by):
        raise ForeignUnitError
    if asked.due_on < timezone.localdate(at):
        raise PastDayError
    if sent := _sent_just_now(document, asked, frozenset(units), by, at):
        return sent
    notice = Notice(unit_id=document.unit_id, document=document, sent_at=at, sent_by=by)
    _enter(notice, asked)
    notice.save()
    rows = (Receipt(notice=notice, unit_id=unit) for unit in dict.fromkeys(units))
    Receipt.objects.bulk_create(rows, batch_size=1000)
    log.record(events.SENT, on=notice, by=by, units=len(set(units)), document=document.pk)
    return notice


def _sent_just_now(
    document: Document, asked: Asked, units: frozenset[int], by: User, at: datetime
) -> Notice | None:
    """Return the notice that the person sent to the same units a moment ago; who sends twice at once waits here."""
    User.objects.select_for_update().get(pk=by.pk)
    same = Notice.objects.standing().filter(document=document, sent_by=by, sent_at__gt=at - A_MOMENT)
    for notice in same.filter(title=asked.title, due_on=asked.due_on):
        if frozenset(notice.receipts.values_list("unit", flat=True)) == units:
            return notice
    return None


@transaction.atomic
def change_notice(notice: Notice, asked: Asked, *, by: User, at: datetime) -> Notice:
    """Change what is asked or until when; whether a unit was late stays as it was when it finished.

    Raises PermissionDenied; CalledBackError.
    """
    access.require_asker(by, notice.unit_id)
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.withdrawn_at:
        raise CalledBackError
    before = notice.due_on
    _enter(notice, asked)
    notice.save()
    log.record(events.CHANGED, on=notice, by=by, due_on=[before.isoformat(), asked.due_on.isoformat()])
    return notice


@transaction.atomic
def call_back(notice: Notice, *, why: str, by: User, at: datetime) -> Notice:
    """Call a notice back: units see it no more; what they did stays.

    Raises PermissionDenied; NoWhyError; CalledBackError.
    """
    access.require_asker(by, notice.unit_id)
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.withdrawn_at:
        raise CalledBackError
    if not why.strip():
        raise NoWhyError
    notice.withdrawn_at, notice.withdrawn_why = at, why.strip()
    notice.save(update_fields=["withdrawn_at", "withdrawn_why"])
    log.record(events.CALLED_BACK, on=notice, by=by, why=notice.withdrawn_why)
    return notice


@transaction.atomic
def open_receipt(receipt: Receipt, *, by: User, at: datetime) -> Receipt:
    """Keep that the unit has received a notice: the first time that somebody of it opens it. Else nothing changes."""
    closed = receipt.notice.withdrawn_at or receipt.handed_to_id
    if receipt.opened_at or closed or not access.receives(by, receipt):
        return receipt
    if Receipt.objects.filter(pk=receipt.pk, opened_at__isnull=True).update(opened_at=at):
        receipt.opened_at = at
        log.record(events.OPENED, on=receipt, by=by)
    return receipt


@transaction.atomic
def acknowledge(
    receipt: Receipt, *, cells_all: int | None = None, people_all: int | None = None, by: User, at: datetime
) -> Receipt:
    """Say that the unit knows what it is to do, and how many there are. Again only corrects how many.

    Raises PermissionDenied; CalledBackError; DoneError; MoreThanThereAreError for fewer than were briefed already.
    """
    receipt = _open(receipt, by)
    _say_how_many(receipt, cells_all, people_all)
    _mark_known(receipt, by, at)
    receipt.save()
    log.record(events.ACKNOWLEDGED, on=receipt, by=by, cells=receipt.cells_all, people=receipt.people_all)
    return receipt


@transaction.atomic
def log_session(
    receipt: Receipt,
    held: Held,
    *,
    cells_all: int | None = None,
    people_all: int | None = None,
    by: User,
    at: datetime,
) -> Session:
    """Log a session in which the unit briefed its people; that also acknowledges the notice. Pressed twice counts once.

    Raises PermissionDenied; CalledBackError; DoneError; FutureDayError; EarlyDayError; NothingBriefedError;
    NoTotalsError; MoreThanThereAreError.
    """
    receipt = _open(receipt, by)
    _require_sensible_day(receipt, held.day, at)
    if held.people < 1:
        raise NothingBriefedError
    same = {name: getattr(held, name) for name in ("day", "form", "cells", "people")}
    if there := receipt.sessions.filter(**same, logged_by=by, logged_at__gt=at - A_MOMENT).first():
        return there
    _say_how_many(receipt, cells_all, people_all, held)
    _mark_known(receipt, by, at)
    receipt.sessions_at = at
    receipt.save()
    session = Session(receipt=receipt, logged_at=at, logged_by=by)
    for name, value in same.items():
        setattr(session, name, value)
    session.full_clean(exclude=["receipt", "logged_by"])
    session.save()
    log.record(
        events.SESSION, on=receipt, by=by, day=held.day.isoformat(), cells=held.cells, people=held.people
    )
    return session


@transaction.atomic
def remove_session(session: Session, *, by: User, at: datetime) -> None:
    """Take out a session that was logged in error. Raises PermissionDenied; CalledBackError; DoneError."""
    receipt = _open(session.receipt, by)
    told: dict[str, Any] = {"day": session.day.isoformat(), "cells": session.cells, "people": session.people}
    receipt.sessions_at = at
    receipt.save(update_fields=["sessions_at"])
    log.record(events.SESSION_REMOVED, on=receipt, by=by, **told)
    session.delete()


@transaction.atomic
def finish(receipt: Receipt, *, by: User, at: datetime) -> Receipt:
    """Say that the unit is finished: whether it was late is fixed at this moment.

    Raises PermissionDenied; CalledBackError; DoneError; NoTotalsError; NothingBriefedError without a session.
    """
    receipt = _open(receipt, by)
    if not Session.objects.counting_for(receipt.pk).exists():
        raise NothingBriefedError
    if receipt.cells_all is None or receipt.people_all is None or receipt.recount:
        raise NoTotalsError
    receipt.finished_at, receipt.late = at, timezone.localdate(at) > receipt.notice.due_on
    receipt.save(update_fields=["finished_at", "late"])
    log.record(events.FINISHED, on=receipt, by=by, late=receipt.late)
    return receipt


@transaction.atomic
def open_again(receipt: Receipt, *, by: User, at: datetime) -> Receipt:
    """Enter more after saying that the unit was finished. Raises PermissionDenied; CalledBackError."""
    receipt = _held(receipt, by)
    if receipt.finished_at is None:
        return receipt
    receipt.finished_at, receipt.late = None, False
    receipt.save(update_fields=["finished_at", "late"])
    log.record(events.REOPENED, on=receipt, by=by)
    return receipt


def _enter(notice: Notice, asked: Asked) -> None:
    for name in ("title", "due_on", "cells_word", "people_word", "instructions"):
        setattr(notice, name, getattr(asked, name))
    notice.full_clean(exclude=["document", "unit", "sent_by"])


def _held(receipt: Receipt, by: User) -> Receipt:
    """Return the receipt, held until the end of the transaction; its notice stands and `by` answers for the unit."""
    access.require_worker(by, receipt)
    receipt = (
        Receipt.objects.select_for_update(of=("self",)).select_related("notice__document").get(pk=receipt.pk)
    )
    if receipt.notice.withdrawn_at:
        raise CalledBackError
    if receipt.handed_to_id:
        raise HandedOverError
    return receipt


def _open(receipt: Receipt, by: User) -> Receipt:
    receipt = _held(receipt, by)
    if receipt.finished_at:
        raise DoneError
    return receipt


def _mark_known(receipt: Receipt, by: User, at: datetime) -> None:
    if receipt.acknowledged_at is None:
        receipt.acknowledged_at, receipt.acknowledged_by = at, by
        receipt.opened_at = receipt.opened_at or at


def _say_how_many(
    receipt: Receipt, cells_all: int | None, people_all: int | None, held: Held | None = None
) -> None:
    """Take over how many there are, and refuse more briefed than that. One query."""
    if cells_all is not None and people_all is not None:
        receipt.recount = False
    receipt.cells_all = cells_all if cells_all is not None else receipt.cells_all
    receipt.people_all = people_all if people_all is not None else receipt.people_all
    if held is not None and (receipt.cells_all is None or receipt.people_all is None):
        raise NoTotalsError
    sums = Session.objects.counting_for(receipt.pk).aggregate(cells=Sum("cells"), people=Sum("people"))
    for name, whole in (("cells", receipt.cells_all), ("people", receipt.people_all)):
        together = (sums[name] or 0) + (getattr(held, name) if held else 0)
        if whole is not None and together > whole:
            raise MoreThanThereAreError(name if held else f"{name}_all", together, whole)


def _require_sensible_day(receipt: Receipt, day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise FutureDayError
    issued = receipt.notice.document.issued_on
    if issued and day < issued:
        raise EarlyDayError
