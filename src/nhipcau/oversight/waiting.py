"""What of oversight waits for a person, for the one list of all rooms."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.oversight import access
from nhipcau.oversight.models import Inspection, Reply, Shortcoming, ShortcomingState
from nhipcau.shell.waiting import MOST, Rows, Waiting
from nhipcau.units import access as units


def waiting(user: Any, now: datetime) -> list[Waiting]:
    """Return what waits for `user` in oversight, some hundreds at most. At most two queries."""
    own = access.working_units(user)
    above = access.units_to_inspect(user)
    below = access.units_below(user) if above else frozenset()
    if not own and not above:
        return []
    return [*_visits(own, below), *_shortcomings(own, above, below)]


def _visits(own: frozenset[int], below: frozenset[int]) -> Iterator[Waiting]:
    """Give the visits that were not entered, the self-checks that were not sent, and those that came from below."""
    visits = Inspection.objects.to_enter_or_send(own) | Inspection.objects.to_accept(below)
    for one in visits.order_by("planned_on", "pk")[: 3 * MOST]:
        yield _to_accept(one) if one.sent_at else _to_enter(one)


def _to_enter(one: Inspection) -> Waiting:
    entered = one.held_on is not None
    return Waiting(
        kind="self_check" if one.is_self_check else "inspection",
        kind_label=_("Self-check to send") if entered else one.get_kind_display(),
        title=one.title,
        url=reverse("oversight:inspection", args=[one.pk]),
        detail="" if one.is_self_check else units.name_in_memory(one.inspected_id),
        due_on=None if entered else one.planned_on,
        since=one.held_on,
        pressing=bool(one.returned_why),
    )


def _to_accept(one: Inspection) -> Waiting:
    return Waiting(
        kind="check",
        kind_label=_("Self-check that was sent"),
        title=one.title,
        url=reverse("oversight:inspection", args=[one.pk]),
        detail=units.name_in_memory(one.unit_id),
        since=timezone.localdate(one.sent_at) if one.sent_at else None,
    )


def _shortcomings(own: frozenset[int], above: frozenset[int], below: frozenset[int]) -> Iterator[Waiting]:
    """Give what the own unit has to mend, and what others say is mended."""
    rows = Shortcoming.objects.to_mend_by(own) | Shortcoming.objects.to_judge(above, below)
    for one in rows.select_related("inspection").order_by("mend_by", "pk")[: 2 * MOST]:
        mends = one.state == ShortcomingState.OPEN
        yield Waiting(
            kind="shortcoming" if mends else "mending",
            kind_label=_("Shortcoming to mend") if mends else _("Mending to accept"),
            title=one.mend[:200],
            url=reverse("oversight:shortcoming", args=[one.pk]),
            detail=one.inspection.title if mends else units.name_in_memory(one.inspection.inspected_id),
            due_on=one.mend_by,
        )


def rows(user: Any, now: datetime) -> list[Rows]:
    """Return the reviews that the person's own unit has not answered."""
    own = access.working_units(user)
    return [
        Rows(
            "review",
            gettext_lazy("Review to answer"),
            Reply.objects.to_send(own),
            "oversight:reply",
            title="review__title",
            due_on="review__due_on",
            pressing=Case(When(returned_why="", then=False), default=True),
        )
    ]
