"""Sealed files: the same bytes for the same values, no tampering, revisions, and one answer with live values."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from nhipcau.rollup.answering import ask
from nhipcau.rollup.engines import Engine
from nhipcau.rollup.errors import FiguresError, SealError
from nhipcau.rollup.figures import Collected, Figures, Live
from nhipcau.rollup.model import CellState
from nhipcau.rollup.question import EACH, Indicator, Question
from nhipcau.rollup.schema import STATES, VALUES
from nhipcau.rollup.sealing import (
    Label,
    Named,
    SealedFile,
    about,
    named_in,
    newest,
    opened,
    seal,
    values_of,
    verify,
)
from nhipcau.rollup.tests.worlds import (
    FIRST,
    HALF,
    MONTHS,
    QUARTERS,
    World,
    chance_of,
    every_way,
    happen,
    table,
)


def label(made: World, form: int = 1) -> Label:
    named = [Named(f"code-{key}", f"Chỉ tiêu {key}", made.indicators[key]) for key in made.asks[form]]
    return Label(f"Biểu {form}", "tháng 01/2025", tuple(named))


TREE = "0" * 64


def world() -> World:
    made = World(indicators={1: Indicator(1)}, asks={1: (1,)})
    made.begin(1, None, FIRST)
    made.begin(11, 1, FIRST)
    made.owed = {(1, MONTHS[0]): {1, 11}, (1, MONTHS[1]): {1, 11}}
    made.answered = {(1, MONTHS[0]): {11}, (1, MONTHS[1]): {1, 11}}
    for month, number in ((MONTHS[0], 5), (MONTHS[1], 7)):
        made.cells[1, 11, 1, month, None] = CellState.NUMBER, Decimal(number)
    return made


def sealed(folder: Path, made: World, month: int = 0, revision: int = 1) -> SealedFile:
    folder.mkdir(exist_ok=True)
    cells = {cell: given for cell, given in made.cells.items() if (cell[0], cell[3]) == (1, MONTHS[month])}
    return seal(
        folder, table(cells), made.collected()[month], label=label(made), tree_sha256=TREE, revision=revision
    )


def test_the_same_values_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    made = happen(chance_of(1), adding=every_way(), splits=True, changes=0)
    backwards = replace(made, cells=dict(reversed(made.cells.items())))

    first, second = sealed(tmp_path / "a", made), sealed(tmp_path / "b", backwards)

    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.sha256 == second.sha256


def test_a_file_says_what_it_is(tmp_path: Path) -> None:
    file = sealed(tmp_path, world())

    told = about(file.path)
    assert told["indicators"] == {
        "1": {
            "code": "code-1",
            "name": "Chỉ tiêu 1",
            "over_units": "sum",
            "over_periods": "sum",
            "divisible": False,
        }
    }
    assert named_in(file.path)[1].how == Indicator(1)
    assert (told["period_start"], told["period_end"]) == ("2025-01-01", "2025-01-31")
    assert (told["owed"], told["answered"], told["revision"]) == ("1,11", "11", 1)
    assert (file.rows, file.units) == (1, 1)
    assert pq.read_schema(file.path).names == VALUES.names
    assert values_of(file.path)["number"].to_pylist() == [Decimal("5.0000")]


def test_any_change_of_a_file_is_found(tmp_path: Path) -> None:
    file = sealed(tmp_path, world())
    verify(file.path, file.sha256)

    content = bytearray(file.path.read_bytes())
    content[20] ^= 1
    file.path.write_bytes(content)
    with pytest.raises(SealError, match="bị thay đổi"):
        verify(file.path, file.sha256)

    file.path.unlink()
    with pytest.raises(SealError, match="sao lưu"):
        verify(file.path, file.sha256)


def test_what_is_sealed_is_never_written_over(tmp_path: Path) -> None:
    made = world()
    sealed(tmp_path, made)

    with pytest.raises(SealError, match="bản sửa đổi"):
        sealed(tmp_path, made)
    assert [path.suffix for path in tmp_path.iterdir()] == [".parquet"]


def test_the_newest_revision_counts(tmp_path: Path, each_engine: Engine) -> None:
    made = world()
    sealed(tmp_path, made)
    made.cells[1, 11, 1, MONTHS[0], None] = CellState.NUMBER, Decimal(6)
    sealed(tmp_path, made, revision=2)
    made.cells[1, 11, 1, MONTHS[0], None] = CellState.NUMBER, Decimal(9)
    sealed(tmp_path, made, revision=10)

    figures = Figures(made.history(), made.indicators, sealed=newest(tmp_path.iterdir()))

    figure = ask(Question((1,), (MONTHS[0],)), figures, each_engine).figure(1, MONTHS[0])
    assert figure
    assert (figure.number, figure.reported, figure.expected) == (Decimal(9), 1, 2)


def test_sealed_and_live_are_one(tmp_path: Path, each_engine: Engine) -> None:
    made = world()
    sealed(tmp_path, made)
    live = {cell: given for cell, given in made.cells.items() if cell[3] == MONTHS[1]}

    figures = Figures(
        made.history(),
        made.indicators,
        sealed=newest(tmp_path.iterdir()),
        live=Live(table(live), made.collected()[1:]),
    )

    answer = ask(Question((1,), (HALF, MONTHS[1])), figures, each_engine)
    assert [(one.number, one.reported, one.expected) for one in answer] == [
        (Decimal(12), 1, 2),
        (Decimal(7), 2, 2),
    ]


@pytest.mark.parametrize("seed", [2, 4])
def test_files_give_the_same_answer_as_live_values(tmp_path: Path, duckdb_engine: Engine, seed: int) -> None:
    made = happen(chance_of(seed), adding=every_way(), splits=True, changes=3)
    for one in made.collected():
        cells = {
            cell: given
            for cell, given in made.cells.items()
            if (cell[0], cell[3].start, cell[3].end) == one.key
        }
        seal(tmp_path, table(cells), one, label=label(made, one.form), tree_sha256=TREE)
    question = Question(tuple(made.indicators), (HALF, *QUARTERS), depth=EACH)

    files = Figures(made.history(), made.indicators, sealed=newest(tmp_path.iterdir()))

    assert ask(question, files, duckdb_engine).figures == ask(question, made.figures(), duckdb_engine).figures


def test_a_period_that_is_both_sealed_and_live_is_refused(tmp_path: Path) -> None:
    made = world()
    sealed(tmp_path, made)

    with pytest.raises(FiguresError, match="hai lần"):
        Figures(made.history(), made.indicators, sealed=newest(tmp_path.iterdir()), live=made.figures().live)


def test_a_file_that_is_no_seal_is_refused(tmp_path: Path) -> None:
    damaged, foreign = tmp_path / "damaged.parquet", tmp_path / "foreign.parquet"
    damaged.write_bytes(b"PAR1 and nothing else")
    pq.write_table(VALUES.empty_table(), foreign)

    for path in (damaged, foreign):
        with pytest.raises(SealError):
            opened(path)


def test_values_that_would_be_counted_twice_or_that_nobody_owes_are_refused() -> None:
    made = world()
    owed = Collected.of(1, FIRST, date(2025, 1, 31), indicators=[1], owed=[1, 11], answered=[11])
    row: dict[str, object] = {"form": 1, "unit": 11, "indicator": 1, "split": None, "period_start": FIRST}
    row |= {"period_end": date(2025, 1, 31), "state": STATES[CellState.NUMBER], "number": Decimal(1)}
    wrong: dict[str, list[dict[str, object]]] = {
        "hai số": [row, row],
        "hai số cho": [row, row | {"split": 7}],
        "không đơn vị nào": [row | {"unit": 1}],
        "không hỏi": [row | {"indicator": 2}],
        "phải báo cáo hoặc": [row | {"form": 2}],
        "sai trạng thái": [row | {"number": None}],
        "số âm": [row | {"number": Decimal(-1)}],
    }

    Live(VALUES.empty_table().from_pylist([row], VALUES), (owed,))
    for message, rows in wrong.items():
        with pytest.raises(FiguresError, match=message):
            Live(VALUES.empty_table().from_pylist(rows, VALUES), (owed,))
    with pytest.raises(FiguresError, match="không phải báo cáo"):
        Collected.of(1, FIRST, date(2025, 1, 31), indicators=[1], owed=[1], answered=[11])
    with pytest.raises(FiguresError, match="lịch sử đơn vị"):
        assert Figures(
            made.history(),
            made.indicators,
            live=Live(VALUES.empty_table(), (replace(owed, owed=np.array([1, 99])),)),
        ).positions
