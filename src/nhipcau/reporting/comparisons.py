"""Figures beside each other: earlier ones of the same unit, those counted from activities, and what to ask about."""

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max, Min, QuerySet
from django.utils.translation import get_language

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.checking import broken_rules, rules_of
from nhipcau.reporting.counting import counted_for
from nhipcau.reporting.models import (
    Decision,
    Period,
    Submission,
    SubmissionState,
    Value,
    ValueState,
)

FAR = "far"
DIFFERS = "differs"
AGAIN = "again"
MOVED = "moved"
RULE = "rule"
MARKED = "marked"
PERIOD_RUNS = "period_runs"
YEARS_BACK = 2  # earlier figures that a new one is held against
SHOWN = 12  # earlier figures that are shown beside a cell


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it stands: `number` is None unless `state` is "number"."""

    state: str = ValueState.BLANK
    number: Decimal | None = None
    note: str = ""

    def as_sent(self) -> dict[str, str | None]:
        """Return the cell as it is frozen at a sending."""
        number = None if self.number is None else plain(self.number)
        return {"state": str(self.state), "number": number, "note": self.note}


def plain(number: Decimal) -> str:
    """Return a number without trailing zeros: the text by which two figures are compared.

    >>> plain(Decimal("12.0000")), plain(Decimal("1200"))
    ('12', '1200')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


BLANK = Cell()
When = tuple[int, int]  # (year, number) of a period of one kind


@dataclass(frozen=True, slots=True)
class Past:
    """A cell as it was sent for an earlier period, and the answer it stands in."""

    cell: Cell
    submission_id: int
    name: str


class Sent(NamedTuple):
    """A figure as it was sent, of thousands on one page: its columns by their names."""

    submission_id: int
    indicator_id: int
    number: Decimal | None
    follow_up: bool
    counted: Decimal | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something the reporter is asked to look at again before sending; never a refusal. `kind` is a constant above."""

    kind: str
    code: str = ""
    name: str = ""
    number: Decimal | None = None
    other: Decimal | None = None


def cells_of(submission: Submission) -> dict[int, Cell]:
    """Return indicator → cell of an answer. One query."""
    rows = submission.values.order_by().values_list("indicator_id", "state", "number", "note")
    return {indicator: Cell(state, number, note) for indicator, state, number, note in rows}


def kept_in(submission: Submission) -> tuple[dict[int, Cell], dict[int, Decimal | None]]:
    """Return indicator → cell of an answer, and indicator → what the activities gave at its last sending. One query."""
    rows = submission.values.order_by().values_list("indicator_id", "state", "number", "note", "counted")
    cells, then = {}, {}
    for indicator, state, number, note, counted in rows:
        cells[indicator], then[indicator] = Cell(state, number, note), counted
    return cells, then


def earlier_cells(
    units: Some[int], indicators: Some[int], period: Period
) -> dict[tuple[int, int], dict[When, Past]]:
    """Return (unit, indicator) → what was sent for earlier periods of the same kind, oldest first. One query.

    It reaches back as far as twelve such periods do, and two years at least. Periods on a theme have no earlier ones.
    """
    if period.kind not in rules.MONTHS:
        return {}
    years = max(YEARS_BACK, -(-SHOWN // rules.periods_a_year(period.kind)))
    rows = sent_before(units, period, years).filter(indicator__in=indicators)
    rows = rows.order_by("submission__collection__period__ends_on", "pk")
    found: dict[tuple[int, int], dict[When, Past]] = {}
    when = "submission__collection__period__year", "submission__collection__period__number"
    language = get_language() or "vi"
    for unit, indicator, year, number, state, value, submission in rows.values_list(
        "submission__unit_id", "indicator_id", *when, "state", "number", "submission_id"
    ):
        name = rules.period_name(period.kind, year, number, language=language)
        past = Past(Cell(state, value), submission, name)
        found.setdefault((unit, indicator), {})[year, number] = past
    return found


def bounds_before(unit: int, indicators: Some[int], period: Period) -> dict[int, tuple[Decimal, ...]]:
    """Return indicator → the lowest and highest number that the unit sent before. One query."""
    found = bounds_of([unit], indicators, period)
    return {indicator: bounds for (_unit, indicator), bounds in found.items()}


def bounds_of(
    units: Some[int], indicators: Some[int], period: Period
) -> dict[tuple[int, int], tuple[Decimal, ...]]:
    """Return (unit, indicator) → the lowest and highest number that was sent in the two years before. One query.

    As much of the past as `rules.is_far_from` looks at, without reading every figure of two years.
    """
    if period.kind not in rules.MONTHS:
        return {}
    rows = sent_before(units, period, YEARS_BACK).filter(number__isnull=False)
    found = rows.order_by().values("submission__unit_id", "indicator_id")
    wanted = frozenset(indicators)
    bounds = found.annotate(low=Min("number"), high=Max("number"))
    return {
        (unit, indicator): (low, high)
        for unit, indicator, low, high in bounds.values_list(
            "submission__unit_id", "indicator_id", "low", "high"
        )
        if indicator in wanted
    }


def sent_before(units: Some[int], period: Period, years: int) -> "QuerySet[Value]":
    """Return the figures that were sent for earlier periods of the same kind, of so many years back."""
    return Value.objects.filter(
        submission__unit__in=units,
        submission__state__in=[SubmissionState.SUBMITTED, SubmissionState.APPROVED],
        submission__collection__period__kind=period.kind,
        submission__collection__period__calendar=period.calendar,
        submission__collection__period__ends_on__lt=period.starts_on,
        submission__collection__period__year__gte=period.year - years,
    )


def numbers_in(cells: Mapping[When, Past], period: Period) -> list[Decimal]:
    """Return the numbers of the two years before `period` among earlier cells."""
    return [
        past.cell.number
        for (year, _number), past in cells.items()
        if past.cell.number is not None and year >= period.year - YEARS_BACK
    ]


def flags_of(submissions: Iterable[Submission]) -> dict[int, tuple[str, ...]]:
    """Return answer → why an approver should look at it, as the kinds above. A few queries for each collection.

    An answer without a flag may be approved with others at once.
    """
    by_collection: dict[int, list[Submission]] = {}
    for submission in submissions:
        by_collection.setdefault(submission.collection_id, []).append(submission)
    flags: dict[int, tuple[str, ...]] = {}
    for some in by_collection.values():
        flags |= _flags(some)
    return flags


def _flags(some: Sequence[Submission]) -> dict[int, tuple[str, ...]]:
    pks = [one.pk for one in some]
    period = some[0].collection.period
    rows = Value.objects.filter(submission__in=pks).order_by().values_list(*Sent._fields)
    values = [Sent(*row) for row in rows]
    indicators = {value.indicator_id for value in values}
    known = list(Indicator.objects.filter(pk__in=indicators).select_related("whole"))
    units = {one.pk: one.unit_id for one in some}
    earlier = bounds_of(set(units.values()), indicators, period)
    counted = counted_for(set(units.values()), period, indicators, known=known)
    again = set(
        Decision.objects.filter(submission__in=pks, approved=False).values_list("submission_id", flat=True)
    )
    found: dict[int, set[str]] = {pk: ({AGAIN} if pk in again else set()) for pk in pks}
    for value in values:
        place = units[value.submission_id], value.indicator_id
        if value.number is not None and rules.is_far_from(value.number, earlier.get(place, ())):
            found[value.submission_id].add(FAR)
        if place in counted and counted[place] != value.number:
            found[value.submission_id].add(DIFFERS)
        if value.follow_up:
            found[value.submission_id].add(MARKED)
        if value.counted != counted.get(place):
            found[value.submission_id].add(MOVED)
    for pk in _breaking(some[0].collection.form_id, known, values):
        found[pk].add(RULE)
    return {pk: tuple(sorted(kinds)) for pk, kinds in found.items()}


def _breaking(form_id: int, indicators: Sequence[Indicator], values: Sequence[Sent]) -> set[int]:
    """Return the answers whose figures break a rule of the form. One query."""
    asked = rules_of(form_id)
    numbers: dict[int, dict[int, Decimal]] = {}
    for value in values if asked else ():
        if value.number is not None:
            numbers.setdefault(value.submission_id, {})[value.indicator_id] = value.number
    return {pk for pk, some in numbers.items() if broken_rules(asked, indicators, some)}
