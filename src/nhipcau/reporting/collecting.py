"""The writes on what was asked for: due day and lock, exceptions by unit, units added and taken out, closing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from nhipcau.audit import log
from nhipcau.reporting import access, asking, errors, events
from nhipcau.reporting.models import Collection, LockException, Submission, SubmissionState
from nhipcau.units import access as units_access
from nhipcau.units.models import Role, Unit, UnitVersion, User

SENT_ONCE = (SubmissionState.SUBMITTED, SubmissionState.APPROVED, SubmissionState.RETURNED)


@transaction.atomic
def move_collection(
    collection: Collection, *, due_at: datetime, locks_at: datetime | None, by: User, at: datetime
) -> Collection:
    """Give the collection another due moment and lock (None: it never locks). What was late may be in time then.

    Raises PermissionDenied, DueTooEarlyError, LockTooEarlyError.
    """
    held = _held(collection, by)
    asking.require_due_day(held.period, due_at)
    if locks_at is not None and locks_at < due_at:
        raise errors.LockTooEarlyError
    before = {"due_at": held.due_at.isoformat(), "locks_at": _text(held.locks_at)}
    if (held.due_at, held.locks_at) == (due_at, locks_at):
        return held
    held.due_at, held.locks_at = due_at, locks_at
    held.save(update_fields=["due_at", "locks_at"])
    now = {"due_at": due_at.isoformat(), "locks_at": _text(locks_at)}
    log.record(events.COLLECTION_MOVED, held, by=by, at=at.isoformat(), before=before, now=now)
    return held


@transaction.atomic
def close_collection(collection: Collection, *, by: User, at: datetime) -> Collection:
    """Lock the collection now, exceptions included. What is there stays; `move_collection` opens it again.

    Raises PermissionDenied.
    """
    held = _held(collection, by)
    if held.locks_at is None or held.locks_at > at:
        held.locks_at = at
        held.save(update_fields=["locks_at"])
    ended = held.exceptions.filter(until__gt=at).update(until=at)
    log.record(events.COLLECTION_CLOSED, held, by=by, at=at.isoformat(), exceptions_ended=ended)
    return held


@transaction.atomic
def switch_reminders(collection: Collection, *, on: bool, by: User, at: datetime) -> Collection:
    """Let the collection remind units by mail, or not. Raises PermissionDenied."""
    held = _held(collection, by)
    if held.reminds != on:
        held.reminds = on
        held.save(update_fields=["reminds"])
        log.record(events.REMINDING_SWITCHED, held, by=by, at=at.isoformat(), reminds=on)
    return held


@transaction.atomic
def add_units(collection: Collection, units: Iterable[Unit], *, by: User, at: datetime) -> frozenset[int]:
    """Ask more units, and return which were added. What a unit had begun before it was taken out is there again.

    Raises PermissionDenied; OutOfReachError for a unit `by` may not ask; NoUnitsError when none of them exists at the
    period's end; AskedTwiceError.
    """
    held = _held(collection, by)
    named = frozenset(unit.pk for unit in units)
    if not named <= units_access.units_where(by, [Role.OFFICER]):
        raise errors.OutOfReachError
    chosen = asking.standing_at_end(held.period, named)
    if not chosen:
        raise errors.NoUnitsError
    added = chosen - frozenset(held.units.values_list("pk", flat=True))
    asking.require_asked_once(held.form, held.period, added)
    held.units.add(*added)
    if added:
        log.record(events.UNITS_ADDED, held, by=by, at=at.isoformat(), units=sorted(added))
    return added


@transaction.atomic
def remove_units(
    collection: Collection, units: Iterable[Unit], *, reason: str, by: User, at: datetime
) -> frozenset[int]:
    """Ask these units no longer, and return which were taken out. What they began is kept, and cannot be sent.

    Raises PermissionDenied, ReasonMissingError; AnsweredAlreadyError when one of them has sent its report;
    LastUnitError.
    """
    held = _held(collection, by)
    if not reason.strip():
        raise errors.ReasonMissingError
    asked = frozenset(held.units.values_list("pk", flat=True))
    gone = asked & {unit.pk for unit in units}
    sent = Submission.objects.filter(collection=held, unit__in=gone, state__in=SENT_ONCE)
    answered = list(sent.values_list("unit_id", flat=True))
    if answered:
        names = UnitVersion.objects.newest_names(answered, language=get_language() or "vi")
        raise errors.AnsweredAlreadyError(sorted(names.values()))
    if gone == asked:
        raise errors.LastUnitError
    held.units.remove(*gone)
    if gone:
        drafts = Submission.objects.filter(collection=held, unit__in=gone).count()
        log.record(
            events.UNITS_REMOVED,
            held,
            by=by,
            at=at.isoformat(),
            units=sorted(gone),
            reason=reason.strip(),
            drafts=drafts,
        )
    return gone


@transaction.atomic
def open_again(
    collection: Collection, unit: Unit, *, until: datetime, reason: str, by: User, at: datetime
) -> LockException:
    """Let one unit fill in and send until a moment, whatever the lock says; a second time moves that moment.

    Raises PermissionDenied, ReasonMissingError, MomentPassedError; NotOwedError when the unit is not asked;
    ValidationError for a reason that is too long.
    """
    held = _held(collection, by)
    if not held.units.filter(pk=unit.pk).exists():
        raise errors.NotOwedError
    if not reason.strip():
        raise errors.ReasonMissingError
    if until <= at:
        raise errors.MomentPassedError
    exception = LockException.objects.filter(collection=held, unit=unit).first() or LockException(
        collection=held, unit=unit
    )
    exception.until, exception.reason, exception.by, exception.at = until, reason.strip(), by, at
    exception.full_clean()
    exception.save()
    log.record(
        events.EXCEPTION_MADE,
        held,
        by=by,
        at=at.isoformat(),
        unit=unit.pk,
        until=until.isoformat(),
        reason=reason.strip(),
    )
    return exception


@transaction.atomic
def end_exceptions(collection: Collection, units: Iterable[int], *, by: User, at: datetime) -> int:
    """End the exceptions of these units now, and return how many were running. Raises PermissionDenied."""
    held = _held(collection, by)
    running = held.exceptions.filter(unit__in=set(units), until__gt=at)
    ended = sorted(running.values_list("unit_id", flat=True))
    if ended:
        running.update(until=at)
        log.record(events.EXCEPTION_ENDED, held, by=by, at=at.isoformat(), units=ended)
    return len(ended)


def _held(collection: Collection, by: User) -> Collection:
    """Return the collection as it is now, held until the transaction ends, if `by` may change it."""
    related = Collection.objects.select_for_update(of=("self",)).select_related("form", "period")
    held = related.get(pk=collection.pk)
    access.require_officer(by, held.form.unit_id)
    return held


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
