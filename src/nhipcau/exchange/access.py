"""The door to exchange: whose figures a person may take out, and who may bring some in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from nhipcau.exchange.models import Intake, Token
from nhipcau.indicators import access as indicators_access
from nhipcau.reporting.models import Collection, Form, Period, Submission
from nhipcau.units import access as units_access
from nhipcau.units.models import Membership, Role

SEE = (Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.AUDITOR)


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` reports, or follows reports, somewhere."""
    units_access.require_somewhere(user, *SEE)


def reads(user: Any) -> bool:
    """Return whether `user` reports, or follows reports, somewhere."""
    return bool(units_access.roles_of(user) & set(SEE))


def proposes(user: Any) -> bool:
    """Return whether `user` may take metadata in: who adds indicators, or makes forms."""
    return Role.OFFICER in units_access.roles_of(user) or indicators_access.may_change(user)


def require_proposer(user: Any) -> None:
    """Raise PermissionDenied unless `user` may take metadata in. For what, each action asks."""
    if not proposes(user):
        raise PermissionDenied("officer or administrator")


def require_visitor(user: Any) -> None:
    """Raise PermissionDenied unless `user` has something to do in this room."""
    if not (reads(user) or proposes(user)):
        raise PermissionDenied("reader or administrator")


def require_reporter(user: Any) -> None:
    """Raise PermissionDenied unless `user` reports for a unit. For which, each action asks."""
    units_access.require_somewhere(user, Role.REPORTER)


def reports(user: Any) -> bool:
    """Return whether `user` reports for a unit."""
    return Role.REPORTER in units_access.roles_of(user)


def collections(user: Any) -> "QuerySet[Collection]":
    """Return the collections that `user` follows, or that a unit `user` sees must answer, with form and period."""
    return Collection.objects.visible_to(user).select_related("form__unit", "period")


def forms(user: Any) -> "QuerySet[Form]":
    """Return the forms of those collections, by title."""
    return Form.objects.filter(collections__in=Collection.objects.visible_to(user)).distinct()


def require_form(user: Any, pk: str) -> None:
    """Raise Http404 for the key of a form that is asked neither by `user` nor of a unit `user` sees."""
    if pk.isascii() and pk.isdigit() and not forms(user).filter(pk=int(pk[:18])).exists():
        raise Http404


def periods(user: Any) -> "QuerySet[Period]":
    """Return the periods of those collections, newest first."""
    return Period.objects.filter(collections__in=Collection.objects.visible_to(user)).distinct()


def answers(
    user: Any, form: Form, periods: Iterable[Period], states: Iterable[str]
) -> "QuerySet[Submission]":
    """Return the answers that `user` may read, of a form for some periods, in one of the states."""
    seen = Submission.objects.visible_to(user)
    return seen.filter(collection__form=form, collection__period__in=list(periods), state__in=list(states))


def intakes(user: Any) -> "QuerySet[Intake]":
    """Return the files that `user` took in, newest first, without what they came to."""
    return Intake.objects.filter(taken_in_by=user).defer("preview", "outcome")


def get_intake(user: Any, pk: int) -> Intake:
    """Return the file if `user` took it in. Raises Http404 otherwise."""
    intake = Intake.objects.filter(pk=pk, taken_in_by=user).first()
    if intake is None:
        raise Http404
    return intake


def require_own(user: Any, intake: Intake) -> None:
    """Raise PermissionDenied unless `user` took the file in."""
    if intake.taken_in_by_id != user.pk:
        raise PermissionDenied("another's file")


def memberships(user: Any, day: date) -> "QuerySet[Membership]":
    """Return the memberships of `user` on `day` in which figures are read or given, with their units."""
    held = Membership.objects.of(user, day).filter(role__in=SEE).select_related("unit")
    return held.prefetch_related("unit__versions").order_by("pk")


def keys(user: Any) -> "QuerySet[Token]":
    """Return the keys that act as `user`, newest first."""
    found = Token.objects.filter(membership__user=user).select_related("membership__unit")
    return found.prefetch_related("membership__unit__versions").order_by("-made_at", "-pk")


def get_key(user: Any, pk: int) -> Token:
    """Return the key if it acts as `user`. Raises Http404 otherwise."""
    token = keys(user).filter(pk=pk).first()
    if token is None:
        raise Http404
    return token
