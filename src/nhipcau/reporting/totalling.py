"""Totals from what units sent: gathers the rows in a few queries and lets `rollup` add them up.

Few units are added up here, in plain Python; many, and what is sealed, by `rollup`'s engine: the answers are the same.

As reported: for each period, the units that stood under the unit asked for at that period's end (DESIGN section 6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language

from nhipcau import rollup
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import answered
from nhipcau.reporting.models import Collection, FormField, Period, Seal, Submission, SubmissionState, Value
from nhipcau.reporting.sealed import newest_files
from nhipcau.reporting.sources import figures_for, window_of
from nhipcau.rollup import CellState, Reason, sealing
from nhipcau.rollup.question import Question
from nhipcau.rollup.schema import STATE_OF
from nhipcau.units import reach
from nhipcau.units.models import Unit

APPROVED_ONLY = (SubmissionState.APPROVED,)
AS_SENT = (SubmissionState.APPROVED, SubmissionState.SUBMITTED)
MISSING = "missing"
NOTHING: tuple[CellState, Decimal | None] = (CellState.BLANK, None)
STATES = {state.value: state for state in CellState}
# A year may be told from half-years, quarters or months; nine months overlap the quarters and never compose.
COMPOSING = ("half_year", "quarter", "month")
# Below this many units the database is asked for just these; above, all answers are read and chosen from.
FEW = 500


@dataclass(frozen=True, slots=True)
class Part:
    """The cell of one unit for one period behind a total.

    `submission_state` is "missing" where nothing was begun; `number` is None unless the cell counts in the total.
    """

    unit_id: int
    unit_name: str
    period: Period
    submission_id: int | None
    submission_state: str
    state: CellState
    number: Decimal | None


@dataclass(frozen=True, slots=True)
class Total:
    """One figure: of an indicator, for a unit with those below it, over a period.

    `number` is None when there is none: `reason` says why figures that are there were not added up. `reported` of
    `expected` units have sent all they owe. Of a ratio, `ratio_of` is (numerator, denominator) as totals.
    With its parts come `periods`: those the figures were asked for, the one asked for or those it is composed of.
    """

    indicator: Indicator
    unit: Unit
    period: Period
    number: Decimal | None
    state: CellState
    reported: int
    expected: int
    parts: tuple[Part, ...]
    reason: Reason | None = None
    ratio_of: "tuple[Total, Total] | None" = None
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A collection as far as totals need it."""

    pk: int
    period: Period
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """A submission as far as totals need it."""

    pk: int
    state: str


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All that totals of some indicators, of a unit, for a period are made from."""

    collections: Mapping[int, _Asked]
    asks: Mapping[int, frozenset[int]]  # collection → indicators
    owing: Mapping[int, frozenset[int]]  # unit → collections
    names: Mapping[int, str]
    answers: Mapping[tuple[int, int], _Answer]  # (collection, unit) → answer
    figures: Mapping[tuple[int, int], tuple[CellState, Decimal | None]]  # (indicator, answer) → cell
    counted: tuple[str, ...]
    not_due: frozenset[date]
    is_for_the_engine: bool  # many units, or figures that are sealed


def total(
    indicator: Indicator,
    unit: Unit,
    period: Period,
    *,
    include_unapproved: bool = False,
    today: date | None = None,
    among: frozenset[int] | None = None,
) -> Total:
    """Return the total of one indicator; see `totals`."""
    return totals([indicator], unit, period, include_unapproved=include_unapproved, today=today, among=among)[
        0
    ]


def totals(
    indicators: Iterable[Indicator],
    unit: Unit,
    period: Period,
    *,
    include_unapproved: bool = False,
    today: date | None = None,
    with_parts: bool = True,
    among: frozenset[int] | None = None,
) -> tuple[Total, ...]:
    """Return a total of each of `indicators`, in their order, for `unit` and the units below it at the period's end.

    Only approved answers count, with `include_unapproved` also those sent and not yet decided; drafts and returned
    answers never. `today` (the local day when None) decides what is not yet due. Without `with_parts` the totals have
    no parts and no periods, which is quicker over thousands of units. `among` are units to take instead of those below
    `unit`. At most eight queries; seven more where many units or sealed figures are added up, two more when the tree
    of units was written since.
    """
    wanted, today = list(indicators), today or timezone.localdate()
    states = AS_SENT if include_unapproved else APPROVED_ONLY
    by_pk, parts = _with_ratio_parts(wanted)
    of_wholes = _parts_of(by_pk.values())
    asked = {*by_pk, *(part for some in of_wholes.values() for part in some)}
    gathered = _gather(asked, unit, period, states, today, among, with_parts=with_parts)
    if of_wholes:
        gathered = _with_wholes(gathered, of_wholes)
    # What a ratio is made of is always added up, never a ratio in its turn.
    adding = {pk: one for pk, one in by_pk.items() if one.numerator_id is None or pk in parts}
    if among is None and gathered.is_for_the_engine:
        plain = _added_up(adding, unit, period, gathered, of_wholes, states, today, with_parts=with_parts)
    else:
        plain = {
            pk: _plain_total(one, unit, period, gathered, with_parts=with_parts) for pk, one in adding.items()
        }
    return tuple(
        plain[one.pk] if one.numerator_id is None else _ratio(one, unit, period, plain) for one in wanted
    )


def _added_up(
    adding: Mapping[int, Indicator],
    unit: Unit,
    period: Period,
    gathered: _Gathered,
    of_wholes: Mapping[int, Sequence[int]],
    states: tuple[str, ...],
    today: date,
    *,
    with_parts: bool,
) -> dict[int, Total]:
    """Return totals with the numbers that `rollup` finds in sealed files and the database together."""
    window = window_of(period)
    question = Question(tuple(adding), (window,), root=unit.pk, depth=0, not_due_from=today)
    answer = answered.answer(question, figures_for(adding.values(), [period], states, parts=of_wholes))
    found: dict[int, Total] = {}
    for pk, one in adding.items():
        figure = answer.figure(pk, window, unit.pk)
        if figure is None:
            found[pk] = _plain_total(one, unit, period, gathered, with_parts=with_parts)
            continue
        found[pk] = Total(
            indicator=one,
            unit=unit,
            period=period,
            number=figure.number,
            state=figure.state,
            reported=figure.reported,
            expected=figure.expected,
            parts=_parts(pk, _chosen(pk, period, gathered), gathered) if with_parts else (),
            reason=figure.reason,
            periods=_periods(_lists(pk, period, gathered).values()) if with_parts else (),
        )
    return found


def _with_ratio_parts(wanted: Sequence[Indicator]) -> tuple[dict[int, Indicator], set[int]]:
    """Return the indicators to add up, by key, and which of them are parts of a ratio."""
    by_pk = {indicator.pk: indicator for indicator in wanted}
    parts = {pk for one in wanted for pk in (one.numerator_id, one.denominator_id) if pk is not None}
    if parts - by_pk.keys():
        by_pk |= {one.pk: one for one in Indicator.objects.filter(pk__in=parts - by_pk.keys())}
    return by_pk, parts


def _gather(
    indicators: Iterable[int],
    unit: Unit,
    period: Period,
    states: tuple[str, ...],
    today: date,
    among: frozenset[int] | None,
    *,
    with_parts: bool,
) -> _Gathered:
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
    return _Gathered(
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


def _with_wholes(gathered: _Gathered, parts: Mapping[int, Sequence[int]]) -> _Gathered:
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


def _parts_of(wholes: Iterable[Indicator]) -> dict[int, list[int]]:
    """Return whole → its parts, of those whose parts add up. One query."""
    adding = [one.pk for one in wholes if one.over_units == rollup.Additivity.SUM]
    parts: dict[int, list[int]] = {}
    for whole, part in Indicator.objects.filter(whole__in=adding).values_list("whole_id", "pk"):
        parts.setdefault(whole, []).append(part)
    return parts


def _asked(indicators: set[int], period: Period) -> tuple[dict[int, _Asked], dict[int, frozenset[int]]]:
    """Return the collections within the period that ask for some of `indicators`, and for which. One query."""
    collection = "section__form__collections"
    names = "pk", "kind", "calendar", "year", "number", "starts_on", "ends_on"
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    fields = FormField.objects.filter(indicator__in=indicators, **{f"{collection}__period__in": within})
    sealed = Exists(Seal.objects.filter(collection=OuterRef(collection)))
    rows = fields.order_by(collection).values_list(
        "indicator_id", collection, sealed, *(f"{collection}__period__{name}" for name in names)
    )
    collections: dict[int, _Asked] = {}
    asks: dict[int, set[int]] = {}
    for indicator, pk, is_sealed, *kept in rows:
        if pk not in collections:
            collections[pk] = _Asked(pk, Period(**dict(zip(names, kept, strict=True))), is_sealed)
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
    collections: Mapping[int, _Asked], inside: Mapping[date, frozenset[int]], few: Sequence[int] | None
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


def _answers(collections: Mapping[int, _Asked], few: Sequence[int] | None) -> dict[tuple[int, int], _Answer]:
    found = Submission.objects.filter(collection__in=list(collections)).order_by()
    if few is not None:
        found = found.filter(unit__in=few)
    rows = found.values_list("collection_id", "unit_id", "pk", "state")
    return {(collection, unit): _Answer(pk, state) for collection, unit, pk, state in rows}


def _figures(
    collections: Mapping[int, _Asked],
    indicators: set[int],
    states: tuple[str, ...],
    few: Sequence[int] | None,
) -> dict[tuple[int, int], tuple[CellState, Decimal | None]]:
    found = Value.objects.figures(list(collections), list(indicators), states)
    if few is not None:
        found = found.filter(submission__unit__in=few)
    return {(indicator, answer): (STATES[state], number) for indicator, answer, state, number in found}


def _sealed(
    collections: Mapping[int, _Asked], indicators: set[int], answers: Mapping[tuple[int, int], _Answer]
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


def _plain_total(
    indicator: Indicator, unit: Unit, period: Period, gathered: _Gathered, *, with_parts: bool
) -> Total:
    chosen = _chosen(indicator.pk, period, gathered)
    rows = [
        rollup.Row(owes, collection.period.ends_on, *gathered.figures.get((indicator.pk, answer.pk), NOTHING))
        for owes, answers_to in chosen.items()
        for collection in answers_to
        if (answer := gathered.answers.get((collection.pk, owes))) and answer.state in gathered.counted
    ]
    ends = {id(one): tuple(collection.period.ends_on for collection in one) for one in chosen.values()}
    added = rollup.total(
        rows,
        expected={owes: ends[id(answers_to)] for owes, answers_to in chosen.items()},
        over_units=rollup.Additivity(indicator.over_units),
        over_periods=rollup.Additivity(indicator.over_periods),
        not_due=gathered.not_due,
    )
    return Total(
        indicator=indicator,
        unit=unit,
        period=period,
        number=added.number,
        state=added.state,
        reported=added.reported,
        expected=added.expected,
        parts=_parts(indicator.pk, chosen, gathered) if with_parts else (),
        reason=added.reason,
        periods=_periods(chosen.values()) if with_parts else (),
    )


def _periods(chosen: Iterable[Sequence[_Asked]]) -> tuple[Period, ...]:
    """Return the periods that figures were asked for, oldest first; many units share one list of them."""
    lists = {id(one): one for one in chosen}
    periods = {one.period.ends_on: one.period for some in lists.values() for one in some}
    return tuple(one for _, one in sorted(periods.items()))


def _parts(indicator: int, chosen: Mapping[int, Sequence[_Asked]], gathered: _Gathered) -> tuple[Part, ...]:
    """Return the cells behind a total, by the name of the unit and by period."""
    parts = [
        _part(indicator, owes, collection, gathered)
        for owes, answers_to in chosen.items()
        for collection in answers_to
    ]
    return tuple(sorted(parts, key=lambda part: (part.unit_name, part.unit_id, part.period.ends_on)))


def _chosen(indicator: int, period: Period, gathered: _Gathered) -> dict[int, list[_Asked]]:
    """Return, for each unit that owes the indicator, the collections that make up the period, without overlap."""
    lists = _lists(indicator, period, gathered)
    return {unit: lists[owed] for unit, owed in gathered.owing.items() if lists[owed]}


def _lists(indicator: int, period: Period, gathered: _Gathered) -> dict[frozenset[int], list[_Asked]]:
    """Return what units owe → the collections of it that make up the period; many units owe the same."""
    return {
        owed: _composing(
            [gathered.collections[pk] for pk in sorted(owed) if indicator in gathered.asks[pk]], period
        )
        for owed in set(gathered.owing.values())
    }


def _composing(collections: Sequence[_Asked], period: Period) -> list[_Asked]:
    """Return the collection of the very period, or those of the shorter kind that covers most of it."""
    by_kind: dict[str, dict[date, _Asked]] = {}
    for collection in collections:
        by_kind.setdefault(collection.period.kind, {}).setdefault(collection.period.ends_on, collection)
    if period.kind in by_kind:
        return list(by_kind[period.kind].values())
    candidates = [by_kind[kind] for kind in COMPOSING if kind in by_kind]
    best = max(candidates, key=_days_covered, default={})
    return [best[end] for end in sorted(best)]


def _days_covered(collections: Mapping[date, _Asked]) -> int:
    return sum((one.period.ends_on - one.period.starts_on).days + 1 for one in collections.values())


def _part(indicator: int, unit: int, collection: _Asked, gathered: _Gathered) -> Part:
    """Return the cell of a unit."""
    answer = gathered.answers.get((collection.pk, unit))
    state, number = NOTHING
    if answer is not None and answer.state in gathered.counted:
        state, number = gathered.figures.get((indicator, answer.pk), NOTHING)
    elif collection.period.ends_on in gathered.not_due:
        state = CellState.NOT_DUE
    return Part(
        unit_id=unit,
        unit_name=gathered.names[unit],
        period=collection.period,
        submission_id=answer.pk if answer else None,
        submission_state=answer.state if answer else MISSING,
        state=state,
        number=number,
    )


def _ratio(indicator: Indicator, unit: Unit, period: Period, plain: Mapping[int, Total]) -> Total:
    """Return a ratio from the sums of its two numbers; as a percentage where that is its unit of measure."""
    above, below = plain[indicator.numerator_id or 0], plain[indicator.denominator_id or 0]
    times = 100 if "%" in indicator.measure else 1
    number = rollup.ratio(above.number, below.number, times=times)
    return Total(
        indicator=indicator,
        unit=unit,
        period=period,
        number=number,
        state=CellState.NUMBER if number is not None else CellState.BLANK,
        reported=min(above.reported, below.reported),
        expected=max(above.expected, below.expected),
        parts=(),
        ratio_of=(above, below),
        periods=above.periods,
    )
