"""The door to bodies: who keeps them, who sits in them, who reads them; and to joint programmes of several units."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from nhipcau.bodies.models import Agreement, Body, Conclusion, Meeting, Obligation, Seat, Side
from nhipcau.bodies.querysets import AgreementQuerySet, BodyQuerySet, MeetingQuerySet
from nhipcau.programmes import rules as words
from nhipcau.programmes.models import Programme, ProgrammeState
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
KEEPERS = (Role.OFFICER,)


def visible_bodies(user: Any) -> BodyQuerySet:
    """Return the bodies of units `user` reads, and those in which they sit. Three queries before the one evaluated."""
    return Body.objects.seen_by(units.units_where(user, READERS), user)


def sits_somewhere(user: Any) -> bool:
    """Return whether `user` has a seat in a body today. One query."""
    return Seat.objects.on(timezone.localdate()).filter(person=user).exists()


def sees_bodies(user: Any) -> bool:
    """Return whether `user` reads the bodies of some unit, or sits in one."""
    return bool(units.units_where(user, READERS)) or sits_somewhere(user)


def require_sees_bodies(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads the bodies of some unit, or sits in one."""
    if not sees_bodies(user):
        raise PermissionDenied("bodies")


def get_body(user: Any, pk: int) -> Body:
    """Return the body if `user` sees it. Raises Http404 otherwise."""
    found = visible_bodies(user).select_related("unit", "founded_by").prefetch_related("unit__versions")
    body = found.defer("founded_by__text", "founded_by__search_text").filter(pk=pk).first()
    if body is None:
        raise Http404
    return body


def get_seat(user: Any, pk: int) -> Seat:
    """Return the seat if `user` sees its body. Raises Http404 otherwise."""
    seat = Seat.objects.select_related("body", "person").filter(pk=pk, body__in=visible_bodies(user)).first()
    if seat is None:
        raise Http404
    return seat


def visible_meetings(user: Any) -> MeetingQuerySet:
    """Return the meetings of the bodies `user` sees."""
    return Meeting.objects.newest_first().filter(body__in=visible_bodies(user))


def get_meeting(user: Any, pk: int) -> Meeting:
    """Return the meeting if `user` sees its body. Raises Http404 otherwise."""
    meeting = visible_meetings(user).prefetch_related("body__unit__versions").filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def get_conclusion(user: Any, pk: int) -> Conclusion:
    """Return the conclusion if `user` sees its meeting. Raises Http404 otherwise."""
    found = Conclusion.objects.select_related("meeting__body").filter(meeting__body__in=visible_bodies(user))
    conclusion = found.filter(pk=pk).first()
    if conclusion is None:
        raise Http404
    return conclusion


def keeps(user: Any, unit_id: int) -> bool:
    """Return whether `user` keeps the bodies of the unit."""
    return units.may(user, unit_id, *KEEPERS)


def require_keeper(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` keeps the bodies of the unit."""
    units.require(user, unit_id, *KEEPERS)


def keeper_units(user: Any) -> frozenset[int]:
    """Return the units whose bodies `user` keeps."""
    return units.units_where(user, KEEPERS)


def all_units() -> dict[int, str]:
    """Return every unit of today → the name to choose it by: another side may stand anywhere. No query of its own."""
    standing = reach.tree().on(timezone.localdate())
    names = {pk: one.name for pk, one in standing.items()}
    above = ((pk, names[pk], names.get(one.parent, "") if one.parent else "") for pk, one in standing.items())
    return words.labels(above)


def draft_programmes(user: Any, unit_id: int) -> list[Programme]:
    """Return the programmes of the unit to which `user` may still add tasks, newest first. One query."""
    if not units.may(user, unit_id, *KEEPERS):
        return []
    return list(
        Programme.objects.filter(unit=unit_id, state=ProgrammeState.DRAFT).order_by("-starts_on", "-pk")
    )


def visible_agreements(user: Any) -> AgreementQuerySet:
    """Return the joint programmes to which a unit that `user` reads is a side."""
    return Agreement.objects.of_units(units.units_where(user, READERS))


def get_agreement(user: Any, pk: int) -> Agreement:
    """Return the joint programme if `user` reads one of its sides. Raises Http404 otherwise."""
    found = (
        visible_agreements(user).select_related("document").defer("document__text", "document__search_text")
    )
    agreement = found.filter(pk=pk).first()
    if agreement is None:
        raise Http404
    return agreement


def get_side(user: Any, pk: int) -> Side:
    """Return the side of a joint programme if `user` reads one of its sides. Raises Http404 otherwise."""
    found = Side.objects.select_related("agreement", "unit").filter(agreement__in=visible_agreements(user))
    side = found.filter(pk=pk).first()
    if side is None:
        raise Http404
    return side


def get_obligation(user: Any, pk: int) -> Obligation:
    """Return the obligation if `user` reads one of the sides. Raises Http404 otherwise."""
    found = Obligation.objects.select_related("side__agreement").filter(
        side__agreement__in=visible_agreements(user)
    )
    obligation = found.filter(pk=pk).first()
    if obligation is None:
        raise Http404
    return obligation


def speaks_for_a_side(user: Any, agreement: Agreement) -> bool:
    """Return whether `user` keeps the matters of one of the sides."""
    return agreement.sides.filter(unit__in=keeper_units(user)).exists()


def require_speaks_for_a_side(user: Any, agreement: Agreement) -> None:
    """Raise PermissionDenied unless `user` keeps the matters of one of the sides."""
    if not speaks_for_a_side(user, agreement):
        raise PermissionDenied("a side of the joint programme")
