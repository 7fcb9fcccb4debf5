"""Figures of the past in the units of today: what is carried, what is listed; nothing is lost or counted twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.rollup import Additivity, CellState
from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import DuckDB, Engine, Limits
from nhipcau.rollup.history import Succession
from nhipcau.rollup.question import EACH, Answer, Indicator, Question, Unplaced, Window
from nhipcau.rollup.tests.plain import added, chosen
from nhipcau.rollup.tests.worlds import FIRST, HALF, MONTHS, QUARTERS, TODAY, World, everything, worlds

DUCKDB = DuckDB(Limits(threads=1))
APRIL = date(2025, 4, 1)
SUMS = [Indicator(1), Indicator(2, divisible=True)]
WINDOWS = (HALF, QUARTERS[1], MONTHS[2])
ZERO = Decimal(0)


def reported(world: World, indicator: int, window: Window) -> Decimal:
    """The sum of all that units gave for a window."""
    units = sorted({unit for owed in world.owed.values() for unit in owed})
    cells = [
        added(world, form, unit, indicator, period)
        for unit in units
        for form, period in chosen(world, unit, indicator, window)
        if unit in world.answered[form, period]
    ]
    return sum((number for number in cells if number is not None), ZERO)


@settings(max_examples=25, deadline=None)
@given(worlds(splits=True, of=SUMS), st.sampled_from([0, 1, EACH]))
def test_nothing_is_lost_and_nothing_counted_twice(world: World, depth: int | None) -> None:
    answer = ask(Question((1, 2), WINDOWS, depth=depth, boundaries=TODAY), world.figures(), DUCKDB)

    for indicator in (1, 2):
        for window in WINDOWS:
            parts = [
                one.number or ZERO
                for one in everything(answer)
                if (one.indicator, one.window) == (indicator, window)
            ]
            assert sum(parts, ZERO) == reported(world, indicator, window)


@settings(max_examples=25, deadline=None)
@given(worlds(of=SUMS))
def test_a_unit_is_the_sum_of_those_below_it_and_of_what_is_only_known_to_lie_within(world: World) -> None:
    figures = world.figures()
    tree = figures.history
    each = ask(Question((1, 2), (HALF,), depth=EACH, boundaries=TODAY), figures, DUCKDB)

    for top in (1, 2):

        def under(unit: int | None, top: int = top) -> bool:
            return bool(unit) and top in tree.ancestors(unit or 0, TODAY)

        whole = ask(Question((1, 2), (HALF,), root=top, boundaries=TODAY), figures, DUCKDB)
        for indicator in (1, 2):
            below = [one.number for one in each if one.indicator == indicator and under(one.unit)]
            below += [
                one.number for one in each.not_allocable if one.indicator == indicator and under(one.at)
            ]
            figure = whole.figure(indicator, HALF, top)
            assert sum((number for number in below if number), ZERO) == (
                (figure.number if figure else None) or ZERO
            )


# A province with two communes, and another with one; indicator 1 is asked for every month, of everybody.
NORTH, SOUTH, A, B, C = 1, 2, 11, 12, 21


def country(indicator: Indicator) -> World:
    world = World(indicators={1: indicator}, asks={1: (1,)})
    for unit, parent in ((NORTH, None), (SOUTH, None), (A, NORTH), (B, NORTH), (C, SOUTH)):
        world.begin(unit, parent, FIRST)
    return world


def gives(world: World, unit: int, *numbers: int | str, since: int = 0) -> None:
    """Have a unit give a number for each month, from the month `since`."""
    for month, number in zip(MONTHS[since:], numbers, strict=False):
        world.owed.setdefault((1, month), set()).add(unit)
        world.answered.setdefault((1, month), set()).add(unit)
        world.cells[1, unit, 1, month, None] = CellState.NUMBER, Decimal(number)


def passes(world: World, old: int, *new: tuple[int, str | None], ends: bool = True, on: date = APRIL) -> None:
    """Have units take over from another: `whole` or a share, None where it is not known."""
    if ends:
        world.end(old, on)
    for unit, share in new:
        known = None if share in (None, "whole") else Decimal(str(share))
        world.successions.append(Succession(old, unit, on, whole=share == "whole", share=known))


def today(world: World, engine: Engine, depth: int | None = EACH, root: int | None = None) -> Answer:
    return ask(Question((1,), (HALF,), root=root, depth=depth, boundaries=TODAY), world.figures(), engine)


def numbers(answer: Answer) -> dict[int | None, Decimal | None]:
    return {one.unit: one.number for one in answer}


def aside(answer: Answer) -> list[tuple[int, int | None, Unplaced, Decimal | None]]:
    return [(one.unit, one.at, one.why, one.number) for one in answer.not_allocable]


def test_what_merged_is_added_to_the_unit_that_took_over(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    gives(world, B, 7)
    world.begin(13, NORTH, APRIL)
    passes(world, A, (13, "whole"))
    passes(world, B, (13, "whole"))
    gives(world, 13, 5, since=3)

    answer = today(world, each_engine)

    assert numbers(answer) == {13: Decimal(22)}
    assert answer.figures[0].expected == 3
    assert aside(answer) == []


def test_what_merged_twice_is_followed_to_the_end(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    world.begin(13, NORTH, APRIL)
    passes(world, A, (13, "whole"))
    passes(world, 13, (C, "whole"), on=date(2025, 5, 1))

    assert numbers(today(world, each_engine)) == {C: Decimal(10)}


def test_parts_without_a_share_are_exact_only_where_they_all_lie(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    gives(world, B, 3)
    world.begin(13, NORTH, APRIL)
    passes(world, A, (B, None), (13, None))

    assert numbers(today(world, each_engine)) == {B: Decimal(3)}
    assert aside(today(world, each_engine)) == [(A, NORTH, Unplaced.SPLIT, Decimal(10))]
    assert numbers(today(world, each_engine, depth=1)) == {NORTH: Decimal(13)}
    assert aside(today(world, each_engine, depth=1)) == []


def test_parts_in_two_provinces_are_exact_for_the_nation_only(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    passes(world, A, (B, None), (C, None))

    assert aside(today(world, each_engine, depth=1)) == [(A, None, Unplaced.SPLIT, Decimal(10))]
    assert aside(today(world, each_engine, depth=0, root=NORTH)) == [(A, None, Unplaced.SPLIT, Decimal(10))]
    assert numbers(today(world, each_engine, depth=0)) == {None: Decimal(10)}


@pytest.mark.parametrize(("number", "north", "south"), [("10", "2.5", "7.5"), ("0.0004", "0.0001", "0.0003")])
def test_an_amount_is_divided_by_known_shares(
    each_engine: Engine, number: str, north: str, south: str
) -> None:
    world = country(Indicator(1, divisible=True))
    gives(world, A, number)
    passes(world, A, (B, "0.25"), (C, "0.75"))

    answer = today(world, each_engine)

    assert numbers(answer) == {B: Decimal(north), C: Decimal(south)}
    assert aside(answer) == []


def test_an_amount_that_a_share_does_not_divide_exactly_stays_whole(each_engine: Engine) -> None:
    world = country(Indicator(1, divisible=True))
    gives(world, A, "0.0005", "9999999999999999.9998")
    passes(world, A, (B, "0.5"), (C, "0.5"))

    answer = today(world, each_engine)

    half = Decimal("4999999999999999.9999")
    assert numbers(answer) == {B: half, C: half}
    assert aside(answer) == [(A, None, Unplaced.INDIVISIBLE, Decimal("0.0005"))]


def test_a_count_is_never_divided(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    passes(world, A, (B, "0.5"), (C, "0.5"))

    assert aside(today(world, each_engine)) == [(A, None, Unplaced.INDIVISIBLE, Decimal(10))]


def test_what_a_unit_gave_away_leaves_the_rest_with_it(each_engine: Engine) -> None:
    world = country(Indicator(1, divisible=True))
    gives(world, A, 100)
    passes(world, A, (C, "0.1"), ends=False)

    assert numbers(today(world, each_engine)) == {A: Decimal(90), C: Decimal(10)}


def test_what_was_reported_after_a_change_is_not_carried_by_it(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 100, since=3)
    passes(world, A, (C, None), ends=False)

    assert numbers(today(world, each_engine)) == {A: Decimal(100)}


@pytest.mark.parametrize("how", [Additivity.MEAN, Additivity.LATEST, Additivity.NONE])
def test_what_is_not_added_over_units_is_never_carried(each_engine: Engine, how: Additivity) -> None:
    world = country(Indicator(1, over_units=how))
    gives(world, A, 10)
    gives(world, C, 4)
    passes(world, A, (B, "whole"))

    answer = today(world, each_engine)

    assert numbers(answer) == {C: Decimal(4)}
    assert aside(answer) == [(A, B, Unplaced.NOT_ADDITIVE, Decimal(10))]


def test_a_unit_that_only_moved_keeps_its_figures(each_engine: Engine) -> None:
    world = country(Indicator(1, over_units=Additivity.MEAN))
    gives(world, A, 10)
    world.end(A, APRIL)
    world.begin(A, SOUTH, APRIL)

    assert numbers(today(world, each_engine, depth=1)) == {SOUTH: Decimal(10)}


def test_a_dissolved_unit_is_counted_where_it_stood(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    world.end(A, APRIL)

    assert aside(today(world, each_engine)) == [(A, NORTH, Unplaced.ENDED, Decimal(10))]
    assert numbers(today(world, each_engine, depth=1)) == {NORTH: Decimal(10)}


def test_a_stock_is_not_counted_again_by_who_took_it_over(each_engine: Engine) -> None:
    world = country(Indicator(1, over_periods=Additivity.LATEST))
    gives(world, A, 5, 5, 6)
    gives(world, B, 3, 3, 3)
    world.begin(13, NORTH, APRIL)
    passes(world, A, (13, "whole"))
    passes(world, B, (13, "whole"))
    gives(world, 13, 8, 8, 9, since=3)

    assert numbers(today(world, each_engine)) == {13: Decimal(9)}


def test_a_stock_that_was_taken_apart_is_followed_as_one(each_engine: Engine) -> None:
    world = country(Indicator(1, over_periods=Additivity.LATEST))
    gives(world, A, 5, 5, 6)
    world.begin(13, NORTH, APRIL)
    passes(world, A, (13, None), (B, None))
    gives(world, 13, 4, since=3)
    gives(world, B, 3, since=3)

    assert numbers(today(world, each_engine, depth=1)) == {NORTH: Decimal(7)}


def test_a_change_after_the_day_asked_for_did_not_happen_yet(each_engine: Engine) -> None:
    world = country(Indicator(1))
    gives(world, A, 10)
    passes(world, A, (B, "whole"))

    before = Question((1,), (MONTHS[0],), depth=EACH, boundaries=APRIL - timedelta(days=1))
    assert numbers(ask(before, world.figures(), each_engine)) == {A: Decimal(10)}
