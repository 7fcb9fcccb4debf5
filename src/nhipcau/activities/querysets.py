"""The queries of activities."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from nhipcau.units import access as units
from nhipcau.units.among import among

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.activities.models import Activity, ActivityCount, Evidence  # noqa: F401


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, newest first."""

    def visible_to(self, user: Any) -> "ActivityQuerySet":
        """Activities of the units `user` sees. Three queries, one more when evaluated."""
        return self.filter(among("unit", units.visible_units(user)))

    def between(self, starts_on: date | None, ends_on: date | None) -> "ActivityQuerySet":
        """Activities that began in the window, both days included; None leaves a side open."""
        begun = self if starts_on is None else self.filter(starts_on__gte=starts_on)
        return begun if ends_on is None else begun.filter(starts_on__lte=ends_on)

    def standing(self) -> "ActivityQuerySet":
        """Activities that were not withdrawn: those that count and are listed."""
        return self.filter(withdrawn_at__isnull=True)

    def withdrawn(self) -> "ActivityQuerySet":
        """Activities that were withdrawn."""
        return self.filter(withdrawn_at__isnull=False)

    def touched_since(self, moment: datetime) -> "ActivityQuerySet":
        """Activities logged, changed or withdrawn after `moment`, the withdrawn ones included."""
        return self.annotate(touched_at=Coalesce("changed_at", "logged_at")).filter(touched_at__gt=moment)

    def hosting(self) -> "ActivityQuerySet":
        """Activities that others may be a part of: standing, and themselves no part of another."""
        return self.standing().filter(host__isnull=True)

    def of_kind(self, kind: str) -> "ActivityQuerySet":
        """Activities of one kind; all for an empty one."""
        return self.filter(kind=kind) if kind else self

    def touching(self, first: date, last: date) -> "ActivityQuerySet":
        """Activities of which a day lies in the window, both days included."""
        return self.filter(Q(starts_on__gte=first) | Q(ends_on__gte=first), starts_on__lte=last)

    def counting(self, indicator: Any) -> "ActivityQuerySet":
        """Activities that count an indicator or a part of it; all for None."""
        if indicator is None:
            return self
        counts = self.model._meta.get_field("counts").related_model._default_manager
        of_it = counts.filter(Q(indicator=indicator) | Q(indicator__whole=indicator))
        return self.filter(pk__in=of_it.values("activity"))

    def for_task(self, task: Any) -> "ActivityQuerySet":
        """Activities of any unit under a task; all for None."""
        return self if task is None else self.filter(assignment__task=task)

    def matching(self, words: str) -> "ActivityQuerySet":
        """Activities whose title, place or description holds `words`; all for an empty text."""
        if not words:
            return self
        return self.filter(
            Q(title__icontains=words) | Q(place__icontains=words) | Q(description__icontains=words)
        )

    def of_unit(self, unit: Any) -> "ActivityQuerySet":
        """Activities of one unit; of all when None."""
        return self if unit is None else self.filter(unit=unit)

    def under(self, assignment: Any) -> "ActivityQuerySet":
        """Activities logged under a unit's task."""
        return self.filter(assignment=assignment)

    def told(self) -> "ActivityQuerySet":
        """Activities with all that a list shows of them. Three queries more, whatever their number."""
        counted: Any = self.model._meta.get_field("counts").related_model
        counts = models.Prefetch("counts", counted.objects.select_related("indicator__whole"))
        return self.select_related("unit").prefetch_related("unit__versions", counts, "evidence")


class ActivityCountQuerySet(models.QuerySet["ActivityCount"]):
    """Counts of activities."""

    def between(self, unit_ids: Collection[int], starts_on: date, ends_on: date) -> "ActivityCountQuerySet":
        """Counts of the units' standing activities that began in the window, both days included, by day."""
        return self.filter(
            activity__unit__in=unit_ids,
            activity__starts_on__gte=starts_on,
            activity__starts_on__lte=ends_on,
            activity__withdrawn_at__isnull=True,
        ).order_by("activity__starts_on", "activity_id")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """What shows that activities were done."""

    def visible_to(self, user: Any) -> "EvidenceQuerySet":
        """Evidence of the units `user` sees. Three queries, one more when evaluated."""
        return self.filter(among("activity__unit", units.visible_units(user)))
