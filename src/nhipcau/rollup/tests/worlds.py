"""Random countries for tests: a tree of units, what became of it, what was asked and what was answered."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pyarrow as pa
from hypothesis import strategies as st

from nhipcau.rollup import Additivity, CellState
from nhipcau.rollup.figures import Collected, Figures, Live
from nhipcau.rollup.history import History, Succession, Version
from nhipcau.rollup.question import Answer, Figure, Indicator, NotAllocable, Window
from nhipcau.rollup.schema import STATES, VALUES

FIRST = date(2025, 1, 1)
MONTHS = [Window(date(2025, m, 1), date(2025, m + 1, 1) - timedelta(days=1)) for m in range(1, 7)]
QUARTERS = [Window(date(2025, 1, 1), date(2025, 3, 31)), Window(date(2025, 4, 1), date(2025, 6, 30))]
HALF = Window(date(2025, 1, 1), date(2025, 6, 30))
# After the last change: the boundaries of "today".
TODAY = date(2025, 7, 1)

Cell = tuple[int, int, int, Window, int | None]  # form, unit, indicator, period, split
Given = tuple[CellState, Decimal | None]


@dataclass
class World:
    """A country in the making, and what it reported."""

    versions: list[Version] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    open: dict[int, tuple[int | None, date]] = field(default_factory=dict)
    indicators: dict[int, Indicator] = field(default_factory=dict)
    asks: dict[int, tuple[int, ...]] = field(default_factory=dict)
    owed: dict[tuple[int, Window], set[int]] = field(default_factory=dict)
    answered: dict[tuple[int, Window], set[int]] = field(default_factory=dict)
    cells: dict[Cell, Given] = field(default_factory=dict)

    def begin(self, unit: int, parent: int | None, day: date) -> None:
        self.open[unit] = parent, day

    def end(self, unit: int, day: date) -> None:
        parent, since = self.open.pop(unit)
        if since < day:
            self.versions.append(Version(unit, parent, since, day))

    def history(self) -> History:
        still = [Version(unit, parent, since) for unit, (parent, since) in sorted(self.open.items())]
        return History([*self.versions, *still], self.successions)

    def collected(self) -> tuple[Collected, ...]:
        return tuple(
            Collected.of(
                form,
                period.start,
                period.end,
                indicators=self.asks[form],
                owed=owed,
                answered=self.answered[form, period],
            )
            for (form, period), owed in self.owed.items()
        )

    def figures(self) -> Figures:
        live = Live(table(self.cells), self.collected())
        return Figures(self.history(), self.indicators, live=live)


def table(cells: dict[Cell, Given]) -> pa.Table:
    rows = [
        {
            "form": form,
            "unit": unit,
            "indicator": indicator,
            "split": split,
            "period_start": period.start,
            "period_end": period.end,
            "state": STATES[state],
            "number": number,
        }
        for (form, unit, indicator, period, split), (state, number) in cells.items()
    ]
    return pa.Table.from_pylist(rows, VALUES)


NEW = iter(range(100, 10_000_000))


def change(world: World, chance: Random, day: date) -> None:
    """Let something happen to the country on a day."""
    communes = [unit for unit, (parent, _) in world.open.items() if parent is not None]
    if not communes:
        return
    unit = chance.choice(sorted(communes))
    parent = world.open[unit][0]
    kind = chance.choice(["merge", "split", "share", "transfer", "move", "rename", "abolish"])
    if kind == "merge":
        merged = chance.sample(sorted(communes), min(len(communes), chance.randint(2, 3)))
        new = next(NEW)
        for old in merged:
            world.end(old, day)
            world.successions.append(Succession(old, new, day))
        world.begin(new, parent, day)
    elif kind in ("split", "share"):
        split(world, chance, unit, day, known=kind == "share")
    elif kind == "transfer":
        others = sorted(set(communes) - {unit})
        if others:
            share = chance.choice([None, Decimal("0.25"), Decimal("0.00001")])
            world.successions.append(Succession(unit, chance.choice(others), day, whole=False, share=share))
    elif kind == "move":
        tops = sorted(top for top, (above, _) in world.open.items() if above is None)
        world.end(unit, day)
        world.begin(unit, chance.choice(tops), day)
    elif kind == "rename":
        world.end(unit, day)
        world.begin(unit, parent, day)
    else:
        world.end(unit, day)


def split(world: World, chance: Random, unit: int, day: date, *, known: bool) -> None:
    parents = sorted(top for top, (above, _) in world.open.items() if above is None)
    world.end(unit, day)
    shares = chance.choice([("0.5", "0.5"), ("0.3", "0.7"), ("0.33333", "0.66667")])
    for share in shares:
        new = next(NEW)
        world.begin(new, chance.choice(parents), day)
        world.successions.append(
            Succession(unit, new, day, whole=False, share=Decimal(share) if known else None)
        )


def happen(chance: Random, *, adding: list[Indicator], splits: bool, changes: int) -> World:
    """Return a country with its half-year: provinces, communes, changes, monthly and quarterly forms."""
    world = World(indicators={one.key: one for one in adding})
    keys = [one.key for one in adding]
    world.asks = {1: tuple(keys[: (len(keys) + 1) // 2]), 2: tuple(keys[len(keys) // 2 :])}
    for province in range(1, chance.randint(2, 4)):
        world.begin(province, None, FIRST)
        for number in range(chance.randint(0, 4)):
            world.begin(10 * province + number, province, FIRST)
    happened = sorted(chance.sample(range(2, 180), changes))
    periods = [(1, month) for month in MONTHS] + [
        (2, chance.choice([MONTHS[0], *QUARTERS])),
        (2, QUARTERS[1]),
    ]
    for form, period in sorted(set(periods), key=lambda one: (one[1].end, one[0])):
        while happened and FIRST + timedelta(days=happened[0]) <= period.end:
            change(world, chance, FIRST + timedelta(days=happened.pop(0)))
        report(world, chance, form, period, splits=splits)
    return world


def report(world: World, chance: Random, form: int, period: Window, *, splits: bool) -> None:
    owes = {unit for unit in sorted(world.open) if chance.random() < 0.85}
    if not owes:
        return
    world.owed[form, period] = owes
    world.answered[form, period] = {unit for unit in sorted(owes) if chance.random() < 0.85}
    for unit in sorted(world.answered[form, period]):
        for indicator in world.asks[form]:
            told_apart: list[int | None] = [None]
            if splits and chance.random() < 0.5:
                told_apart = [7, 8]
            for option in told_apart:
                given = answer(chance)
                if given is not None:
                    world.cells[form, unit, indicator, period, option] = given


def answer(chance: Random) -> Given | None:
    kind = chance.random()
    if kind < 0.1:
        return None
    if kind < 0.2:
        return CellState.BLANK, None
    if kind < 0.35:
        return CellState.NOT_APPLICABLE, None
    number = Decimal(chance.choice([0, 1, 3, 10, 1000, chance.randint(0, 10**14)])) / chance.choice(
        [1, 1, 10000]
    )
    return CellState.NUMBER, number


def chance_of(seed: int) -> Random:
    """Return the same chances for the same seed."""
    return Random(seed)  # noqa: S311 - a test case, no secret


def every_way() -> list[Indicator]:
    """Return an indicator for each pair of ways to add up, every other one divisible."""
    pairs = [(units, periods) for units in Additivity for periods in Additivity]
    return [
        Indicator(1 + at, units, periods, divisible=at % 2 == 0) for at, (units, periods) in enumerate(pairs)
    ]


@st.composite
def worlds(draw: st.DrawFn, *, splits: bool = False, of: list[Indicator] | None = None) -> World:
    """Countries with up to five changes in a half-year."""
    chance = draw(st.randoms(use_true_random=False))
    return happen(chance, adding=of or every_way(), splits=splits, changes=draw(st.integers(0, 5)))


def everything(answer: Answer) -> list[Figure | NotAllocable]:
    """Return the figures of an answer and what could not be allocated."""
    return [*answer.figures, *answer.not_allocable]
