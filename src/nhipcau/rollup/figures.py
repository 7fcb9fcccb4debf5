"""What questions are asked of: sealed files and the open period's values, with who owed and who answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from nhipcau.rollup.errors import FiguresError
from nhipcau.rollup.history import History, Ints, days
from nhipcau.rollup.model import CellState
from nhipcau.rollup.question import Indicator
from nhipcau.rollup.schema import STATES, VALUES

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Collected:
    """A form asked for a period: for which indicators, of which units (ascending), and which of them answered.

    A unit that answered has given every indicator: a cell without a row is blank.
    """

    form: int
    start: date
    end: date
    indicators: frozenset[int]
    owed: Ints
    answered: Flags

    @classmethod
    def of(
        cls,
        form: int,
        start: date,
        end: date,
        *,
        indicators: Iterable[int],
        owed: Iterable[int],
        answered: Iterable[int],
    ) -> "Collected":
        """Return the collection from keys in any order. Raises FiguresError when somebody answered who owes nothing."""
        owing = np.unique(np.fromiter(owed, dtype=np.int64))
        given = np.unique(np.fromiter(answered, dtype=np.int64))
        strangers = np.setdiff1d(given, owing, assume_unique=True)
        if len(strangers):
            unit = int(strangers[0])
            raise FiguresError(
                f"Đơn vị {unit} không phải báo cáo biểu {form} kỳ kết thúc {end:%d/%m/%Y} nhưng lại có số liệu.",
                f"unit {unit} owes nothing to form {form} for the period until {end} and has figures",
            )
        answers = np.isin(owing, given, assume_unique=True)
        return cls(form, start, end, frozenset(indicators), owing, answers)

    @property
    def key(self) -> tuple[int, date, date]:
        """What a collection is known by."""
        return self.form, self.start, self.end


@dataclass(frozen=True, slots=True)
class Kept:
    """Sums kept beside a sealed file: each figure counted under the unit above it at `level` (1: nothing above it).

    A unit nearer to the top stands for itself. `tree_sha256` is that of the tree they were made with.
    """

    path: Path
    level: int
    tree_sha256: str


@dataclass(frozen=True, eq=False)
class Sealed:
    """A sealed file and what its metadata says. `splits`: some of its figures are told apart.

    `identity` tells it from any other file. `sums` are kept beside it and are what it says they are.
    """

    path: Path
    collected: Collected
    revision: int
    splits: bool
    identity: str
    sums: Kept | None = None


@dataclass(frozen=True, eq=False)
class Live:
    """Values that are not sealed (`schema.VALUES`), and the collections they answer."""

    values: pa.Table
    collected: tuple[Collected, ...]

    def __post_init__(self) -> None:
        check_values(self.values, self.collected)

    @cached_property
    def splits(self) -> bool:
        """Whether some figures are told apart."""
        return bool(self.values["split"].null_count < len(self.values))


@dataclass(frozen=True, eq=False)
class Figures:
    """All that can be asked. Raises FiguresError where a collection is there twice, or a unit nowhere in the history."""

    history: History
    indicators: Mapping[int, Indicator]
    sealed: tuple[Sealed, ...] = ()
    live: Live | None = None
    collected: tuple[Collected, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "indicators", MappingProxyType(dict(self.indicators)))
        live = self.live.collected if self.live else ()
        together = (*(one.collected for one in self.sealed), *live)
        object.__setattr__(self, "collected", together)
        keys = [one.key for one in together]
        for form, _, end in (
            {key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else ()
        ):
            raise FiguresError(
                f"Biểu {form} kỳ kết thúc {end:%d/%m/%Y} có mặt hai lần: bỏ bớt một, nếu không số liệu bị cộng hai lần.",
                f"form {form} for the period until {end} is there twice: its figures would be counted twice",
            )

    @cached_property
    def positions(self) -> tuple[Ints, ...]:
        """For each collection, where the units that owe stand in the history's keys."""
        return tuple(self._positions(one) for one in self.collected)

    def _positions(self, one: Collected) -> Ints:
        keys = self.history.keys
        at = np.searchsorted(keys, one.owed)
        known = at < len(keys)
        known[known] = keys[at[known]] == one.owed[known]
        if not known.all():
            unit = int(one.owed[~known][0])
            raise FiguresError(
                f"Đơn vị {unit} không có trong lịch sử đơn vị: bổ sung giai đoạn của đơn vị rồi tính lại.",
                f"unit {unit} has no version in the history of units: add one and ask again",
            )
        return at


def check_values(values: pa.Table, collected: Sequence[Collected]) -> None:
    """Raise FiguresError for a value that nobody owes, a cell given twice, or a number below zero or without state."""
    if values.schema != VALUES:
        raise FiguresError(
            "Bảng số liệu không đúng cột: xem nhipcau.rollup.schema.VALUES.",
            f"the table of values has other columns than schema.VALUES: {values.schema}",
        )
    if not len(values):
        return
    _check_numbers(values)
    form, unit = _column(values, "form"), _column(values, "unit")
    end, start = _column(values, "period_end"), _column(values, "period_start")
    indicator = _column(values, "indicator")
    split = values["split"].fill_null(-1).to_numpy()
    order = np.lexsort((split, indicator, unit, start, end, form))
    columns = [column[order] for column in (form, end, start, unit, indicator, split)]
    _check_twice(columns)
    _check_owed(columns, collected)


def _column(values: pa.Table, name: str) -> Ints:
    column = values[name]
    return np.asarray(column.cast(pa.int32()) if pa.types.is_date32(column.type) else column, dtype=np.int64)


def _check_numbers(values: pa.Table) -> None:
    there = pc.equal(values["state"], STATES[CellState.NUMBER])
    apart = pc.not_equal(there, values["number"].is_valid())
    below = pc.less(values["number"], pa.scalar(0, values["number"].type))
    if pc.any(apart).as_py() or pc.any(below).as_py():
        raise FiguresError(
            "Có ô số liệu sai trạng thái hoặc số âm: ô có số phải từ 0 trở lên, ô trống không có số.",
            "a number stands where the state says there is none, is missing where it says so, or is below zero",
        )


def _check_twice(columns: Sequence[Ints]) -> None:
    """Refuse a cell that is there twice: by the same split, or both as a whole and told apart."""
    same = np.ones(len(columns[0]) - 1, dtype=bool)
    for column in columns[:-1]:
        same &= column[1:] == column[:-1]
    split = columns[-1]
    twice = same & ((split[1:] == split[:-1]) | (split[:-1] == -1))
    if twice.any():
        at = int(np.flatnonzero(twice)[0])
        raise FiguresError(
            f"Đơn vị {columns[3][at]} có hai số cho chỉ tiêu {columns[4][at]} trong một kỳ: giữ lại một.",
            f"unit {columns[3][at]} gave two figures of indicator {columns[4][at]} for one period",
        )


def _check_owed(columns: Sequence[Ints], collected: Sequence[Collected]) -> None:
    """Refuse values of a unit that did not answer, or of an indicator that was not asked."""
    form, end, start, unit, indicator, _ = columns
    asked = {(one.form, days(one.end), days(one.start)): one for one in collected}
    keys = np.stack([form, end, start])
    begins = np.flatnonzero(np.r_[True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)])
    for first, last in zip(begins, np.r_[begins[1:], len(form)], strict=True):
        one = asked.get((int(form[first]), int(end[first]), int(start[first])))
        units, counted = np.unique(unit[first:last]), np.unique(indicator[first:last])
        answered = one.owed[one.answered] if one else np.array([], dtype=np.int64)
        if not np.isin(units, answered).all() or (one and not set(counted.tolist()) <= one.indicators):
            raise FiguresError(
                f"Có số liệu của biểu {form[first]} mà không đơn vị nào phải báo cáo hoặc biểu không hỏi.",
                f"there are values of form {form[first]} that nobody owes, or of indicators it does not ask for",
            )
