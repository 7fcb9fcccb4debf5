"""Pictures of pages to text, by Tesseract with its Vietnamese model. Runs in the child, under its limits."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..errors import MissingProgramError, TooHeavyError
from .values import Limits

PACKAGES = "tesseract-ocr tesseract-ocr-vie"
DPI = 300
MOST_DOTS = 10_000_000
"""A page of A4 at 300 dpi has 8.7 million; the program takes some twenty bytes for each."""
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

    def to_pgm(self) -> bytes:
        """The picture as a file that needs no decoder."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.dots


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


def recognise(pictures: Iterable[Picture], limits: Limits) -> Iterator[str]:
    """Yield the text of each picture, as many as the limits allow. Raises TooHeavyError on the first that fails."""
    end = time.monotonic() + limits.recognition_seconds
    for _, picture in zip(range(limits.recognised_pages), pictures, strict=False):
        left = end - time.monotonic()
        if left <= 0:
            return
        yield "" if picture.is_blank else _text(picture, left)


def _text(picture: Picture, seconds: float) -> str:
    """The text of one picture; the limits of this process on time and memory hold for the program too."""
    command = [_PROGRAM, "-", "-", "-l", _LANGUAGE, "--dpi", str(picture.dpi)]
    try:
        run = subprocess.run(  # noqa: S603 - a fixed program, the picture on its standard input
            command,
            input=picture.to_pgm(),
            capture_output=True,
            check=False,
            timeout=seconds,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TooHeavyError from error
    if run.returncode:
        raise TooHeavyError
    return run.stdout.decode("utf-8", "replace").replace("\f", "").strip()
