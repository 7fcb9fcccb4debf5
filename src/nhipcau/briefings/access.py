"""The door to directives made known: who asks, who answers for a unit, who sees how far it is."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from nhipcau.briefings.models import Notice, Receipt, Session
from nhipcau.briefings.querysets import NoticeQuerySet, ReceiptQuerySet
from nhipcau.units import access as units
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
ASKERS = (Role.OFFICER,)
WORKERS = (Role.REPORTER, Role.OFFICER)
SEE = (*READERS, Role.REPORTER)


def require_sees(user: Any) -> None:
    """Raise PermissionDenied unless `user` sees what some unit was asked to make known."""
    if not units.units_where(user, SEE):
        raise PermissionDenied("directives to make known")


def visible_notices(user: Any) -> NoticeQuerySet:
    """Return the notices given by units `user` reads. Three queries before the one evaluated."""
    return Notice.objects.of_units(units.units_where(user, READERS))


def own_receipts(user: Any) -> ReceiptQuerySet:
    """Return what the units in which `user` works themselves were asked to make known."""
    return Receipt.objects.standing().to_units(units.held_units(user, SEE))


def own_work(user: Any) -> ReceiptQuerySet:
    """Return what the units in which `user` works still have to make known."""
    return Receipt.objects.unfinished().to_units(units.held_units(user, WORKERS))


def get_notice(user: Any, pk: int) -> Notice:
    """Return the notice if `user` reads the unit that gave it. Raises Http404 otherwise."""
    found = (
        visible_notices(user).select_related("unit", "document", "sent_by").prefetch_related("unit__versions")
    )
    notice = found.defer("document__text", "document__search_text").filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice


def get_receipt(user: Any, pk: int) -> Receipt:
    """Return how far a unit is, if `user` sees the unit's matters or reads who asked. Raises Http404 otherwise."""
    mine = Q(unit__in=units.units_where(user, SEE))
    asked = Q(notice__unit__in=units.units_where(user, READERS))
    receipt = (
        Receipt.objects.soonest_first().select_related("handed_to__unit").filter(mine | asked, pk=pk).first()
    )
    if receipt is None:
        raise Http404
    return receipt


def get_session(user: Any, pk: int) -> Session:
    """Return the session if `user` sees the unit's matters. Raises Http404 otherwise."""
    session = Session.objects.select_related("receipt__notice").filter(pk=pk).first()
    if session is None:
        raise Http404
    session.receipt = get_receipt(user, session.receipt_id)
    return session


def asks(user: Any, unit_id: int) -> bool:
    """Return whether `user` has directives made known for the unit."""
    return units.may(user, unit_id, *ASKERS)


def require_asker(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` has directives made known for the unit."""
    units.require(user, unit_id, *ASKERS)


def units_to_ask(user: Any) -> frozenset[int]:
    """Return the units that `user` may ask to make something known."""
    return units.units_where(user, ASKERS)


def works(user: Any, receipt: Receipt) -> bool:
    """Return whether `user` answers for the unit."""
    return units.may(user, receipt.unit_id, *WORKERS)


def require_worker(user: Any, receipt: Receipt) -> None:
    """Raise PermissionDenied unless `user` answers for the unit."""
    units.require(user, receipt.unit_id, *WORKERS)


def receives(user: Any, receipt: Receipt) -> bool:
    """Return whether `user` works in the unit itself: when they open a notice, the unit has received it."""
    return receipt.unit_id in units.held_units(user, SEE)
