"""Files named on the command line: read each, say in Vietnamese what went wrong and what to do next."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from nhipcau.reading import Reading, ReadingError, read, read_text
from nhipcau.reading.errors import EmptyFileError, UnknownEncodingError

STDIN = "-"


def readings(files: tuple[str, ...]) -> Iterator[tuple[str, Reading | None]]:
    """Yield each file's name and reading; None after a message on standard error."""
    for name in files:
        try:
            reading = _stdin() if name == STDIN else read(name)
        except ReadingError as error:
            click.echo(f"nhipcau: {error.in_vietnamese}", err=True)
            yield name, None
            continue
        for note in reading.notes:
            click.echo(f"nhipcau: {name}: {note}", err=True)
        yield name, reading


def _stdin() -> Reading:
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnknownEncodingError("(đầu vào chuẩn)") from error
    if not text.strip():
        raise EmptyFileError("(đầu vào chuẩn)")
    return read_text(text)
