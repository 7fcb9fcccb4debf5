"""The rules of activities: plain values in, plain values out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

SUM = "sum"
MEAN = "mean"
_FOUR_PLACES = Decimal("0.0001")


def over_time(numbers: Sequence[tuple[date, Decimal]], over_periods: str) -> Decimal:
    """Return what counts of one indicator, each with its day, come to in a window.

    Sums are summed and means averaged. What is only true of a moment, or never adds up, is taken from the newest
    day; where that day has several counts, the largest, for they cannot be told apart.

    >>> days = [(date(2026, 1, 5), Decimal(7)), (date(2026, 3, 1), Decimal(3)), (date(2026, 3, 1), Decimal(4))]
    >>> over_time(days, "sum"), over_time(days, "latest"), over_time(days, "none")
    (Decimal('14'), Decimal('4'), Decimal('4'))

    Raises ValueError when `numbers` is empty.
    """
    if not numbers:
        raise ValueError("no numbers")
    if over_periods == SUM:
        return sum((number for _day, number in numbers), Decimal(0))
    if over_periods == MEAN:
        total = sum((number for _day, number in numbers), Decimal(0))
        return (total / len(numbers)).quantize(_FOUR_PLACES)
    newest = max(day for day, _number in numbers)
    return max(number for day, number in numbers if day == newest)
