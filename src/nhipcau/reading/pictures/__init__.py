"""Pages as one sees them: how many a file has, how large they are, and each as a picture.

PDF and pictures of pages (PNG, JPEG, TIFF). A file is opened in a child process with limits, like its text.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from typing import IO, Any

from ..errors import BY_NAME, DamagedFileError, ReadingError, TooHeavyError
from ..load.kinds import IMAGES, PDF
from ..load.sandbox import environment, run
from ..load.values import MIB, Limits

__all__ = ["DRAWN", "PAGE_LIMITS", "WIDTH", "Size", "draw_page", "page_sizes"]

DRAWN = IMAGES | {PDF}
WIDTH = 1240
"""Dots across a page: A4 at 150 dpi."""
PAGE_LIMITS = Limits(cpu_seconds=10, wall_seconds=20, output_bytes=16 * MIB)
_CHILD = "nhipcau.reading.pictures.child"


@dataclass(frozen=True, slots=True)
class Size:
    """How large the picture of a page is, in dots."""

    width: int
    height: int


def page_sizes(
    name: str, file: IO[bytes], media_type: str, *, limits: Limits = PAGE_LIMITS
) -> tuple[Size, ...]:
    """Return the sizes that the pictures of the pages will have, in order; nothing for a kind that is not drawn.

    `file` is an open file of the disk. Raises ReadingError.
    """
    if media_type not in DRAWN:
        return ()
    facts, _ = _answer(name, file, [media_type, "sizes"], limits)
    return tuple(Size(width, height) for width, height in facts["sizes"])


def draw_page(
    name: str, file: IO[bytes], media_type: str, page: int, *, limits: Limits = PAGE_LIMITS
) -> bytes:
    """Return the page of that index, from 0, as a WebP picture. Raises ReadingError; IndexError."""
    facts, picture = _answer(name, file, [media_type, str(page)], limits)
    if facts.get("none"):
        raise IndexError(page)
    return picture


def _answer(name: str, file: IO[bytes], arguments: list[str], limits: Limits) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, "-m", _CHILD, *arguments, json.dumps(asdict(limits))]
    with tempfile.TemporaryFile() as stdout:
        status = run(name, command, environment(), limits.wall_seconds, stdin=file, stdout=stdout)
        stdout.seek(0)
        head, _, body = stdout.read(limits.output_bytes + 1).partition(b"\n")
    if status < 0:  # killed by a signal: a limit, or a crash of the parser
        raise TooHeavyError(name)
    try:
        facts: dict[str, Any] = json.loads(head)
    except ValueError as error:
        raise DamagedFileError(name) from error
    if "error" in facts:
        raise BY_NAME.get(facts["error"], ReadingError)(name, **facts.get("facts", {}))
    return facts, body
