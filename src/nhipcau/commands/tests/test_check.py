"""The verb `check`: our own documents pass, and what it finds can be read by people and programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nhipcau.cli import group

SAMPLE = Path(__file__).resolve().parents[4] / "samples" / "documents" / "report.json"
PARTY = {
    "layout": "party",
    "superior": "Đảng bộ tỉnh Bến Đá",
    "issuer": "Đảng ủy xã Sa Vang",
    "symbol": "BC/ĐU",
    "signature": {"authority": "T/M Ban Thường vụ", "title": "Phó Bí thư", "name": "Nguyễn Thị Hòa"},
}


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(group, arguments)
    return result.exit_code, result.stdout


@pytest.mark.parametrize(
    ("layout", "changes"),
    [
        ("state", {}),
        ("state", {"number": 127}),
        ("state", {"kind": "Công văn", "symbol": "SVHTTDL-VP"}),
        ("party", PARTY),
    ],
)
def test_what_we_write_has_no_fault(tmp_path: Path, layout: str, changes: dict[str, object]) -> None:
    values = json.loads(SAMPLE.read_text(encoding="utf-8")) | changes
    source, target = tmp_path / "document.json", tmp_path / "document.docx"
    source.write_text(json.dumps(values), encoding="utf-8")
    assert run("write", str(source), "-o", str(target))[0] == 0

    status, out = run("check", "--json", str(target))

    assert json.loads(out) == {"file": str(target), "layout": layout, "faults": []}
    assert status == 0


def test_check_prints_a_line_of_json_for_each_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Có 280/285 đơn vị, đạt 98,2%.", encoding="utf-8")
    bad.write_text("Theo Công văn số 193-HD/BTGTU.", encoding="utf-8")

    status, out = run("check", "--json", str(good), str(bad))

    first, second = map(json.loads, out.splitlines())
    assert first["faults"] == []
    assert [(fault["code"], fault["line"]) for fault in second["faults"]] == [("kind", 1)]
    assert status == 1
