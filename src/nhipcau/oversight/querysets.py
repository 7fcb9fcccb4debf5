"""The queries of oversight."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.oversight.models import Inspection, Reply, Review, Shortcoming  # noqa: F401


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Inspections and self-checks."""

    def between(self, inspecting: Collection[int], inspected: Collection[int]) -> "InspectionQuerySet":
        """Inspections made by the ones or of the others."""
        return self.filter(Q(unit__in=inspecting) | Q(inspected__in=inspected))

    def in_full(self) -> "InspectionQuerySet":
        """With the units and the programme that a list names."""
        whole = self.select_related("unit", "inspected", "programme")
        return whole.prefetch_related("unit__versions", "inspected__versions")

    def to_enter_or_send(self, units: Collection[int]) -> "InspectionQuerySet":
        """What `units` planned and did not enter, and self-checks that they entered and did not send."""
        unsent = Q(held_on__isnull=True) | Q(kind="self_check", sent_at__isnull=True)
        return self.filter(unsent, unit__in=units).order_by("planned_on", "pk")

    def to_accept(self, units: Collection[int]) -> "InspectionQuerySet":
        """Self-checks that `units` sent and that nobody above accepted, the oldest first."""
        sent = self.filter(kind="self_check", unit__in=units, sent_at__isnull=False)
        return sent.filter(accepted_at__isnull=True).order_by("sent_at", "pk")


class ShortcomingQuerySet(models.QuerySet["Shortcoming"]):
    """Shortcomings of inspections."""

    def of(self, inspections: InspectionQuerySet) -> "ShortcomingQuerySet":
        """Shortcomings that the inspections found, the soonest to be mended first."""
        return self.filter(inspection__in=inspections.order_by()).order_by("mend_by", "pk")

    def unfinished(self) -> "ShortcomingQuerySet":
        """Shortcomings whose mending was not accepted."""
        return self.exclude(state="accepted")

    def to_mend_by(self, units: Collection[int]) -> "ShortcomingQuerySet":
        """Shortcomings that `units` still have to mend, soonest first."""
        return self.filter(state="open", inspection__inspected__in=units)

    def to_judge(self, inspecting: Collection[int], below: Collection[int]) -> "ShortcomingQuerySet":
        """Shortcomings said to be mended: in inspections by `inspecting`, and in self-checks of those `below` them."""
        own = Q(inspection__kind="inspection", inspection__unit__in=inspecting)
        return self.filter(own | Q(inspection__kind="self_check", inspection__unit__in=below), state="mended")

    def in_full(self) -> "ShortcomingQuerySet":
        """With the inspection and its units, for a list."""
        whole = self.select_related("inspection__unit", "inspection__inspected", "task")
        return whole.prefetch_related("inspection__inspected__versions", "inspection__unit__versions")

    def overdue(self, today: date) -> "ShortcomingQuerySet":
        """Shortcomings still to be mended after their last day."""
        return self.filter(state="open", mend_by__lt=today)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews of programmes."""

    def of_units(self, units: Collection[int]) -> "ReviewQuerySet":
        """Reviews of programmes of `units`."""
        return self.filter(programme__unit__in=units)


class ReplyQuerySet(models.QuerySet["Reply"]):
    """What units say in reviews."""

    def to_send(self, units: Collection[int]) -> "ReplyQuerySet":
        """What `units` still have to say, soonest first."""
        return self.filter(unit__in=units, sent_at__isnull=True).order_by("review__due_on", "pk")
