"""The verbs `read` and `check`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nhipcau.cli import VERBS, group

WRONG_FIGURES = "Có 4319/4332 hộ, đạt 99,69%.\nXong trước ngày 31/02/2026."


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text("Thực hiện Kế hoạch số 25-KH/TU ngày 05/9/2026.", encoding="utf-8")
    return path


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(group, arguments, input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_read_prints_one_object_for_one_file(plan: Path) -> None:
    status, out, _ = run("read", "--json", str(plan))

    assert status == 0
    assert json.loads(out)["citations"][0]["number"] == "25-KH/TU"


def test_read_prints_a_line_for_each_of_several_files(plan: Path) -> None:
    _, out, _ = run("read", "--json", str(plan), str(plan))

    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(plan), str(plan)]


def test_read_takes_standard_input() -> None:
    _, out, _ = run("read", "--json", "-", stdin="ngày 05/9/2026".encode())

    assert json.loads(out)["dates"][0]["value"] == "2026-09-05"


def test_read_prints_a_table(plan: Path) -> None:
    _, out, _ = run("read", "--table", str(plan))

    assert "Trích dẫn (1)" in out


def test_read_refuses_in_vietnamese_and_reads_the_others(plan: Path, tmp_path: Path) -> None:
    status, out, err = run("read", "--json", str(tmp_path / "none.txt"), str(plan))

    assert status == 1
    assert "Không tìm thấy" in err
    assert len(out.splitlines()) == 1


def test_misuse_is_two() -> None:
    assert run("read")[0] == 2
    assert run("no-such-verb")[0] == 2


def test_check_names_what_does_not_agree(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(WRONG_FIGURES, encoding="utf-8")

    status, out, _ = run("check", str(path))

    assert status == 1
    assert [line.split(": ")[0].removeprefix(str(path)) for line in out.splitlines()] == [":1", ":2"]
    assert "99,70%" in out


def test_check_is_silent_where_all_agrees(plan: Path) -> None:
    assert run("check", str(plan)) == (0, "", "")


@pytest.mark.parametrize("verb", ["read", "check"])
def test_read_and_check_start_without_django(verb: str, plan: Path) -> None:
    code = (
        "import sys\nfrom nhipcau.cli import group\n"
        "from click.testing import CliRunner\n"
        f"assert CliRunner().invoke(group, ['{verb}', {str(plan)!r}]).exit_code == 0\n"
        "assert 'django' not in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_verb_stands_in_the_help() -> None:
    _, out, _ = run("--help")

    for verb in VERBS:
        assert verb in out
