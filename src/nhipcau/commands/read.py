"""`nhipcau read`: what stands in a document, as JSON or as a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from nhipcau.reading import Reading
from nhipcau.reading.models import Citation

from .files import readings

_WIDTH = 72


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
@click.option(
    "--json", "form", flag_value="json", help="In JSON: một đối tượng, nhiều tệp thì mỗi tệp một dòng."
)
@click.option("--table", "form", flag_value="table", help="In bảng cho người đọc (mặc định trên màn hình).")
def read(files: tuple[str, ...], form: str | None) -> None:
    """Đọc văn bản (TXT, Markdown, HTML, DOCX, PDF) và in những gì tìm thấy; '-' là đầu vào chuẩn.

    \b
    Ví dụ:
      nhipcau read --json ke-hoach.docx
      nhipcau read --table *.pdf
      cat ke-hoach.txt | nhipcau read -
    """
    as_table = (form or ("table" if sys.stdout.isatty() else "json")) == "table"
    failed = False
    for name, reading in readings(files):
        failed = failed or reading is None
        if reading is not None:
            click.echo(
                "\n".join(_table(name, reading)) if as_table else _json(name, reading, several=len(files) > 1)
            )
    sys.exit(1 if failed else 0)


def _json(name: str, reading: Reading, *, several: bool) -> str:
    if several:
        return json.dumps({"file": name} | reading.to_json(), ensure_ascii=False)
    return json.dumps(reading.to_json(), ensure_ascii=False, indent=1)


def _table(name: str, reading: Reading) -> Iterator[str]:
    yield f"== {name}"
    for title, value in _header_rows(reading):
        yield f"{title:<16}{_short(value)}"
    for title, rows in _groups(reading):
        if rows:
            yield f"{title} ({len(rows)})"
            yield from (f"  {_short(row)}" for row in rows)


def _header_rows(reading: Reading) -> Iterator[tuple[str, str]]:
    header = reading.header
    values = (
        ("Loại", header.kind), ("Số, ký hiệu", header.number), ("Ngày", header.date and f"{header.date:%d/%m/%Y}"),
        ("Cơ quan", header.authority), ("Trích yếu", header.subject), ("Người ký", header.signer),
    )  # fmt: skip
    yield from ((title, value or "-") for title, value in values)


def _groups(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    yield "Trích dẫn", [_citation(citation) for citation in reading.citations]
    yield "Luật", [law.name for law in reading.laws]
    yield "Ngày", [f"{date.value:%d/%m/%Y}  {date.text}" for date in reading.dates]
    yield "Số liệu", [f"{quantity.value} {quantity.unit}".strip() for quantity in reading.quantities]
    yield (
        "Tỷ lệ",
        [f"{c.stated}% = {c.part}/{c.whole}: {'khớp' if c.agrees else 'KHÔNG KHỚP'}" for c in reading.checks],
    )
    yield "Đề mục", [f"{heading.label}  {heading.starts}" for heading in reading.outline]
    yield "Nhiệm vụ", [f"{duty.unit}: {duty.starts}" for duty in reading.duties]
    yield "Nơi nhận", [recipient.name for recipient in reading.recipients]


def _citation(citation: Citation) -> str:
    date = f"{citation.date:%d/%m/%Y}" if citation.date else None
    return " ".join(part for part in (citation.kind, citation.number, date, citation.authority) if part)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
