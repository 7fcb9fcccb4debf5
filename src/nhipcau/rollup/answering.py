"""From a question to its answer: plan in small tables, add up in the engine, say what the sums mean."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

import numpy as np

from nhipcau.rollup.assembling import Sums, answer_of
from nhipcau.rollup.belonging import Belonging, Carrying, as_reported, carried
from nhipcau.rollup.composing import taken
from nhipcau.rollup.counting import Cells, Counts, Parts, cells, counts
from nhipcau.rollup.engines import Engine
from nhipcau.rollup.figures import Figures
from nhipcau.rollup.history import History, Ints, days
from nhipcau.rollup.model import Additivity
from nhipcau.rollup.planning import Branch, Kind, Scheme, planned
from nhipcau.rollup.question import Answer, Indicator, Question


def ask(question: Question, figures: Figures, engine: Engine) -> Answer:
    """Return the answer to `question`. The figures are those of `rollup.total`, whatever the engine.

    Raises FiguresError where figures would be counted twice or belong to nobody.
    """
    schemes = list(_schemes(_plain(question, figures), question, figures))
    branches = sorted(_branches(schemes, question, figures), key=_order)
    sums = [
        sum_
        for _, together in groupby(branches, key=_order)
        for sum_ in _added_up(list(together), question, figures, engine)
    ]
    return answer_of(question, figures, sums)


def _plain(question: Question, figures: Figures) -> list[Indicator]:
    """Return the indicators to add up: those asked for, and the two numbers of a ratio instead of the ratio."""
    found: dict[int, Indicator] = {}
    for key in question.indicators:
        one = figures.indicators[key]
        of = (key,) if one.numerator is None or one.denominator is None else (one.numerator, one.denominator)
        found |= {part: figures.indicators[part] for part in of}
    return list(found.values())


def _schemes(plain: Sequence[Indicator], question: Question, figures: Figures) -> Iterator[Scheme]:
    asking: dict[tuple[int, ...], list[int]] = {}
    first, last = min(w.start for w in question.windows), max(w.end for w in question.windows)
    near = [
        (at, one.indicators)
        for at, one in enumerate(figures.collected)
        if one.start >= first and one.end <= last
    ]
    for one in plain:
        collections = tuple(at for at, indicators in near if one.key in indicators)
        asking.setdefault(collections, []).append(one.key)
    for number, (collections, keys) in enumerate(asking.items()):
        made_of, simple = taken(figures, collections, question.windows)
        if made_of:
            yield Scheme(number, tuple(keys), tuple(made_of), simple)


def _kind(one: Indicator, question: Question, *, splits: bool, shares: bool) -> Kind:
    series = one.over_periods is not Additivity.SUM or one.over_units in (Additivity.MEAN, Additivity.LATEST)
    additive = one.over_units is Additivity.SUM
    whole_only = splits and not additive and not question.by_split
    if question.boundaries is None:
        return Kind(series, whole_only, None)
    return Kind(
        series, whole_only, Carrying(question.boundaries, additive, additive and shares and one.divisible)
    )


def _branches(schemes: Sequence[Scheme], question: Question, figures: Figures) -> Iterator[Branch]:
    collections = sorted({one.collection for scheme in schemes for one in scheme.taken})
    splits = _has_splits(figures, collections)
    for scheme in schemes:
        by_kind: dict[Kind, list[int]] = {}
        for key in scheme.indicators:
            kind = _kind(
                figures.indicators[key], question, splits=splits, shares=figures.history.knows_shares
            )
            by_kind.setdefault(kind, []).append(key)
        known: dict[Belonging, tuple[Cells, Counts]] = {}
        for kind, keys in by_kind.items():
            belonging, parts = _belonging(figures, collections, question, kind.how)
            if belonging not in known:
                known[belonging] = _counted(scheme, question, figures, belonging, parts)
            yield Branch(
                kind, replace(scheme, indicators=tuple(sorted(keys))), splits, belonging, *known[belonging]
            )


def _counted(
    scheme: Scheme, question: Question, figures: Figures, belonging: Belonging, parts: Parts
) -> tuple[Cells, Counts]:
    found = cells(figures, scheme.taken, belonging, parts, _among(question, figures))
    due = None if question.not_due_from is None else days(question.not_due_from)
    return found, counts(found, figures, parts, len(belonging.targets), len(question.windows), due)


def _has_splits(figures: Figures, collections: Sequence[int]) -> bool:
    sealed = len(figures.sealed)
    return any(
        figures.sealed[at].splits if at < sealed else bool(figures.live and figures.live.splits)
        for at in collections
    )


def _among(question: Question, figures: Figures) -> Ints | None:
    if question.among is None:
        return None
    found = [figures.history.position(unit) for unit in question.among]
    return np.array([at for at in found if at is not None], dtype=np.int64)


def _belonging(
    figures: Figures, collections: Sequence[int], question: Question, how: Carrying | None
) -> tuple[Belonging, Parts]:
    units = np.unique(np.concatenate([figures.positions[at] for at in collections]))
    ends = tuple(sorted({days(figures.collected[at].end) for at in collections})) if how is None else ()
    return _known(figures.history, units.tobytes(), ends, question.root, question.depth, how)


@lru_cache(maxsize=128)
def _known(
    history: History,
    units: bytes,
    ends: tuple[int, ...],
    root: int | None,
    depth: int | None,
    how: Carrying | None,
) -> tuple[Belonging, Parts]:
    """Return where units belong. Kept, for a history never changes."""
    positions = np.frombuffer(units, dtype=np.int64)
    if how is None:
        found = as_reported(history, positions, ends, root, depth)
    else:
        found = carried(history, positions, root, depth, how)
    return found, Parts.of(found)


def _order(branch: Branch) -> tuple[bool, bool, int, int]:
    """Branches that one computation can add up come together."""
    how = branch.kind.how
    apart = 0 if how is None else 1 + 2 * how.additive + how.divisible
    number = -1 if branch.scheme.simple else branch.scheme.number
    return branch.kind.series, branch.kind.whole_only, apart, number


def _added_up(
    branches: Sequence[Branch], question: Question, figures: Figures, engine: Engine
) -> Iterator[Sums]:
    """Add up branches of one kind in one computation; each is told apart by its indicators."""
    plan = planned(branches, question, figures)
    found = engine.run(plan.shape, plan.files, plan.live, plan.tables) if plan.asks else None
    sums = [Sums(one.scheme.indicators, one.belonging, one.counts, found) for one in branches]
    if plan.shape.absent or not any(one.lacking for one in sums):
        return iter(sums)
    files = planned(branches, question, figures, only_absent=True)
    absent = engine.run(files.shape, files.files, files.live, files.tables)
    return (replace(one, absent=absent) for one in sums)
