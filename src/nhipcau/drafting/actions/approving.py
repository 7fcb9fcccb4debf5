"""A draft goes to the approver and comes back: each step holds for one revision and the figures as they were read."""

from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.drafting import access, events, overviews
from nhipcau.drafting.actions.keeping import open_draft
from nhipcau.drafting.errors import (
    ChangedSinceCheckedError,
    NotReadyError,
    NotSubmittedError,
    NotWrittenError,
    RemarkMissingError,
)
from nhipcau.drafting.models import Draft, DraftState, Step, StepKind
from nhipcau.units.models import User

EVENTS = {
    StepKind.SUBMITTED: events.SUBMITTED,
    StepKind.RETURNED: events.RETURNED,
    StepKind.APPROVED: events.APPROVED,
    StepKind.REOPENED: events.REOPENED,
}


@transaction.atomic
def submit_draft(draft: Draft, *, remark: str = "", by: User, at: datetime, before: int) -> Draft:
    """Send the draft for approval, as it stands at revision `before`.

    Raises PermissionDenied; IssuedError; ChangedMeanwhileError; NotWrittenError when it was sent already;
    NotReadyError when a check blocks it.
    """
    access.require_writer(by, draft.unit_id)
    draft = open_draft(draft, before)
    if draft.state != DraftState.DRAFT:
        raise NotWrittenError
    if blocking := overviews.draft_page(draft).blocking:
        raise NotReadyError(blocking[0].message)
    return _step(draft, StepKind.SUBMITTED, DraftState.IN_REVIEW, remark, by, at)


@transaction.atomic
def return_draft(draft: Draft, *, remark: str, by: User, at: datetime) -> Draft:
    """Give the draft back to be mended. Raises PermissionDenied; IssuedError; NotSubmittedError; RemarkMissingError."""
    draft = _waiting(draft, by)
    if not remark.strip():
        raise RemarkMissingError
    return _step(draft, StepKind.RETURNED, DraftState.DRAFT, remark, by, at)


@transaction.atomic
def approve_draft(draft: Draft, *, looked_at: str, remark: str = "", by: User, at: datetime) -> Draft:
    """Approve the text and the figures whose fingerprint is `looked_at`.

    Raises PermissionDenied; IssuedError; NotSubmittedError; ChangedSinceCheckedError; NotReadyError when a check
    blocks it.
    """
    draft = _waiting(draft, by)
    page = overviews.draft_page(draft)
    if page.fingerprint != looked_at:
        raise ChangedSinceCheckedError
    if page.blocking:
        raise NotReadyError(page.blocking[0].message)
    draft.approved_revision, draft.approved_fingerprint = draft.revision, looked_at
    draft.approved_by, draft.approved_at = by, at
    return _step(draft, StepKind.APPROVED, DraftState.APPROVED, remark, by, at)


@transaction.atomic
def reopen_draft(draft: Draft, *, by: User, at: datetime) -> Draft:
    """Open a draft again that was sent or approved, to change it: its approval ends.

    Raises PermissionDenied unless `by` writes or approves for the unit; IssuedError.
    """
    access.require_party(by, draft.unit_id)
    draft = open_draft(draft)
    if draft.state == DraftState.DRAFT:
        return draft
    return _step(draft, StepKind.REOPENED, DraftState.DRAFT, "", by, at)


def _waiting(draft: Draft, by: User) -> Draft:
    """Return the draft, locked, for its approver. Raises PermissionDenied; IssuedError; NotSubmittedError."""
    access.require_approver(by, draft.unit_id)
    draft = open_draft(draft)
    if draft.state != DraftState.IN_REVIEW:
        raise NotSubmittedError
    return draft


def _step(draft: Draft, kind: StepKind, state: DraftState, remark: str, by: User, at: datetime) -> Draft:
    draft.state = state
    if state != DraftState.APPROVED:
        draft.approved_revision = draft.approved_by = draft.approved_at = None
        draft.approved_fingerprint = ""
    # The text stays as it is, and with it the number of its revision.
    draft.save()
    Step.objects.create(
        draft=draft, kind=kind, revision=draft.revision, remark=remark.strip(), taken_at=at, taken_by=by
    )
    log.record(EVENTS[kind], on=draft, by=by, revision=draft.revision, remark=remark.strip())
    return draft
