"""The door to reporting: which collections and answers a person sees, and who may fill in, send and decide."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils import timezone

from nhipcau.reporting.locking import is_locked
from nhipcau.reporting.models import Collection, Form, Submission, SubmissionState
from nhipcau.reporting.querysets import reach_of
from nhipcau.units import access as units_access
from nhipcau.units.models import Role

OPEN = frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED})
FOLLOWERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)


def get_collection(user: Any, pk: int) -> Collection:
    """Return the collection if `user` follows it or sees a unit it asks. Raises Http404 otherwise."""
    visible = Collection.objects.visible_to(user).select_related("form__unit", "period")
    collection = visible.filter(pk=pk).first()
    if collection is None:
        raise Http404
    return collection


def get_followed(user: Any, pk: int) -> Collection:
    """Return the collection if `user` follows it for the asking unit. Raises Http404 otherwise."""
    followed = Collection.objects.asked_by(user).select_related("form__unit", "period")
    collection = followed.filter(pk=pk).first()
    if collection is None:
        raise Http404
    return collection


def get_form(user: Any, pk: int) -> Form:
    """Return the form if `user` follows its unit. Raises Http404 otherwise."""
    form = Form.objects.asked_by(user).select_related("unit").filter(pk=pk).first()
    if form is None:
        raise Http404
    return form


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer as one person may use it now. `locked`: the person would fill it in, were it not locked.

    `may_attach`: files may be added, after the sending the signed report only.
    """

    submission: Submission
    may_fill: bool
    may_decide: bool
    locked: bool = False
    may_attach: bool = False


def open_submission(user: Any, pk: int) -> Opened:
    """Return the answer, with its collection and unit, and what `user` may do with it. Five queries, at most seven.

    Raises Http404 when `user` does not see it.
    """
    reach = reach_of(user)
    submission = Submission.objects.within(reach).in_full().filter(pk=pk).first()
    if submission is None:
        raise Http404
    fills = submission.state in OPEN and submission.unit_id in reach.reporting
    unit = submission.unit_id
    locked = fills and is_locked(submission.collection, unit, timezone.now(), answer=submission)
    return Opened(
        submission,
        may_fill=fills and not locked,
        locked=locked,
        may_attach=submission.unit_id in reach.reporting and not locked,
        may_decide=submission.state == SubmissionState.SUBMITTED
        and submission.collection.form.unit_id in reach.approving,
    )


def get_submission(user: Any, pk: int) -> Submission:
    """Return the answer, with its collection and unit, if `user` sees it. Raises Http404 otherwise."""
    return open_submission(user, pk).submission


def get_reported(user: Any, pk: int) -> Submission:
    """Return the answer of a unit that `user` reports for, with its collection. Three queries, no names of units.

    Raises Http404 when `user` does not see it, PermissionDenied when somebody else fills it in.
    """
    reach = reach_of(user)
    related = Submission.objects.within(reach).select_related("collection__form", "collection__period")
    submission = related.filter(pk=pk).first()
    if submission is None:
        raise Http404
    if submission.unit_id not in reach.reporting:
        raise PermissionDenied(f"{Role.REPORTER} of unit {submission.unit_id}")
    return submission


def may_fill(user: Any, unit_id: int) -> bool:
    """Return whether `user` reports for the unit."""
    return units_access.may(user, unit_id, Role.REPORTER)


def require_reporter(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` reports for the unit."""
    units_access.require(user, unit_id, Role.REPORTER)


def require_officer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` is an officer of the asking unit."""
    units_access.require(user, unit_id, Role.OFFICER)


def require_approver(user: Any, submission: Submission) -> None:
    """Raise PermissionDenied unless `user` approves for the unit that asks."""
    units_access.require(user, submission.collection.form.unit_id, Role.APPROVER)


def may_mark(user: Any, submission: Submission) -> bool:
    """Return whether `user` may mark figures of the answer: who works on it or decides for the unit that asks."""
    return any(
        units_access.may(user, submission.collection.form.unit_id, role)
        for role in (Role.APPROVER, Role.OFFICER)
    )


def require_marker(user: Any, submission: Submission) -> None:
    """Raise PermissionDenied unless `user` may mark figures of the answer."""
    if not may_mark(user, submission):
        raise PermissionDenied("officer or approver")


Part = TypeVar("Part", bound=models.Model)


def get_part(parts: "models.QuerySet[Part]", pk: int) -> Part:
    """Return one of the parts of what the person was let through to. Raises Http404 when it is none of them."""
    part = parts.filter(pk=pk).first()
    if part is None:
        raise Http404
    return part
