"""The verb `total`: sealed files in, JSON lines out."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nhipcau.cli import group
from nhipcau.rollup import CellState
from nhipcau.rollup.figures import Collected
from nhipcau.rollup.question import Indicator, Window
from nhipcau.rollup.sealing import Label, Named, seal
from nhipcau.rollup.tests.worlds import Cell, Given, table

MONTHS = Window(date(2025, 1, 1), date(2025, 1, 31)), Window(date(2025, 2, 1), date(2025, 2, 28))
UNITS = """unit,parent,valid_from,valid_to
1,,2000-01-01,
11,1,2000-01-01,2025-07-01
12,1,2000-01-01,
"""
SUCCESSIONS = """predecessor,successor,effective_on,whole,share
11,12,2025-07-01,true,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sealed months: units 11 and 12 gave 10 and 7 sessions each month, 1 owes and gave nothing."""
    label = Label("Biểu", "tháng", (Named("sessions", "Hội nghị", Indicator(5)),))
    for month in MONTHS:
        cells: dict[Cell, Given] = {
            (3, unit, 5, month, None): (CellState.NUMBER, Decimal(number))
            for unit, number in ((11, 10), (12, 7))
        }
        owed = Collected.of(3, month.start, month.end, indicators=[5], owed=[1, 11, 12], answered=[11, 12])
        seal(tmp_path, table(cells), owed, label=label, tree_sha256="0" * 64)
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "successions.csv").write_text(SUCCESSIONS, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["total", *map(str, arguments)])


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_period_of_the_files_is_added_up(folder: Path) -> None:
    first, second = lines(run(folder))

    assert first == {
        "unit": None,
        "indicator": "sessions",
        "name": "Hội nghị",
        "from": "2025-01-01",
        "to": "2025-01-31",
        "split": None,
        "number": "17",
        "reason": None,
        "state": "number",
        "reported": 2,
        "expected": 3,
    }
    assert second["from"] == "2025-02-01"


def test_by_unit_over_a_window(folder: Path) -> None:
    found = lines(
        run(
            folder,
            "--units",
            folder / "units.csv",
            "--root",
            1,
            "--by",
            "below",
            "--window",
            "2025-01-01..2025-02-28",
        )
    )

    assert [(one["unit"], one["number"], one["state"]) for one in found] == [
        (1, None, "blank"),
        (11, "20", "number"),
        (12, "14", "number"),
    ]


def test_in_the_boundaries_of_a_day(folder: Path) -> None:
    given = ("--units", folder / "units.csv", "--successions", folder / "successions.csv")

    found = lines(
        run(
            folder, *given, "--by", "each", "--boundaries", "2025-08-01", "--window", "2025-01-01..2025-01-31"
        )
    )

    assert [(one["unit"], one["number"]) for one in found] == [(1, None), (12, "17")]


def test_what_cannot_be_allocated_is_a_line_too(folder: Path) -> None:
    given = ("--units", folder / "units.csv", "--by", "each", "--boundaries", "2025-08-01")

    aside = lines(run(folder, *given))[-1]

    assert (aside["unit"], aside["not_allocable"], aside["exact_at"], aside["number"]) == (
        11,
        "ended",
        1,
        "10",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nowhere"], 2, "Không thấy"),
        (["{folder}", "--window", "2025"], 2, "2025-01-01..2025-12-31"),
        (["{folder}", "--window", "2025-02-01..2025-01-01"], 2, "đứng trước"),
        (["{folder}", "--boundaries", "today"], 2, "2025-12-31"),
        (["{folder}", "--units", "{folder}/successions.csv"], 2, "dòng 2"),
        (["{folder}", "--engine", "oracle"], 1, "ROLLUP_ENGINE"),
        (["{folder}/units.csv"], 1, "Parquet"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    folder: Path, arguments: list[str], code: int, says: str
) -> None:
    result = run(*(one.format(folder=folder) for one in arguments))

    assert result.exit_code == code
    assert says in result.output
