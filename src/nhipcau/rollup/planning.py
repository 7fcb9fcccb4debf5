"""What one computation of an engine reads: the shape of the expression, the sealed files, the small tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from nhipcau.rollup.belonging import Aside, Belonging, Carrying, Group, as_reported
from nhipcau.rollup.composing import Taken
from nhipcau.rollup.counting import Cells, Counts, alone
from nhipcau.rollup.figures import Figures, Kept
from nhipcau.rollup.history import FOR_EVER, History, Ints, days
from nhipcau.rollup.model import Additivity
from nhipcau.rollup.question import Question
from nhipcau.rollup.shapes import TABLES, Route, Shape, tables_of
from nhipcau.rollup.summing import of_absent, of_numbers

_ARROW = {"int64": pa.int64(), "date": pa.date32(), "string": pa.string(), "boolean": pa.bool_()}


@dataclass(frozen=True, eq=False)
class Scheme:
    """Indicators that are asked for by the same collections, and so owed alike."""

    number: int
    indicators: tuple[int, ...]
    taken: tuple[Taken, ...]
    simple: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """What decides how an indicator is added up: by series over periods, and how it is carried over."""

    series: bool
    whole_only: bool
    how: Carrying | None


@dataclass(frozen=True, eq=False)
class Branch:
    """What one computation of the engine adds up."""

    kind: Kind
    scheme: Scheme
    splits: bool
    belonging: Belonging
    cells: Cells
    counts: Counts


@dataclass(frozen=True, eq=False)
class Plan:
    """A computation. `asks`: whether anything is asked for at all."""

    shape: Shape
    files: tuple[Path, ...]
    live: pa.Table | None
    tables: Mapping[str, pa.Table]
    asks: bool


def planned(
    branches: Sequence[Branch], question: Question, figures: Figures, *, only_absent: bool = False
) -> Plan:
    """Return the computation of branches of one kind, which share their belonging."""
    first = branches[0]
    collections = sorted({one.collection for branch in branches for one in branch.scheme.taken})
    sealed = len(figures.sealed)
    sums = kept_sums(branches, question, figures, collections)
    places = _kept_places(sums, question, figures)
    files = tuple(
        sums[at].path if at in sums else figures.sealed[at].path for at in collections if at < sealed
    )
    live = figures.live.values if figures.live and any(at >= sealed for at in collections) else None
    read = [at for at in collections if at < sealed]
    read += range(sealed, len(figures.collected)) if live is not None else []
    used = _used(branches, set(collections) - set(sums))
    lone = [] if only_absent else alone_rows(branches, figures)
    shape = Shape(
        sealed=bool(files),
        live=live is not None,
        route=_route(branches, places),
        shares=_has_shares(first.belonging, used),
        starts=_needs_starts(figures, read),
        filtered=_filtered(branches, figures, read),
        series=first.kind.series and not only_absent,
        joined=first.kind.series and not only_absent and (first.kind.how is not None or first.splits),
        alone=first.kind.series and bool(lone),
        splits=first.splits,
        by_split=question.by_split,
        undivided=first.kind.whole_only,
        absent=first.kind.series or question.by_split or not files,
        only_absent=only_absent,
    )
    makers: Mapping[str, Callable[[], Iterable[Sequence[Any]]]] = {
        "places": lambda: [
            *places_rows(first.belonging, used, figures),
            *(sums_rows(places, first.belonging, figures, only_absent=only_absent) if places else ()),
        ],
        "cells": lambda: cells_rows(branches, figures),
        "windows": lambda: windows_rows(branches, figures, with_starts=shape.starts),
        "asked": lambda: asked_rows(branches, figures),
        "alone": lambda: lone,
    }
    tables = {name: _table(name, makers[name]()) for name in tables_of(shape)}
    return Plan(shape, files, live, tables, bool(len(used)) or bool(sums))


def _used(branches: Sequence[Branch], collections: Iterable[int]) -> Ints:
    """Return the steps that cells of some collections fall into."""
    wanted = np.array(sorted(collections), dtype=np.int64)
    found = [one.cells.step[np.isin(one.cells.collection, wanted)] for one in branches]
    return np.unique(np.concatenate(found))


def kept_sums(
    branches: Sequence[Branch], question: Question, figures: Figures, collections: Sequence[int]
) -> dict[int, Kept]:
    """Return the sums that may be read instead of files, by collection.

    As reported only, of what is a sum over units and periods, by units no deeper than the sums are kept for in the tree
    of the period's last day.
    """
    first = branches[0]
    fits = question.depth is not None and question.among is None and not question.by_split
    fits &= first.kind == Kind(series=False, whole_only=False, how=None)
    if not fits or not all(one.scheme.simple for one in branches):
        return {}
    listed = np.array([isinstance(target, Aside) for target in first.belonging.targets], dtype=bool)
    aside = {
        at for one in branches for at in np.unique(one.cells.collection[listed[one.cells.target]]).tolist()
    }
    return {
        at: sums
        for at in collections
        if at < len(figures.sealed)
        and at not in aside
        and (sums := figures.sealed[at].sums)
        and sums.tree_sha256 == figures.history.sha256(figures.collected[at].end)
        and 0 < _depth_asked(question, figures.history, figures.collected[at].end) <= sums.level
    }


def _depth_asked(question: Question, history: History, day: date) -> int:
    """Return how deep in the tree of a day the units asked for stand, the topmost at 1; 0 where the root is not there."""
    depth = question.depth or 0
    if question.root is None:
        return max(depth, 1)
    at = history.position(question.root)
    height = 0 if at is None else int((history.tree(days(day)).ways[:, at] >= 0).sum())
    return height and height + depth


def _kept_places(sums: Mapping[int, Kept], question: Question, figures: Figures) -> Belonging | None:
    """Return where the units of kept sums belong; None where no sums are read."""
    if not sums:
        return None
    ends = tuple(sorted({days(figures.collected[at].end) for at in sums}))
    level = max(one.level for one in sums.values())
    return _places_to(figures.history, ends, level, question.root, question.depth)


@lru_cache(maxsize=64)
def _places_to(
    history: History, ends: tuple[int, ...], level: int, root: int | None, depth: int | None
) -> Belonging:
    """Return where units down to a level belong. Kept, for a history never changes."""
    eras = {history.era(end): end for end in ends}
    heights = [(history.tree(end).ways >= 0).sum(axis=0) for end in eras.values()]
    upper = [np.flatnonzero((height > 0) & (height <= level)) for height in heights]
    return as_reported(history, np.unique(np.concatenate(upper)), ends, root, depth)


def sums_rows(
    places: Belonging, belonging: Belonging, figures: Figures, *, only_absent: bool
) -> Iterable[Sequence[Any]]:
    """Rows of the table `places` for kept sums, which have negative keys of their units."""
    keyed = of_absent if only_absent else of_numbers
    targets = {target: at for at, target in enumerate(belonging.targets)}
    steps = np.flatnonzero(places.place >= 0)
    for unit, since, until, target, *rest in places_rows(places, steps, figures):
        group = places.targets[target]
        if isinstance(group, Group) and group in targets:
            yield (int(keyed(unit)), since, until, targets[group], *rest)


def _table(name: str, rows: Iterable[Sequence[Any]] | Sequence[Any]) -> pa.Table:
    """Return rows as the small table of that name."""
    kinds = TABLES[name]
    columns = list(zip(*rows, strict=True)) or [() for _ in kinds]
    arrays = [_array(column, _ARROW[kind]) for column, kind in zip(columns, kinds.values(), strict=True)]
    return pa.table(arrays, names=list(kinds))


def _array(column: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_date32(kind):
        return pa.array(column, pa.int32()).cast(kind)
    return pa.array(column, kind)


def _route(branches: Sequence[Branch], kept: Belonging | None) -> Route:
    """Return how figures find their place: by unit alone where none of their units ever moved."""
    if not branches[0].scheme.simple:
        return "cells"
    touched = np.unique(np.concatenate([one.cells.touched for one in branches]))
    both = [branches[0].belonging.units[touched], *([kept.units] if kept else [])]
    return "unit" if all(len(np.unique(units)) == len(units) for units in both) else "dated"


def _has_shares(belonging: Belonging, used: Ints) -> bool:
    places = np.unique(belonging.place[used]).tolist()
    return any(part.exact is not None for place in places for part in belonging.places[place])


def _needs_starts(figures: Figures, read: Sequence[int]) -> bool:
    periods = {(figures.collected[at].end, figures.collected[at].start) for at in read}
    return len({end for end, _ in periods}) < len(periods)


def _filtered(branches: Sequence[Branch], figures: Figures, read: Sequence[int]) -> bool:
    asked = {key for one in branches for key in one.scheme.indicators}
    return any(not figures.collected[at].indicators <= asked for at in read)


def places_rows(belonging: Belonging, used: Ints, figures: Figures) -> Iterable[Sequence[Any]]:
    """Rows of the table `places`: where each unit is counted, from when to when."""
    keys, units = figures.history.keys[belonging.units].tolist(), belonging.units.tolist()
    since, place = belonging.since.tolist(), belonging.place.tolist()
    for step in used.tolist():
        more = step + 1 < len(units) and units[step + 1] == units[step]
        until = since[step + 1] if more else FOR_EVER
        begins = max(since[step], EARLIEST)
        for part in belonging.places[place[step]]:
            if part.target >= 0:
                yield (keys[step], begins, until, *_of_part(part))


# The first day that every engine can compare; `ALWAYS` is before all of them.
EARLIEST = -700_000


def _of_part(part: Any) -> tuple[Any, ...]:
    return (
        part.target,
        part.carrier,
        part.share.numerator,
        part.share.denominator,
        part.step,
        part.exact,
    )


def windows_rows(
    branches: Sequence[Branch], figures: Figures, *, with_starts: bool
) -> Iterable[Sequence[Any]]:
    """Rows of the table `windows`: which windows a period is part of, each once."""
    found = {
        (days(one.start) if with_starts else 0, days(one.end), taken.window)
        for branch in branches
        for taken in branch.scheme.taken
        for one in [figures.collected[taken.collection]]
    }
    return sorted(found)


def asked_rows(branches: Sequence[Branch], figures: Figures) -> Iterable[Sequence[Any]]:
    """Rows of the table `asked`: the indicators and how they add up."""
    for branch in branches:
        for key in branch.scheme.indicators:
            one = figures.indicators[key]
            yield key, branch.scheme.number, one.over_units.value, one.over_periods.value


def alone_rows(branches: Sequence[Branch], figures: Figures) -> list[tuple[int, int, int, int]]:
    """Rows of the table `alone`: who owes one period only, where an indicator is never added over periods."""
    never = {Additivity.NONE}
    return [
        (branch.scheme.number, *row)
        for branch in branches
        if never & {figures.indicators[key].over_periods for key in branch.scheme.indicators}
        for row in alone(branch.cells, figures)
    ]


def cells_rows(branches: Sequence[Branch], figures: Figures) -> Iterable[Sequence[Any]]:
    """Rows of the table `cells`: every cell that counts, with its place."""
    seen = set()
    for branch in branches:
        found, belonging = branch.cells, branch.belonging
        columns = (found.window, found.collection, found.unit, found.step)
        rows = np.unique(np.stack(columns, axis=1), axis=0).tolist()
        for window, collection, unit, step in rows if branch.scheme.number not in seen else ():
            one, key = figures.collected[collection], int(figures.history.keys[unit])
            for part in belonging.places[belonging.place[step]]:
                if part.target >= 0:
                    place = (one.form, key, days(one.start), days(one.end), branch.scheme.number, window)
                    yield (*place, *_of_part(part))
        seen.add(branch.scheme.number)
