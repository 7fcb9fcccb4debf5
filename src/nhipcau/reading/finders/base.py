"""What a finder is: it takes a normalised source and what was found before it, and returns its findings in order.

Spans of findings point into `Source.plain` until `resolve` carries them over to the source text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..models import (
    NO_HEADER,
    Check,
    Citation,
    Comparison,
    DateMention,
    Deadline,
    Duty,
    Finding,
    Header,
    Heading,
    ImpossibleDate,
    LawMention,
    LayoutFeature,
    Place,
    Qualifier,
    Quantity,
    Recipient,
    ShortForm,
    Signature,
)
from ..normalise import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the finders have found so far."""

    dates: tuple[DateMention, ...] = ()
    impossible_dates: tuple[ImpossibleDate, ...] = ()
    header: Header = NO_HEADER
    recipients: tuple[Recipient, ...] = ()
    laws: tuple[LawMention, ...] = ()
    citations: tuple[Citation, ...] = ()
    outline: tuple[Heading, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    checks: tuple[Check, ...] = ()
    duties: tuple[Duty, ...] = ()
    layout_features: tuple[LayoutFeature, ...] = ()
    places: tuple[Place, ...] = ()
    signatures: tuple[Signature, ...] = ()
    short_forms: tuple[ShortForm, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class Finder(Protocol):
    """Finds one field. Linear in the length of the text; never raises on any text."""

    def __call__(self, source: Source, found: Found, /) -> Header | Sequence[Finding]: ...


class Mask:
    """Stretches of text that are spoken for."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._spans = merged
        self._next = 0

    def covers(self, start: int, end: int) -> bool:
        """Whether [start, end) touches a stretch. Ask in rising order of `start`."""
        while self._next < len(self._spans) and self._spans[self._next][1] <= start:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] < end
