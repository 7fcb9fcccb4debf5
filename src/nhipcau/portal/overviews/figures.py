"""Approved figures, as readers and programs are given them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.reporting import overviews as reporting
from nhipcau.reporting.models import Period, SubmissionState
from nhipcau.units.models import Unit

FIGURES = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """An approved figure with where it is from; `number` is None when figures do not add up, and `why` says so."""

    code: str
    name: str
    names: tuple[str, str]
    measure: str
    measures: tuple[str, str]
    definition: str
    area: str
    areas: tuple[str, str]
    number: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int
    state: str
    why: str | Promise


_REASONS: dict[str, Promise] = {
    "never_over_units": _("Units' figures are not added up"),
    "never_over_periods": _("Periods' figures are not added up"),
    "no_single_latest": _("There is no single latest figure"),
}
_STATES: dict[str, Promise] = {
    "blank": _("No figure so far"),
    "not_applicable": _("Did not occur"),
    "not_due": _("Not yet due"),
}


def figure_periods(today: date) -> QuerySet[Period]:
    """Return the periods that have ended and have approved answers, latest first."""
    approved = Period.objects.filter(
        ends_on__lt=today, collections__submissions__state=SubmissionState.APPROVED
    )
    return approved.distinct().order_by("-ends_on", "starts_on")


def figures_of(period: Period, today: date) -> tuple[Figure, ...]:
    """Return the approved figures of a period; the queries are those of `reporting.overviews.public_figures`."""
    return tuple(_figure(one) for one in reporting.public_figures(period, today=today))


def _figure(one: "reporting.Total") -> Figure:
    counted = one.indicator
    above, below = one.ratio_of or (None, None)
    why = _REASONS[one.reason] if one.reason else _STATES.get(one.state, "")
    return Figure(
        code=counted.code,
        name=counted.local_name,
        names=(counted.name, counted.name_en),
        measure=counted.local_measure,
        measures=(counted.measure, counted.measure_en),
        definition=counted.local_definition,
        area=one.unit.name,
        areas=_names_of(one.unit),
        number=one.number,
        numerator=above.number if above else None,
        denominator=below.number if below else None,
        reported=one.reported,
        expected=one.expected,
        state=str(one.state),
        why="" if one.number is not None else why,
    )


def _names_of(unit: Unit) -> tuple[str, str]:
    """Return a unit's newest name in Vietnamese and in English."""
    latest = unit.latest
    return (latest.name, latest.name_en) if latest else ("", "")


def leading(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures of the first page: the first that have a number above zero."""
    return tuple(figure for figure in figures if figure.number)[:FIGURES]
