"""The door to activities: what a person sees, and where a person logs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from nhipcau.activities.kinds import fields_of_splits
from nhipcau.activities.models import Activity, ActivityCount, Evidence
from nhipcau.activities.querysets import ActivityQuerySet
from nhipcau.indicators.models import Indicator, SplitOption
from nhipcau.indicators.starter import SPLITS
from nhipcau.programmes.models import Assignment, ProgrammeState, Task
from nhipcau.units import access as units
from nhipcau.units import reach
from nhipcau.units.among import Units
from nhipcau.units.models import Role, Unit

LOGS = (Role.REPORTER,)


def visible_to(user: Any) -> ActivityQuerySet:
    """Return the activities of the units `user` sees, withdrawn ones too. Three queries, one more when evaluated."""
    return Activity.objects.visible_to(user)


def get_activity(user: Any, pk: int) -> Activity:
    """Return the activity with what its page shows. Raises Http404 for strangers."""
    found = visible_to(user).told().prefetch_related("host__unit__versions")
    people = ("assignment__task", "logged_by", "withdrawn_by", "host__unit")
    activity = found.select_related(*people).filter(pk=pk).first()
    if activity is None:
        raise Http404
    return activity


def get_evidence(user: Any, pk: int) -> Evidence:
    """Return the evidence if `user` sees its activity. Raises Http404 otherwise."""
    evidence = Evidence.objects.visible_to(user).select_related("activity").filter(pk=pk).first()
    if evidence is None:
        raise Http404
    return evidence


def themes_of(user: Any, host: Activity) -> tuple[list[Activity], int]:
    """Return the parts of an event that `user` sees, by day, and how many more there are. Few queries."""
    themes = Activity.objects.standing().filter(host=host)
    seen = list(themes.filter(unit__in=units.visible_units(user)).told().order_by("starts_on", "pk"))
    return seen, themes.count() - len(seen)


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


def seen_with_units(
    user: Any, chosen: int | None = None
) -> tuple[ActivityQuerySet, frozenset[int], dict[int, str]]:
    """Return the activities `user` sees, the units seen, and those of them to choose from: newest names, by name.

    To choose from are the units that have logged something, and the one chosen: of thousands of units few have. Four
    queries, one more when evaluated. Withdrawn activities are among them.
    """
    visible = units.visible_units(user)
    logged = Unit.objects.filter(Exists(Activity.objects.filter(unit=OuterRef("pk")))).order_by()
    newest, language = reach.tree().newest(), get_language()
    offered = visible & {*logged.values_list("pk", flat=True), chosen}
    named = [(unit, newest[unit].named(language)) for unit in offered if unit in newest]
    return Activity.objects.filter(unit__in=visible), visible, dict(sorted(named, key=lambda item: item[1]))


def tasks_of(unit_ids: Iterable[int]) -> QuerySet[Assignment]:
    """Return what issued programmes give the units to do, soonest due first. One query when evaluated."""
    return (
        Assignment.objects.filter(unit__in=unit_ids, task__programme__state=ProgrammeState.ISSUED)
        .select_related("task")
        .order_by("task__due_on", "pk")
    )


def indicators_to_count(activity: Activity | None = None) -> QuerySet[Indicator]:
    """Return what can be chosen for a count, parts right after their whole.

    That is what is counted directly, the wholes that are counted in their parts (the activity's own channel, stream
    and particulars say in which), and what `activity` counts already though it is no longer in use.
    """
    offered = Q(active=True, numerator__isnull=True)
    if activity is not None:
        counted = ActivityCount.objects.filter(activity=activity)
        offered |= Q(pk__in=counted.values("indicator"))
    return Indicator.objects.filter(offered).parts_after_wholes()


def parts_of_wholes() -> dict[int, dict[int, dict[str, str]]]:
    """Return whole → its part → split → case, of the indicators that are counted in their parts. One query."""
    found: dict[int, dict[int, dict[str, str]]] = {}
    parts = Indicator.objects.in_use().filter(whole__isnull=False, whole__over_units="sum").order_by("pk")
    rows = parts.values_list("whole_id", "pk", "options__split__code", "options__code")
    for whole, part, split, case in rows:
        cases = found.setdefault(whole, {}).setdefault(part, {})
        if split and case:
            cases[split] = case
    return found


def cases_of_splits() -> dict[str, dict[str, str]]:
    """Return split → case → its name in the language of the page, of the splits that particulars use. One query.

    A split that the installation has not got is read from the starter set.
    """
    language = get_language()
    wanted = {field.split for field in fields_of_splits()}
    found: dict[str, dict[str, str]] = {}
    for option in SplitOption.objects.filter(split__code__in=wanted).select_related("split"):
        found.setdefault(option.split.code, {})[option.code] = option.local_name
    for split in SPLITS:
        if split.code in wanted - found.keys():
            found[split.code] = {
                case.code: case.name_en if language == "en" else case.name for case in split.cases
            }
    return found


def names_of_indicators(codes: Iterable[str]) -> dict[str, str]:
    """Return code → name in the language of the page, of the indicators in use among `codes`. One query."""
    return {one.code: one.local_name for one in Indicator.objects.in_use().filter(code__in=list(codes))}


def tasks_seen(unit_ids: frozenset[int]) -> QuerySet[Task]:
    """Return the tasks under which the units logged something, newest first. One query when evaluated."""
    logged = Activity.objects.filter(unit__in=unit_ids, assignment__isnull=False)
    return Task.objects.filter(pk__in=logged.values("assignment__task")).order_by("-pk")


def hosts_for(unit_ids: Iterable[int], *, since: date | None = None) -> QuerySet[Activity]:
    """Return the events that activities of the units may be a part of, newest first.

    Those of the units themselves, and those open to others in units under the same top unit today.
    """
    own = frozenset(unit_ids)
    neighbours = _under_the_same_top(own)
    hosts = Activity.objects.hosting().filter(Q(unit__in=own) | Q(unit__in=neighbours, open_to_others=True))
    return hosts.between(since, None).select_related("unit").prefetch_related("unit__versions")


def _under_the_same_top(unit_ids: frozenset[int]) -> Units:
    day = timezone.localdate()
    parents = reach.parents_on(day)
    tops = set()
    for unit in unit_ids:
        while (above := parents.get(unit)) is not None:
            unit = above
        tops.add(unit)
    return reach.under(tops, day)
