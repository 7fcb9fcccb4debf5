"""The door to activities: what a person sees, and where a person logs."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language

from nhipcau.activities.models import Activity, Evidence
from nhipcau.activities.querysets import ActivityQuerySet
from nhipcau.indicators.models import Indicator
from nhipcau.programmes.models import Assignment, ProgrammeState
from nhipcau.units import access as units
from nhipcau.units.models import Role, Unit, UnitVersion

LOGS = (Role.REPORTER,)


def visible_to(user: Any) -> ActivityQuerySet:
    """Return the activities of the units `user` sees. Three queries, one more when evaluated."""
    return Activity.objects.visible_to(user)


def get_activity(user: Any, pk: int) -> Activity:
    """Return the activity with what its page shows. Raises Http404 for strangers."""
    activity = visible_to(user).told().select_related("assignment__task", "logged_by").filter(pk=pk).first()
    if activity is None:
        raise Http404
    return activity


def get_evidence(user: Any, pk: int) -> Evidence:
    """Return the evidence if `user` sees its activity. Raises Http404 otherwise."""
    evidence = Evidence.objects.visible_to(user).select_related("activity").filter(pk=pk).first()
    if evidence is None:
        raise Http404
    return evidence


def may_log(user: Any, unit_id: int) -> bool:
    """Return whether `user` reports for the unit today."""
    return units.may(user, unit_id, *LOGS)


def require_log(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` reports for the unit today."""
    units.require(user, unit_id, *LOGS)


def units_to_log_for(user: Any, only: int | None = None) -> QuerySet[Unit]:
    """Return the units `user` reports for today, or `only` that one of them. Two queries when evaluated."""
    found = units.units_where(user, LOGS) & {only} if only else units.units_where(user, LOGS)
    return Unit.objects.filter(pk__in=found).prefetch_related("versions").order_by("pk")


def seen_with_units(user: Any) -> tuple[ActivityQuerySet, dict[int, str]]:
    """Return the activities `user` sees, and the units they may be of with their newest names, by name.

    Four queries, one more when evaluated.
    """
    visible = units.visible_units(user)
    named = UnitVersion.objects.newest_names(visible, language=get_language() or "vi")
    return Activity.objects.filter(unit__in=visible), dict(sorted(named.items(), key=lambda item: item[1]))


def tasks_of(unit_ids: Iterable[int]) -> QuerySet[Assignment]:
    """Return what issued programmes give the units to do, soonest due first. One query when evaluated."""
    return (
        Assignment.objects.filter(unit__in=unit_ids, task__programme__state=ProgrammeState.ISSUED)
        .select_related("task")
        .order_by("task__due_on", "pk")
    )


def indicators_to_count(activity: Activity | None = None) -> QuerySet[Indicator]:
    """Return what can be counted now, and what `activity` counts already though it is no longer in use."""
    countable = Indicator.objects.countable()
    if activity is None:
        return countable
    return (countable | Indicator.objects.filter(activity_counts__activity=activity)).distinct()
