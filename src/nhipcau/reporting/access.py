"""The door to reporting: which collections and answers a person sees, and who may fill in, send and decide."""

from typing import Any

from django.http import Http404

from nhipcau.reporting.models import Collection, Form, Submission, SubmissionState
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


def get_submission(user: Any, pk: int) -> Submission:
    """Return the answer, with its collection and unit, if `user` sees it. Raises Http404 otherwise.

    An answer that is still being filled in is seen by the people of its unit and those above it only.
    """
    submission = Submission.objects.visible_to(user).in_full().filter(pk=pk).first()
    if submission is None:
        raise Http404
    if submission.state == SubmissionState.DRAFT and submission.unit_id not in units_access.visible_units(
        user
    ):
        raise Http404
    return submission


def may_fill(user: Any, unit_id: int) -> bool:
    """Return whether `user` reports for the unit."""
    return units_access.may(user, unit_id, Role.REPORTER)


def may_decide(user: Any, submission: Submission) -> bool:
    """Return whether `user` approves for the unit that asks."""
    return units_access.may(user, submission.collection.form.unit_id, Role.APPROVER)


def require_reporter(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` reports for the unit."""
    units_access.require(user, unit_id, Role.REPORTER)


def require_officer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` is an officer of the asking unit."""
    units_access.require(user, unit_id, Role.OFFICER)


def require_approver(user: Any, submission: Submission) -> None:
    """Raise PermissionDenied unless `user` approves for the unit that asks."""
    units_access.require(user, submission.collection.form.unit_id, Role.APPROVER)
