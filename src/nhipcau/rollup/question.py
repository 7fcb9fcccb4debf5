"""What can be asked of figures, and what is answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

import numpy as np
import pyarrow as pa

from nhipcau.rollup.history import Ints
from nhipcau.rollup.model import Additivity, CellState, Reason

# A question for each unit's own figure instead of groups of units.
EACH = None


class Unplaced(StrEnum):
    """Why a figure belongs to none of the units that were asked for."""

    SPLIT = "split"  # the unit's territory went to several units, and how much to which is not known
    INDIVISIBLE = "indivisible"  # the shares are known, but this number cannot be divided exactly
    NOT_ADDITIVE = "not_additive"  # never carried over from one unit to another
    ENDED = "ended"  # the unit was dissolved and nobody took over
    OUTSIDE = "outside"  # the unit did not exist on the period's last day


@dataclass(frozen=True, slots=True)
class Indicator:
    """How an indicator adds up. `divisible` are amounts that a share can be taken of (money, decimals), not counts.

    A ratio names its two numbers and is `times` (100 for per cent) their quotient.
    """

    key: int
    over_units: Additivity = Additivity.SUM
    over_periods: Additivity = Additivity.SUM
    divisible: bool = False
    numerator: int | None = None
    denominator: int | None = None
    times: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days that a figure is asked for, both ends included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Question:
    """A table of figures: each indicator, for each window, by unit.

    `root` is the unit asked about, None everything. `depth` says by what: 0 the root as a whole, 1 the units directly
    under it (with root None: those with nothing above, the provinces), 2 those under these …, EACH every unit with its
    own figure. A unit nearer to the root than `depth` stands for itself.

    `boundaries` None: as reported, by the tree that was valid on each period's last day. A day: carried into the units
    of that day. Periods that end on `not_due_from` or later are not due yet. `among`: only these units report.
    """

    indicators: tuple[int, ...]
    windows: tuple[Window, ...]
    root: int | None = None
    depth: int | None = 0
    boundaries: date | None = None
    by_split: bool = False
    not_due_from: date | None = None
    among: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an answer: `unit` None is everything. Meanings as of `rollup.Total`."""

    unit: int | None
    indicator: int
    window: Window
    split: int | None
    number: Decimal | None
    state: CellState
    reported: int
    expected: int
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class NotAllocable:
    """A figure that `unit` reported and that is in no figure of the answer.

    It is exact for `at` and every unit above it, in the tree of the boundaries asked for; `at` None: only for
    everything together, or (`Unplaced.OUTSIDE`) nowhere.
    """

    unit: int
    at: int | None
    why: Unplaced
    indicator: int
    window: Window
    split: int | None
    number: Decimal | None
    reason: Reason | None = None


@dataclass(frozen=True, eq=False)
class Columns:
    """Figures as columns of one length; keys are 1 or more, and NONE stands for none."""

    unit: Ints
    indicator: Ints
    window: Ints
    split: Ints
    number: pa.Array
    state: Ints
    reason: Ints
    reported: Ints
    expected: Ints

    def __len__(self) -> int:
        return len(self.unit)

    def taken(self, rows: Ints) -> "Columns":
        """Return some rows, in the order of `rows`."""
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        return Columns(
            **{
                name: column.take(pa.array(rows)) if name == "number" else column[rows]
                for name, column in kept.items()
            }
        )

    @classmethod
    def joined(cls, some: Sequence["Columns"]) -> "Columns":
        """Return the rows of all."""
        joined = {
            one.name: np.concatenate([getattr(columns, one.name) for columns in some])
            for one in fields(cls)
            if one.name != "number"
        }
        return cls(number=pa.concat_arrays([columns.number for columns in some]), **joined)


@dataclass(frozen=True, eq=False)
class Asides:
    """Figures that could not be allocated: as of which unit, where they are exact, and why."""

    columns: Columns
    at: Ints
    why: tuple[Unplaced, ...]


@dataclass(frozen=True, eq=False)
class Answer:
    """Figures by unit, indicator, window and split, in the question's order, and what could not be allocated."""

    question: Question
    columns: Columns
    asides: Asides

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, one by one."""
        return tuple(self._figures(self.columns))

    @cached_property
    def not_allocable(self) -> tuple[NotAllocable, ...]:
        """What units reported and no figure contains."""
        return tuple(
            NotAllocable(
                unit=one.unit or 0,
                at=_key(at),
                why=why,
                indicator=one.indicator,
                window=one.window,
                split=one.split,
                number=one.number,
                reason=one.reason,
            )
            for one, at, why in zip(
                self._figures(self.asides.columns), self.asides.at.tolist(), self.asides.why, strict=True
            )
        )

    def figure(
        self, indicator: int, window: Window, unit: int | None = None, split: int | None = None
    ) -> Figure | None:
        """Return one figure; None where no unit owes it."""
        return self._by_place.get((unit, indicator, window, split))

    def table(self) -> pa.Table:
        """Return the figures as a table: unit, indicator, window_start, window_end, split, number, state and so on."""
        one, windows = self.columns, self.question.windows
        at = pa.array(one.window)
        names = np.array([STATE_NAMES[code] for code in range(len(STATE_NAMES))])
        return pa.table(
            {
                "unit": pa.array(one.unit, mask=one.unit == NONE),
                "indicator": one.indicator,
                "window_start": pa.array([window.start for window in windows], pa.date32()).take(at),
                "window_end": pa.array([window.end for window in windows], pa.date32()).take(at),
                "split": pa.array(one.split, mask=one.split == NONE),
                "number": one.number,
                "state": pa.array(names).take(pa.array(one.state)),
                "reason": pa.array([None, *(reason.value for reason in REASONS)]).take(pa.array(one.reason)),
                "reported": one.reported,
                "expected": one.expected,
            }
        )

    @cached_property
    def _by_place(self) -> dict[tuple[int | None, int, Window, int | None], Figure]:
        return {(one.unit, one.indicator, one.window, one.split): one for one in self.figures}

    def _figures(self, one: Columns) -> Iterator[Figure]:
        rows = zip(
            one.unit.tolist(),
            one.indicator.tolist(),
            one.window.tolist(),
            one.split.tolist(),
            one.number.to_pylist(),
            one.state.tolist(),
            one.reported.tolist(),
            one.expected.tolist(),
            one.reason.tolist(),
            strict=True,
        )
        windows = self.question.windows
        for unit, indicator, window, split, number, state, reported, expected, reason in rows:
            yield Figure(
                _key(unit),
                indicator,
                windows[window],
                _key(split),
                number,
                STATE_CODES[state],
                reported,
                expected,
                REASONS[reason - 1] if reason else None,
            )


# What stands for no unit and no split in a column.
NONE = -1
# Codes of states and reasons in columns; 0 is no reason.
STATE_CODES = (CellState.NUMBER, CellState.BLANK, CellState.NOT_DUE, CellState.NOT_APPLICABLE)
STATE_NAMES = tuple(state.value for state in STATE_CODES)
REASONS = (Reason.NEVER_OVER_UNITS, Reason.NEVER_OVER_PERIODS, Reason.NO_SINGLE_LATEST)


def _key(number: int) -> int | None:
    return None if number == NONE else number
