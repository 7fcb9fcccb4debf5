"""What units' logged activities and briefing sessions give for a period: the figures proposed in their reports."""

from collections.abc import Collection as Some
from collections.abc import Iterable
from decimal import Decimal

from nhipcau.activities import overviews as activities
from nhipcau.briefings import overviews as briefings
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting.models import Period


def counted_for(
    units: Some[int], period: Period, indicators: Some[int], *, known: Iterable[Indicator] | None = None
) -> dict[tuple[int, int], Decimal]:
    """Return (unit, indicator) → the figure the unit's activities and sessions of the period give. Three queries at most.

    A pair without a count has no entry: blank is not 0. Where the caller has the indicators at hand (`known`), it is
    two queries, and one where none of them counts sessions.
    """
    wanted = set(indicators)
    counted = activities.counted(units, period.starts_on, period.ends_on)
    found = {pair: number for pair, number in counted.items() if pair[1] in wanted}
    asked = _of_sessions(wanted, known)
    if not asked:
        return found
    for (unit, code), number in briefings.counted(units, period.starts_on, period.ends_on).items():
        if code in asked:
            pair = unit, asked[code]
            found[pair] = found.get(pair, Decimal()) + number
    return found


def _of_sessions(wanted: Some[int], known: Iterable[Indicator] | None) -> dict[str, int]:
    """Return code → indicator, of those wanted that count sessions and add up over time as these do."""
    if known is None:
        known = Indicator.objects.filter(code__in=briefings.COUNTED, pk__in=wanted)
    counting = (one for one in known if one.code in briefings.COUNTED and one.over_periods == Additivity.SUM)
    return {one.code: one.pk for one in counting}
