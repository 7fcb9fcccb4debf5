"""Totals from what units sent: gathers the rows in a few queries and lets `rollup` add them up.

Few units are added up here, in plain Python; many, and what is sealed, by `rollup`'s engine: the answers are the same.

As reported: for each period, the units that stood under the unit asked for at that period's end (DESIGN section 6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from nhipcau import rollup
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import answered
from nhipcau.reporting.gathering import (
    Gathered,
    ShortCollection,
    chosen_of,
    gather,
    lists_of,
    parts_of,
    with_wholes,
)
from nhipcau.reporting.models import Period, SubmissionState
from nhipcau.reporting.sources import figures_for, window_of
from nhipcau.rollup import CellState, Reason
from nhipcau.rollup.question import Question
from nhipcau.units.models import Unit

APPROVED_ONLY = (SubmissionState.APPROVED,)
AS_SENT = (SubmissionState.APPROVED, SubmissionState.SUBMITTED)
MISSING = "missing"
NOTHING: tuple[CellState, Decimal | None] = (CellState.BLANK, None)


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
    of_wholes = parts_of(by_pk.values())
    asked = {*by_pk, *(part for some in of_wholes.values() for part in some)}
    gathered = gather(asked, unit, period, states, today, among, with_parts=with_parts)
    if of_wholes:
        gathered = with_wholes(gathered, of_wholes)
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
    gathered: Gathered,
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
            parts=_parts(pk, chosen_of(pk, period, gathered), gathered) if with_parts else (),
            reason=figure.reason,
            periods=_periods(lists_of(pk, period, gathered).values()) if with_parts else (),
        )
    return found


def _with_ratio_parts(wanted: Sequence[Indicator]) -> tuple[dict[int, Indicator], set[int]]:
    """Return the indicators to add up, by key, and which of them are parts of a ratio."""
    by_pk = {indicator.pk: indicator for indicator in wanted}
    parts = {pk for one in wanted for pk in (one.numerator_id, one.denominator_id) if pk is not None}
    if parts - by_pk.keys():
        by_pk |= {one.pk: one for one in Indicator.objects.filter(pk__in=parts - by_pk.keys())}
    return by_pk, parts


def _plain_total(
    indicator: Indicator, unit: Unit, period: Period, gathered: Gathered, *, with_parts: bool
) -> Total:
    chosen = chosen_of(indicator.pk, period, gathered)
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


def _periods(chosen: Iterable[Sequence[ShortCollection]]) -> tuple[Period, ...]:
    """Return the periods that figures were asked for, oldest first; many units share one list of them."""
    lists = {id(one): one for one in chosen}
    periods = {one.period.ends_on: one.period for some in lists.values() for one in some}
    return tuple(one for _, one in sorted(periods.items()))


def _parts(
    indicator: int, chosen: Mapping[int, Sequence[ShortCollection]], gathered: Gathered
) -> tuple[Part, ...]:
    """Return the cells behind a total, by the name of the unit and by period."""
    parts = [
        _part(indicator, owes, collection, gathered)
        for owes, answers_to in chosen.items()
        for collection in answers_to
    ]
    return tuple(sorted(parts, key=lambda part: (part.unit_name, part.unit_id, part.period.ends_on)))


def _part(indicator: int, unit: int, collection: ShortCollection, gathered: Gathered) -> Part:
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
