"""What units' logged activities give for a period: the figures proposed in their reports."""

from collections.abc import Collection as Some
from decimal import Decimal

from nhipcau.activities import overviews as activities
from nhipcau.reporting.models import Period


def counted_for(units: Some[int], period: Period, indicators: Some[int]) -> dict[tuple[int, int], Decimal]:
    """Return (unit, indicator) → the figure the unit's activities of the period give. One query.

    A pair without a count has no entry: blank is not 0.
    """
    counted = activities.counted(units, period.starts_on, period.ends_on)
    wanted = set(indicators)
    return {pair: number for pair, number in counted.items() if pair[1] in wanted}
