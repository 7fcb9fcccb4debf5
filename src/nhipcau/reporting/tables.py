"""A table of totals by any two of indicator, unit and period, asked of `rollup` in two questions.

By the cases of a split as well: `cases`, which asks here for the parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np
from django.utils.translation import get_language

from nhipcau.indicators.models import Indicator, Split, SplitOption
from nhipcau.reporting.answered import answer
from nhipcau.reporting.models import Period
from nhipcau.reporting.sources import figures_for, on_day, window_of
from nhipcau.reporting.totalling import APPROVED_ONLY, AS_SENT
from nhipcau.rollup import CellState, Reason
from nhipcau.rollup.question import (
    EACH,
    NONE,
    REASONS,
    STATE_CODES,
    Answer,
    Columns,
    Question,
    Unplaced,
)
from nhipcau.units.models import Unit


class Axis(StrEnum):
    """What the rows or the columns of a table tell apart. NOTHING: one row or column."""

    INDICATOR = "indicator"
    UNIT = "unit"
    PERIOD = "period"
    CASE = "case"
    NOTHING = "nothing"


class Depth(StrEnum):
    """Which units the axis of units has: those directly under the one asked about, or every one that reports."""

    BELOW = "below"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Asked:
    """A table as it is asked for. `boundaries` None: as reported; a day: in the units of that day.

    On an axis that the table does not have, it is about the first: of `indicators`, of `periods`, and `unit` as a whole.
    """

    rows: Axis
    columns: Axis
    indicators: tuple[Indicator, ...]
    unit: Unit
    periods: tuple[Period, ...]
    depth: Depth = Depth.BELOW
    boundaries: date | None = None
    include_unapproved: bool = False
    split: Split | None = None

    @property
    def has_units(self) -> bool:
        """Whether the table tells units apart."""
        return Axis.UNIT in (self.rows, self.columns)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row or a column is about: one of the four is set, none of them for a total."""

    name: str
    indicator: Indicator | None = None
    unit_id: int | None = None
    period: Period | None = None
    case: SplitOption | None = None

    @property
    def is_total(self) -> bool:
        """Whether it is about everything together."""
        return not (self.indicator or self.unit_id or self.period or self.case)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table, with what it is about; `reported` of `expected` units have sent all they owe.

    `opens` is False for one that is added up from several indicators, so that no total stands behind it.
    """

    indicator: Indicator
    unit_id: int
    period: Period
    number: Decimal | None
    state: CellState
    reason: Reason | None
    reported: int
    expected: int
    opens: bool = True


@dataclass(frozen=True, slots=True)
class NotAllocated:
    """A figure that a unit reported and that is in no cell: exact for `at` and above ("" for nowhere)."""

    unit_name: str
    at_name: str
    why: Unplaced
    indicator: Indicator
    period: Period
    number: Decimal | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Table:
    """An answered table: `cells` row by row, None where nobody owes the figure.

    `reported` of `expected` is that of the least complete indicator and period. `without` are indicators that could not
    be told apart as the table does.
    """

    asked: Asked
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    not_allocated: tuple[NotAllocated, ...]
    reported: int
    expected: int
    units: int
    without: tuple[Indicator, ...] = ()


# (unit, indicator, which period); the unit ALL for all of them together.
Place = tuple[int, int, int]
ALL = 0


def table(asked: Asked, *, today: date, first: int = 0, most: int | None = None) -> Table:
    """Return the table, of a long axis of units `most` from the `first`. At most twelve queries.

    What it says of a unit is what `totalling.totals` says of it, whatever the number of units.
    """
    asked = _trimmed(asked)
    if not asked.indicators or not asked.periods:
        return Table(asked, (), (), (), (), 0, 0, 0)
    states = AS_SENT if asked.include_unapproved else APPROVED_ONLY
    figures = figures_for(asked.indicators, asked.periods, states)
    question = _question(asked, today)
    whole = answer(question, figures)
    names = on_day(asked.boundaries or max(one.ends_on for one in asked.periods), get_language())
    found = dict(_cells(whole.columns, asked, ALL))
    least = max(found.values(), key=lambda one: one.expected - one.reported, default=None)
    units: tuple[int, ...] = ()
    if asked.has_units:
        whole = answer(_by_unit(question, asked.depth), figures)
        units = _in_order(whole, names)
        shown = units[first : None if most is None else first + most]
        found |= dict(_cells(_only(whole.columns, shown), asked))
        units_axis = (*(Heading(names.get(unit, f"#{unit}"), unit_id=unit) for unit in shown), Heading(""))
    else:
        units_axis = ()
    rows, columns = (_axis(axis, asked, units_axis) for axis in (asked.rows, asked.columns))
    return Table(
        asked=asked,
        columns=columns,
        rows=rows,
        cells=tuple(tuple(found.get(_place(asked, row, column)) for column in columns) for row in rows),
        not_allocated=tuple(_not_allocated(whole, asked, names)),
        reported=least.reported if least else 0,
        expected=least.expected if least else 0,
        units=len(units),
    )


def _trimmed(asked: Asked) -> Asked:
    """Return what is asked with one indicator and one period where the table does not tell them apart."""
    axes = asked.rows, asked.columns
    return replace(
        asked,
        indicators=asked.indicators if Axis.INDICATOR in axes else asked.indicators[:1],
        periods=asked.periods if Axis.PERIOD in axes else asked.periods[:1],
    )


def _question(asked: Asked, today: date) -> Question:
    return Question(
        indicators=tuple(one.pk for one in asked.indicators),
        windows=tuple(window_of(one) for one in asked.periods),
        root=asked.unit.pk,
        depth=0,
        boundaries=asked.boundaries,
        not_due_from=today,
    )


def _by_unit(question: Question, depth: Depth) -> Question:
    return replace(question, depth=1 if depth is Depth.BELOW else EACH)


def _in_order(found: Answer, names: Mapping[int, str]) -> tuple[int, ...]:
    """Return the units an answer tells apart, by name."""
    units = [unit for unit in np.unique(found.columns.unit).tolist() if unit != NONE]
    return tuple(sorted(units, key=lambda unit: (names.get(unit, ""), unit)))


def _only(columns: Columns, units: Sequence[int]) -> Columns:
    return columns.taken(np.flatnonzero(np.isin(columns.unit, np.array(units, dtype=np.int64))))


def _cells(columns: Columns, asked: Asked, unit: int | None = None) -> Iterator[tuple[Place, Cell]]:
    """Return the figures of columns by their place, all as of `unit` where it is given."""
    by_key = {one.pk: one for one in asked.indicators}
    for at, indicator, window, number, state, reason, reported, expected in zip(
        columns.unit.tolist(),
        columns.indicator.tolist(),
        columns.window.tolist(),
        columns.number.to_pylist(),
        columns.state.tolist(),
        columns.reason.tolist(),
        columns.reported.tolist(),
        columns.expected.tolist(),
        strict=True,
    ):
        place = at if unit is None else unit
        yield (
            (place, indicator, window),
            Cell(
                indicator=by_key[indicator],
                unit_id=place or asked.unit.pk,
                period=asked.periods[window],
                number=number,
                state=STATE_CODES[state],
                reason=REASONS[reason - 1] if reason else None,
                reported=reported,
                expected=expected,
            ),
        )


def _axis(axis: Axis, asked: Asked, units: tuple[Heading, ...]) -> tuple[Heading, ...]:
    if axis is Axis.UNIT:
        return units
    if axis is Axis.INDICATOR:
        return tuple(Heading(one.local_name, indicator=one) for one in asked.indicators)
    if axis is Axis.PERIOD:
        return tuple(Heading(str(one), period=one) for one in asked.periods)
    return (Heading(""),)


def _place(asked: Asked, row: Heading, column: Heading) -> Place:
    indicator = row.indicator or column.indicator or asked.indicators[0]
    period = row.period or column.period or asked.periods[0]
    return row.unit_id or column.unit_id or ALL, indicator.pk, asked.periods.index(period)


def _not_allocated(found: Answer, asked: Asked, names: Mapping[int, str]) -> Iterator[NotAllocated]:
    """Return the figures that no cell contains, by the name of their unit."""
    by_key = {one.pk: one for one in asked.indicators}
    periods = {window_of(one): one for one in asked.periods}
    aside = [one for one in found.not_allocable if one.number is not None or one.reason]
    for one in sorted(aside, key=lambda one: (names.get(one.unit, ""), one.unit, one.window, one.indicator)):
        yield NotAllocated(
            unit_name=names.get(one.unit, f"#{one.unit}"),
            at_name=names.get(one.at, "") if one.at else "",
            why=one.why,
            indicator=by_key[one.indicator],
            period=periods[one.window],
            number=one.number,
            reason=one.reason,
        )
