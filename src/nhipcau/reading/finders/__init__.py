"""The finders. They are registered in `registry`, which is imported when something is to be found.

Loading a file needs none of them, and its child process starts the faster for it.
"""

from __future__ import annotations

from ..models import Header
from ..normalise import Source
from .base import Found


def find(source: Source) -> Found:
    """Return what every finder found in `source`, spans pointing into its normalised text."""
    from .registry import FINDERS

    found = Found()
    for field, finder in FINDERS:
        result = finder(source, found)
        # Frozen for the finders; filled here, where nobody else has it yet.
        object.__setattr__(found, field, result if isinstance(result, Header) else tuple(result))
    return found
