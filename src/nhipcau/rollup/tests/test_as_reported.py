"""The engines give what `rollup.total` gives, for any tree, changes, forms, answers and ways of adding up."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.rollup import Additivity
from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import DuckDB, Engine, Limits
from nhipcau.rollup.question import EACH, Answer, Indicator, Question, Unplaced, Window
from nhipcau.rollup.tests import plain
from nhipcau.rollup.tests.worlds import (
    HALF,
    MONTHS,
    QUARTERS,
    World,
    chance_of,
    every_way,
    everything,
    happen,
    worlds,
)

DUCKDB = DuckDB(Limits(threads=1))
WINDOWS = (HALF, *QUARTERS, MONTHS[2])
SUMS = [Indicator(1), Indicator(2)]


def told(answer: Answer) -> plain.Answers:
    return {
        (one.unit, one.indicator, one.window): (
            one.number,
            one.state,
            one.reported,
            one.expected,
            one.reason,
        )
        for one in answer
    }


def same_as_the_reference(world: World, question: Question, engine: Engine) -> None:
    wanted, outside = plain.as_reported(question, world)
    answer = ask(question, world.figures(), engine)

    assert told(answer) == wanted
    sums = {
        (one.unit, one.indicator, one.window): one.number
        for one in answer.not_allocable
        if world.indicators[one.indicator].over_periods is Additivity.SUM
        and world.indicators[one.indicator].over_units is Additivity.SUM
    }
    assert sums == {place: number for place, number in outside.items() if place in sums}
    assert all(one.why is Unplaced.OUTSIDE for one in answer.not_allocable)


@settings(max_examples=25, deadline=None)
@given(
    worlds(splits=True),
    st.sampled_from([0, 1, EACH]),
    st.sampled_from([None, 1, 2, 10]),
    st.sampled_from([None, date(2025, 5, 31)]),
)
def test_an_engine_answers_as_the_reference_does(
    world: World, depth: int | None, root: int | None, late: date | None
) -> None:
    question = Question(tuple(world.indicators), WINDOWS, root=root, depth=depth, not_due_from=late)

    same_as_the_reference(world, question, DUCKDB)


def test_both_engines_answer_as_the_reference_does(each_engine: Engine) -> None:
    world = happen(chance_of(1), adding=every_way(), splits=True, changes=4)

    same_as_the_reference(world, Question(tuple(world.indicators), WINDOWS, depth=1), each_engine)


@settings(max_examples=25, deadline=None)
@given(worlds(splits=True, of=SUMS), st.sampled_from([0, 1, EACH]))
def test_the_nation_as_reported_is_the_sum_of_its_values_whatever_changed(
    world: World, depth: int | None
) -> None:
    answer = ask(Question((1, 2), tuple(MONTHS), depth=depth), world.figures(), DUCKDB)

    given_in_months = sum(
        (
            number or Decimal(0)
            for (_, _, _, period, _), (_, number) in world.cells.items()
            if period in MONTHS
        ),
        Decimal(0),
    )
    parts = [one.number or Decimal(0) for one in everything(answer)]
    assert sum(parts, Decimal(0)) == given_in_months


def test_by_split_each_case_is_added_up_alone(each_engine: Engine) -> None:
    world = happen(chance_of(5), adding=SUMS, splits=True, changes=0)

    answer = ask(Question((1,), (HALF,), by_split=True), world.figures(), each_engine)

    for one in answer:
        cells = [
            number
            for (_, _, indicator, period, split), (_, number) in world.cells.items()
            if (indicator, split) == (one.indicator, one.split) and period in MONTHS
        ]
        there = [number for number in cells if number is not None]
        assert one.number == (sum(there, Decimal(0)) if there else None)
    assert {one.split for one in answer} == {None, 7, 8}


def test_a_ratio_is_made_of_its_two_sums(each_engine: Engine) -> None:
    adding = [Indicator(1), Indicator(2), Indicator(3, numerator=1, denominator=2, times=100)]
    world = happen(chance_of(8), adding=adding, splits=False, changes=0)
    world.asks = {1: (1, 2), 2: ()}
    world.cells = {cell: given for cell, given in world.cells.items() if cell[2] != 3 and cell[0] == 1}

    answer = ask(Question((3, 1, 2), (HALF,)), world.figures(), each_engine)

    above, below, ratio = (answer.figure(key, HALF) for key in (1, 2, 3))
    assert ratio
    assert above
    assert below
    assert above.number
    assert below.number
    assert ratio.number == (100 * above.number / below.number).quantize(Decimal("0.0001"))
    assert [one.indicator for one in answer] == [3, 1, 2]


def test_only_some_units_can_be_asked_about(each_engine: Engine) -> None:
    world = happen(chance_of(3), adding=SUMS, splits=False, changes=0)
    units = sorted({unit for owed in world.owed.values() for unit in owed})[:2]

    some = ask(Question((1,), (MONTHS[0],), depth=EACH, among=frozenset(units)), world.figures(), each_engine)

    assert [one.unit for one in some] == [unit for unit in units if unit in world.owed[1, MONTHS[0]]]


def test_a_window_without_periods_has_no_figures(each_engine: Engine) -> None:
    world = happen(chance_of(3), adding=SUMS, splits=False, changes=0)

    answer = ask(
        Question((1,), (Window(date(2030, 1, 1), date(2030, 12, 31)),)), world.figures(), each_engine
    )

    assert answer.figures == ()
