"""Who owed and who gave, for each target and window: counted from who answered, without touching a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nhipcau.rollup.belonging import Belonging
from nhipcau.rollup.composing import Taken
from nhipcau.rollup.figures import Figures, Flags
from nhipcau.rollup.history import Ints, days


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of a belonging's places, one after the other; `first` and `count` say which are whose."""

    target: Ints
    carrier: Ints
    first: Ints
    count: Ints

    @classmethod
    def of(cls, belonging: Belonging) -> "Parts":
        """Return the parts of all places."""
        count = np.array([len(place) for place in belonging.places], dtype=np.int64)
        parts = [part for place in belonging.places for part in place]
        return cls(
            np.array([part.target for part in parts], dtype=np.int64),
            np.array([part.carrier for part in parts], dtype=np.int64),
            np.r_[np.int64(0), np.cumsum(count)[:-1]] if len(count) else count,
            count,
        )


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells that are owed and asked for, one row each (or one for each part of its place).

    `touched` are the steps that owed cells fall into, those outside of what is asked for included.
    """

    window: Ints
    collection: Ints
    unit: Ints
    step: Ints
    target: Ints
    carrier: Ints
    given: Flags
    touched: Ints


def cells(
    figures: Figures, taken: Sequence[Taken], belonging: Belonging, parts: Parts, among: Ints | None
) -> Cells:
    """Return the cells of some collections in some windows, by the place of their units."""
    window, collection, unit, given = _owed(figures, taken)
    ends = np.array([days(one.end) for one in figures.collected], dtype=np.int64)
    if among is not None:
        kept = np.isin(unit, among)
        window, collection, unit, given = window[kept], collection[kept], unit[kept], given[kept]
    step = belonging.step_of(unit, ends[collection])
    place = belonging.place[step]
    asked = np.flatnonzero(place >= 0)
    times = parts.count[place[asked]]
    if (times == 1).all():
        row, part = asked, parts.first[place[asked]]
    else:
        row = np.repeat(asked, times)
        begins = np.repeat(np.cumsum(times) - times, times)
        part = np.repeat(parts.first[place[asked]], times) + np.arange(len(row)) - begins
    target = parts.target[part]
    row, part, target = (row, part, target) if (target >= 0).all() else _within(row, part, target)
    carrier, touched = parts.carrier[part], np.unique(step)
    return Cells(window[row], collection[row], unit[row], step[row], target, carrier, given[row], touched)


def _within(row: Ints, part: Ints, target: Ints) -> tuple[Ints, Ints, Ints]:
    kept = target >= 0
    return row[kept], part[kept], target[kept]


def _owed(figures: Figures, taken: Sequence[Taken]) -> tuple[Ints, Ints, Ints, Flags]:
    windows, collections, units, given = [], [], [], []
    for one in taken:
        positions, answered = figures.positions[one.collection], figures.collected[one.collection].answered
        if one.of is not None:
            positions, answered = positions[one.of], answered[one.of]
        windows.append(np.full(len(positions), one.window, dtype=np.int64))
        collections.append(np.full(len(positions), one.collection, dtype=np.int64))
        units.append(positions)
        given.append(answered)
    if not windows:
        empty = np.array([], dtype=np.int64)
        return empty, empty, empty, np.array([], dtype=bool)
    return tuple(np.concatenate(column) for column in (windows, collections, units, given))  # type: ignore[return-value]  # four of them


@dataclass(frozen=True, eq=False)
class Counts:
    """For each target and window (row, column): units that owe, units that gave all they owe, cells, cells not due."""

    expected: Ints
    reported: Ints
    owed: Ints
    not_due: Ints


def counts(found: Cells, figures: Figures, targets: int, windows: int, not_due_from: int | None) -> Counts:
    """Count units and cells."""
    shape = (targets, windows)
    spot = found.target * windows + found.window
    unit_in_spot, which = np.unique(spot * (found.unit.max(initial=0) + 1) + found.unit, return_inverse=True)
    owes = np.bincount(which, minlength=len(unit_in_spot))
    gave = np.bincount(which[found.given], minlength=len(unit_in_spot))
    spot_of_unit = unit_in_spot // (found.unit.max(initial=0) + 1)
    size = targets * windows
    due_later = ~found.given & _not_due(found, figures, not_due_from)
    return Counts(
        np.bincount(spot_of_unit, minlength=size).reshape(shape),
        np.bincount(spot_of_unit[owes == gave], minlength=size).reshape(shape),
        np.bincount(spot, minlength=size).reshape(shape),
        np.bincount(spot[due_later], minlength=size).reshape(shape),
    )


def _not_due(found: Cells, figures: Figures, not_due_from: int | None) -> Flags:
    if not_due_from is None:
        return np.zeros(len(found.collection), dtype=bool)
    ends = np.array([days(one.end) for one in figures.collected], dtype=np.int64)
    return np.asarray(ends[found.collection] >= not_due_from)


def alone(found: Cells, figures: Figures) -> list[tuple[int, int, int]]:
    """Return the (window, target, carrier) that owe one period only."""
    ends = np.array([days(one.end) for one in figures.collected], dtype=np.int64)
    rows = np.unique(
        np.stack([found.window, found.target, found.carrier, ends[found.collection]], axis=1), axis=0
    )
    series, periods = np.unique(rows[:, :3], axis=0, return_counts=True)
    return [tuple(row) for row in series[periods == 1].tolist()]
