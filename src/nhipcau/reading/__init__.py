"""Read an official document: load -> normalise -> find -> resolve.

    >>> from nhipcau.reading import read_text
    >>> reading = read_text("Thực hiện Kế hoạch số 25-KH/TU, ngày 05/9/2026 của Tỉnh ủy")
    >>> reading.citations[0].number
    '25-KH/TU'

No Django. Everything is a frozen value; spans are half-open character offsets into `Reading.text`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .errors import ReadingError
from .finders import find
from .load import Limits, Loaded, load
from .models import Reading
from .normalise import normalise
from .resolve import resolve

__all__ = [
    "VERSION",
    "Limits",
    "Loaded",
    "Reading",
    "ReadingError",
    "find",
    "load",
    "normalise",
    "read",
    "read_text",
    "resolve",
]

VERSION = "2026.11.3"
"""Version of the reading rules: stored with a reading, so that older ones can be found and read anew."""


def read(document: str | Path | Loaded) -> Reading:
    """Return the reading of a file, or of what `load` returned for it. Raises ReadingError."""
    loaded = document if isinstance(document, Loaded) else load(document)
    reading = read_text(loaded.text, uncertain=loaded.uncertain)
    return replace(reading, media_type=loaded.media_type, notes=loaded.notes)


def read_text(text: str, *, uncertain: bool = False) -> Reading:
    """Return the reading of a plain text; of an uncertain one, what its grammar makes certain is repaired first."""
    source = normalise(text)
    if not uncertain:
        return resolve(source, find(source))
    from .finders.repairs import repaired

    right, repairs = repaired(source)
    return replace(resolve(right, find(right), repairs), uncertain=True)
