"""Repair what recognition misread, only where the grammar of a number or symbol leaves no other reading.

A repair changes one character for one, so that spans still hold; the reading's text stays as it was loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..models import Repair
from ..normalise import Source, normalise
from ..tables.repairs import REPAIRS

_PATTERNS = tuple((re.compile(pattern), right) for pattern, right in REPAIRS)
_ROUNDS = 3  # "2OO6": a repair may make the next one certain


def repaired(source: Source) -> tuple[Source, tuple[Repair, ...]]:
    """Return the source as it must have been written, and what was repaired, in order.

    >>> source, repairs = repaired(normalise("ngày l5/O6/2O26 có 1.25O lượt, Ông Lê"))
    >>> source.plain
    'ngày 15/06/2026 có 1.250 lượt, Ông Lê'
    >>> [(one.text, one.repaired) for one in repairs]
    [('l', '1'), ('O', '0'), ('O', '0'), ('O', '0')]
    """
    letters = list(source.nfc)
    right: dict[int, str] = {}
    for _ in range(_ROUNDS):
        found = dict(_found("".join(letters)))
        if not found:
            break
        right |= found
        for at, letter in found.items():
            letters[at] = letter
    if not right:
        return source, ()
    fixed = normalise("".join(letters))
    repairs = tuple(
        Repair(text=source.nfc[at], start=at, end=at + 1, repaired=letter)
        for at, letter in sorted(right.items())
    )
    return replace(source, nfc=fixed.nfc, plain=fixed.plain, lines=fixed.lines), repairs


def _found(text: str) -> Iterator[tuple[int, str]]:
    for pattern, letter in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), letter
