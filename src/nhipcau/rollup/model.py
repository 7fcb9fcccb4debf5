"""What goes into a total and what comes out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Additivity(StrEnum):
    """How figures become one figure, over units or over periods."""

    SUM = "sum"
    MEAN = "mean"
    LATEST = "latest"
    NONE = "none"


class CellState(StrEnum):
    """The four states of a cell, never mixed up: zero is a number, the other three are not."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"


class Reason(StrEnum):
    """Why a total has no number although figures are there."""

    NEVER_OVER_UNITS = "never_over_units"
    NEVER_OVER_PERIODS = "never_over_periods"
    NO_SINGLE_LATEST = "no_single_latest"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure that a unit gave for a period, which is named by its last day.

    `number` is there exactly when `state` is NUMBER.
    """

    unit: int
    period: date
    state: CellState
    number: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.state is CellState.NUMBER) != (self.number is not None):
            raise ValueError(f"a row with state {self.state} and number {self.number}")


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit contributes: its figure over the periods, or why there is none. `latest` dates the figure."""

    unit: int
    state: CellState
    number: Decimal | None
    reported: bool
    latest: date | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One figure out of many, with what it was made from.

    `number` is None when there is nothing to add, or when adding would be wrong: then `reason` says why.
    `reported` of `expected` units have given everything they owe. `parts` are ordered by unit.
    """

    number: Decimal | None
    state: CellState
    reported: int
    expected: int
    parts: tuple[Part, ...]
    reason: Reason | None = None
