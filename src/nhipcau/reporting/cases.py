"""Tables that tell figures apart by the cases of a split, over every indicator that has it: the parts, put in place.

A part is an indicator, so the figures are asked for as those of indicators and laid out by case afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nhipcau.indicators.models import Indicator, Split, SplitOption
from nhipcau.reporting.tables import Asked, Axis, Cell, Heading, Table, table
from nhipcau.rollup import CellState


@dataclass(frozen=True, slots=True)
class Parted:
    """How indicators are told apart by one split.

    `parts` is whole → case → the parts that count it: several where another split tells them apart further. `without`
    are the indicators that this split does not tell apart.
    """

    split: Split
    cases: tuple[SplitOption, ...]
    wholes: tuple[Indicator, ...]
    parts: Mapping[int, Mapping[int, tuple[Indicator, ...]]]
    without: tuple[Indicator, ...]

    def indicators(self, wholes: Iterable[Indicator]) -> tuple[Indicator, ...]:
        """Return what a table of some of the wholes must ask for: they and their parts."""
        return tuple(
            one
            for whole in wholes
            for one in (whole, *(part for some in self.parts[whole.pk].values() for part in some))
        )


def parted(indicators: Sequence[Indicator]) -> tuple[Parted, ...]:
    """Return the splits that tell some of `indicators` apart, with their wholes in the order given.

    None without a part among them, else one query, and one for each whole that was not read with its part.
    """
    given = {one.pk: one for one in indicators if one.whole}
    if not given:
        return ()
    links = Indicator.options.through.objects.filter(indicator__in=given).order_by("splitoption__split__code")
    by_split: dict[Split, list[tuple[Indicator, SplitOption]]] = {}
    for link in links.select_related("splitoption__split"):
        option = link.splitoption
        by_split.setdefault(option.split, []).append((given[link.indicator_id], option))
    return tuple(_parted(split, some, indicators) for split, some in by_split.items())


def _parted(
    split: Split, some: Iterable[tuple[Indicator, SplitOption]], indicators: Sequence[Indicator]
) -> Parted:
    order = {one.pk: place for place, one in enumerate(indicators)}
    wholes: dict[int, Indicator] = {}
    parts: dict[int, dict[int, tuple[Indicator, ...]]] = {}
    cases: dict[int, SplitOption] = {}
    for part, option in sorted(some, key=lambda pair: order[pair[0].pk]):
        if part.whole:
            wholes.setdefault(part.whole.pk, part.whole)
            cases[option.pk] = option
            of_whole = parts.setdefault(part.whole.pk, {})
            of_whole[option.pk] = (*of_whole.get(option.pk, ()), part)
    return Parted(
        split=split,
        cases=tuple(sorted(cases.values(), key=lambda one: (one.position, one.pk))),
        wholes=tuple(wholes.values()),
        parts=parts,
        without=tuple(one for one in indicators if one.whole is None and one.pk not in parts),
    )


def table_of_cases(
    asked: Asked, told: Parted, *, today: date, first: int = 0, most: int | None = None
) -> Table:
    """Return the table that `asked` is of, one of its axes being Axis.CASE; its indicators are some of `told.wholes`.

    The last case is the whole. At most twelve queries.
    """
    wholes = asked.indicators if Axis.INDICATOR in (asked.rows, asked.columns) else asked.indicators[:1]
    rows, columns = (_asked_as(axis, asked) for axis in (asked.rows, asked.columns))
    inner = table(
        replace(asked, rows=rows, columns=columns, indicators=told.indicators(wholes)),
        today=today,
        first=first,
        most=most,
    )
    found = _Found(inner, told)
    cases = (*(Heading(one.local_name, case=one) for one in told.cases), Heading(""))
    by_case = {
        Axis.CASE: cases,
        Axis.INDICATOR: tuple(Heading(one.local_name, indicator=one) for one in wholes),
    }
    row_axis, column_axis = (
        by_case.get(axis) or headings
        for axis, headings in ((asked.rows, inner.rows), (asked.columns, inner.columns))
    )
    whole_keys = {whole.pk for whole in wholes}
    return replace(
        inner,
        asked=replace(asked, split=told.split),
        without=told.without,
        rows=row_axis,
        columns=column_axis,
        cells=tuple(tuple(found.cell(row, column, wholes[0]) for column in column_axis) for row in row_axis),
        # What a whole has is what its parts have: said once.
        not_allocated=tuple(one for one in inner.not_allocated if one.indicator.pk not in whole_keys),
    )


def _asked_as(axis: Axis, asked: Asked) -> Axis:
    """Return what the table of parts has where the table of cases has `axis`."""
    if axis is Axis.CASE:
        return Axis.INDICATOR if Axis.INDICATOR not in (asked.rows, asked.columns) else Axis.NOTHING
    return axis


class _Found:
    """The cells of a table of parts, found by the whole and the case."""

    def __init__(self, inner: Table, told: Parted) -> None:
        self.told = told
        self.by_place = dict(_places(inner))

    def cell(self, row: Heading, column: Heading, only: Indicator) -> Cell | None:
        """Return the cell of a whole (`only`, where the table tells none apart) and a case there."""
        whole = row.indicator or column.indicator or only
        case = row.case or column.case
        other = _other(row) or _other(column)
        if case is None:
            return self.by_place.get((whole.pk, other))
        parts = self.told.parts[whole.pk].get(case.pk, ())
        cells = [cell for part in parts if (cell := self.by_place.get((part.pk, other)))]
        return together(whole, cells) if cells else None


# Where a heading is about a unit or a period: what it stands for.
Other = tuple[str, object] | None


def _other(heading: Heading) -> Other:
    if heading.unit_id is not None:
        return "unit", heading.unit_id
    return ("period", (heading.period.starts_on, heading.period.ends_on)) if heading.period else None


def _places(inner: Table) -> Iterator[tuple[tuple[int, Other], Cell]]:
    for row, cells in zip(inner.rows, inner.cells, strict=True):
        for column, cell in zip(inner.columns, cells, strict=True):
            if cell is not None:
                yield (cell.indicator.pk, _other(row) or _other(column)), cell


def together(whole: Indicator, cells: Sequence[Cell]) -> Cell:
    """Return the cells of parts of one case as one: their sum, as complete as the least complete of them."""
    if len(cells) == 1:
        return cells[0]
    reason = next((one.reason for one in cells if one.reason), None)
    numbers = [one.number for one in cells if one.number is not None]
    least = max(cells, key=lambda one: one.expected - one.reported)
    states = {one.state for one in cells}
    state = CellState.NUMBER if numbers else next(iter(states)) if len(states) == 1 else CellState.BLANK
    return replace(
        least,
        indicator=whole,
        number=sum(numbers, Decimal(0)) if numbers and reason is None else None,
        state=state,
        reason=reason,
        opens=False,
    )
