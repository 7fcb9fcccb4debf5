"""The door to programmes and tasks: who sees them, who plans, who reports progress."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from nhipcau.programmes import rules
from nhipcau.programmes.models import Assignment, Programme, ProgrammeState, Task
from nhipcau.programmes.querysets import AssignmentQuerySet, ProgrammeQuerySet
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.models import Role

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
PLANNERS = (Role.OFFICER,)
WORKERS = (Role.REPORTER, Role.OFFICER)
SEE_TASKS = (*READERS, Role.REPORTER, Role.SPOKESPERSON)


def visible_programmes(user: Any) -> ProgrammeQuerySet:
    """Return the programmes of the units `user` reads. Three queries before the one evaluated."""
    return Programme.objects.of_units(units.units_where(user, READERS))


def get_programme(user: Any, pk: int) -> Programme:
    """Return the programme if `user` reads it. Raises Http404 otherwise."""
    found = visible_programmes(user).select_related("unit", "source").prefetch_related("unit__versions")
    found = found.defer("source__text", "source__search_text")
    programme = found.filter(pk=pk).first()
    if programme is None:
        raise Http404
    return programme


def get_task(user: Any, pk: int) -> Task:
    """Return the task if `user` reads its programme. Raises Http404 otherwise."""
    found = Task.objects.select_related("programme", "finding").with_units()
    task = found.filter(pk=pk, programme__in=visible_programmes(user)).first()
    if task is None:
        raise Http404
    return task


def visible_assignments(user: Any) -> AssignmentQuerySet:
    """Return what issued programmes give to the units of `user`. Three queries before the one evaluated."""
    return Assignment.objects.given().to_units(units.units_where(user, SEE_TASKS))


def get_assignment(user: Any, pk: int) -> Assignment:
    """Return the assignment if it was given to a unit of `user`, or by one whose programmes `user` reads.

    Raises Http404 otherwise.
    """
    mine = visible_assignments(user)
    planned = Assignment.objects.given().filter(task__programme__in=visible_programmes(user))
    rows = Assignment.objects.soonest_first().select_related("task__programme__unit", "task__finding")
    assignment = rows.filter(pk=pk).filter(pk__in=(mine | planned).values("pk")).first()
    if assignment is None:
        raise Http404
    return assignment


def require_sees_tasks(user: Any) -> None:
    """Raise PermissionDenied unless `user` sees the tasks of some unit."""
    if not units.units_where(user, SEE_TASKS):
        raise PermissionDenied("tasks of a unit")


def reads_programmes(user: Any) -> bool:
    """Return whether `user` reads programmes anywhere."""
    return bool(units.units_where(user, READERS))


def reports(user: Any) -> bool:
    """Return whether `user` reports for a unit, and so begins with its tasks."""
    return bool(units.units_where(user, [Role.REPORTER]))


def planner_units(user: Any) -> frozenset[int]:
    """Return the units whose programmes `user` makes, and to which `user` gives tasks."""
    return units.units_where(user, PLANNERS)


def plans(user: Any, unit_id: int) -> bool:
    """Return whether `user` makes the programmes of the unit."""
    return units.may(user, unit_id, *PLANNERS)


def require_planner(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` makes the programmes of the unit."""
    units.require(user, unit_id, *PLANNERS)


def works(user: Any, assignment: Assignment) -> bool:
    """Return whether `user` reports progress on the assignment: it is issued and given to a unit of theirs."""
    issued = assignment.task.programme.state == ProgrammeState.ISSUED
    return issued and units.may(user, assignment.unit_id, *WORKERS)


def require_worker(user: Any, assignment: Assignment) -> None:
    """Raise PermissionDenied unless `user` reports progress for the unit of the assignment."""
    units.require(user, assignment.unit_id, *WORKERS)


def assignable(user: Any) -> dict[int, str]:
    """Return the units of today that `user` may give tasks to → the name to choose them by, in its order."""
    own, language = planner_units(user), get_language()
    today = {unit: each for unit, each in reach.tree().on(timezone.localdate()).items() if unit in own}
    names = {unit: each.named(language) for unit, each in today.items()}
    above = ((unit, names[unit], names.get(each.parent or 0, "")) for unit, each in today.items())
    return dict(sorted(rules.labels(above).items(), key=lambda pair: rules.fold(pair[1])))
