"""`nhipcau write`: files, standard input, endings and exit codes."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from nhipcau.commands.write import write
from nhipcau.writing import to_json
from nhipcau.writing.tests.builders import make_document


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_text(to_json(make_document()), encoding="utf-8")
    return path


def test_write_makes_a_word_file(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.docx"

    result = CliRunner().invoke(write, [str(source), "-o", str(target)])

    assert (result.exit_code, result.output) == (0, "")
    assert "Trân trọng báo cáo./." in [p.text for p in docx.Document(str(target)).paragraphs]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.docx", "report.json"]


def test_write_reads_standard_input(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.docx"

    result = CliRunner().invoke(write, ["-", "-o", str(target)], input=source.read_bytes())

    assert result.exit_code == 0
    assert docx.Document(io.BytesIO(target.read_bytes())).paragraphs


def test_several_files_are_written_at_once_each_of_its_kind(source: Path, tmp_path: Path) -> None:
    targets = [tmp_path / name for name in ("out.docx", "out.pdf", "OUT.HTML")]

    result = CliRunner().invoke(write, [str(source), *(part for one in targets for part in ("-o", str(one)))])

    assert (result.exit_code, result.output) == (0, "")
    assert [one.read_bytes()[:5] for one in targets] == [b"PK\x03\x04\x14", b"%PDF-", b"<!DOC"]
    assert len(list(tmp_path.iterdir())) == 4


def test_where_one_file_cannot_be_written_none_is(source: Path, tmp_path: Path) -> None:
    outputs = ["-o", str(tmp_path / "out.docx"), "-o", str(tmp_path / "no" / "out.html")]

    result = CliRunner().invoke(write, [str(source), *outputs])

    assert result.exit_code == 1
    assert "out.html" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_a_refused_document_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "out.docx"
    target.write_bytes(b"old")

    result = CliRunner().invoke(write, ["-", "-o", str(target)], input='{"kind": "Báo cáo"}'.encode())

    assert result.exit_code == 1
    assert "issuer" in result.stderr
    assert "còn thiếu" in result.stderr
    assert target.read_bytes() == b"old"


MISUSES = [
    # (arguments, a word of the message)
    ([], "Cách dùng"),
    (["report.json"], "Cách dùng"),
    (["-", "-o", "out.odt"], ".docx, .pdf, .html"),
    (["-", "-o", "out.docx", "-o", "out.txt"], "out.txt"),
    (["-", "-o", "out"], ".docx"),
    (["no-such-file.json", "-o", "out.docx"], "đường dẫn"),
]


@pytest.mark.parametrize(("arguments", "word"), MISUSES)
def test_misuse_is_told_apart_from_refusal(
    arguments: list[str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(write, arguments)

    assert result.exit_code == 2
    assert word in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(source: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(write, [str(source), "-o", str(tmp_path / "no" / "out.docx")])

    assert result.exit_code == 1
    assert "Không ghi được" in result.stderr
