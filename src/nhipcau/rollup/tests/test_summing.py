"""Sums kept beside sealed files: the same answers, and none where they would be wrong."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import Engine
from nhipcau.rollup.figures import Figures, Live, Sealed
from nhipcau.rollup.history import History, Version
from nhipcau.rollup.question import EACH, Question
from nhipcau.rollup.sealing import Label, Named, newest, seal
from nhipcau.rollup.shapes import Shape
from nhipcau.rollup.summing import keep, path_of, with_sums
from nhipcau.rollup.tests.worlds import HALF, MONTHS, QUARTERS, World, chance_of, every_way, happen, table

WINDOWS = (HALF, *QUARTERS, MONTHS[2])


def country(seed: int) -> World:
    """A country in which no unit ends, so that all sums can be kept."""
    return happen(chance_of(seed), adding=every_way(), splits=True, changes=0)


def sealed(folder: Path, world: World) -> tuple[Sealed, ...]:
    """Seal all but the last month."""
    for one in world.collected():
        if one.end != MONTHS[-1].end:
            named = (Named(f"i{key}", f"{key}", world.indicators[key]) for key in world.asks[one.form])
            cells = {
                cell: given
                for cell, given in world.cells.items()
                if (cell[0], cell[3].start, cell[3].end) == one.key
            }
            label = Label("", "", tuple(named))
            seal(folder, table(cells), one, label=label, tree_sha256=world.history().sha256(one.end))
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


@pytest.mark.parametrize("seed", [1, 4])
@pytest.mark.parametrize("depth", [0, 1])
def test_sums_give_the_same_answer_as_the_files(
    tmp_path: Path, duckdb_engine: Engine, seed: int, depth: int
) -> None:
    world = country(seed)
    files = sealed(tmp_path, world)
    assert all(keep(one, world.history()) for one in files)
    question = Question(tuple(world.indicators), WINDOWS, depth=depth)

    slow = ask(question, figures(world, files), duckdb_engine)
    quick = ask(question, figures(world, with_sums(files)), duckdb_engine)

    assert quick.figures == slow.figures


def test_sums_are_read_instead_of_files_only_where_they_answer(tmp_path: Path, duckdb_engine: Engine) -> None:
    world = country(1)
    files = sealed(tmp_path, world)
    for one in files:
        keep(one, world.history())
    with_them = figures(world, with_sums(files))
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
    for other in (
        replace(by_month, depth=EACH),
        replace(by_month, root=1),
        replace(by_month, by_split=True),
        replace(by_month, among=frozenset({1})),
        replace(by_month, boundaries=HALF.end),
    ):
        assert not read(other) & sums
        assert read(other) <= values


def test_sums_of_another_tree_or_another_file_are_left_aside(tmp_path: Path, duckdb_engine: Engine) -> None:
    world = country(1)
    files = sealed(tmp_path, world)
    for one in files:
        keep(one, world.history())
    corrected = History([*world.history().versions, Version(999, 1, MONTHS[0].start)])
    changed = replace(figures(world, with_sums(files)), history=corrected)
    watched = Watched(duckdb_engine)

    ask(Question((1,), tuple(MONTHS), depth=1), changed, watched)

    assert watched.read <= {one.path for one in files}
    path_of(files[0].path).write_bytes(path_of(files[1].path).read_bytes())
    path_of(files[2].path).write_bytes(b"no Parquet")
    assert [one.sums is None for one in with_sums(files)][:3] == [True, False, True]


class Watched:
    """An engine that notes which files were read."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.read = engine, set[Path]()

    def run(self, shape: Shape, files: object, live: pa.Table | None, tables: object) -> pa.Table:
        self.read |= set(files)  # type: ignore[call-overload]  # paths, as the engine takes them
        return self.engine.run(shape, files, live, tables)  # type: ignore[arg-type]  # the same

    def close(self) -> None:
        self.engine.close()
