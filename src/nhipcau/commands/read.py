"""`nhipcau read`: what stands in a document, as JSON or as a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from nhipcau.reading import Reading
from nhipcau.reading.models import Citation

from .files import STDIN, readings

_WIDTH = 72


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
@click.option(
    "--json",
    "form",
    flag_value="json",
    help="In JSON: một đối tượng; nhiều tệp hoặc thư mục thì mỗi tệp một dòng.",
)
@click.option("--table", "form", flag_value="table", help="In bảng cho người đọc (mặc định trên màn hình).")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, metavar="N", help="Số tiến trình cùng đọc (mặc định 1)."
)
@click.option(
    "--seen",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Sổ ghi những nội dung đã đọc: lần sau bỏ qua chúng, dù tệp đã đổi tên.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help="Đọc trên máy này (local, mặc định) hay trên một cụm máy Apache Spark (spark).",
)
@click.option("--master", metavar="URL", help="Địa chỉ máy chủ Spark, dạng spark://ten-may:7077.")
def read(
    files: tuple[str, ...], form: str | None, jobs: int, seen: Path | None, engine: str, master: str | None
) -> None:
    """Đọc văn bản và in những gì tìm thấy; '-' là đầu vào chuẩn.

    Của một thư mục, đọc mọi văn bản trong đó và các thư mục con, in theo thứ tự đường dẫn. Tệp hỏng được báo trên
    đầu ra lỗi và không cản các tệp khác; mã thoát là 1.

    \b
    Ví dụ:
      nhipcau read --json ke-hoach.docx
      nhipcau read --table *.pdf
      nhipcau read --json kho-van-ban --jobs 2 --seen da-doc.txt > ket-qua.jsonl
      nhipcau read --json /kho/van-ban --engine spark --master spark://ten-may:7077 > ket-qua.jsonl
      cat ke-hoach.txt | nhipcau read -
    """
    as_table = (form or ("table" if sys.stdout.isatty() else "json")) == "table"
    _require_sense(engine, master, jobs)
    if jobs > 1 or seen or master or any(Path(name).is_dir() for name in files):
        if STDIN in files:
            raise click.UsageError(
                "'-' không đi cùng thư mục, --jobs, --seen hay --engine spark. Hãy lưu đầu vào thành tệp."
            )
        from .many import read_many

        sys.exit(read_many(files, table_of if as_table else line_of, jobs=jobs, seen=seen, master=master))
    sys.exit(_read_few(files, as_table=as_table))


def _require_sense(engine: str, master: str | None, jobs: int) -> None:
    """Raise UsageError where --engine, --master and --jobs do not fit together."""
    if engine == "spark" and not master:
        raise click.UsageError("--engine spark cần địa chỉ máy chủ: hãy thêm --master spark://ten-may:7077.")
    if engine == "local" and master:
        raise click.UsageError("--master chỉ dùng cho cụm Spark: hãy thêm --engine spark, hoặc bỏ --master.")
    if engine == "spark" and jobs > 1:
        raise click.UsageError("Với --engine spark, cụm tự chia việc cho các máy trạm: hãy bỏ --jobs.")


def _read_few(files: tuple[str, ...], *, as_table: bool) -> int:
    failed = False
    for name, reading in readings(files):
        failed = failed or reading is None
        if reading is not None:
            if not as_table and len(files) == 1:
                _print_object(reading)
            else:
                click.echo((table_of if as_table else line_of)(name, reading))
    return 1 if failed else 0


def line_of(name: str, reading: Reading) -> str:
    """The reading as JSON on one line, with the name of its file."""
    return json.dumps({"file": name} | reading.to_json(), ensure_ascii=False)


def table_of(name: str, reading: Reading) -> str:
    """The reading as a table for people."""
    return "\n".join(_table(name, reading))


def _print_object(reading: Reading) -> None:
    """Print piece by piece: as one string, a large reading would take twice the memory."""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(reading.to_json()):
        sys.stdout.write(piece)
    sys.stdout.write("\n")
    sys.stdout.flush()


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
