"""The queries of activities."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from nhipcau.units import access as units

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.activities.models import Activity, ActivityCount, Evidence  # noqa: F401


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, newest first."""

    def visible_to(self, user: Any) -> "ActivityQuerySet":
        """Activities of the units `user` sees. Three queries, one more when evaluated."""
        return self.filter(unit__in=units.visible_units(user))

    def between(self, starts_on: date | None, ends_on: date | None) -> "ActivityQuerySet":
        """Activities that began in the window, both days included; None leaves a side open."""
        begun = self if starts_on is None else self.filter(starts_on__gte=starts_on)
        return begun if ends_on is None else begun.filter(starts_on__lte=ends_on)

    def of_unit(self, unit: Any) -> "ActivityQuerySet":
        """Activities of one unit; of all when None."""
        return self if unit is None else self.filter(unit=unit)

    def under(self, assignment: Any) -> "ActivityQuerySet":
        """Activities logged under a unit's task."""
        return self.filter(assignment=assignment)

    def told(self) -> "ActivityQuerySet":
        """Activities with all that a list shows of them. Three queries more, whatever their number."""
        counted: Any = self.model._meta.get_field("counts").related_model
        counts = models.Prefetch("counts", counted.objects.select_related("indicator"))
        return self.select_related("unit").prefetch_related("unit__versions", counts, "evidence")


class ActivityCountQuerySet(models.QuerySet["ActivityCount"]):
    """Counts of activities."""

    def between(self, unit_ids: Collection[int], starts_on: date, ends_on: date) -> "ActivityCountQuerySet":
        """Counts of the units' activities that began in the window, both days included, by day."""
        return self.filter(
            activity__unit__in=unit_ids,
            activity__starts_on__gte=starts_on,
            activity__starts_on__lte=ends_on,
        ).order_by("activity__starts_on", "activity_id")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """What shows that activities were done."""

    def visible_to(self, user: Any) -> "EvidenceQuerySet":
        """Evidence of the units `user` sees. Three queries, one more when evaluated."""
        return self.filter(activity__unit__in=units.visible_units(user))
