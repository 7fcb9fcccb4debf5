"""Engines: named by one setting, without the network, safe in threads, exact where floating numbers are not."""

import socket
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from nhipcau.rollup import Additivity, CellState
from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import DuckDB, Engine, Limits, Spark, engine, require_reachable
from nhipcau.rollup.errors import EngineError
from nhipcau.rollup.plans import compiled
from nhipcau.rollup.question import Indicator, Question
from nhipcau.rollup.shapes import Shape
from nhipcau.rollup.tests.worlds import FIRST, HALF, MONTHS, World, chance_of, every_way, happen


def test_an_engine_is_named_by_a_setting() -> None:
    assert isinstance(engine(""), DuckDB)
    assert isinstance(engine("duckdb"), DuckDB)
    assert isinstance(engine("spark://host:7077"), Spark)
    with pytest.raises(EngineError, match="ROLLUP_ENGINE=sparc"):
        engine("sparc")


def test_a_master_that_does_not_answer_is_named_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: a connection is refused
        master = f"spark://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(EngineError, match=master) as told:
            require_reachable(master)

    assert "Không kết nối được" in str(told.value)
    assert "does not answer" in told.value.in_english


def test_of_several_masters_one_that_answers_is_enough() -> None:
    with socket.socket() as silent, socket.create_server(("127.0.0.1", 0)) as answering:
        silent.bind(("127.0.0.1", 0))
        ports = silent.getsockname()[1], answering.getsockname()[1]
        require_reachable(f"spark://127.0.0.1:{ports[0]},127.0.0.1:{ports[1]}")
    require_reachable("local[2]")


def test_duckdb_fetches_nothing_and_keeps_its_limits() -> None:
    database = DuckDB(Limits(threads=1, memory="256MB"))
    named = (
        "autoinstall_known_extensions",
        "autoload_known_extensions",
        "allow_community_extensions",
        "threads",
    )

    with database.cursor() as cursor:
        found = [cursor.execute("SELECT current_setting(?)", [name]).fetchone()[0] for name in named]

    assert found == [False, False, False, 1]
    database.close()


def test_questions_may_be_asked_in_many_threads_at_once() -> None:
    world = happen(chance_of(7), adding=every_way(), splits=True, changes=3)
    figures, database = world.figures(), DuckDB(Limits(threads=1))
    question = Question(tuple(world.indicators), (HALF,), depth=1)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(question, figures, database).figures, range(8)))

    assert all(answer == answers[0] for answer in answers)
    database.close()


def test_an_expression_is_compiled_once_for_each_shape() -> None:
    assert compiled(Shape(sealed=True, live=False), "duckdb") is compiled(
        Shape(sealed=True, live=False), "duckdb"
    )


@pytest.mark.parametrize(("over_units", "over_periods"), [("sum", "sum"), ("sum", "mean"), ("mean", "mean")])
def test_the_greatest_numbers_stay_exact(each_engine: Engine, over_units: str, over_periods: str) -> None:
    how = Indicator(1, Additivity(over_units), Additivity(over_periods))
    world = World(indicators={1: how}, asks={1: (1,)})
    greatest = Decimal("9999999999999999.9999")
    for unit in (1, 2, 3):
        world.begin(unit, None, FIRST)
        for month in MONTHS:
            world.owed.setdefault((1, month), set()).add(unit)
            world.answered.setdefault((1, month), set()).add(unit)
            world.cells[1, unit, 1, month, None] = CellState.NUMBER, greatest

    figure = ask(Question((1,), (HALF,)), world.figures(), each_engine).figure(1, HALF)

    times = {("sum", "sum"): 18, ("sum", "mean"): 3, ("mean", "mean"): 1}[over_units, over_periods]
    assert figure
    assert figure.number == times * greatest
