"""The writes of files kept with an answer: the signed report, annexes. Offered to other rooms by `actions`."""

from datetime import datetime

from django.db import transaction

from nhipcau.activities import proof
from nhipcau.audit import log
from nhipcau.reporting import access, errors, events, locking
from nhipcau.reporting.models import Attachment, AttachmentKind, Submission
from nhipcau.shell.storing import erase, stored_or_erased
from nhipcau.units.models import User

PDF = "application/pdf"


@transaction.atomic
def attach_file(
    submission: Submission, name: str, content: bytes, *, kind: str, by: User, at: datetime
) -> Attachment:
    """Keep a file with the answer: annexes while it is filled in, the signed report also after it was sent.

    No figure changes by it, so the revision stays. Raises PermissionDenied, NotOpenError, LockedError,
    SignedIsPdfError, AttachedAlreadyError; FileError of shell for a file that cannot be kept.
    """
    locked = Submission.objects.select_for_update(of=("self",)).select_related("collection")
    submission = locked.get(pk=submission.pk)
    access.require_reporter(by, submission.unit_id)
    _require_open(submission, kind, at)
    new = proof.document(name, content)
    if kind == AttachmentKind.SIGNED and new.media_type != PDF:
        raise errors.SignedIsPdfError
    if submission.attachments.filter(sha256=new.sha256).exists():
        raise errors.AttachedAlreadyError
    with stored_or_erased() as keep:
        row = Attachment(
            submission=submission,
            kind=kind,
            file_name=new.name,
            media_type=new.media_type,
            sha256=new.sha256,
            added_by=by,
            added_at=at,
        )
        keep(row.file, f"{new.sha256[:32]}.{new.name.rpartition('.')[2].lower()}", new.content)
        row.full_clean()
        row.save()
        told = {"kind": str(kind), "name": new.name, "sha256": new.sha256}
        log.record(events.FILE_ATTACHED, submission, by=by, at=at.isoformat(), **told)
    return row


@transaction.atomic
def detach_file(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file away while the answer is filled in; what was sent with it stays.

    Raises PermissionDenied, NotOpenError, LockedError.
    """
    submission = Submission.objects.select_related("collection").get(pk=attachment.submission_id)
    access.require_reporter(by, submission.unit_id)
    _require_open(submission, AttachmentKind.FILE, at)
    if submission.submitted_at and attachment.added_at <= submission.submitted_at:
        raise errors.NotOpenError
    file = attachment.file
    told = {"kind": attachment.kind, "name": attachment.file_name, "sha256": attachment.sha256}
    attachment.delete()
    log.record(events.FILE_DETACHED, submission, by=by, at=at.isoformat(), **told)
    transaction.on_commit(lambda: erase([file]))


def _require_open(submission: Submission, kind: str, at: datetime) -> None:
    """Raise unless a file of the kind may be kept now: a signed report of what was sent comes later by its nature."""
    if submission.state in access.OPEN:
        locking.require_writable(submission.collection, submission.unit_id, at, answer=submission)
    elif kind != AttachmentKind.SIGNED:
        raise errors.NotOpenError
