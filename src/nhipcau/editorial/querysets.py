"""Questions to the plan of what is told."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.db.models.functions import ExtractMonth

from nhipcau.editorial import rules


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of the plan."""

    def of_units(self, units: Collection[int]) -> "EntryQuerySet":
        """Entries of `units`."""
        return self.filter(unit__in=units)

    def between(self, first: date, until: date) -> "EntryQuerySet":
        """Entries planned for a day of [first, until)."""
        return self.filter(day__gte=first, day__lt=until)

    def ready(self) -> "EntryQuerySet":
        """Entries with all that a calendar shows of them. Four queries."""
        return self.select_related("topic", "unit", "item").prefetch_related(
            "channels", "item__texts", Prefetch("commissions", self._with_people())
        )

    def by_day(self) -> "EntryQuerySet":
        """The same, day by day, those without an hour first."""
        return self.order_by("day", models.F("hour").asc(nulls_first=True), "pk")

    def _with_people(self) -> models.QuerySet[Any]:
        given: models.QuerySet[Any] = self.model.commissions.rel.related_model.objects.all()
        return given.select_related("person")

    def by_month(self) -> dict[int, tuple[int, int]]:
        """Return (how many are meant to be covered, how many of those are published) by month. One query."""
        published = Q(item__texts__published_revision__isnull=False, item__texts__withdrawn_at__isnull=True)
        rows = self.filter(intent__in=rules.MEANT).annotate(month=ExtractMonth("day")).values("month")
        counted = rows.annotate(
            meant=Count("pk", distinct=True), told=Count("pk", filter=published, distinct=True)
        )
        return {row["month"]: (row["meant"], row["told"]) for row in counted.order_by("month")}


class CommissionQuerySet(models.QuerySet[Any]):
    """Pieces of work given to people."""

    def of(self, person: Any) -> "CommissionQuerySet":
        """What was given to a person."""
        return self.filter(person=person)

    def in_hand(self) -> "CommissionQuerySet":
        """What is neither done nor off, soonest due first; of entries that are still meant."""
        meant = self.filter(state__in=rules.IN_HAND, entry__intent__in=rules.MEANT)
        return meant.order_by("due_at", "pk")


class FactRequestQuerySet(models.QuerySet[Any]):
    """What was asked of other bodies."""

    def unanswered(self) -> "FactRequestQuerySet":
        """What waits for an answer, soonest due first."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True).order_by("due_on", "pk")

    def asked_of(self, units: Collection[int]) -> "FactRequestQuerySet":
        """What is asked of `units`."""
        return self.filter(asked__in=units)
