"""Files named on the command line: read each, say in Vietnamese what went wrong and what to do next."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import click

from nhipcau.reading import Reading, ReadingError, read, read_text
from nhipcau.reading.errors import EmptyFileError
from nhipcau.reading.load.plain import decode

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
    text, notes = decode("(đầu vào chuẩn)", sys.stdin.buffer.read())
    if not text.strip():
        raise EmptyFileError("(đầu vào chuẩn)")
    return replace(read_text(text), notes=notes)
