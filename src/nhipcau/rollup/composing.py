"""Which periods a window is made of, so that no day is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from nhipcau.rollup.figures import Collected, Figures, Flags
from nhipcau.rollup.question import Window


@dataclass(frozen=True, eq=False)
class Taken:
    """A collection as part of a window; `of` says for which of the units that owe it, None for all."""

    window: int
    collection: int
    of: Flags | None = None


def months(start: date, end: date) -> int | None:
    """Return how many whole months a period has; None when it does not end where a month from its first day does.

    >>> months(date(2025, 12, 15), date(2026, 3, 14)), months(date(2026, 1, 1), date(2026, 1, 31))
    (3, 1)
    >>> months(date(2026, 1, 5), date(2026, 1, 9)) is None
    True
    """
    after = end + timedelta(days=1)
    if after.day != start.day or after <= start:
        return None
    return (after.year - start.year) * 12 + after.month - start.month


def composes(start: date, end: date, window: Window) -> bool:
    """Whether a period is the window or one of equal pieces that the window can be cut into.

    >>> year = Window(date(2025, 12, 15), date(2026, 12, 14))
    >>> composes(date(2026, 3, 15), date(2026, 6, 14), year), composes(date(2025, 12, 15), date(2026, 9, 14), year)
    (True, False)
    """
    if (start, end) == (window.start, window.end):
        return True
    if start < window.start or end > window.end:
        return False
    piece, whole, offset = months(start, end), months(window.start, window.end), _offset(window.start, start)
    return bool(piece and whole and offset is not None and whole % piece == 0 and offset % piece == 0)


def _offset(first: date, start: date) -> int | None:
    if first.day != start.day:
        return None
    return (start.year - first.year) * 12 + start.month - first.month


def taken(
    figures: Figures, collections: Sequence[int], windows: Sequence[Window]
) -> tuple[list[Taken], bool]:
    """Return what each window is made of, of collections that ask for the same indicator; and whether that is simple.

    Simple is a window that is made of periods of one length, each asked for once: then every unit that owes counts.
    Otherwise each unit counts with the very period where it owes that, else with the length that covers most days.
    """
    found: list[Taken] = []
    simple = True
    for number, window in enumerate(windows):
        within = [at for at in collections if _fits(figures.collected[at], window)]
        if len({_length(figures.collected[at]) for at in within}) <= 1 and _once(figures, within):
            found += [Taken(number, at) for at in within]
        else:
            simple = False
            found += _by_unit(figures, within, number, window)
    return found, simple


def _fits(one: Collected, window: Window) -> bool:
    return composes(one.start, one.end, window)


def _length(one: Collected) -> int:
    return (one.end - one.start).days + 1 if (whole := months(one.start, one.end)) is None else -whole


def _once(figures: Figures, within: Sequence[int]) -> bool:
    periods = {(figures.collected[at].start, figures.collected[at].end) for at in within}
    return len(periods) == len(within)


def _by_unit(figures: Figures, within: Sequence[int], number: int, window: Window) -> list[Taken]:
    """Choose for all units that owe the same collections at once."""
    collected = [figures.collected[at] for at in within]
    units = np.unique(np.concatenate([one.owed for one in collected]))
    owing = np.stack([np.isin(units, one.owed, assume_unique=True) for one in collected])
    patterns, which = np.unique(owing, axis=1, return_inverse=True)
    chosen = np.stack([_chosen(collected, pattern, window) for pattern in patterns.T], axis=1)[
        :, which.ravel()
    ]
    return [
        Taken(number, at, chosen[row][np.searchsorted(units, one.owed)])
        for row, (at, one) in enumerate(zip(within, collected, strict=True))
        if chosen[row].any()
    ]


def _chosen(collected: Sequence[Collected], owed: Flags, window: Window) -> Flags:
    by_length: dict[int, dict[date, int]] = {}
    for at in sorted(np.flatnonzero(owed).tolist(), key=lambda at: collected[at].form):
        one = collected[at]
        by_length.setdefault(_length(one), {}).setdefault(one.end, at)
    best = _best(collected, list(by_length.values()), window)
    return np.isin(np.arange(len(collected)), list(best.values()))


def _best(
    collected: Sequence[Collected], candidates: Sequence[Mapping[date, int]], window: Window
) -> Mapping[date, int]:
    """Return the very period, else the length that covers most days, the longer of two that cover as many."""
    for some in candidates:
        if any(
            (collected[at].start, collected[at].end) == (window.start, window.end) for at in some.values()
        ):
            return some
    return max(
        candidates,
        key=lambda some: (
            sum((collected[at].end - collected[at].start).days + 1 for at in some.values()),
            -len(some),
        ),
        default={},
    )
