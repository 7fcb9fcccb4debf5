"""Every write about reviews: asking, replying, sending back, choosing what to take over."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.oversight import access, events
from nhipcau.oversight.errors import (
    NobodyAskedError,
    NothingSaidError,
    NotIssuedError,
    NotSentError,
    PastDueError,
    SentError,
)
from nhipcau.oversight.models import Heading, Passage, Reply, Review
from nhipcau.programmes.models import Assignment, Programme, ProgrammeState
from nhipcau.units.models import User


@transaction.atomic
def ask(programme: Programme, kind: str, title: str, due_on: date, *, by: User, at: datetime) -> Review:
    """Ask every unit that carries out a task of the programme for a review of it; the same one is asked for once.

    Raises PermissionDenied; NotIssuedError; PastDueError; NobodyAskedError.
    """
    access.require_asker(by, programme)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    said = {"kind": kind, "title": title, "due_on": due_on}
    if asked := programme.reviews.filter(**said, asked_by=by).first():
        return asked  # pressed twice
    if programme.state != ProgrammeState.ISSUED:
        raise NotIssuedError
    if due_on < timezone.localdate(at):
        raise PastDueError
    doers = Assignment.objects.filter(task__programme=programme).to_doers().counted()
    units = sorted(set(doers.order_by().values_list("unit", flat=True)))
    if not units:
        raise NobodyAskedError
    review = Review.objects.create(programme=programme, **said, asked_at=at, asked_by=by)
    Reply.objects.bulk_create([Reply(review=review, unit_id=unit) for unit in units], batch_size=1000)
    log.record(events.REVIEW_ASKED, on=review, by=by, units=len(units), due_on=due_on.isoformat())
    return review


@transaction.atomic
def write(reply: Reply, texts: Mapping[str, str], *, by: User) -> Reply:
    """Keep what a unit says, heading → text, without sending it. Raises PermissionDenied; SentError."""
    reply = _open(reply, by)
    _keep(reply, texts)
    log.record(events.REPLY_KEPT, on=reply, by=by)
    return reply


@transaction.atomic
def send(reply: Reply, texts: Mapping[str, str], *, by: User, at: datetime) -> Reply:
    """Send what a unit says, heading → text. Raises PermissionDenied; SentError; NothingSaidError."""
    reply = _open(reply, by)
    if not texts.get(Heading.RESULTS, "").strip():
        raise NothingSaidError
    _keep(reply, texts)
    reply.sent_at, reply.sent_by, reply.returned_why = at, by, ""
    reply.save(update_fields=["sent_at", "sent_by", "returned_why"])
    log.record(events.REPLY_SENT, on=reply, by=by)
    return reply


def _open(reply: Reply, by: User) -> Reply:
    access.require_replier(by, reply)
    reply = Reply.objects.select_for_update().get(pk=reply.pk)
    if reply.sent_at:
        raise SentError
    return reply


def _keep(reply: Reply, texts: Mapping[str, str]) -> None:
    reply.passages.all().delete()
    said = [(heading, texts.get(heading, "").strip()) for heading in Heading.values]
    Passage.objects.bulk_create(
        Passage(reply=reply, heading=heading, text=text) for heading, text in said if text
    )


@transaction.atomic
def send_back(reply: Reply, why: str, *, by: User) -> Reply:
    """Send a reply back to its unit. Raises PermissionDenied; NotSentError; NothingSaidError."""
    access.require_asker(by, reply.review.programme)
    reply = Reply.objects.select_for_update().get(pk=reply.pk)
    if reply.sent_at is None:
        raise NotSentError
    if not why.strip():
        raise NothingSaidError
    reply.sent_at, reply.sent_by, reply.returned_why = None, None, why.strip()
    reply.save(update_fields=["sent_at", "sent_by", "returned_why"])
    log.record(events.REPLY_RETURNED, on=reply, by=by, why=why.strip())
    return reply


@transaction.atomic
def take_over(review: Review, passages: Collection[int], *, offered: Collection[int], by: User) -> int:
    """Mark of the passages that were offered those that are taken over; return how many. Raises PermissionDenied."""
    access.require_asker(by, review.programme)
    sent = Passage.objects.filter(reply__review=review, reply__sent_at__isnull=False)
    every = sent.filter(pk__in=offered)
    every.exclude(pk__in=passages).update(taken=False)
    taken = every.filter(pk__in=passages).update(taken=True)
    log.record(events.PASSAGES_TAKEN, on=review, by=by, taken=taken)
    return taken
