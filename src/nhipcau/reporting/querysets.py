"""The queries of reporting."""

from collections.abc import Collection as Some
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.utils import timezone

from nhipcau.units import access as units_access
from nhipcau.units import reach as units_reach
from nhipcau.units import rules as units_rules
from nhipcau.units.among import among

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.reporting.models import Collection, Form, Period, Submission, Value  # noqa: F401

# The roles whose holders in the asking unit see what every unit answers, wherever those units stand.
ASKING = frozenset(
    {units_rules.OFFICER, units_rules.APPROVER, units_rules.AUDITOR, units_rules.ADMINISTRATOR}
)


@dataclass(frozen=True, slots=True)
class Reach:
    """The units a person sees, follows for the asking office, approves for, and reports for, today."""

    seen: frozenset[int]
    asking: frozenset[int]
    approving: frozenset[int]
    reporting: frozenset[int]


def reach_of(user: Any) -> Reach:
    """Return how far `user` reaches: the same as `access` of units says, read together. Three queries."""
    day = timezone.localdate()
    held = units_reach.held_by(user, day)

    def under(roles: Some[str]) -> frozenset[int]:
        return units_reach.under([unit for unit, role in held if role in roles], day)

    return Reach(
        seen=under(units_rules.ROLES),
        asking=under(ASKING),
        approving=under({units_rules.APPROVER}),
        reporting=frozenset(unit for unit, role in held if role == units_rules.REPORTER),
    )


class PeriodQuerySet(models.QuerySet["Period"]):
    """Windows of days."""

    def within(self, first: date, last: date, calendar: str) -> "PeriodQuerySet":
        """Periods of one calendar that lie wholly between two days."""
        return self.filter(calendar=calendar, starts_on__gte=first, ends_on__lte=last)


class FormQuerySet(models.QuerySet["Form"]):
    """What units ask of units."""

    def asked_by(self, user: Any) -> "FormQuerySet":
        """Forms of the units `user` is an officer, approver, auditor or administrator of. Three queries more."""
        return self.filter(among("unit", units_access.units_where(user, ASKING)))


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Forms asked for a period."""

    def asked_by(self, user: Any) -> "CollectionQuerySet":
        """Collections that `user` follows as officer, approver, auditor or administrator. Three queries more."""
        return self.filter(among("form__unit", units_access.units_where(user, ASKING)))

    def visible_to(self, user: Any) -> "CollectionQuerySet":
        """Collections that `user` follows, or that a unit `user` sees must answer. Three queries more."""
        reach = reach_of(user)
        return self.filter(among("units", reach.seen) | among("form__unit", reach.asking)).distinct()


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Units' answers."""

    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """Answers that `user` may read; see `within`. Three queries more."""
        return self.within(reach_of(user))

    def within(self, reach: Reach) -> "SubmissionQuerySet":
        """Answers of the units seen, and sent or returned answers to what was asked for.

        What is still being filled in is seen by the people of its unit and those above it only.
        """
        sent = among("collection__form__unit", reach.asking) & ~Q(state="draft")
        return self.filter(among("unit", reach.seen) | sent)

    def of_units(self, units: Some[int]) -> "SubmissionQuerySet":
        """Answers of units that the caller's door let through."""
        return self.filter(among("unit", frozenset(units)))

    def for_decision_by(self, user: Any) -> "SubmissionQuerySet":
        """Submitted answers that `user` may approve or return. Three queries more."""
        asked = units_access.units_where(user, {units_rules.APPROVER})
        return self.filter(among("collection__form__unit", asked), state="submitted")

    def standings(self) -> "models.QuerySet[Submission, tuple[int, int, int, str, bool | None]]":
        """Return (collection, unit, answer, state, whether it came late) of each; None where nothing was sent.

        Late is what `rules.is_late` says, told by the database: over thousands of units moments take longer to read
        than to compare.
        """
        late = Q(first_submitted_at__gt=F("collection__due_at"))
        told = self.annotate(came_late=ExpressionWrapper(late, output_field=models.BooleanField(null=True)))
        return told.order_by().values_list("collection_id", "unit_id", "pk", "state", "came_late")

    def in_full(self) -> "SubmissionQuerySet":
        """With collection, form, period and the unit's name at hand: two queries whatever their number."""
        related = self.select_related("collection__form__unit", "collection__period", "unit")
        return related.prefetch_related("unit__versions")


class ValueQuerySet(models.QuerySet["Value"]):
    """Figures in answers."""

    def figures(
        self, collections: Some[int], indicators: Some[int] | None, states: Some[str]
    ) -> "models.QuerySet[Value, tuple[int, int, str, Any]]":
        """Return (indicator, submission, state, number) of answers that stand in one of `states`. One query.

        Of all indicators when None.
        """
        asked = self.filter(submission__collection__in=collections, submission__state__in=states)
        if indicators is not None:
            asked = asked.filter(indicator__in=list(indicators))
        return asked.order_by().values_list("indicator_id", "submission_id", "state", "number")
