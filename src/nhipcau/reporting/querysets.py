"""The queries of reporting."""

from collections.abc import Collection as Some
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from nhipcau.units import access as units_access
from nhipcau.units import rules as units_rules

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.reporting.models import Collection, Form, Period, Submission, Value  # noqa: F401

# The roles whose holders in the asking unit see what every unit answers, wherever those units stand.
ASKING = frozenset(
    {units_rules.OFFICER, units_rules.APPROVER, units_rules.AUDITOR, units_rules.ADMINISTRATOR}
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
        return self.filter(unit__in=units_access.units_where(user, ASKING))


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Forms asked for a period."""

    def asked_by(self, user: Any) -> "CollectionQuerySet":
        """Collections that `user` follows as officer, approver, auditor or administrator. Three queries more."""
        return self.filter(form__unit__in=units_access.units_where(user, ASKING))

    def visible_to(self, user: Any) -> "CollectionQuerySet":
        """Collections that `user` follows, or that a unit `user` sees must answer. Six queries more."""
        seen = Q(units__in=units_access.visible_units(user))
        asked = Q(form__unit__in=units_access.units_where(user, ASKING))
        return self.filter(seen | asked).distinct()


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Units' answers."""

    def visible_to(self, user: Any) -> "SubmissionQuerySet":
        """Answers of units `user` sees, and answers to what `user` asked for. Six queries more."""
        seen = Q(unit__in=units_access.visible_units(user))
        asked = Q(collection__form__unit__in=units_access.units_where(user, ASKING))
        return self.filter(seen | asked)

    def for_decision_by(self, user: Any) -> "SubmissionQuerySet":
        """Submitted answers that `user` may approve or return. Three queries more."""
        asked = units_access.units_where(user, {units_rules.APPROVER})
        return self.filter(state="submitted", collection__form__unit__in=asked)

    def in_full(self) -> "SubmissionQuerySet":
        """With collection, form, period and the names of units at hand: three queries whatever their number."""
        related = self.select_related("collection__form__unit", "collection__period", "unit")
        return related.prefetch_related("unit__versions", "collection__form__unit__versions")


class ValueQuerySet(models.QuerySet["Value"]):
    """Figures in answers."""

    def figures(
        self, collections: Some[int], indicators: Some[int], states: Some[str]
    ) -> "models.QuerySet[Value, tuple[int, int, str, Any]]":
        """Return (indicator, submission, state, number) of answers that stand in one of `states`. One query."""
        asked = self.filter(
            submission__collection__in=collections, submission__state__in=states, indicator__in=indicators
        )
        return asked.order_by().values_list("indicator_id", "submission_id", "state", "number")
