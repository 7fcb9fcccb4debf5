"""Handing a text over, approving it, giving it back."""

from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.newsroom import access, errors, events, readiness
from nhipcau.newsroom.actions import following
from nhipcau.newsroom.models import ItemText, Review, TextState
from nhipcau.units.models import User


@transaction.atomic
def submit_text(text: ItemText, *, by: User, at: datetime) -> ItemText:
    """Hand a text over for review. Handing over twice is a no-op.

    Raises PermissionDenied; what `readiness.faults` finds.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_writer(by, text.item)
    if text.state not in (TextState.DRAFT, TextState.RETURNED):
        return text
    _require_ready(text)
    text.state = TextState.IN_REVIEW
    text.save(update_fields=["state"])
    log.record(events.TEXT_SUBMITTED, on=text, by=by, revision=text.latest_revision_id)
    return text


def _require_ready(text: ItemText) -> None:
    fault = next(readiness.faults(text), None)
    if fault is not None:
        raise fault


@transaction.atomic
def approve_text(text: ItemText, *, revision: int, by: User, at: datetime, comment: str = "") -> ItemText:
    """Approve `revision`, the one the reviewer has read. Nobody approves what they wrote last.

    Raises PermissionDenied; ChangedMeanwhileError, NotInReviewError, SameEditorError; what submitting raises.
    """
    text = _under_review(text, revision, by=by)
    if by.pk == text.last_edited_by_id:
        raise errors.SameEditorError
    _require_ready(text)
    text.state = TextState.APPROVED
    text.approved_revision_id = revision
    text.save(update_fields=["state", "approved_revision"])
    Review.objects.create(text=text, revision_id=revision, approved=True, comment=comment, by=by, at=at)
    following.refresh(text.item, text)
    log.record(events.TEXT_APPROVED, on=text, by=by, revision=revision)
    return text


@transaction.atomic
def return_text(text: ItemText, *, revision: int, comment: str, by: User, at: datetime) -> ItemText:
    """Give a text back to its editor with a comment.

    Raises PermissionDenied; ChangedMeanwhileError, NotInReviewError, CommentMissingError.
    """
    text = _under_review(text, revision, by=by)
    if not comment.strip():
        raise errors.CommentMissingError
    text.state = TextState.RETURNED
    text.save(update_fields=["state"])
    Review.objects.create(text=text, revision_id=revision, approved=False, comment=comment, by=by, at=at)
    log.record(events.TEXT_RETURNED, on=text, by=by, revision=revision, comment=comment)
    return text


def _under_review(text: ItemText, revision: int, *, by: User) -> ItemText:
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_publisher(by, text.item)
    if text.latest_revision_id != revision:
        raise errors.ChangedMeanwhileError
    if text.state != TextState.IN_REVIEW:
        raise errors.NotInReviewError
    return text
