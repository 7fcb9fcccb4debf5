"""What of oversight waits for a person, for the one list of all rooms."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.oversight import access
from nhipcau.oversight.models import Inspection, Reply, Shortcoming
from nhipcau.shell.waiting import MOST, Waiting


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return what waits for `user` in oversight, at most `MOST` of a kind. At most a dozen queries."""
    found: list[Waiting] = []
    if own := access.working_units(user):
        found += [*_to_enter(own), *_to_mend(own), *_to_reply(own)]
    if access.inspects(user):
        found += [*_checks(user), *_to_judge(user)]
    return found


def _to_enter(own: frozenset[int]) -> Iterator[Waiting]:
    """Give the visits that were not entered, and the self-checks that were entered and not sent."""
    for one in Inspection.objects.to_enter_or_send(own).in_full()[: 2 * MOST]:
        entered = one.held_on is not None
        yield Waiting(
            kind="self_check" if one.is_self_check else "inspection",
            kind_label=_("Self-check to send") if entered else one.get_kind_display(),
            title=one.title,
            url=reverse("oversight:inspection", args=[one.pk]),
            detail="" if one.is_self_check else str(one.inspected),
            due_on=None if entered else one.planned_on,
            since=one.held_on,
            pressing=bool(one.returned_why),
        )


def _to_mend(own: frozenset[int]) -> Iterator[Waiting]:
    for one in Shortcoming.objects.to_mend_by(own).in_full()[:MOST]:
        yield Waiting(
            kind="shortcoming",
            kind_label=_("Shortcoming to mend"),
            title=one.mend[:200],
            url=reverse("oversight:shortcoming", args=[one.pk]),
            detail=one.inspection.title,
            due_on=one.mend_by,
        )


def _to_reply(own: frozenset[int]) -> Iterator[Waiting]:
    for one in Reply.objects.to_send(own).select_related("review")[:MOST]:
        yield Waiting(
            kind="review",
            kind_label=_("Review to answer"),
            title=one.review.title,
            url=reverse("oversight:reply", args=[one.pk]),
            due_on=one.review.due_on,
            pressing=bool(one.returned_why),
        )


def _checks(user: Any) -> Iterator[Waiting]:
    for one in Inspection.objects.to_accept(access.units_below(user)).in_full()[:MOST]:
        yield Waiting(
            kind="check",
            kind_label=_("Self-check that was sent"),
            title=one.title,
            url=reverse("oversight:inspection", args=[one.pk]),
            detail=str(one.unit),
            since=timezone.localdate(one.sent_at) if one.sent_at else None,
        )


def _to_judge(user: Any) -> Iterator[Waiting]:
    inspected = access.units_to_inspect(user)
    for one in Shortcoming.objects.to_judge(inspected, access.units_below(user)).in_full()[:MOST]:
        yield Waiting(
            kind="mending",
            kind_label=_("Mending to accept"),
            title=one.mend[:200],
            url=reverse("oversight:shortcoming", args=[one.pk]),
            detail=str(one.inspection.inspected),
            due_on=one.mend_by,
        )
