"""The slow and plain way to answer a question: one unit after the other, and `rollup.total`. What engines must equal."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from nhipcau.rollup import Additivity, CellState, Reason, Row, total
from nhipcau.rollup.composing import composes, months
from nhipcau.rollup.question import Question, Window
from nhipcau.rollup.tests.worlds import World

# unit, indicator, window → number, state, reported, expected, reason
Answers = dict[tuple[int | None, int, Window], tuple[Decimal | None, CellState, int, int, Reason | None]]
# unit, indicator, window, period's last day → the figure is counted under this unit
OUTSIDE = "outside"


def as_reported(question: Question, world: World) -> tuple[Answers, dict[tuple[int, int, Window], Decimal]]:
    """Return the figures, and the sums that units gave for days on which they did not exist."""
    answers: Answers = {}
    outside: dict[tuple[int, int, Window], Decimal] = {}
    for indicator in question.indicators:
        for window in question.windows:
            groups: dict[int | None, dict[int, list[tuple[int, Window]]]] = {}
            for unit in sorted({unit for owed in world.owed.values() for unit in owed}):
                for form, period in chosen(world, unit, indicator, window):
                    group = place(world, unit, period.end, question)
                    if group == OUTSIDE:
                        number = added(world, form, unit, indicator, period)
                        if number is not None:
                            key = unit, indicator, window
                            outside[key] = outside.get(key, Decimal(0)) + number
                    elif group != "elsewhere":
                        groups.setdefault(group, {}).setdefault(unit, []).append((form, period))  # type: ignore[arg-type]  # a group is a key
            for group, owing in groups.items():
                answers[group, indicator, window] = one_total(world, question, indicator, owing)
    return answers, outside


def one_total(
    world: World, question: Question, indicator: int, owing: dict[int, list[tuple[int, Window]]]
) -> tuple[Decimal | None, CellState, int, int, Reason | None]:
    rows = [
        row(world, form, unit, indicator, period)
        for unit, owed in owing.items()
        for form, period in owed
        if unit in world.answered[form, period]
    ]
    ends = {period.end for owed in owing.values() for _, period in owed}
    how = world.indicators[indicator]
    late = question.not_due_from
    found = total(
        rows,
        expected={unit: [period.end for _, period in owed] for unit, owed in owing.items()},
        over_units=how.over_units,
        over_periods=how.over_periods,
        not_due=[end for end in ends if late and end >= late],
    )
    return found.number, found.state, found.reported, found.expected, found.reason


def row(world: World, form: int, unit: int, indicator: int, period: Window) -> Row:
    """Return the cell: what is told apart is added up where the indicator is a sum over units, else left alone."""
    given = {
        split: world.cells[form, unit, indicator, period, split]
        for split in (None, 7, 8)
        if (form, unit, indicator, period, split) in world.cells
    }
    if None in given:
        return Row(unit, period.end, *given[None])
    number = added(world, form, unit, indicator, period)
    if number is None or world.indicators[indicator].over_units is not Additivity.SUM:
        return Row(unit, period.end, CellState.BLANK)
    return Row(unit, period.end, CellState.NUMBER, number)


def added(world: World, form: int, unit: int, indicator: int, period: Window) -> Decimal | None:
    found = [
        world.cells.get((form, unit, indicator, period, split), (None, None))[1] for split in (None, 7, 8)
    ]
    there = [number for number in found if number is not None]
    return sum(there, Decimal(0)) if there else None


def chosen(world: World, unit: int, indicator: int, window: Window) -> list[tuple[int, Window]]:
    owed = [
        (form, period)
        for (form, period), units in world.owed.items()
        if unit in units and indicator in world.asks[form] and composes(period.start, period.end, window)
    ]
    very = [one for one in owed if one[1] == window]
    if very:
        return [min(very)]
    by_length: dict[int, dict[Window, tuple[int, Window]]] = {}
    for form, period in sorted(owed):
        by_length.setdefault(months(period.start, period.end) or 0, {}).setdefault(period, (form, period))
    lengths = sorted(by_length.items(), key=lambda item: (covered(item[1]), item[0]))
    return list(lengths[-1][1].values()) if lengths else []


def covered(periods: Iterable[Window]) -> int:
    return sum((period.end - period.start).days + 1 for period in periods)


def place(world: World, unit: int, day: date, question: Question) -> int | str | None:
    """Return the unit that `unit` is counted under on `day`."""
    history = world.history()
    parents = {
        one.unit: one.parent
        for one in history.versions
        if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)
    }
    if unit not in parents:
        return OUTSIDE if question.root is None or under(history, unit, day, question.root) else "elsewhere"
    way: list[int | None] = [unit]
    while way[-1] is not None and way[-1] != question.root:
        way.append(parents.get(way[-1]))
    if way[-1] != question.root:
        return "elsewhere"
    if question.depth is None:
        return unit
    down = list(reversed(way))
    return down[min(question.depth, len(down) - 1)]


def under(history: object, unit: int, day: date, root: int) -> bool:
    from nhipcau.rollup.history import History

    assert isinstance(history, History)
    above: int | None = unit
    while above is not None and above != root:
        above = history.nearest_parent(above, day)
    return above == root
