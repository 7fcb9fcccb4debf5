"""The door to oversight: who plans and records inspections, who mends, who reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from nhipcau.oversight.models import (
    Checklist,
    FollowUp,
    Inspection,
    InspectionKind,
    Photo,
    Reply,
    Review,
    Shortcoming,
    YearPlan,
)
from nhipcau.oversight.querysets import InspectionQuerySet, ReviewQuerySet
from nhipcau.programmes.models import Programme
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.among import Units
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
INSPECTORS = (Role.OFFICER,)
WORKERS = (Role.REPORTER, Role.OFFICER)
SEE = (*READERS, Role.REPORTER)


def visible_inspections(user: Any) -> InspectionQuerySet:
    """Return the inspections by units `user` reads, and of units whose matters they see."""
    return Inspection.objects.between(units.units_where(user, READERS), _seen(user))


def _seen(user: Any) -> frozenset[int]:
    """Return the units whose matters `user` sees, and those that have ended and that they work for now."""
    seen, works = units.units_where(user, SEE), working_units(user)
    return seen if works <= seen else Units(seen | works)


def sees(user: Any, inspection: Inspection) -> bool:
    """Return whether the inspection is among the visible ones of `user`; no query of its own."""
    return units.may(user, inspection.unit_id, *READERS) or inspection.inspected_id in _seen(user)


def get_inspection(user: Any, pk: int) -> Inspection:
    """Return the inspection if `user` sees it. Raises Http404 otherwise."""
    found = visible_inspections(user).select_related("unit", "inspected", "programme").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_shortcoming(user: Any, pk: int) -> Shortcoming:
    """Return the shortcoming if `user` sees its inspection. Raises Http404 otherwise."""
    seen = visible_inspections(user)
    found = (
        Shortcoming.objects.select_related("inspection__unit", "task")
        .filter(pk=pk, inspection__in=seen)
        .first()
    )
    if found is None:
        raise Http404
    return found


def require_planner(user: Any, unit_id: int, kind: str) -> None:
    """Raise PermissionDenied unless `user` plans inspections for the unit, or self-checks in it."""
    units.require(user, unit_id, *(WORKERS if kind == InspectionKind.SELF_CHECK else INSPECTORS))


def units_to_inspect(user: Any) -> frozenset[int]:
    """Return the units that `user` may inspect."""
    return units.units_where(user, INSPECTORS)


def require_recorder(user: Any, inspection: Inspection) -> None:
    """Raise PermissionDenied unless `user` enters what the inspection showed."""
    require_planner(user, inspection.unit_id, inspection.kind)


def require_mender(user: Any, inspection: Inspection) -> None:
    """Raise PermissionDenied unless `user` answers for the inspected unit."""
    if not mends(user, inspection):
        raise PermissionDenied("mending what was found")


def require_judge(user: Any, inspection: Inspection) -> None:
    """Raise PermissionDenied unless `user` judges what was mended."""
    if not judges(user, inspection):
        raise PermissionDenied("judging what was mended")


def judges(user: Any, inspection: Inspection) -> bool:
    """Return whether `user` is an officer of the inspecting unit; of a self-check, of the unit above."""
    if inspection.is_self_check:
        return superior_to(user, inspection.unit_id)
    return units.may(user, inspection.unit_id, *INSPECTORS)


def records(user: Any, inspection: Inspection) -> bool:
    """Return whether `user` enters what the inspection showed."""
    return units.may(user, inspection.unit_id, *(WORKERS if inspection.is_self_check else INSPECTORS))


def mends(user: Any, inspection: Inspection) -> bool:
    """Return whether `user` answers for the inspected unit."""
    return inspection.inspected_id in working_units(user)


def superior_to(user: Any, unit_id: int) -> bool:
    """Return whether `user` is an officer of a unit above; of the unit itself where none stands above it."""
    over = reach.parents_on(timezone.localdate()).get(unit_id)
    return units.may(user, over or unit_id, *INSPECTORS)


def has_superior(unit_id: int) -> bool:
    """Return whether a unit stands above this one today."""
    return reach.parents_on(timezone.localdate()).get(unit_id) is not None


def units_below(user: Any) -> frozenset[int]:
    """Return the units right below any in which `user` is an officer: their self-checks come to them."""
    over = units_to_inspect(user)
    parents = reach.parents_on(timezone.localdate())
    return Units(unit for unit, parent in parents.items() if parent is not None and parent in over)


def working_units(user: Any) -> frozenset[int]:
    """Return the units for which `user` mends, checks and replies; of an officer only the own, not those below.

    What a unit that has ended still has to mend or to say is up to those that took over from it.
    """
    return reach.with_ended(units.held_units(user, WORKERS), timezone.localdate())


def sees_oversight(user: Any) -> bool:
    """Return whether `user` reads or does anything here."""
    return bool(units.units_where(user, SEE))


def require_sees_oversight(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads or does anything here."""
    units.require_somewhere(user, *SEE)


def require_inspects(user: Any) -> None:
    """Raise PermissionDenied unless `user` is an officer somewhere."""
    units.require_somewhere(user, *INSPECTORS)


def inspects(user: Any) -> bool:
    """Return whether `user` is an officer somewhere."""
    return bool(units_to_inspect(user))


def get_photo(user: Any, pk: int) -> Photo:
    """Return the photo if `user` sees its visit. Raises Http404 otherwise."""
    return get_object_or_404(
        Photo.objects.select_related("inspection"), pk=pk, inspection__in=visible_inspections(user)
    )


def get_follow_up(user: Any, pk: int) -> FollowUp:
    """Return what was said about a shortcoming that `user` sees. Raises Http404 otherwise."""
    return get_object_or_404(FollowUp, pk=pk, shortcoming__inspection__in=visible_inspections(user))


def visible_plans(user: Any) -> QuerySet[YearPlan]:
    """Return the plans of units that `user` reads."""
    return YearPlan.objects.filter(unit__in=units.units_where(user, READERS)).select_related(
        "unit", "programme", "document"
    )


def get_plan(user: Any, pk: int) -> YearPlan:
    """Return the plan if `user` reads its unit. Raises Http404 otherwise."""
    return get_object_or_404(visible_plans(user), pk=pk)


def offered_checklists(user: Any) -> QuerySet[Checklist]:
    """Return the checklists of the units of `user`, those above and those below."""
    parents = reach.parents_on(timezone.localdate())
    found = set(units.units_where(user, SEE))
    for unit in units.held_units(user, SEE):
        found |= set(_above(unit, parents))
    offered = Checklist.objects.filter(unit__in=found, retired=False).select_related("unit")
    return offered.prefetch_related("unit__versions")


def _above(unit: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """Give the units above, the nearest first; a circle ends it."""
    seen: set[int] = set()
    over = parents.get(unit)
    while over is not None and over not in seen:
        seen.add(over)
        yield over
        over = parents.get(over)


def get_checklist(user: Any, pk: int) -> Checklist:
    """Return a checklist of a unit in which `user` is an officer. Raises Http404 otherwise."""
    return get_object_or_404(Checklist, pk=pk, unit__in=units_to_inspect(user))


def visible_reviews(user: Any) -> ReviewQuerySet:
    """Return the reviews of programmes of units that `user` reads."""
    return Review.objects.of_units(units.units_where(user, READERS)).select_related("programme__unit")


def get_review(user: Any, pk: int) -> Review:
    """Return the review if `user` reads its programme's unit. Raises Http404 otherwise."""
    return get_object_or_404(visible_reviews(user), pk=pk)


def asks_reviews(user: Any, unit_id: int) -> bool:
    """Return whether `user` asks for reviews of the programmes of the unit."""
    return units.may(user, unit_id, *INSPECTORS)


def require_asker(user: Any, programme: Programme) -> None:
    """Raise PermissionDenied unless `user` asks for reviews of the programme."""
    units.require(user, programme.unit_id, *INSPECTORS)


def get_reply(user: Any, pk: int) -> Reply:
    """Return the reply if `user` reads its unit, or the unit that asks. Raises Http404 otherwise."""
    seen = Q(unit__in=_seen(user)) | Q(review__programme__unit__in=units.units_where(user, READERS))
    found = Reply.objects.select_related("review__programme", "unit")
    return get_object_or_404(found.filter(seen), pk=pk)


def require_replier(user: Any, reply: Reply) -> None:
    """Raise PermissionDenied unless `user` works for the unit that is asked."""
    if not replies(user, reply):
        raise PermissionDenied("replying to a review")


def replies(user: Any, reply: Reply) -> bool:
    """Return whether `user` works for the unit that is asked, not for one above it."""
    return reply.unit_id in working_units(user)
