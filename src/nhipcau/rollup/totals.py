"""Adding up, first over the periods of a unit, then over units."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from nhipcau.rollup.model import Additivity, CellState, Part, Reason, Row, Total

# A mean is kept to as many decimals as a figure may have where it is stored.
PLACES = Decimal("0.0001")


def total(
    rows: Iterable[Row],
    *,
    expected: Mapping[int, Collection[date]],
    over_units: Additivity,
    over_periods: Additivity,
    not_due: Collection[date] = (),
) -> Total:
    """Return the total of one indicator over the units and periods of `expected`.

    `expected` maps each unit that owes a figure to the periods (their last days) it owes one for; `not_due` are the
    periods that have not ended. An owed figure without a row is blank, or not due when its period is. The order of
    `rows` does not matter.

    >>> rows = [Row(1, date(2026, 3, 14), CellState.NUMBER, Decimal(10)),
    ...         Row(2, date(2026, 3, 14), CellState.NUMBER, Decimal(7))]
    >>> owed = {1: [date(2026, 3, 14)], 2: [date(2026, 3, 14)], 3: [date(2026, 3, 14)]}
    >>> whole = total(rows, expected=owed, over_units=Additivity.SUM, over_periods=Additivity.SUM)
    >>> whole.number, whole.reported, whole.expected
    (Decimal('17'), 2, 3)
    >>> total(rows, expected=owed, over_units=Additivity.NONE, over_periods=Additivity.SUM).reason
    <Reason.NEVER_OVER_UNITS: 'never_over_units'>

    Raises ValueError for a row that nobody owes and for two rows of one cell: adding them up would count twice.
    """
    cells = _cells(rows, expected)
    parts = tuple(
        _part(unit, cells.get(unit, {}), expected[unit], over_periods, frozenset(not_due))
        for unit in sorted(expected)
    )
    number, reason = _over_units(parts, over_units)
    return Total(
        number=number,
        state=_state(number, [part.state for part in parts]),
        reported=sum(part.reported for part in parts),
        expected=len(parts),
        parts=parts,
        reason=reason,
    )


def ratio(numerator: Decimal | None, denominator: Decimal | None, *, times: int = 1) -> Decimal | None:
    """Return `times` × numerator ÷ denominator of two totals; None when a total is missing or nothing is divided by.

    >>> ratio(Decimal(4319), Decimal(4332), times=100)
    Decimal('99.6999')
    """
    if numerator is None or not denominator:
        return None
    return _rounded(numerator * times / denominator)


def _cells(rows: Iterable[Row], expected: Mapping[int, Collection[date]]) -> dict[int, dict[date, Row]]:
    cells: dict[int, dict[date, Row]] = {}
    for row in rows:
        if row.period not in expected.get(row.unit, ()):
            raise ValueError(f"unit {row.unit} owes nothing for the period until {row.period}")
        if cells.setdefault(row.unit, {}).setdefault(row.period, row) is not row:
            raise ValueError(f"unit {row.unit} gave two figures for the period until {row.period}")
    return cells


def _part(
    unit: int,
    given: Mapping[date, Row],
    owed: Collection[date],
    over_periods: Additivity,
    not_due: frozenset[date],
) -> Part:
    if len(owed) == 1:
        return _single(unit, given, next(iter(owed)), not_due)
    numbers = [(day, row.number) for day, row in sorted(given.items()) if row.number is not None]
    number, reason = _over_periods(numbers, len(owed), over_periods)
    states = [
        given[day].state if day in given else CellState.NOT_DUE if day in not_due else CellState.BLANK
        for day in owed
    ]
    return Part(
        unit=unit,
        state=_state(number, states),
        number=number,
        reported=all(day in given for day in owed),
        latest=numbers[-1][0] if numbers else None,
        reason=reason,
    )


def _single(unit: int, given: Mapping[date, Row], day: date, not_due: frozenset[date]) -> Part:
    """Return the part of a unit that owes one figure: there is nothing to add up over periods."""
    row = given.get(day)
    if row is None:
        return Part(unit, CellState.NOT_DUE if day in not_due else CellState.BLANK, None, reported=False)
    return Part(unit, row.state, row.number, reported=True, latest=day if row.number is not None else None)


def _over_periods(
    numbers: Sequence[tuple[date, Decimal]], owed: int, how: Additivity
) -> tuple[Decimal | None, Reason | None]:
    if not numbers:
        return None, None
    if how is Additivity.NONE and owed > 1:
        return None, Reason.NEVER_OVER_PERIODS
    if how is Additivity.LATEST:
        return numbers[-1][1], None
    return _together([number for _, number in numbers], how), None


def _over_units(parts: Sequence[Part], how: Additivity) -> tuple[Decimal | None, Reason | None]:
    given = [part for part in parts if part.number is not None]
    kept_apart = next((part.reason for part in parts if part.reason), None)
    if kept_apart and len(parts) == 1:
        return None, kept_apart
    if how is Additivity.NONE and len(parts) > 1:
        return None, Reason.NEVER_OVER_UNITS if given or kept_apart else None
    if not given:
        return None, kept_apart
    if how is Additivity.LATEST:
        return _latest_of_units(given)
    return _together([part.number for part in given if part.number is not None], how), None


def _latest_of_units(given: Sequence[Part]) -> tuple[Decimal | None, Reason | None]:
    """Return the newest figure; where units gave different ones for the newest period, none is the latest."""
    newest = max(part.latest for part in given if part.latest)
    numbers = {part.number for part in given if part.latest == newest}
    return (numbers.pop(), None) if len(numbers) == 1 else (None, Reason.NO_SINGLE_LATEST)


def _together(numbers: Sequence[Decimal], how: Additivity) -> Decimal:
    added = sum(numbers, Decimal(0))
    return _rounded(added / len(numbers)) if how is Additivity.MEAN else added


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(PLACES, ROUND_HALF_UP)


def _state(number: Decimal | None, states: Sequence[CellState]) -> CellState:
    """Return what to call cells taken together: a number where there is one, else the weakest thing known.

    Figures that are there but do not add up leave the total blank; its reason says so.
    """
    if number is not None:
        return CellState.NUMBER
    if CellState.NUMBER in states or CellState.BLANK in states or not states:
        return CellState.BLANK
    return CellState.NOT_DUE if CellState.NOT_DUE in states else CellState.NOT_APPLICABLE
