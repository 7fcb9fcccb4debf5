"""`nhipcau write`: a document in JSON becomes a Word file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, NoReturn

import click

from nhipcau.writing import UnsupportedFormatError, WritingError, from_json, to_docx

REFUSED: Final = 1
MISUSE: Final = 2
_ENDING: Final = ".docx"


@click.command(
    "write",
    help="""Lập văn bản Word từ mô tả JSON ("-" đọc từ đầu vào chuẩn), theo thể thức trong mục "layout".

    \b
    Ví dụ:
      nhipcau write samples/documents/report.json -o bao-cao.docx
      cat bao-cao.json | nhipcau write - -o bao-cao.docx

    Mã thoát: 0 xong, 1 văn bản bị từ chối, 2 gọi sai cách.
    """,
)
@click.argument("source", metavar="DOC.json", required=False)
@click.option("-o", "--output", metavar="OUT.docx", help="Tệp Word sẽ ghi ra.")
def write(source: str | None, output: str | None) -> None:
    """Write the document described in `source` to `output`; nothing is written when it is refused."""
    if source is None or output is None:
        _stop("Cách dùng: nhipcau write DOC.json -o out.docx (dùng “-” để đọc từ đầu vào chuẩn).", MISUSE)
    try:
        target = _target(output)
    except UnsupportedFormatError as error:
        _stop(error.message_vi, MISUSE)
    text = _read(source)
    try:
        content = to_docx(from_json(text))
    except WritingError as error:
        _stop(error.message_vi, REFUSED)
    _save(target, content)


def _target(output: str) -> Path:
    target = Path(output)
    if target.suffix.lower() != _ENDING:
        raise UnsupportedFormatError(
            f"Chưa ghi được tệp “{target.name}”: lệnh này chỉ ghi tệp Word. Hãy đặt tên tệp kết thúc bằng .docx.",
            f"Cannot write “{target.name}”: only Word files are written. Give a name that ends in .docx.",
        )
    return target


def _read(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        _stop(f"Không đọc được tệp “{source}” ({error.strerror}). Hãy kiểm tra lại đường dẫn.", MISUSE)


def _save(target: Path, content: bytes) -> None:
    # Beside the target first, so that a full disk cannot leave half a document under its name.
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        _stop(f"Không ghi được tệp “{target}” ({error.strerror}). Hãy chọn nơi khác.", REFUSED)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
