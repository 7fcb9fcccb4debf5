"""Made-up figures at the size of the nation: the same for the same seed, made in columns rather than row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nhipcau.rollup.history import History, Ints, Succession, Version
from nhipcau.rollup.model import CellState
from nhipcau.rollup.question import Indicator, Window
from nhipcau.rollup.schema import NUMBER, STATES, VALUES

# How often a cell of an answer is left blank, and how often a thing did not occur.
BLANK, ABSENT = 0.04, 0.06
# Source of the counts: facts on the reorganisation of 1 July 2025 (10,035 communes of 63 provinces became 3,321 of 34;
# some 441 went to two to five successors, and none crossed into another new province).
REORGANISED = date(2025, 7, 1)
FORMER_PROVINCES, PROVINCES = 63, 34
FORMER_COMMUNES, COMMUNES = 10_035, 3_321
TAKEN_APART = 441
UNCHANGED_PROVINCES = 11


@dataclass(frozen=True, eq=False)
class Nation:
    """A made-up nation with its reorganisation: keys of its units before and after, and their history."""

    history: History
    former_communes: Ints
    communes: Ints


def nation(seed: int = 1) -> Nation:
    """Return a nation of the real one's size: 63 provinces, 10,035 communes until 1 July 2025, 34 and 3,321 since."""
    chance = np.random.default_rng([seed, 2025])
    began = date(1997, 1, 1)
    former_provinces, provinces = np.arange(1, FORMER_PROVINCES + 1), np.arange(101, 101 + PROVINCES)
    former, communes = np.arange(1001, 1001 + FORMER_COMMUNES), np.arange(20_001, 20_001 + COMMUNES)
    new_province = _spread(chance, FORMER_PROVINCES, PROVINCES)
    home = np.sort(_spread(chance, FORMER_COMMUNES, FORMER_PROVINCES))
    new_home = np.sort(_spread(chance, COMMUNES, PROVINCES))
    versions = [Version(int(unit), None, began, REORGANISED) for unit in former_provinces]
    versions += [Version(int(unit), None, REORGANISED) for unit in provinces]
    versions += [
        Version(int(unit), int(former_provinces[at]), began, REORGANISED)
        for unit, at in zip(former, home, strict=True)
    ]
    versions += [
        Version(int(unit), int(provinces[at]), REORGANISED)
        for unit, at in zip(communes, new_home, strict=True)
    ]
    successions = [
        Succession(int(unit), int(provinces[at]), REORGANISED)
        for unit, at in zip(former_provinces, new_province, strict=True)
    ]
    successions += _successions(chance, former, new_province[home], communes, new_home)
    return Nation(History(versions, successions), former, communes)


def _spread(chance: np.random.Generator, many: int, over: int) -> Ints:
    """Return for each of `many` which of `over` it belongs to, so that each has some."""
    spread = np.concatenate([np.arange(over), chance.integers(0, over, many - over)])
    chance.shuffle(spread)
    return spread


def _successions(
    chance: np.random.Generator, former: Ints, province_of: Ints, communes: Ints, new_home: Ints
) -> list[Succession]:
    """Return who took over from each former commune, within its new province: some in parts of no known share."""
    taken_apart = set(chance.choice(len(former), TAKEN_APART, replace=False).tolist())
    found = []
    for at, (unit, province) in enumerate(zip(former.tolist(), province_of.tolist(), strict=True)):
        here = communes[new_home == province]
        many = int(chance.choice([2, 2, 2, 2, 2, 3, 3, 4, 5])) if at in taken_apart else 1
        takers = chance.choice(here, min(many, len(here)), replace=False).tolist()
        found += [Succession(unit, taker, REORGANISED, whole=len(takers) == 1) for taker in takers]
    return found


def months_of(first_year: int, years: int) -> list[Window]:
    """Return the calendar months of some years.

    >>> months_of(2025, 1)[1]
    Window(start=datetime.date(2025, 2, 1), end=datetime.date(2025, 2, 28))
    """
    firsts = [date(first_year + number // 12, number % 12 + 1, 1) for number in range(12 * years + 1)]
    return [Window(start, after - timedelta(days=1)) for start, after in pairwise(firsts)]


def values(form: int, units: Ints, indicators: Sequence[Indicator], period: Window, seed: int) -> pa.Table:
    """Return an answer of every one of `units` to a form for a period, as `schema.VALUES`, sorted as sealed files are.

    Amounts of divisible indicators are in the millions of đồng, counts are small. The same arguments give the same.
    """
    chance = np.random.default_rng([seed, form, period.start.toordinal(), period.end.toordinal()])
    size = len(units) * len(indicators)
    kind = chance.random(size)
    state = np.full(size, STATES[CellState.NUMBER], dtype=np.int8)
    state[kind < BLANK + ABSENT] = STATES[CellState.NOT_APPLICABLE]
    state[kind < BLANK] = STATES[CellState.BLANK]
    amounts = np.repeat(np.array([one.divisible for one in indicators]), len(units))
    number = np.floor(chance.gamma(0.8, 20, size)).astype(np.int64)
    number = np.where(amounts, number * 1_000_000 + number % 997 * 1000, number)
    keys = np.array([one.key for one in indicators], dtype=np.int64)
    columns = {
        "form": pa.repeat(pa.scalar(form, pa.int64()), size),
        "unit": np.tile(units, len(indicators)),
        "indicator": np.repeat(keys, len(units)),
        "split": pa.nulls(size, pa.int64()),
        "period_start": pa.repeat(pa.scalar(period.start, pa.date32()), size),
        "period_end": pa.repeat(pa.scalar(period.end, pa.date32()), size),
        "state": state,
        "number": decimals(number * 10_000, state == STATES[CellState.NUMBER]),
    }
    return pa.table(columns, schema=VALUES)


def decimals(ten_thousandths: Ints, there: npt.NDArray[np.bool_]) -> pa.Array:
    """Return whole ten-thousandths as exact decimals, null where there is none."""
    words = np.zeros((len(ten_thousandths), 2), dtype="<i8")
    words[:, 0] = ten_thousandths
    words[:, 1] = ten_thousandths >> 63
    mask = pa.array(there).buffers()[1]
    return pa.Array.from_buffers(NUMBER, len(words), [mask, pa.py_buffer(words)])
