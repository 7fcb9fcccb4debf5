"""The benchmarks: what the report of gains and losses says, that it leaves nothing behind, and what is measured."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def gains() -> ModuleType:
    return bench("reading_gains")


def test_the_report_names_fields_and_findings(gains: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    before = gains.Score({"dates": 0.9, "laws": 1.0}, frozenset({"MISSED a.txt dates 2026-01-01"}), ())
    now = gains.Score({"dates": 1.0, "laws": 0.8}, frozenset({"MISSED a.txt laws luat"}), ())

    status = gains.report("main", before, now)

    out = capsys.readouterr().out
    assert status == 1
    assert "gained MISSED a.txt dates 2026-01-01" in out
    assert "lost   MISSED a.txt laws luat" in out
    assert "-0.2000" in out


def test_gains_alone_are_no_failure(gains: ModuleType) -> None:
    before, now = gains.Score({"dates": 0.9}, frozenset(), ()), gains.Score({"dates": 1.0}, frozenset(), ())

    assert gains.report("main", before, now) == 0


def test_a_document_that_is_no_longer_read_is_a_loss(gains: ModuleType) -> None:
    before, now = (
        gains.Score({"dates": 1.0}, frozenset(), ()),
        gains.Score({"dates": 1.0}, frozenset(), ("a.txt",)),
    )

    assert gains.report("main", before, now) == 1


def test_an_unknown_revision_is_told(gains: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    if not gains.SHARED.is_dir() or not (ROOT / ".git").exists():
        return

    assert gains.main(["no-such-revision"]) == 2
    assert "no-such-revision" in capsys.readouterr().err


def test_the_other_revision_stands_apart_and_is_removed(gains: ModuleType) -> None:
    if not (ROOT / ".git").exists():
        return
    with gains.worktree("HEAD") as other:
        assert (other / "src" / "nhipcau").is_dir()

    assert not other.exists()
    listed = subprocess.run(["git", "worktree", "list"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(other) not in listed.stdout


def test_eyecite_reads_english_of_the_same_size() -> None:
    reading = bench("reading")

    assert [len(reading.english(size).encode()) for size in (10, 3000)] == [10, 3000]
    assert reading.eyecite(["x" * 3000]) > 0


def test_the_benchmark_of_figures_agrees_with_a_bare_query(capsys: pytest.CaptureFixture[str]) -> None:
    status = bench("figures").main(["--units", "20", "--years", "1", "--without-postgres"])

    printed = capsys.readouterr().out
    assert status == 0
    assert "14,400 values" in printed
    assert "MISS" not in printed


def test_the_deadline_knows_what_its_units_typed() -> None:
    deadline = bench("deadline")
    codes = [f"i{number}" for number in range(60)]

    cells = deadline.expected(deadline.typed(1, codes))

    assert len(cells) == 60
    assert {state for state, _number in cells.values()} == {"number", "blank", "not_applicable"}
    assert cells["i0"] == ("number", 31)


def test_the_pages_measured_have_paths() -> None:
    pages = bench("pages")
    known = {"reporting/collections/pk": 7, "unit": 9, "code": "sessions"}

    route = "staff/reporting/reports/collections/<int:pk>/units/<int:unit>/"
    assert pages._path("reporting:fill", route, known) == "/staff/reporting/reports/collections/7/units/9/"
    assert pages._path("reporting:rule", "staff/reporting/rules/<int:rule>/", known) == ""
