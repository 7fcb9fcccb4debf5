"""The queries of bodies, meetings and joint programmes."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.bodies.models import Agreement, Body, Conclusion, Meeting, Obligation, Seat  # noqa: F401


def _holding(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class BodyQuerySet(models.QuerySet["Body"]):
    """Steering committees and working groups."""

    def seen_by(self, units: Collection[int], person: Any) -> "BodyQuerySet":
        """Bodies of `units`, and those in which `person` ever had a seat."""
        seats = self.model._meta.get_field("seats").related_model._default_manager
        sat = seats.filter(person=person).values("body")
        return self.filter(Q(unit__in=units) | Q(pk__in=sat))

    def working_first(self) -> "BodyQuerySet":
        """Bodies with their unit: those without an end first, then those that ended last, by name."""
        rows = self.select_related("unit").prefetch_related("unit__versions")
        return rows.order_by(F("valid_to").desc(nulls_first=True), "name", "pk")


class SeatQuerySet(models.QuerySet["Seat"]):
    """Who sits in a body, by role and office."""

    def on(self, day: date) -> "SeatQuerySet":
        """Seats held on `day`."""
        return self.filter(_holding(day))

    def in_order(self) -> "SeatQuerySet":
        """Seats with their people, the head first."""
        order = models.Case(
            *(
                models.When(role=role, then=place)
                for place, role in enumerate(("head", "standing", "deputy", "member"))
            ),
            default=9,
        )
        return self.select_related("person").order_by(order, "position", "pk")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def coming(self, now: datetime) -> "MeetingQuerySet":
        """Meetings that begin after `now` and were not called off, the next first."""
        return self.filter(starts_at__gte=now).exclude(state="cancelled").order_by("starts_at", "pk")

    def newest_first(self) -> "MeetingQuerySet":
        """Meetings with their body, the latest first."""
        return self.select_related("body__unit").order_by("-starts_at", "-pk")


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    """What meetings concluded."""

    def in_full(self) -> "ConclusionQuerySet":
        """Conclusions with their units and tasks, in their order."""
        rows = self.select_related("unit", "task__programme", "meeting__body")
        return rows.prefetch_related("unit__versions").order_by("number")

    def without_task(self) -> "ConclusionQuerySet":
        """Conclusions that no task was made of yet."""
        return self.filter(task__isnull=True)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Joint programmes."""

    def of_units(self, units: Collection[int]) -> "AgreementQuerySet":
        """Joint programmes to which one of `units` is a side."""
        sides = self.model._meta.get_field("sides").related_model._default_manager
        return self.filter(pk__in=sides.filter(unit__in=units).values("agreement"))


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """What a side of a joint programme takes on."""

    def in_full(self) -> "ObligationQuerySet":
        """Obligations with their tasks, in their order."""
        return self.select_related("task__programme").order_by("number", "pk")

    def without_task(self) -> "ObligationQuerySet":
        """Obligations that no task was made of yet."""
        return self.filter(task__isnull=True)
