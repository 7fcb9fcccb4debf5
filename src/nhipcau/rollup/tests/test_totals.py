"""Adding up: what holds for every set of figures, and the cases that are easily got wrong."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.rollup import Additivity, CellState, Reason, Row, Total, ratio, total

MARCH, JUNE = date(2026, 3, 14), date(2026, 6, 14)
SUM, MEAN, LATEST, NONE = Additivity.SUM, Additivity.MEAN, Additivity.LATEST, Additivity.NONE


def number(unit: int, value: int | str, period: date = MARCH) -> Row:
    return Row(unit, period, CellState.NUMBER, Decimal(value))


def add(
    *rows: Row,
    units: tuple[int, ...] = (1, 2),
    periods: tuple[date, ...] = (MARCH,),
    over_units: Additivity = SUM,
    over_periods: Additivity = SUM,
    not_due: tuple[date, ...] = (),
) -> Total:
    owed = {unit: periods for unit in units}
    return total(rows, expected=owed, over_units=over_units, over_periods=over_periods, not_due=not_due)


def cells(unit: int, period: date) -> st.SearchStrategy[Row]:
    figures = st.decimals(0, 10**12, places=4, allow_nan=False, allow_infinity=False)
    numbers = figures.map(lambda value: Row(unit, period, CellState.NUMBER, value))
    others = st.sampled_from([CellState.BLANK, CellState.NOT_APPLICABLE]).map(lambda s: Row(unit, period, s))
    return numbers | others


UNITS = range(6)


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Some cells of six units and two periods, in any order."""
    places = [(unit, period) for unit in UNITS for period in (MARCH, JUNE)]
    chosen = draw(st.lists(st.sampled_from(places), unique=True))
    return [draw(cells(unit, period)) for unit, period in chosen]


@given(tables(), st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_the_sums_of_any_partition_add_up_to_the_whole(rows: list[Row], group_of: list[int]) -> None:
    owed = {unit: (MARCH, JUNE) for unit in UNITS}
    whole = total(rows, expected=owed, over_units=SUM, over_periods=SUM)

    shares = [
        total(
            [row for row in rows if group_of[row.unit] == group],
            expected={unit: owed[unit] for unit in UNITS if group_of[unit] == group},
            over_units=SUM,
            over_periods=SUM,
        )
        for group in range(3)
    ]

    assert sum((share.number or Decimal(0) for share in shares), Decimal(0)) == (whole.number or Decimal(0))
    assert sum(share.reported for share in shares) == whole.reported
    assert sum(share.expected for share in shares) == whole.expected == 6


@given(tables(), st.sampled_from(Additivity), st.sampled_from(Additivity), st.randoms())
def test_the_order_of_rows_does_not_matter(
    rows: list[Row],
    over_units: Additivity,
    over_periods: Additivity,
    random: Random,
) -> None:
    owed = {unit: (MARCH, JUNE) for unit in UNITS}
    shuffled = list(rows)
    random.shuffle(shuffled)

    first = total(rows, expected=owed, over_units=over_units, over_periods=over_periods)

    assert total(shuffled, expected=owed, over_units=over_units, over_periods=over_periods) == first


@given(tables(), st.sampled_from(Additivity))
def test_what_never_adds_up_has_no_number_over_more_than_one_unit(
    rows: list[Row], over_periods: Additivity
) -> None:
    owed = {unit: (MARCH, JUNE) for unit in UNITS}

    whole = total(rows, expected=owed, over_units=NONE, over_periods=over_periods)

    assert whole.number is None
    assert whole.state is not CellState.NUMBER


def test_what_never_adds_up_is_given_for_a_single_unit() -> None:
    assert add(number(1, 500), units=(1,), over_units=NONE).number == 500
    assert add(number(1, 500), units=(1, 2), over_units=NONE).reason is Reason.NEVER_OVER_UNITS


def test_what_never_adds_up_over_periods_is_kept_apart_by_period() -> None:
    year = add(number(1, 5), number(1, 6, JUNE), units=(1,), periods=(MARCH, JUNE), over_periods=NONE)

    assert (year.number, year.reason) == (None, Reason.NEVER_OVER_PERIODS)
    assert add(number(1, 5), units=(1,), over_periods=NONE).number == 5


def test_zero_blank_not_applicable_and_not_due_stay_apart() -> None:
    assert add(number(1, 0)).state is CellState.NUMBER
    assert add(number(1, 0)).number == 0
    assert (
        add(Row(1, MARCH, CellState.BLANK), Row(2, MARCH, CellState.NOT_APPLICABLE)).state is CellState.BLANK
    )
    applicable_nowhere = [Row(unit, MARCH, CellState.NOT_APPLICABLE) for unit in (1, 2)]
    assert add(*applicable_nowhere).state is CellState.NOT_APPLICABLE
    assert add(not_due=(MARCH,)).state is CellState.NOT_DUE
    assert add().state is CellState.BLANK


def test_a_mean_counts_only_the_figures_that_are_there() -> None:
    mean = add(number(1, 10), number(2, 5), Row(3, MARCH, CellState.BLANK), units=(1, 2, 3), over_units=MEAN)

    assert mean.number == Decimal("7.5")


def test_the_latest_over_periods_is_summed_over_units() -> None:
    rows = number(1, 4), number(1, 6, JUNE), number(2, 3)

    assert add(*rows, periods=(MARCH, JUNE), over_periods=LATEST).number == 9


def test_two_different_latest_figures_of_units_are_not_guessed_between() -> None:
    assert add(number(1, 4), number(2, 6), over_units=LATEST).reason is Reason.NO_SINGLE_LATEST
    assert add(number(1, 4), number(2, 4), over_units=LATEST).number == 4
    newer = add(number(1, 4), number(2, 6, JUNE), periods=(MARCH, JUNE), over_units=LATEST)
    assert newer.number == 6


def test_a_unit_has_reported_when_it_gave_everything_it_owes() -> None:
    year = add(number(1, 4), number(1, 4, JUNE), number(2, 6), periods=(MARCH, JUNE))

    assert (year.reported, year.expected) == (1, 2)


def test_a_cell_given_twice_or_owed_by_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="two figures"):
        add(number(1, 4), number(1, 5))
    with pytest.raises(ValueError, match="owes nothing"):
        add(number(9, 4))


def test_a_row_has_a_number_exactly_when_its_state_says_so() -> None:
    with pytest.raises(ValueError, match="state blank"):
        Row(1, MARCH, CellState.BLANK, Decimal(0))


def test_a_ratio_is_computed_from_its_two_sums() -> None:
    assert ratio(Decimal(611), Decimal(655), times=100) == Decimal("93.2824")
    assert ratio(None, Decimal(655)) is None
    assert ratio(Decimal(1), Decimal(0)) is None
