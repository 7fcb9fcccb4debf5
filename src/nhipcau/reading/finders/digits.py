"""Where digits stand: looked for once, asked by every finder of numbers."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..normalise import Source

# "ngày22/5/2013": the space was lost.
_RUN = re.compile(r"\d(?:(?<!\w\d)|(?<=[nN]gày\d))\d*")


def digit_runs(source: Source) -> tuple[int, ...]:
    """The offsets at which digits begin, no letter or digit right before them but "ngày"; ask through `source.once`.

    >>> from nhipcau.reading.normalise import normalise
    >>> digit_runs(normalise("12/A4, 5"))
    (0, 7)
    """
    return tuple(match.start() for match in _RUN.finditer(source.plain))


def has_digits(source: Source, start: int, end: int) -> bool:
    """Whether digits begin in [start, end)."""
    runs = source.once(digit_runs)
    index = bisect_left(runs, start)
    return index < len(runs) and runs[index] < end
