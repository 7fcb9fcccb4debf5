"""`nhipcau check`: figures, dates and citations that cannot be right, and layout faults of a DOCX."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from nhipcau.reading import Reading
from nhipcau.reading.checks import Fault, faults_of_file

from .files import readings


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
@click.option("--json", "as_json", is_flag=True, help="In mỗi tệp một dòng JSON: tên tệp và danh sách lỗi.")
def check(files: tuple[str, ...], *, as_json: bool) -> None:
    """Tìm số liệu, bảng, ngày, trích dẫn không khớp và lỗi thể thức của tệp DOCX; mã thoát 1 khi tìm thấy.

    \b
    Ví dụ:
      nhipcau check bao-cao.docx
      nhipcau check --json *.docx
    """
    wrong = False
    for name, reading in readings(files):
        found = faults_of_file(name, reading) if reading else ()
        wrong = wrong or reading is None or bool(found)
        if reading is not None:
            for line in [_json(name, reading, found)] if as_json else _lines(name, reading, found):
                click.echo(line)
    sys.exit(1 if wrong else 0)


def _json(name: str, reading: Reading, found: tuple[Fault, ...]) -> str:
    rows = [fault.to_json(reading.text) for fault in found]
    return json.dumps({"file": name, "layout": reading.layout, "faults": rows}, ensure_ascii=False)


def _lines(name: str, reading: Reading, found: tuple[Fault, ...]) -> Iterator[str]:
    for fault in found:
        yield f"{name}:{fault.line(reading.text)}: {fault.in_vietnamese}"
