"""`nhipcau write`: a document in JSON becomes a Word file, a PDF, a page of HTML, or several of them at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

import click

from nhipcau.writing import (
    OfficialDocument,
    UnsupportedFormatError,
    WritingError,
    from_json,
    to_docx,
    to_html,
    to_pdf,
)

REFUSED: Final = 1
MISUSE: Final = 2


@click.command(
    "write",
    help="""Lập văn bản từ mô tả JSON ("-" đọc từ đầu vào chuẩn), theo thể thức trong mục "layout".

    Tên tệp ghi ra quyết định loại tệp: .docx (Word), .pdf, .html. Dùng -o nhiều lần để ghi nhiều tệp một lượt.

    \b
    Ví dụ:
      nhipcau write samples/documents/report.json -o bao-cao.docx
      nhipcau write bao-cao.json -o bao-cao.docx -o bao-cao.pdf
      cat bao-cao.json | nhipcau write - -o bao-cao.html

    Mã thoát: 0 xong, 1 văn bản bị từ chối, 2 gọi sai cách.
    """,
)
@click.argument("source", metavar="DOC.json", required=False)
@click.option(
    "-o", "--output", "outputs", metavar="OUT", multiple=True, help="Tệp .docx, .pdf hoặc .html sẽ ghi ra."
)
def write(source: str | None, outputs: tuple[str, ...]) -> None:
    """Write the document described in `source` to each of `outputs`; nothing is written when it is refused."""
    if source is None or not outputs:
        _stop("Cách dùng: nhipcau write DOC.json -o out.docx (dùng “-” để đọc từ đầu vào chuẩn).", MISUSE)
    try:
        writers = {Path(output): _writer(Path(output)) for output in outputs}
    except UnsupportedFormatError as error:
        _stop(error.message_vi, MISUSE)
    text = _read(source)
    try:
        document = from_json(text)
        contents = {target: writer(document) for target, writer in writers.items()}
    except WritingError as error:
        _stop(error.message_vi, REFUSED)
    _save(contents)


def _html(document: OfficialDocument) -> bytes:
    return to_html(document).encode()


_WRITERS: Final[dict[str, Callable[[OfficialDocument], bytes]]] = {
    ".docx": to_docx,
    ".pdf": to_pdf,
    ".html": _html,
}


def _writer(target: Path) -> Callable[[OfficialDocument], bytes]:
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        known_vi, known_en = ", ".join(_WRITERS), " or ".join(_WRITERS)
        raise UnsupportedFormatError(
            f"Chưa ghi được tệp “{target.name}”: không rõ loại tệp. Hãy đặt tên kết thúc bằng một trong: {known_vi}.",
            f"Cannot write “{target.name}”: its kind is unknown. Give a name that ends in {known_en}.",
        )
    return writer


def _read(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        _stop(f"Không đọc được tệp “{source}” ({error.strerror}). Hãy kiểm tra lại đường dẫn.", MISUSE)


def _save(contents: dict[Path, bytes]) -> None:
    """Put every file under its name once all of them are whole, so that a full disk cannot leave half of one."""
    parts = {target: target.with_name(f".{target.name}.part") for target in contents}
    target = next(iter(contents))
    try:
        for target, content in contents.items():
            parts[target].write_bytes(content)
        for target, part in parts.items():
            part.replace(target)
    except OSError as error:
        for part in parts.values():
            part.unlink(missing_ok=True)
        _stop(f"Không ghi được tệp “{target}” ({error.strerror}). Hãy chọn nơi khác.", REFUSED)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
