"""Whether a collection is still open for a unit. A lock is no due day: what came late stays late, locked or not."""

from datetime import datetime

from nhipcau.reporting import errors
from nhipcau.reporting.models import Collection, LockException, Submission, SubmissionState


def is_locked(
    collection: Collection, unit_id: int, at: datetime, *, answer: Submission | None = None
) -> bool:
    """Return whether the unit can no longer write or send at `at`. No query before the lock, two at most after it.

    Open stays what an exception holds open, and what was returned after the lock: who asks for a correction gets it.
    """
    if collection.locks_at is None or at < collection.locks_at:
        return False
    if LockException.objects.filter(collection=collection, unit=unit_id, until__gt=at).exists():
        return False
    if answer is None or answer.state != SubmissionState.RETURNED:
        return True
    return not answer.decisions.filter(approved=False, at__gte=collection.locks_at).exists()


def require_writable(
    collection: Collection, unit_id: int, at: datetime, *, answer: Submission | None = None
) -> None:
    """Raise LockedError when the collection is locked for the unit, NotOwedError when the unit is not asked any more.

    Everything that writes figures, words or files of an answer asks here, whatever the way in. One query, three after
    the lock.
    """
    if not collection.units.filter(pk=unit_id).exists():
        raise errors.NotOwedError
    require_unlocked(collection, unit_id, at, answer=answer)


def require_unlocked(
    collection: Collection, unit_id: int, at: datetime, *, answer: Submission | None = None
) -> None:
    """Raise LockedError when the collection is locked for the unit. No query before the lock, two after it."""
    if is_locked(collection, unit_id, at, answer=answer):
        raise errors.LockedError
