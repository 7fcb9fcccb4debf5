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
    """What each step of a belonging gives to whom, one after the other; `first` and `count` say which are a step's.

    `pair` numbers the (unit, target) of a part, `pair_target` is the target of a pair. `sole` is the step of each unit,
    by its position, where no unit has two; else None.
    """

    target: Ints
    carrier: Ints
    pair: Ints
    pair_target: Ints
    first: Ints
    count: Ints
    sole: Ints | None

    @classmethod
    def of(cls, belonging: Belonging) -> "Parts":
        """Return the parts of all steps. A step that is not asked for has none."""
        parts = [belonging.places[place] if place >= 0 else () for place in belonging.place.tolist()]
        asked = [tuple(part for part in some if part.target >= 0) for some in parts]
        count = np.array([len(some) for some in asked], dtype=np.int64)
        target = np.array([part.target for some in asked for part in some], dtype=np.int64)
        carrier = np.array([part.carrier for some in asked for part in some], dtype=np.int64)
        wide = np.int64(len(belonging.targets) + 1)
        pairs, pair = np.unique(np.repeat(belonging.units, count) * wide + target, return_inverse=True)
        first = np.cumsum(count) - count
        return cls(target, carrier, pair.ravel(), pairs % wide, first, count, _sole(belonging.units))


def _sole(units: Ints) -> Ints | None:
    if not len(units) or (np.diff(units) == 0).any():
        return None
    found = np.zeros(int(units.max()) + 1, dtype=np.int64)
    found[units] = np.arange(len(units))
    return found


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells that are owed and asked for, one row each (or one for each part of its place).

    `pair` is the (unit, target) of `Parts`. `touched` are the steps that owed cells fall into, those outside of what is
    asked for included.
    """

    window: Ints
    collection: Ints
    unit: Ints
    step: Ints
    target: Ints
    carrier: Ints
    pair: Ints
    given: Flags
    touched: Ints


def cells(
    figures: Figures, taken: Sequence[Taken], belonging: Belonging, parts: Parts, among: Ints | None
) -> Cells:
    """Return the cells of some collections in some windows, by the place of their units."""
    window, collection, unit, given = _owed(figures, taken)
    if among is not None:
        kept = np.isin(unit, among)
        window, collection, unit, given = window[kept], collection[kept], unit[kept], given[kept]
    sole = parts.sole
    step = belonging.step_of(unit, _ends(figures)[collection]) if sole is None else sole[unit]
    touched = np.flatnonzero(np.bincount(step, minlength=len(belonging.place)))
    times = parts.count[step]
    if (times == 1).all():
        part = parts.first[step]
    else:
        row = np.repeat(np.arange(len(step)), times)
        part = parts.first[step][row] + np.arange(len(row)) - (np.cumsum(times) - times)[row]
        window, collection, unit, step, given = (
            window[row],
            collection[row],
            unit[row],
            step[row],
            given[row],
        )
    target, carrier, pair = parts.target[part], parts.carrier[part], parts.pair[part]
    return Cells(window, collection, unit, step, target, carrier, pair, given, touched)


def _ends(figures: Figures) -> Ints:
    return np.array([days(one.end) for one in figures.collected], dtype=np.int64)


def _owed(figures: Figures, taken: Sequence[Taken]) -> tuple[Ints, Ints, Ints, Flags]:
    """Return window, collection, unit, and whether it answered, of each owed cell."""
    units: list[Ints] = [np.array([], dtype=np.int64)]
    given: list[Flags] = [np.array([], dtype=bool)]
    for one in taken:
        positions, answered = figures.positions[one.collection], figures.collected[one.collection].answered
        units.append(positions if one.of is None else positions[one.of])
        given.append(answered if one.of is None else answered[one.of])
    sizes = [len(some) for some in units[1:]]
    window = np.repeat(np.array([one.window for one in taken], dtype=np.int64), sizes)
    collection = np.repeat(np.array([one.collection for one in taken], dtype=np.int64), sizes)
    return window, collection, np.concatenate(units), np.concatenate(given)


@dataclass(frozen=True, eq=False)
class Counts:
    """For each target and window (row, column): units that owe, units that gave all they owe, cells, cells not due."""

    expected: Ints
    reported: Ints
    owed: Ints
    not_due: Ints


def counts(
    found: Cells, figures: Figures, parts: Parts, targets: int, windows: int, not_due_from: int | None
) -> Counts:
    """Count units and cells."""
    pairs = len(parts.pair_target)
    spot = found.window * pairs + found.pair
    owes = np.bincount(spot, minlength=windows * pairs).reshape(windows, pairs)
    gave = np.bincount(spot[found.given], minlength=windows * pairs).reshape(windows, pairs)

    def by_target(amounts: Ints | Flags) -> Ints:
        """Return amounts by pair as amounts by target and window."""
        rows = np.zeros((targets, windows), dtype=np.int64)
        np.add.at(rows, parts.pair_target, amounts.T.astype(np.int64))
        return rows

    return Counts(
        by_target(owes > 0),
        by_target((owes > 0) & (owes == gave)),
        by_target(owes),
        _not_due(found, figures, targets, windows, not_due_from),
    )


def _not_due(found: Cells, figures: Figures, targets: int, windows: int, not_due_from: int | None) -> Ints:
    if not_due_from is None:
        return np.zeros((targets, windows), dtype=np.int64)
    later = ~found.given & (_ends(figures)[found.collection] >= not_due_from)
    spot = (found.target * windows + found.window)[later]
    return np.bincount(spot, minlength=targets * windows).reshape(targets, windows)


def alone(found: Cells, figures: Figures) -> list[tuple[int, int, int]]:
    """Return the (window, target, carrier) that owe one period only."""
    columns = [found.window, found.target, found.carrier, _ends(figures)[found.collection]]
    rows = np.unique(np.stack(columns, axis=1), axis=0)
    series, periods = np.unique(rows[:, :3], axis=0, return_counts=True)
    return [tuple(row) for row in series[periods == 1].tolist()]
