"""Something is said about a draft, answered and settled. A comment is never printed and changes nothing of the text."""

import uuid
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import access, events
from nhipcau.drafting.errors import SettledError
from nhipcau.drafting.models import Comment, Draft
from nhipcau.units.models import User


@transaction.atomic
def comment(draft: Draft, section: str, text: str, *, by: User, at: datetime) -> Comment:
    """Say something about a section (its uid), or about the whole draft when that is "". Raises PermissionDenied."""
    access.require_commenter(by, draft.unit_id)
    said = Comment(draft=draft, section=uuid.UUID(section) if section else None, text=text)
    return _written(said, by, at)


@transaction.atomic
def answer(comment: Comment, text: str, *, by: User, at: datetime) -> Comment:
    """Answer a comment that is open. Raises PermissionDenied; SettledError."""
    comment = _locked(comment, by)
    if comment.settled_at is not None:
        raise SettledError
    first = comment.answers or comment
    said = Comment(draft=comment.draft, section=comment.section, answers=first, text=text)
    return _written(said, by, at)


@transaction.atomic
def settle(comment: Comment, *, by: User, at: datetime) -> Comment:
    """Say that nothing is left to do about a comment. Raises PermissionDenied; SettledError."""
    comment = _locked(comment, by)
    if comment.settled_at is not None:
        raise SettledError
    comment.settled_at, comment.settled_by = at, by
    comment.save()
    log.record(events.COMMENT_SETTLED, on=comment.draft, by=by, comment=comment.pk)
    return comment


@transaction.atomic
def reopen_comment(comment: Comment, *, by: User) -> Comment:
    """Go on with a comment that was settled; one that is open stays so. Raises PermissionDenied."""
    comment = _locked(comment, by)
    if comment.settled_at is None:
        return comment
    comment.settled_at = comment.settled_by = None
    comment.save()
    log.record(events.COMMENT_REOPENED, on=comment.draft, by=by, comment=comment.pk)
    return comment


def _locked(comment: Comment, by: User) -> Comment:
    found: Comment = (
        Comment.objects.select_for_update(of=("self",)).select_related("draft").get(pk=comment.pk)
    )
    access.require_commenter(by, found.draft.unit_id)
    return found


def _written(said: Comment, by: User, at: datetime) -> Comment:
    said.written_at, said.written_by = at, by
    said.full_clean()
    said.save()
    log.record(events.COMMENTED, on=said.draft, by=by, comment=said.pk, text=said.text)
    return said
