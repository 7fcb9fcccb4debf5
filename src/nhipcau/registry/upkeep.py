"""The writes of the regular review of a unit's own regulations."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.registry import access, events, rules
from nhipcau.registry.errors import (
    FutureReviewError,
    NotOwnRegulationError,
    ReviewDayError,
    ReviewReasonError,
)
from nhipcau.registry.models import (
    Direction,
    Document,
    DocumentState,
    RegulationReview,
    ReviewCycle,
    ReviewOutcome,
)
from nhipcau.units.models import User

MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as a person enters it."""

    held_on: date
    outcome: str
    reason: str


def is_reviewable(document: Document) -> bool:
    """Return whether regular reviews are held of `document`: one that its unit issued, in the register."""
    return document.direction == Direction.ISSUED and document.state == DocumentState.REGISTERED


@transaction.atomic
def set_review(document: Document, *, months: int | None, due_on: date | None, by: User) -> ReviewCycle:
    """Say when a regulation is to be reviewed next, and every how many months; without a day, a cycle from its issue on.

    Raises PermissionDenied; NotOwnRegulationError; ReviewDayError.
    """
    access.require_keeper(by, document.unit_id)
    if not is_reviewable(document):
        raise NotOwnRegulationError
    if due_on is None and months is not None and document.issued_on is not None:
        due_on = rules.months_later(document.issued_on, months)
    if due_on is None:
        raise ReviewDayError
    given = {"months": months, "due_on": due_on, "set_by": by}
    cycle, _made = ReviewCycle.objects.update_or_create(document=document, defaults=given)
    log.record(events.REVIEW_SET, on=document, by=by, due_on=str(due_on), months=months)
    return cycle


@transaction.atomic
def review_regulation(document: Document, said: Reviewed, *, by: User, at: datetime) -> RegulationReview:
    """Enter what a review decided. One to be kept or amended is due again after its cycle, counted from this review.

    What is to be amended or repealed is in force until another document says so: the register only knows the decision.
    Raises PermissionDenied; NotOwnRegulationError; ReviewReasonError; FutureReviewError.
    """
    access.require_keeper(by, document.unit_id)
    if not is_reviewable(document):
        raise NotOwnRegulationError
    if not said.reason.strip():
        raise ReviewReasonError
    if said.held_on > timezone.localdate(at):
        raise FutureReviewError
    cycle = ReviewCycle.objects.select_for_update(of=("self",)).filter(document=document).first()
    review = RegulationReview(document=document, held_on=said.held_on, outcome=said.outcome)
    review.reason, review.decided_by, review.entered_at = said.reason.strip(), by, at
    review.was_due_on = cycle.due_on if cycle else None
    review.full_clean()
    review.save()
    if cycle is not None:
        again = cycle.months and said.outcome != ReviewOutcome.REPEAL
        cycle.due_on = rules.months_later(said.held_on, cycle.months) if again and cycle.months else None
        cycle.save(update_fields=["due_on"])
    words = {"outcome": said.outcome, "reason": review.reason, "held_on": str(said.held_on)}
    log.record(events.REGULATION_REVIEWED, on=document, by=by, **words)
    return review
