"""What totals are made from: who was asked, who owes, who answered, the figures; gathered in a few queries.

As reported: for each period, the units that stood under the unit asked for at that period's end (DESIGN section 6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from nhipcau import rollup
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.models import Collection, FormField, Period, Seal, Submission, Value
from nhipcau.reporting.sealed import newest_files
from nhipcau.rollup import CellState, sealing
from nhipcau.rollup.schema import STATE_OF
from nhipcau.units import reach
from nhipcau.units.models import Unit

STATES = {state.value: state for state in CellState}
# A year may be told from half-years, quarters or months; nine months overlap the quarters and never compose.
COMPOSING = ("half_year", "quarter", "month")
# Below this many units the database is asked for just these; above, all answers are read and chosen from.
FEW = 500


@dataclass(frozen=True, slots=True)
class ShortCollection:
    """A collection as far as totals need it."""

    pk: int
    period: Period
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A submission as far as totals need it."""

    pk: int
    state: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that totals of some indicators, of a unit, for a period are made from."""

    collections: Mapping[int, ShortCollection]
    asks: Mapping[int, frozenset[int]]  # collection → indicators
    owing: Mapping[int, frozenset[int]]  # unit → collections
    names: Mapping[int, str]
    answers: Mapping[tuple[int, int], ShortAnswer]  # (collection, unit) → answer
    figures: Mapping[tuple[int, int], tuple[CellState, Decimal | None]]  # (indicator, answer) → cell
    counted: tuple[str, ...]
    not_due: frozenset[date]
    is_for_the_engine: bool  # many units, or figures that are sealed


def gather(
    indicators: Iterable[int],
    unit: Unit,
    period: Period,
    states: tuple[str, ...],
    today: date,
    among: frozenset[int] | None,
    *,
    with_parts: bool,
) -> Gathered:
    """Return what totals of `indicators`, for `unit` and the units below it (or `among`), over `period` are made from.

    `states` are those in which an answer counts; a collection whose period ends on `today` or later is not due. Names
    are read with parts only. At most six queries.
    """
    collections, asks = _asked(set(indicators), period)
    ends = {collection.period.ends_on for collection in collections.values()}
    inside = _inside(unit, ends, among)
    units = frozenset().union(*inside.values())
    few = list(units) if len(units) <= FEW else None
    is_sealed = any(one.is_sealed for one in collections.values())
    # Whoever wants the parts has every figure read anyway: then nothing is read twice but what is sealed.
    engine_adds = among is None and (is_sealed or (few is None and not with_parts))
    needed = with_parts or not engine_adds
    owing = _owing(collections, inside, few) if needed else {}
    names = _names(inside, owing) if with_parts else {}
    answers = _answers(collections, few) if needed else {}
    sealed_figures = _sealed(collections, set(indicators), answers) if engine_adds and needed else {}
    return Gathered(
        collections=collections,
        asks=asks,
        owing=owing,
        names=names,
        answers=answers,
        figures=_figures(collections, set(indicators), states, few) | sealed_figures if needed else {},
        counted=states,
        not_due=frozenset(end for end in ends if end >= today),
        is_for_the_engine=engine_adds,
    )


def with_wholes(gathered: Gathered, parts: Mapping[int, Sequence[int]]) -> Gathered:
    """Return the same with the cells of wholes: a whole is what its parts are together, where it was not given itself."""
    asks = {
        collection: asked | {whole for whole, some in parts.items() if asked.intersection(some)}
        for collection, asked in gathered.asks.items()
    }
    figures = dict(gathered.figures)
    cells: dict[tuple[int, int], list[tuple[CellState, Decimal | None]]] = {}
    whole_of = {part: whole for whole, some in parts.items() for part in some}
    for (indicator, answer), cell in gathered.figures.items():
        if indicator in whole_of:
            cells.setdefault((whole_of[indicator], answer), []).append(cell)
    for key, some_cells in cells.items():
        figures.setdefault(key, _together(some_cells))
    return replace(gathered, asks=asks, figures=figures)


def _together(cells: Sequence[tuple[CellState, Decimal | None]]) -> tuple[CellState, Decimal | None]:
    """Return parts' cells as one: their sum where there is a number, blank where one is missing, else not applicable.

    >>> _together([(CellState.NUMBER, Decimal(3)), (CellState.NOT_APPLICABLE, None)])
    (<CellState.NUMBER: 'number'>, Decimal('3'))
    """
    numbers = [number for _, number in cells if number is not None]
    if numbers:
        return CellState.NUMBER, sum(numbers, Decimal(0))
    states = {state for state, _ in cells}
    return (CellState.BLANK if CellState.BLANK in states else CellState.NOT_APPLICABLE), None


def parts_of(wholes: Iterable[Indicator]) -> dict[int, list[int]]:
    """Return whole → its parts, of those whose parts add up. One query."""
    adding = [one.pk for one in wholes if one.over_units == rollup.Additivity.SUM]
    parts: dict[int, list[int]] = {}
    for whole, part in Indicator.objects.filter(whole__in=adding).values_list("whole_id", "pk"):
        parts.setdefault(whole, []).append(part)
    return parts


def _asked(
    indicators: set[int], period: Period
) -> tuple[dict[int, ShortCollection], dict[int, frozenset[int]]]:
    """Return the collections within the period that ask for some of `indicators`, and for which. One query."""
    collection = "section__form__collections"
    names = "pk", "kind", "calendar", "year", "number", "starts_on", "ends_on"
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    fields = FormField.objects.filter(indicator__in=indicators, **{f"{collection}__period__in": within})
    sealed = Exists(Seal.objects.filter(collection=OuterRef(collection)))
    rows = fields.order_by(collection).values_list(
        "indicator_id", collection, sealed, *(f"{collection}__period__{name}" for name in names)
    )
    collections: dict[int, ShortCollection] = {}
    asks: dict[int, set[int]] = {}
    for indicator, pk, is_sealed, *kept in rows:
        if pk not in collections:
            collections[pk] = ShortCollection(pk, Period(**dict(zip(names, kept, strict=True))), is_sealed)
        asks.setdefault(pk, set()).add(indicator)
    return collections, {pk: frozenset(some) for pk, some in asks.items()}


def _inside(unit: Unit, ends: set[date], among: frozenset[int] | None) -> dict[date, frozenset[int]]:
    """Return, for each of `ends`, the units at and below `unit` (or `among`) that exist then."""
    tree = reach.tree()
    return {
        end: (tree.below([unit.pk], end) if among is None else among) & tree.on(end).keys() for end in ends
    }


def _names(inside: Mapping[date, frozenset[int]], units: Iterable[int]) -> dict[int, str]:
    """Return the names of units, each as of the last of the days on which it is inside."""
    language, tree = get_language(), reach.tree()
    names: dict[int, str] = {}
    for end, some in sorted(inside.items()):
        then = tree.on(end)
        names |= {unit: then[unit].named(language) for unit in units if unit in some}
    return names


def _owing(
    collections: Mapping[int, ShortCollection],
    inside: Mapping[date, frozenset[int]],
    few: Sequence[int] | None,
) -> dict[int, frozenset[int]]:
    """Return the unit → the collections it owes an answer to, of the units that existed at the period's end."""
    owing: dict[int, set[int]] = {}
    pairs = Collection.units.through.objects.filter(collection_id__in=list(collections)).order_by()
    if few is not None:
        pairs = pairs.filter(unit_id__in=few)
    for collection, owes in pairs.values_list("collection_id", "unit_id"):
        if owes in inside[collections[collection].period.ends_on]:
            owing.setdefault(owes, set()).add(collection)
    return {unit: frozenset(owed) for unit, owed in owing.items()}


def _answers(
    collections: Mapping[int, ShortCollection], few: Sequence[int] | None
) -> dict[tuple[int, int], ShortAnswer]:
    found = Submission.objects.filter(collection__in=list(collections)).order_by()
    if few is not None:
        found = found.filter(unit__in=few)
    rows = found.values_list("collection_id", "unit_id", "pk", "state")
    return {(collection, unit): ShortAnswer(pk, state) for collection, unit, pk, state in rows}


def _figures(
    collections: Mapping[int, ShortCollection],
    indicators: set[int],
    states: tuple[str, ...],
    few: Sequence[int] | None,
) -> dict[tuple[int, int], tuple[CellState, Decimal | None]]:
    found = Value.objects.figures(list(collections), list(indicators), states)
    if few is not None:
        found = found.filter(submission__unit__in=few)
    return {(indicator, answer): (STATES[state], number) for indicator, answer, state, number in found}


def _sealed(
    collections: Mapping[int, ShortCollection],
    indicators: set[int],
    answers: Mapping[tuple[int, int], ShortAnswer],
) -> dict[tuple[int, int], tuple[CellState, Decimal | None]]:
    """Return the cells of answers that are sealed, as they are in the files. One query."""
    wanted = pa.array(sorted(indicators), pa.int64())
    found = {}
    for collection, file in newest_files(collections).items():
        values = sealing.values_of(file.path)
        values = values.filter(pc.is_in(values["indicator"], wanted))
        cells = (values[name].to_pylist() for name in ("unit", "indicator", "state", "number"))
        for unit, indicator, state, number in zip(*cells, strict=True):
            if (answer := answers.get((collection, unit))) is not None:
                found[indicator, answer.pk] = STATE_OF[state], number
    return found


def chosen_of(indicator: int, period: Period, gathered: Gathered) -> dict[int, list[ShortCollection]]:
    """Return, for each unit that owes the indicator, the collections that make up the period, without overlap."""
    lists = lists_of(indicator, period, gathered)
    return {unit: lists[owed] for unit, owed in gathered.owing.items() if lists[owed]}


def lists_of(
    indicator: int, period: Period, gathered: Gathered
) -> dict[frozenset[int], list[ShortCollection]]:
    """Return what units owe → the collections of it that make up the period; many units owe the same."""
    return {
        owed: _composing(
            [gathered.collections[pk] for pk in sorted(owed) if indicator in gathered.asks[pk]], period
        )
        for owed in set(gathered.owing.values())
    }


def _composing(collections: Sequence[ShortCollection], period: Period) -> list[ShortCollection]:
    """Return the collection of the very period, or those of the shorter kind that covers most of it."""
    by_kind: dict[str, dict[date, ShortCollection]] = {}
    for collection in collections:
        by_kind.setdefault(collection.period.kind, {}).setdefault(collection.period.ends_on, collection)
    if period.kind in by_kind:
        return list(by_kind[period.kind].values())
    candidates = [by_kind[kind] for kind in COMPOSING if kind in by_kind]
    best = max(candidates, key=_days_covered, default={})
    return [best[end] for end in sorted(best)]


def _days_covered(collections: Mapping[date, ShortCollection]) -> int:
    return sum((one.period.ends_on - one.period.starts_on).days + 1 for one in collections.values())
