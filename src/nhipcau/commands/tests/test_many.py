"""`nhipcau read` of folders."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from nhipcau.cli import group


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(f"{name}: Kế hoạch số 25-KH/TU", encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(group, ["read", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_gives_a_line_for_each_document(folder: Path, jobs: str) -> None:
    status, out, _ = run("--json", folder, "--jobs", jobs)

    assert status == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [
        str(folder / "a.txt"),
        str(folder / "b.txt"),
    ]


def test_one_bad_file_is_told_and_the_others_are_read(folder: Path) -> None:
    (folder / "a0.txt").write_bytes(b"\n")

    status, out, err = run("--json", folder)

    assert status == 1
    assert len(out.splitlines()) == 2
    assert f"{folder / 'a0.txt'}: Tệp a0.txt trống" in err
    assert "1 tệp không đọc được" in err


def test_the_second_time_only_new_content_is_read(folder: Path, tmp_path: Path) -> None:
    run("--json", folder, "--seen", tmp_path / "seen")
    (folder / "c.txt").write_text("Kế hoạch số 26-KH/TU", encoding="utf-8")

    status, out, err = run("--json", folder, "--seen", tmp_path / "seen")

    assert status == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(folder / "c.txt")]
    assert "bỏ qua 2 tệp" in err


def test_a_bad_file_is_tried_again(folder: Path, tmp_path: Path) -> None:
    (folder / "a0.txt").write_bytes(b"\n")

    statuses = [run("--json", folder, "--seen", tmp_path / "seen")[0] for _ in range(2)]

    assert statuses == [1, 1]


def test_the_list_may_lie_in_the_folder_and_is_no_document(folder: Path) -> None:
    for _ in range(2):
        status, _, err = run("--json", folder, "--seen", folder / "seen.txt")

    assert status == 0
    assert "bỏ qua 2 tệp" in err


def test_a_file_that_is_no_list_is_not_overwritten(folder: Path) -> None:
    status, _, err = run("--json", folder, "--seen", folder / "b.txt")

    assert status == 2
    assert "Hãy chọn tệp khác" in err
    assert "Kế hoạch" in (folder / "b.txt").read_text(encoding="utf-8")


def test_a_list_in_no_folder_and_standard_input_are_misuse(folder: Path) -> None:
    assert run(folder, "--seen", folder / "none" / "seen")[0] == 2
    assert run(folder, "-")[0] == 2


def test_several_files_may_be_read_by_several_processes(folder: Path) -> None:
    status, out, _ = run("--table", folder / "b.txt", folder / "a.txt", "--jobs", "2")

    assert status == 0
    assert out.index("b.txt") < out.index("a.txt")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--engine", "spark"),
        ("--master", "spark://machine:7077"),
        ("--engine", "spark", "--master", "spark://machine:7077", "--jobs", "2"),
        ("--engine", "spark", "--master", "machine"),
        ("--engine", "spark", "--master", "spark://machine:7077", "-"),
    ],
)
def test_a_cluster_asked_for_wrongly_is_misuse(folder: Path, arguments: tuple[str, ...]) -> None:
    assert run(folder, *arguments)[0] == 2


def test_a_master_that_does_not_answer_is_told_and_the_list_is_left(folder: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    status, out, err = run(
        folder, "--engine", "spark", "--master", f"spark://127.0.0.1:{port}", "--seen", tmp_path / "seen"
    )

    assert (status, out) == (1, "")
    assert f"Không kết nối được máy chủ Spark spark://127.0.0.1:{port}." in err
    assert not (tmp_path / "seen").exists()
