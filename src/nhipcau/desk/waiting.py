"""The one list of what waits for a person, over all rooms, the most urgent first."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.channels.models import Delivery, DeliveryState
from nhipcau.desk.overviews import Desk, is_near
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import ItemText, TextState
from nhipcau.reporting import overviews as reporting
from nhipcau.shell.waiting import MOST, Waiting, by_urgency, offered
from nhipcau.units.models import Role

Part = Callable[[Desk], Iterator[Waiting]]


def waiting(desk: Desk) -> list[Waiting]:
    """Return what waits for the person of the desk, by urgency; of each kind at most `MOST`."""
    found = [one for roles, part in PARTS if desk.roles & roles for one in part(desk)]
    return by_urgency([*found, *offered(desk.user, desk.now)], desk.today)


def kinds(found: list[Waiting]) -> list[tuple[str, str, int]]:
    """Return (kind, its name, how many) of what is there, by name."""
    counted: dict[str, tuple[str, int]] = {}
    for one in found:
        counted[one.kind] = (str(one.kind_label), counted.get(one.kind, ("", 0))[1] + 1)
    return sorted(((kind, *of) for kind, of in counted.items()), key=lambda one: one[1])


def _owed(desk: Desk) -> Iterator[Waiting]:
    for one in [owed for owed in desk.owed if is_near(owed, desk.now)][:MOST]:
        yield Waiting(
            kind="report",
            kind_label=_("Report to send"),
            title=str(one.collection),
            url=reverse("reporting:fill", args=[one.collection.pk, one.unit.pk]),
            detail=one.reason,
            due_on=timezone.localdate(one.due_at),
        )


def _decisions(desk: Desk) -> Iterator[Waiting]:
    for one in reporting.waiting_for(desk.user)[:MOST]:
        yield Waiting(
            kind="decision",
            kind_label=_("Report to approve"),
            title=f"{one.unit}: {one.collection}",
            url=reverse("reporting:decide", args=[one.submission.pk]),
            detail=_("Corrected after a return") if one.again else "",
            since=timezone.localdate(one.submitted_at),
        )


def _texts(desk: Desk) -> Iterator[Waiting]:
    visible = newsroom.items_visible_to(desk.user)
    rows = ItemText.objects.standing_at(TextState.IN_REVIEW).filter(item__in=visible)
    for one in rows.order_by("last_edited_at")[:MOST]:
        yield Waiting(
            kind="item",
            kind_label=_("Item to review"),
            title=one.title,
            url=reverse("newsroom:read", args=[one.item_id, one.language]),
            detail=one.language.upper(),
            since=timezone.localdate(one.last_edited_at),
        )


def _deliveries(desk: Desk) -> Iterator[Waiting]:
    visible = newsroom.items_visible_to(desk.user)
    failed = Delivery.objects.with_names().filter(
        state=DeliveryState.FAILED, rendition__text__item__in=visible
    )
    for one in failed[:MOST]:
        yield Waiting(
            kind="delivery",
            kind_label=_("Delivery that failed"),
            title=str(one.rendition),
            url=reverse("channels:deliveries"),
            detail=one.error,
            since=timezone.localdate(one.created_at),
            pressing=True,
        )


PARTS: tuple[tuple[frozenset[str], Part], ...] = (
    (frozenset({Role.REPORTER}), _owed),
    (frozenset({Role.APPROVER}), _decisions),
    (frozenset({Role.PUBLISHER}), _texts),
    (frozenset({Role.PUBLISHER}), _deliveries),
)


def of_kind(found: list[Waiting], kind: Any) -> list[Waiting]:
    """Return what is of the kind; everything where there is none of it."""
    chosen = [one for one in found if one.kind == kind]
    return chosen or found
