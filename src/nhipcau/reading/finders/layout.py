"""State or Party layout, and the features that say so. Features of both, or too few, leave it open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..models import LayoutFeature
from ..normalise import Source
from ..tables.layout_features import FEATURES
from .base import Found

_PATTERNS = tuple(
    (layout, name, weight, re.compile(pattern, re.MULTILINE)) for layout, name, weight, pattern in FEATURES
)
_ENOUGH = 2
_TOP = 45
_TAIL = 60


def find_layout_features(source: Source, found: Found) -> list[LayoutFeature]:
    """Return what marks the layout of a document, in order; nothing for a page that is no document."""
    if found.header.kind is None:
        return []
    return sorted(_features(source, found), key=lambda feature: feature.start)


def layout_of(features: Sequence[LayoutFeature]) -> str | None:
    """Return "state" or "party"; None where features of both are there, or not enough of one.

    >>> from nhipcau.reading import read_text
    >>> read_text("TỈNH ỦY A\\n*\\nSố 25-KH/TU\\n\\nKẾ HOẠCH\\nvề lễ hội").layout
    'party'
    """
    weights = {layout: 0 for layout in ("state", "party")}
    for feature in features:
        weights[feature.layout] += feature.weight
    best, other = sorted(weights, key=lambda layout: -weights[layout])
    clear = weights[best] >= _ENOUGH and weights[best] >= 3 * weights[other]
    return best if clear else None


def _features(source: Source, found: Found) -> Iterator[LayoutFeature]:
    lines = source.lines
    if not lines:
        return
    top_end = lines[min(_TOP, len(lines)) - 1].end
    tail = max(lines[max(0, len(lines) - _TAIL)].start, found.header.end)
    for layout, name, weight, pattern in _PATTERNS:
        in_head = name in ("heading", "mark", "number", "motto")
        begin, end = (0, max(found.header.end, min(top_end, 4000))) if in_head else (tail, lines[-1].end)
        match = pattern.search(source.plain, begin, end)
        if match:
            start, stop = match.span()
            yield LayoutFeature(
                text=source.nfc[start:stop], start=start, end=stop, layout=layout, name=name, weight=weight
            )
