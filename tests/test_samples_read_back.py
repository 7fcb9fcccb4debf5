"""The sample documents the whole way: written to Word and PDF as `nhipcau write` does, read and checked as files."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nhipcau.commands.check import check
from nhipcau.commands.read import read as read_files
from nhipcau.writing import Table, format_number, from_json, to_docx, to_pdf
from nhipcau.writing.model import Cell, OfficialDocument
from nhipcau.writing.rules import sides
from tests.golden.rendering import SAMPLES, sample_names


@pytest.mark.parametrize("name", sample_names())
def test_a_sample_reads_back_and_has_no_fault(name: str, tmp_path: Path) -> None:
    document = from_json((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    word, printed = tmp_path / "a.docx", tmp_path / "a.pdf"
    word.write_bytes(to_docx(document))
    printed.write_bytes(to_pdf(document))

    of_word, of_print = _read(word), _read(printed)

    checked = CliRunner().invoke(check, [str(word)])
    assert checked.exit_code == 0, checked.output
    for read in (of_word, of_print):
        assert _heading(read, document) == _heading_of(document)
        assert [one["name"] for one in read["recipients"]] == [_bare(name) for name in document.recipients]
    assert _numbers(of_print) == _numbers(of_word)
    assert _labels(of_print, document) == _labels(of_word, document)


def _read(path: Path) -> dict[str, Any]:
    run = CliRunner().invoke(read_files, ["--json", str(path)])
    assert run.exit_code == 0, run.output
    read: dict[str, Any] = json.loads(run.output)
    return read


def _numbers(read: dict[str, Any]) -> list[str]:
    return [one["number"] for one in read["citations"]]


def _labels(read: dict[str, Any], document: OfficialDocument) -> list[str]:
    """The labels of the outline. A PDF knows no tables: of their rows it has but the words, "I 6.120 2,4"."""
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.body)]
    rows = {" ".join(_printed(row)) for block in blocks if isinstance(block, Table) for row in block.rows}
    return [one["label"] for one in read["outline"] if " ".join(one["text"].split()) not in rows]


def _printed(row: tuple[Cell, ...]) -> list[str]:
    cells = (cell if isinstance(cell, str) else format_number(cell.value, cell.decimals) for cell in row)
    return [cell for cell in cells if cell]


def _heading(read: dict[str, Any], document: OfficialDocument) -> dict[str, Any]:
    """The heading as read. In a PDF the names of those who sign side by side run together; the last one leads."""
    header = dict(read["header"])
    names = " ".join(body.signature.name for body in sides(document))
    if header["signer"] == names:
        header["signer"] = document.signature.name
    return {**header, "authority": header["authority"].casefold(), "layout": read["layout"]}


def _heading_of(document: OfficialDocument) -> dict[str, Any]:
    apart = "-" if document.layout == "party" else "/"
    return {
        "kind": _base(document.kind.lower()),
        "number": f"{document.number:02d}{apart}{document.symbol}",
        "date": document.day.isoformat() if document.day else None,
        "authority": document.issuer.casefold(),
        "subject": document.subject,
        "signer": document.signature.name,
        "layout": document.layout,
    }


def _base(kind: str) -> str:
    """A programme of several bodies is read as a programme."""
    return kind.removesuffix(" phối hợp")


def _bare(recipient: str) -> str:
    """A recipient without why it gets the document."""
    return recipient.partition(" (")[0]
