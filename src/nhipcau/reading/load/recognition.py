"""Pictures of pages to text, by Tesseract with its Vietnamese model. Runs in the child, under its limits."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import IO

from ..errors import MissingProgramError, TooHeavyError
from .values import Limits

PACKAGES = "tesseract-ocr tesseract-ocr-vie"
DPI = 300
MOST_DOTS = 10_000_000
"""A page of A4 at 300 dpi has 8.7 million; the program takes up to fifteen bytes for each, in a picture of noise."""
_LANGUAGE = "vie"
_PROGRAM = "tesseract"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as shades of grey, a byte a dot, from the upper left, row by row."""

    width: int
    height: int
    dots: bytes
    dpi: int = DPI

    @property
    def is_blank(self) -> bool:
        """Whether all of it has one shade."""
        return not self.dots.strip(self.dots[:1])

    def write_to(self, file: IO[bytes]) -> None:
        """Write the picture in a form that needs no decoder: PGM."""
        file.write(b"P5 %d %d 255\n" % (self.width, self.height))
        file.write(self.dots)
        file.seek(0)


@cache
def is_installed() -> bool:
    """Whether Tesseract is here and knows Vietnamese."""
    if shutil.which(_PROGRAM) is None:
        return False
    command = [_PROGRAM, "--list-langs"]
    languages = subprocess.run(command, capture_output=True, check=False, timeout=20)  # noqa: S603 - a fixed program
    return _LANGUAGE in languages.stdout.decode("utf-8", "replace").split()


def require() -> None:
    """Raise MissingProgramError, naming the packages, where pictures cannot be recognised."""
    if not is_installed():
        raise MissingProgramError(packages=PACKAGES)


Draw = Callable[[], Picture]
"""Makes the picture of a page when its turn has come."""


def recognise(pages: Iterable[Draw], limits: Limits) -> Iterator[str]:
    """Yield the text of each page, as many as the limits allow. Raises TooHeavyError on the first that fails.

    Nothing of a picture is kept here while the program looks at it: both need much memory.
    """
    end = time.monotonic() + limits.recognition_seconds
    for draw in islice(pages, limits.recognised_pages):
        if end <= time.monotonic():
            return
        with tempfile.TemporaryFile() as sheet:
            dpi = _drawn(draw(), sheet)
            yield _text(sheet, dpi, end - time.monotonic()) if dpi else ""


def _drawn(picture: Picture, sheet: IO[bytes]) -> int:
    """Write a picture to a file and return how fine it is; 0, and nothing written, where it is blank."""
    if picture.is_blank:
        return 0
    picture.write_to(sheet)
    return picture.dpi


def _text(sheet: IO[bytes], dpi: int, seconds: float) -> str:
    """The text of one picture; the limits of this process on time and memory hold for the program too."""
    command = [_PROGRAM, "/dev/stdin", "-", "-l", _LANGUAGE, "--dpi", str(dpi)]
    try:
        run = subprocess.run(  # noqa: S603 - a fixed program, the picture on its standard input
            command,
            stdin=sheet,
            capture_output=True,
            check=False,
            timeout=max(seconds, 0),
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TooHeavyError from error
    if run.returncode:
        raise TooHeavyError
    return run.stdout.decode("utf-8", "replace").replace("\f", "").strip()
