"""What a unit's logged activities give for a period: the figures proposed in its report."""

from collections.abc import Collection as Some
from decimal import Decimal

from django.db.models import Sum

from nhipcau.activities.models import ActivityCount
from nhipcau.reporting.models import Period


def counted_for(units: Some[int], period: Period, indicators: Some[int]) -> dict[tuple[int, int], Decimal]:
    """Return (unit, indicator) → the sum counted in the activities of the period. One query.

    What never adds up over periods is not proposed from several activities.
    """
    rows = (
        ActivityCount.objects.filter(
            activity__unit__in=units,
            activity__starts_on__gte=period.starts_on,
            activity__starts_on__lte=period.ends_on,
            indicator__in=indicators,
        )
        .order_by()
        .values_list("activity__unit_id", "indicator_id")
        .annotate(together=Sum("number"))
    )
    return {(unit, indicator): together for unit, indicator, together in rows}
