"""Sums kept beside sealed files: the same answers, and none where they would be wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import Engine
from nhipcau.rollup.errors import SealError
from nhipcau.rollup.figures import Collected, Figures, Live, Sealed
from nhipcau.rollup.history import History, Version
from nhipcau.rollup.model import CellState
from nhipcau.rollup.question import EACH, Indicator, Question
from nhipcau.rollup.schema import STATES, VALUES
from nhipcau.rollup.sealing import Label, Named, newest, opened, seal, unseal, verify_sums
from nhipcau.rollup.shapes import Shape
from nhipcau.rollup.summing import path_of, summed, without_sums
from nhipcau.rollup.tests.worlds import (
    FIRST,
    HALF,
    MONTHS,
    QUARTERS,
    Cell,
    Given,
    World,
    chance_of,
    every_way,
    happen,
    table,
)

WINDOWS = (HALF, *QUARTERS, MONTHS[2])
# Above all provinces of a country, so that its tree has three levels.
NATION = 9


def country(seed: int, *, changes: int = 0, splits: bool = True, nation: bool = False) -> World:
    """A country; with `nation` all that had nothing above it stands under one unit."""
    made = happen(chance_of(seed), adding=every_way(), splits=splits, changes=changes)
    if nation:
        made.versions = [replace(one, parent=one.parent or NATION) for one in made.versions]
        made.open = {unit: (parent or NATION, since) for unit, (parent, since) in made.open.items()}
        made.begin(NATION, None, FIRST)
    return made


def sealed(folder: Path, world: World, level: int | None = 1) -> tuple[Sealed, ...]:
    """Seal all but the last month, with the sums down to a level where they can be kept."""
    history = world.history()
    for one in world.collected():
        if one.end != MONTHS[-1].end:
            named = tuple(Named(f"i{key}", f"{key}", world.indicators[key]) for key in world.asks[one.form])
            values = table(
                {
                    cell: given
                    for cell, given in world.cells.items()
                    if (cell[0], cell[3].start, cell[3].end) == one.key
                }
            )
            sums = summed(values, one, history, level=level)
            tree = history.sha256(one.end)
            seal(folder, values, one, label=Label("", "", named), tree_sha256=tree, sums=sums)
    return newest(folder.glob("*.parquet"))


def figures(world: World, files: tuple[Sealed, ...]) -> Figures:
    """The files, and the last month live."""
    keys = {one.collected.key for one in files}
    owed = tuple(one for one in world.collected() if one.key not in keys)
    cells = {
        cell: given
        for cell, given in world.cells.items()
        if (cell[0], cell[3].start, cell[3].end) not in keys
    }
    return Figures(world.history(), world.indicators, sealed=files, live=Live(table(cells), owed))


@contextmanager
def sealed_world(world: World, level: int) -> Iterator[tuple[Figures, Figures]]:
    """The figures of a country with kept sums, and without."""
    with TemporaryDirectory() as folder:
        files = sealed(Path(folder), world, level)
        yield figures(world, files), figures(world, without_sums(files))


@pytest.mark.parametrize("seed", [1, 4])
@pytest.mark.parametrize(
    ("root", "depth"), [(None, 0), (None, 1), (None, 2), (NATION, 0), (NATION, 1), (1, 0)]
)
def test_sums_give_the_same_answer_as_the_files(
    each_engine: Engine, seed: int, root: int | None, depth: int
) -> None:
    world = country(seed, nation=True)
    question = Question(tuple(world.indicators), WINDOWS, root=root, depth=depth)
    with sealed_world(world, 2) as (with_sums, without):
        assert all(one.sums for one in with_sums.sealed if one.collected.answered.any())
        watched = Watched(each_engine)

        quick, slow = ask(question, with_sums, watched), ask(question, without, each_engine)

        assert quick.figures == slow.figures
        assert any("sums" in path.parts for path in watched.read)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000),
    changes=st.integers(0, 4),
    splits=st.booleans(),
    nation=st.booleans(),
    level=st.integers(1, 3),
    root=st.sampled_from([None, NATION, 1, 2, 10]),
    depth=st.sampled_from([0, 1, 2, EACH]),
    ways=st.sampled_from(
        [{}, {}, {"boundaries": HALF.end}, {"by_split": True}, {"among": frozenset({10, 20})}]
    ),
)
def test_every_answer_is_the_same_with_sums_and_without(
    duckdb_engine: Engine,
    seed: int,
    changes: int,
    splits: bool,  # noqa: FBT001 - hypothesis gives them by name
    nation: bool,  # noqa: FBT001 - the same
    level: int,
    root: int | None,
    depth: int | None,
    ways: dict[str, Any],
) -> None:
    world = country(seed, changes=changes, splits=splits, nation=nation)
    question = replace(
        Question(tuple(world.indicators), (*WINDOWS, MONTHS[0]), root=root, depth=depth), **ways
    )
    with sealed_world(world, level) as (with_sums, without):
        quick, slow = ask(question, with_sums, duckdb_engine), ask(question, without, duckdb_engine)

        assert quick.figures == slow.figures
        assert quick.not_allocable == slow.not_allocable


def test_sums_are_read_instead_of_files_only_where_they_answer(tmp_path: Path, duckdb_engine: Engine) -> None:
    world = country(1)
    files = sealed(tmp_path, world)
    with_them = figures(world, files)
    sums, values = {path_of(one.path) for one in files}, {one.path for one in files}
    added = next(
        key for key, one in world.indicators.items() if (one.over_units, one.over_periods) == ("sum", "sum")
    )

    def read(question: Question) -> set[Path]:
        watched = Watched(duckdb_engine)
        ask(question, with_them, watched)
        return watched.read

    by_month = replace(Question((added,), tuple(MONTHS)), depth=1)
    assert read(by_month) & sums
    assert read(replace(by_month, root=1, depth=0)) & sums
    for other in (
        replace(by_month, depth=EACH),
        replace(by_month, depth=2),
        replace(by_month, root=1),
        replace(by_month, by_split=True),
        replace(by_month, among=frozenset({1})),
        replace(by_month, boundaries=HALF.end),
    ):
        assert not read(other) & sums
        assert read(other) <= values


def test_sums_of_another_tree_or_that_are_damaged_are_left_aside(
    tmp_path: Path, duckdb_engine: Engine
) -> None:
    world = country(1)
    files = sealed(tmp_path, world)
    corrected = History([*world.history().versions, Version(999, 1, MONTHS[0].start)])
    changed = replace(figures(world, files), history=corrected)
    watched = Watched(duckdb_engine)

    ask(Question((1,), tuple(MONTHS), depth=1), changed, watched)

    assert watched.read <= {one.path for one in files}
    first, second, third, fourth = (path_of(one.path) for one in files[:4])
    first.write_bytes(second.read_bytes())
    third.write_bytes(b"no Parquet")
    fourth.unlink()
    again = [opened(one.path).sums is None for one in files]
    assert again[:4] == [True, False, True, True]
    for one, wrong in zip(files[:4], again, strict=False):
        if wrong:
            with pytest.raises(SealError):
                verify_sums(one.path, world.history())
        else:
            verify_sums(one.path, world.history())


def nation_of(units: int, number: str = "1") -> tuple[pa.Table, Collected, History]:
    """Two provinces with many communes, each of which gave a number; one did not have the second thing to count."""
    communes, month = range(100, 100 + units), MONTHS[0]
    history = History(
        [Version(1, None, FIRST), Version(2, 1, FIRST), Version(3, 1, FIRST)]
        + [Version(unit, 2 + unit % 2, FIRST) for unit in communes]
    )
    cells: dict[Cell, Given] = {
        (1, unit, 1, month, None): (CellState.NUMBER, Decimal(number)) for unit in communes
    }
    cells[1, 100, 2, month, None] = CellState.NOT_APPLICABLE, None
    collected = Collected.of(1, month.start, month.end, indicators=[1, 2], owed=communes, answered=communes)
    return table(cells), collected, history


def test_sums_are_kept_down_to_the_deepest_level_that_is_worth_it() -> None:
    found = summed(*nation_of(60))

    assert found is not None
    assert found.level == 2
    rows = pq.read_table(pa.BufferReader(found.content)).to_pylist()
    assert [(one["unit"], one["indicator"], one["number"]) for one in rows] == [
        (-6, 1, Decimal(30)),
        (-4, 1, Decimal(30)),
        (-5, 2, Decimal(1)),
    ]
    assert summed(*nation_of(5)) is None


def test_sums_too_great_for_a_value_are_not_kept() -> None:
    assert summed(*nation_of(60, "9999999999999999.9999")) is None


def test_where_nothing_occurred_sums_say_so_without_reading_the_files(
    tmp_path: Path, duckdb_engine: Engine
) -> None:
    values, collected, history = nation_of(60)
    given = values.to_pylist()
    given = [one for one in given if one["indicator"] == 1] + [
        {**one, "indicator": 2, "state": STATES[CellState.NOT_APPLICABLE], "number": None}
        for one in given
        if one["indicator"] == 1
    ]
    values, indicators = pa.Table.from_pylist(given, VALUES), {1: Indicator(1), 2: Indicator(2)}
    label = Label("", "", tuple(Named(str(key), "", one) for key, one in indicators.items()))
    sums = summed(values, collected, history)
    tree = history.sha256(collected.end)
    path = seal(tmp_path, values, collected, label=label, tree_sha256=tree, sums=sums).path
    watched = Watched(duckdb_engine)

    answer = ask(
        Question((1, 2), (MONTHS[0],), root=1, depth=1),
        Figures(history, indicators, sealed=(opened(path),)),
        watched,
    )

    assert watched.read == {path_of(path)}
    assert [(one.unit, one.indicator, one.state) for one in answer] == [
        (2, 1, CellState.NUMBER),
        (2, 2, CellState.NOT_APPLICABLE),
        (3, 1, CellState.NUMBER),
        (3, 2, CellState.NOT_APPLICABLE),
    ]


def test_sums_that_are_not_those_of_the_values_are_refused(tmp_path: Path) -> None:
    values, collected, history = nation_of(60)
    other = summed(*nation_of(60, "2"))
    label = Label("", "", (Named("1", "", Indicator(1)), Named("2", "", Indicator(2))))
    tree = history.sha256(collected.end)
    file = seal(tmp_path, values, collected, label=label, tree_sha256=tree, sums=other)

    with pytest.raises(SealError, match="không phải là tổng"):
        verify_sums(file.path, history)

    unseal(file.path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


class Watched:
    """An engine that notes which files were read."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.read = engine, set[Path]()

    def run(self, shape: Shape, files: object, live: pa.Table | None, tables: object) -> pa.Table:
        self.read |= set(files)  # type: ignore[call-overload]  # paths, as the engine takes them
        return self.engine.run(shape, files, live, tables)  # type: ignore[arg-type]  # the same

    def close(self) -> None:
        self.engine.close()
