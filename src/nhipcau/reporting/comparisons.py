"""Figures beside each other: earlier ones of the same unit, those counted from activities, and what to ask about."""

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.reporting import rules
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
PERIOD_RUNS = "period_runs"
YEARS_BACK = 2


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


def earlier_cells(
    units: Some[int], indicators: Some[int], period: Period
) -> dict[tuple[int, int], dict[When, Cell]]:
    """Return (unit, indicator) → what was sent for periods of the same kind in the two years before. One query.

    Nothing for a period on a theme or ad hoc: what was asked on another theme is no measure for it.
    """
    if period.kind in rules.OWN_DAYS:
        return {}
    rows = Value.objects.filter(
        submission__unit__in=units,
        submission__state__in=[SubmissionState.SUBMITTED, SubmissionState.APPROVED],
        submission__collection__period__kind=period.kind,
        submission__collection__period__calendar=period.calendar,
        submission__collection__period__ends_on__lt=period.starts_on,
        submission__collection__period__year__gte=period.year - YEARS_BACK,
        indicator__in=indicators,
    ).order_by("submission__collection__period__ends_on", "pk")
    found: dict[tuple[int, int], dict[When, Cell]] = {}
    when = "submission__collection__period__year", "submission__collection__period__number"
    for unit, indicator, year, number, state, value in rows.values_list(
        "submission__unit_id", "indicator_id", *when, "state", "number"
    ):
        found.setdefault((unit, indicator), {})[year, number] = Cell(state, value)
    return found


def numbers_in(cells: Mapping[When, Cell]) -> list[Decimal]:
    """Return the numbers among earlier cells."""
    return [cell.number for cell in cells.values() if cell.number is not None]


def flags_of(submissions: Iterable[Submission]) -> dict[int, tuple[str, ...]]:
    """Return answer → why an approver should look at it: "far", "differs", "again". A few queries for each collection.

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
    values = list(
        Value.objects.filter(submission__in=pks, state=ValueState.NUMBER).select_related("indicator")
    )
    indicators = {value.indicator_id for value in values}
    units = {one.pk: one.unit_id for one in some}
    earlier = earlier_cells(set(units.values()), indicators, period)
    counted = counted_for(set(units.values()), period, indicators)
    again = set(
        Decision.objects.filter(submission__in=pks, approved=False).values_list("submission_id", flat=True)
    )
    found: dict[int, set[str]] = {pk: ({AGAIN} if pk in again else set()) for pk in pks}
    for value in values:
        place = units[value.submission_id], value.indicator_id
        if value.number is not None and rules.is_far_from(value.number, numbers_in(earlier.get(place, {}))):
            found[value.submission_id].add(FAR)
        if place in counted and counted[place] != value.number:
            found[value.submission_id].add(DIFFERS)
    return {pk: tuple(sorted(kinds)) for pk, kinds in found.items()}
