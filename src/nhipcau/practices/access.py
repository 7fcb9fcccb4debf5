"""The door to good practice: who writes, who decides, who reads."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from nhipcau.practices import rules
from nhipcau.practices.models import Practice, PracticeFigure, PracticeProof, Spread
from nhipcau.practices.querysets import PracticeQuerySet
from nhipcau.programmes import succeeding
from nhipcau.programmes.models import Assignment, Programme
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.among import Units
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
JUDGES = (Role.OFFICER,)
WRITERS = (Role.REPORTER, Role.OFFICER)
SEE = (*READERS, Role.REPORTER)
MOST_GIVERS = 20


def require_staff(user: Any) -> None:
    """Raise PermissionDenied unless `user` holds a role somewhere: every unit reads what was accepted."""
    if not units.roles_of(user):
        raise PermissionDenied("good practice")


def home_units(user: Any) -> frozenset[int]:
    """Return the units in which `user` writes: of an officer only the own, not those below."""
    return units.held_units(user, WRITERS)


def answered_for(user: Any) -> frozenset[int]:
    """Return the units for which `user` answers: the own, and those that ended and were taken over by them."""
    return Units(reach.with_ended(home_units(user), timezone.localdate()))


def visible_practices(user: Any) -> PracticeQuerySet:
    """Return what was accepted, what units of `user` wrote, and what was proposed to units that `user` reads."""
    if not units.roles_of(user):
        return Practice.objects.none()
    own = units.units_where(user, SEE) | answered_for(user)
    return Practice.objects.seen_by(Units(own), units.units_where(user, READERS))


def get_practice(user: Any, pk: int) -> Practice:
    """Return the practice if `user` sees it. Raises Http404 otherwise."""
    rows = visible_practices(user).select_related("unit", "asked_of", "assignment__task", "made_by")
    return get_object_or_404(rows.prefetch_related("unit__versions", "asked_of__versions"), pk=pk)


def get_figure(user: Any, pk: int) -> PracticeFigure:
    """Return the figure of a practice that `user` sees. Raises Http404 otherwise."""
    rows = PracticeFigure.objects.select_related("practice")
    return get_object_or_404(rows, pk=pk, practice__in=visible_practices(user))


def get_proof(user: Any, pk: int) -> PracticeProof:
    """Return what shows a practice that `user` sees. Raises Http404 otherwise."""
    rows = PracticeProof.objects.select_related("practice")
    return get_object_or_404(rows, pk=pk, practice__in=visible_practices(user))


def get_spread(user: Any, pk: int) -> Spread:
    """Return the spreading if `user` may know how each unit answered. Raises Http404 otherwise."""
    rows = Spread.objects.select_related("practice", "task__programme__unit")
    found = get_object_or_404(rows, pk=pk, practice__in=visible_practices(user))
    if not knows_answers(user, found):
        raise Http404
    return found


def get_offer(user: Any, pk: int) -> Assignment:
    """Return what a spreading gives to a unit for which `user` works. Raises Http404 otherwise."""
    rows = Assignment.objects.given().select_related("task__programme__unit", "task__spread__practice")
    found = get_object_or_404(rows, pk=pk, task__spread__isnull=False)
    if not units.may(user, found.unit_id, *WRITERS):
        raise Http404
    return found


def knows_answers(user: Any, spread: Spread) -> bool:
    """Return whether `user` reads the unit that spreads, or works where the practice comes from."""
    reads = units.may(user, spread.task.programme.unit_id, *READERS)
    return reads or is_inside(user, spread.practice)


def is_inside(user: Any, practice: Practice) -> bool:
    """Return whether `user` sees how a proposal went: in its unit, or where it was proposed to."""
    unit = practice.unit_id
    own = units.may(user, unit, *SEE) or unit in answered_for(user)
    return own or (practice.asked_of_id is not None and units.may(user, practice.asked_of_id, *READERS))


def writes(user: Any, unit_id: int) -> bool:
    """Return whether `user` writes and proposes for the unit, itself or as the one that took it over."""
    return units.may(user, unit_id, *WRITERS) or unit_id in answered_for(user)


def require_writer(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` writes and proposes for the unit."""
    if not writes(user, unit_id):
        raise PermissionDenied(f"good practice of unit {unit_id}")


def judges(user: Any, practice: Practice) -> bool:
    """Return whether `user` is an officer of the unit that the practice was proposed to."""
    return practice.asked_of_id is not None and units.may(user, practice.asked_of_id, *JUDGES)


def require_judge(user: Any, practice: Practice) -> None:
    """Raise PermissionDenied unless `user` decides on the proposal."""
    if not judges(user, practice):
        raise PermissionDenied("deciding on a good practice")


def judging_units(user: Any) -> frozenset[int]:
    """Return the units for which `user` decides on proposals."""
    return units.units_where(user, JUDGES)


def may_be_asked(unit_id: int) -> list[int]:
    """Return the units to which the unit may propose: those above, the nearest first, then those giving it tasks.

    Of a unit that has ended, those above the units that took over. Three queries at most.
    """
    today = timezone.localdate()
    parents = reach.parents_on(today)
    bases = [unit_id] if unit_id in parents else succeeding.heirs_of(unit_id, today)
    above = [over for base in bases for over in _above(base, parents)]
    given = Programme.objects.giving_to([*bases, unit_id]).order_by("-pk").values_list("unit", flat=True)
    givers = [unit for unit in given[:MOST_GIVERS] if unit in parents]
    taken = {unit_id, *bases}
    return [unit for unit in dict.fromkeys([*above, *givers]) if unit not in taken]


def _above(unit: int, parents: Any) -> Iterator[int]:
    """Give the units above, the nearest first; a circle ends it."""
    seen = {unit}
    over = parents.get(unit)
    while over is not None and over not in seen:
        seen.add(over)
        yield over
        over = parents.get(over)


def stands(unit_id: int) -> bool:
    """Return whether the unit exists today."""
    return unit_id in reach.tree().on(timezone.localdate())


def may_change(user: Any, practice: Practice) -> bool:
    """Return whether `user` writes on at the practice now."""
    return practice.state in rules.WRITTEN and writes(user, practice.unit_id)
