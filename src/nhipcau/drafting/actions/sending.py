"""Who gets an issued document: units acknowledge it, outside bodies get it by mail."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import access, events, tasks
from nhipcau.drafting.errors import AlreadySentError, NotReceivedError
from nhipcau.drafting.models import Draft, DraftState, Recipient
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Outside:
    """A body outside the system; without an address it gets the document on paper."""

    name: str
    email: str = ""


@transaction.atomic
def add_recipients(
    draft: Draft, *, units: Collection[int], outside: Sequence[Outside] = (), by: User, at: datetime
) -> int:
    """Let units and outside bodies get the document, and return how many are new; at once when it is issued already.

    Raises PermissionDenied unless `by` writes or approves for the draft's unit, or does not see one of the units.
    """
    access.require_party(by, draft.unit_id)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    there = list(draft.receivers.all())
    known = {(one.name, one.email) for one in there}
    new = [
        *(
            Recipient(draft=draft, unit_id=unit)
            for unit in sorted(set(units) - {one.unit_id for one in there})
        ),
        *(
            Recipient(draft=draft, name=one.name, email=one.email)
            for one in dict.fromkeys(outside)
            if (one.name, one.email) not in known
        ),
    ]
    Recipient.objects.bulk_create(new)
    if new:
        log.record(
            events.RECIPIENTS_WRITTEN, on=draft, by=by, added=[str(one.unit_id or one.name) for one in new]
        )
    if new and draft.state == DraftState.ISSUED:
        send_to_units(draft, at)
        transaction.on_commit(lambda: tasks.hand_over(draft.pk))
    return len(new)


@transaction.atomic
def remove_recipient(recipient: Recipient, *, by: User, at: datetime) -> None:
    """Take somebody off the list of those who get the document. Raises PermissionDenied; AlreadySentError."""
    access.require_party(by, recipient.draft.unit_id)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=recipient.draft_id)
    if draft.state == DraftState.ISSUED:
        raise AlreadySentError
    log.record(events.RECIPIENTS_WRITTEN, on=draft, by=by, removed=str(recipient.unit_id or recipient.name))
    recipient.delete()


def send_again(draft: Draft, *, by: User, at: datetime) -> None:
    """Queue the letters that have not gone out. Raises PermissionDenied; NotReceivedError before it is issued."""
    access.require_party(by, draft.unit_id)
    if draft.state != DraftState.ISSUED:
        raise NotReceivedError
    log.record(events.SENT_AGAIN, on=draft, by=by, at=at.isoformat())
    tasks.hand_over(draft.pk)


def send_to_units(draft: Draft, at: datetime) -> None:
    """Let the document reach the units that get it: from now on it waits there to be acknowledged."""
    draft.receivers.filter(unit__isnull=False, sent_at=None).update(sent_at=at)


@transaction.atomic
def acknowledge(recipient: Recipient, *, by: User, at: datetime) -> Recipient:
    """Say for the unit that it has received the document; said once, it stays.

    Raises PermissionDenied unless `by` works for the unit; NotReceivedError before it was sent.
    """
    access.require_receiver(by, recipient)
    recipient = Recipient.objects.select_for_update(of=("self",)).select_related("draft").get(pk=recipient.pk)
    if recipient.sent_at is None:
        raise NotReceivedError
    if recipient.acknowledged_at is None:
        recipient.acknowledged_at, recipient.acknowledged_by = at, by
        recipient.save(update_fields=["acknowledged_at", "acknowledged_by"])
        log.record(events.ACKNOWLEDGED, on=recipient.draft, by=by, unit=recipient.unit_id)
    return recipient
