"""From sums to figures: what state a sum is in, why there is none, and how complete it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa

from nhipcau.rollup.belonging import Aside, Belonging, Group
from nhipcau.rollup.counting import Counts
from nhipcau.rollup.figures import Figures, Flags
from nhipcau.rollup.history import Ints
from nhipcau.rollup.model import Additivity, CellState, Reason
from nhipcau.rollup.question import (
    NONE,
    REASONS,
    STATE_CODES,
    Answer,
    Asides,
    Columns,
    Indicator,
    Question,
    Unplaced,
)
from nhipcau.rollup.schema import TOTAL
from nhipcau.rollup.totals import ratio

_STATE = {state: code for code, state in enumerate(STATE_CODES)}
_REASON = {reason: code for code, reason in enumerate(REASONS, start=1)}


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of some indicators, by the targets of a belonging; `found` as of `plans.expression`.

    `absent` has the cells that are not applicable where `found` has not.
    """

    indicators: tuple[int, ...]
    belonging: Belonging
    counts: Counts
    found: pa.Table | None
    absent: pa.Table | None = None

    @property
    def lacking(self) -> bool:
        """Whether some sum that is owed has no number."""
        if self.found is None:
            return True
        mine, _ = _mine(self.indicators, self.found)
        owed = np.count_nonzero(self.counts.expected) * len(self.indicators)
        return bool(np.count_nonzero(np.asarray(self.found["number"].is_valid())[mine]) < owed)


@dataclass(frozen=True, eq=False)
class _Rows:
    """What a row is about, and where its sum stands in the engine's answer (`row`, NONE where it gave none).

    `absent` is the same for the count of cells that are not applicable.
    """

    target: Ints
    window: Ints
    indicator: Ints
    split: Ints
    row: Ints
    absent: Ints


def answer_of(question: Question, figures: Figures, sums: Sequence[Sums]) -> Answer:
    """Return the answer: groups as figures, the other targets as what could not be allocated."""
    groups = [_empty()]
    asides: list[tuple[Columns, Ints, list[Unplaced]]] = [(_empty(), np.array([], dtype=np.int64), [])]
    for one in sums:
        rows = _by_split(one) if question.by_split else _dense(one, len(question.windows))
        columns = _columns(one, rows, figures)
        aside = np.array([isinstance(target, Aside) for target in one.belonging.targets], dtype=bool)[
            rows.target
        ]
        groups.append(columns.taken(np.flatnonzero(~aside)))
        asides.append(_asides(one, rows, columns, aside))
    plain = Columns.joined(groups)
    everything = Columns.joined([plain, _ratios(plain, question, figures)])
    return Answer(
        question,
        _ordered(everything, question),
        Asides(
            Columns.joined([columns for columns, _, _ in asides]),
            np.concatenate([at for _, at, _ in asides]),
            tuple(reason for _, _, why in asides for reason in why),
        ),
    )


def _dense(sums: Sums, windows: int) -> _Rows:
    """Return a row for every target and window in which somebody owes, and every indicator."""
    target, window = np.nonzero(sums.counts.expected)
    number = len(sums.indicators)
    spots = (((target * windows + window) * number)[:, None] + np.arange(number)).ravel()
    row, absent = (_spotted(table, sums, windows)[spots] for table in (sums.found, sums.absent))
    each = np.repeat(target, number), np.repeat(window, number)
    split = np.full(len(row), NONE)
    return _Rows(
        *each, np.tile(np.arange(number), len(target)), split, row, row if sums.absent is None else absent
    )


def _spotted(table: pa.Table | None, sums: Sums, windows: int) -> Ints:
    """Return for each target, window and indicator its row in the engine's answer."""
    number = len(sums.indicators)
    place = np.full(sums.counts.expected.size * number, NONE, dtype=np.int64)
    if table is not None:
        mine, indicator = _mine(sums.indicators, table)
        spot = (_ints(table, "target")[mine] * windows + _ints(table, "window")[mine]) * number
        place[spot + indicator] = mine
    return place


def _by_split(sums: Sums) -> _Rows:
    """Return the rows of the cases that were found."""
    if sums.found is None:
        return _Rows(*(np.array([], dtype=np.int64) for _ in range(6)))
    mine, indicator = _mine(sums.indicators, sums.found)
    split = np.asarray(sums.found["split"].fill_null(NONE), dtype=np.int64)
    target, window = _ints(sums.found, "target"), _ints(sums.found, "window")
    return _Rows(target[mine], window[mine], indicator, split[mine], mine, mine)


def _mine(indicators: Sequence[int], table: pa.Table) -> tuple[Ints, Ints]:
    """Return the rows of the engine's answer that are of some indicators (ascending), and of which each is."""
    asked, found = np.array(indicators, dtype=np.int64), _ints(table, "indicator")
    at = np.minimum(np.searchsorted(asked, found), len(asked) - 1)
    mine = np.flatnonzero(asked[at] == found)
    return mine, at[mine]


def _ints(found: pa.Table, name: str) -> Ints:
    return np.asarray(found[name], dtype=np.int64)


def _columns(sums: Sums, rows: _Rows, figures: Figures) -> Columns:
    number = _numbers(sums.found, rows.row)
    there = np.asarray(number.is_valid())
    numbers = _at(sums.found, "numbers", rows.row) if _has(sums.found, "numbers") else there.astype(np.int64)
    kept = _at(sums.found, "kept", rows.row) > 0
    many = _at(sums.found, "many", rows.row) > 0
    absent = _at(sums.found if sums.absent is None else sums.absent, "absent", rows.absent)
    spot = rows.target, rows.window
    expected = sums.counts.expected[spot]
    over_units = [figures.indicators[key].over_units for key in sums.indicators]
    never = np.array([how is Additivity.NONE for how in over_units], dtype=bool)[rows.indicator]
    reason = np.zeros(len(rows.row), dtype=np.int64)
    reason[kept & ~there] = _REASON[Reason.NEVER_OVER_PERIODS]
    reason[many] = _REASON[Reason.NO_SINGLE_LATEST]
    apart = never & (expected > 1)
    reason[apart] = 0
    reason[apart & ((numbers > 0) | kept)] = _REASON[Reason.NEVER_OVER_UNITS]
    there &= ~apart
    units = np.array([_unit(target) for target in sums.belonging.targets], dtype=np.int64)
    return Columns(
        unit=units[rows.target],
        indicator=np.array(sums.indicators, dtype=np.int64)[rows.indicator],
        window=rows.window,
        split=rows.split,
        number=pa.compute.if_else(pa.array(there), number, pa.scalar(None, TOTAL)) if apart.any() else number,
        state=_states(there, sums.counts.owed[spot], sums.counts.not_due[spot], absent),
        reason=reason,
        reported=sums.counts.reported[spot],
        expected=expected,
    )


def _unit(target: Group | Aside) -> int:
    return NONE if target.unit is None else target.unit


def _numbers(found: pa.Table | None, row: Ints) -> pa.Array:
    if found is None:
        return pa.nulls(len(row), TOTAL)
    column = found["number"].combine_chunks().cast(TOTAL)
    return column.take(pa.array(row, mask=row == NONE))


def _has(found: pa.Table | None, name: str) -> bool:
    return found is not None and name in found.column_names


def _at(found: pa.Table | None, name: str, row: Ints) -> Ints:
    """Return a column of the engine's answer by row, 0 where there is no row or no such column."""
    if found is None or name not in found.column_names or not len(found):
        return np.zeros(len(row), dtype=np.int64)
    return np.where(row == NONE, 0, _ints(found, name)[row])


def _states(there: Flags, owed: Ints, not_due: Ints, absent: Ints) -> Ints:
    """Return the state of sums: a number, else the weakest thing known of their cells."""
    weakest = np.where(not_due > 0, _STATE[CellState.NOT_DUE], _STATE[CellState.NOT_APPLICABLE])
    without = np.where(owed - not_due - absent > 0, _STATE[CellState.BLANK], weakest)
    return np.where(there, _STATE[CellState.NUMBER], without)


def _asides(sums: Sums, rows: _Rows, columns: Columns, aside: Flags) -> tuple[Columns, Ints, list[Unplaced]]:
    """Return what could not be allocated and has a figure."""
    told = np.flatnonzero(aside & (np.asarray(columns.number.is_valid()) | (columns.reason > 0)))
    targets = [sums.belonging.targets[at] for at in rows.target[told].tolist()]
    kept = [target for target in targets if isinstance(target, Aside)]
    at = np.array([NONE if target.at is None else target.at for target in kept], dtype=np.int64)
    return columns.taken(told), at, [target.why for target in kept]


def _ratios(plain: Columns, question: Question, figures: Figures) -> Columns:
    """Return the ratios that were asked for, from the sums of their two numbers."""
    asked = [figures.indicators[key] for key in question.indicators]
    made = [_ratio(one, plain) for one in asked if one.numerator is not None and one.denominator is not None]
    return Columns.joined([_empty(), *made])


def _ratio(one: Indicator, plain: Columns) -> Columns:
    above, below = (_of_indicator(plain, key) for key in (one.numerator, one.denominator))
    places = sorted(set(above) | set(below))
    numbers = [
        ratio(_number(plain, above.get(at)), _number(plain, below.get(at)), times=one.times) for at in places
    ]
    there = np.array([number is not None for number in numbers], dtype=bool)
    counted = [_complete(plain, above.get(at), below.get(at)) for at in places]
    where = np.array(places, dtype=np.int64).reshape(-1, 3)
    return Columns(
        unit=where[:, 0],
        indicator=np.full(len(places), one.key, dtype=np.int64),
        window=where[:, 1],
        split=where[:, 2],
        number=pa.array(numbers, TOTAL),
        state=np.where(there, _STATE[CellState.NUMBER], _STATE[CellState.BLANK]),
        reason=np.zeros(len(places), dtype=np.int64),
        reported=np.array([reported for reported, _ in counted], dtype=np.int64),
        expected=np.array([expected for _, expected in counted], dtype=np.int64),
    )


def _of_indicator(plain: Columns, key: int | None) -> dict[tuple[int, int, int], int]:
    rows = np.flatnonzero(plain.indicator == key)
    places = zip(*(column[rows].tolist() for column in (plain.unit, plain.window, plain.split)), strict=True)
    return dict(zip(places, rows.tolist(), strict=True))


def _number(plain: Columns, row: int | None) -> Decimal | None:
    number: Decimal | None = None if row is None else plain.number[row].as_py()
    return number


def _complete(plain: Columns, *rows: int | None) -> tuple[int, int]:
    """Return (reported, expected) of a ratio: as complete as the less complete of its two numbers."""
    there = [row for row in rows if row is not None]
    reported = min(int(plain.reported[row]) for row in there) if len(there) == len(rows) else 0
    return reported, max(int(plain.expected[row]) for row in there)


def _ordered(columns: Columns, question: Question) -> Columns:
    """Return what was asked for, by unit, in the order of the question's indicators, by window and split."""
    order = {key: at for at, key in enumerate(question.indicators)}
    asked = np.array(sorted(order), dtype=np.int64)
    at = np.minimum(np.searchsorted(asked, columns.indicator), len(asked) - 1)
    wanted = np.flatnonzero(asked[at] == columns.indicator)
    rank = np.array([order[key] for key in asked.tolist()], dtype=np.int64)[at]
    rows = wanted[
        np.lexsort((columns.split[wanted], columns.window[wanted], rank[wanted], columns.unit[wanted]))
    ]
    return columns.taken(rows)


def _empty() -> Columns:
    none = np.array([], dtype=np.int64)
    return Columns(none, none, none, none, pa.array([], TOTAL), none, none, none, none)
