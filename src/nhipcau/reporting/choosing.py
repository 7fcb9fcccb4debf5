"""What the totals page can be asked for: periods by their names, sets of indicators, units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.models import (
    Collection,
    Form,
    FormField,
    Period,
    PeriodKind,
    Submission,
    SubmissionState,
)
from nhipcau.units import access as units_access
from nhipcau.units.models import Unit, UnitVersion


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that can be chosen, by its newest name; `top` when the units above it are not seen."""

    unit: Unit
    name: str
    top: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What totals are shown of, with what else could be chosen."""

    place: Place | None
    places: tuple[Place, ...]
    period: Period | None
    periods: tuple[Period, ...]
    form: Form | None
    forms: tuple[Form, ...]
    indicators: tuple[Indicator, ...]
    include_unapproved: bool


def period_key(period: Period) -> str:
    """Return the name of a period in an address: `quarter-official-2026-4`."""
    return f"{period.kind}-{period.calendar}-{period.year}-{period.number}"


def choose(user: Any, asked: Any) -> Chosen:
    """Return what `asked` (the query of an address) names, of what `user` sees; else what is nearest at hand.

    Raises Http404 when the address names a unit that the user does not see. Nine queries.
    """
    places = _places(user)
    place = next((one for one in places if str(one.unit.pk) == asked.get("unit")), None)
    if asked.get("unit") and place is None:
        raise Http404
    periods = _periods()
    period = next((one for one in periods if period_key(one) == asked.get("period")), None)
    period = period or _newest_with_figures(periods, places)
    fields = _fields(period, places) if period else []
    forms = list({field.section.form_id: field.section.form for field in fields}.values())
    form = next((one for one in forms if str(one.pk) == asked.get("form")), None)
    kept = [field for field in fields if form is None or field.section.form_id == form.pk]
    return Chosen(
        place=place or next((one for one in places if one.top), None),
        places=tuple(places),
        period=period,
        periods=tuple(periods),
        form=form,
        forms=tuple(forms),
        indicators=tuple(_with_ratios(kept)),
        include_unapproved=asked.get("approved") == "0",
    )


def _places(user: Any) -> list[Place]:
    seen = units_access.visible_units(user)
    versions = UnitVersion.objects.filter(unit__in=seen).select_related("unit").order_by("valid_from")
    newest = {version.unit_id: version for version in versions}
    places = [
        Place(version.unit, version.local_name, version.parent_id not in seen) for version in newest.values()
    ]
    return sorted(places, key=lambda place: place.name)


def _periods() -> list[Period]:
    """Return the periods anything was asked for, and the years they belong to, newest first."""
    known = {period_key(one): one for one in Period.objects.filter(collections__isnull=False).distinct()}
    for one in list(known.values()):
        year = _year(one)
        known.setdefault(period_key(year), year)
    return sorted(known.values(), key=lambda one: (one.ends_on, one.starts_on), reverse=True)


def _newest_with_figures(periods: Iterable[Period], places: Iterable[Place]) -> Period | None:
    """Return the newest period with an approved report of the units; else the newest that was asked for, or None."""
    asked = [one for one in periods if one.pk]
    units = [place.unit.pk for place in places]
    approved = Submission.objects.filter(unit__in=units, state=SubmissionState.APPROVED)
    filled = set(approved.order_by().values_list("collection__period", flat=True).distinct())
    return next((one for one in asked if one.pk in filled), asked[0] if asked else None)


def _year(of: Period) -> Period:
    starts_on, ends_on = rules.period_days(PeriodKind.YEAR, of.calendar, of.year, 1)
    return Period(
        kind=PeriodKind.YEAR,
        calendar=of.calendar,
        year=of.year,
        number=1,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _fields(period: Period, places: Iterable[Place]) -> list[FormField]:
    """Return what some of the units were asked for within the period, in the order of the forms."""
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    units = [place.unit.pk for place in places]
    collections = Collection.objects.filter(period__in=within, units__in=units)
    fields = FormField.objects.filter(section__form__in=collections.values("form"))
    return list(
        fields.select_related("section__form", "indicator").order_by(
            "section__form__title", "section__form", "section__position", "position", "pk"
        )
    )


def _with_ratios(fields: Iterable[FormField]) -> list[Indicator]:
    """Return the indicators asked for, each once, wholes before their parts, and the ratios of them at the end."""
    given = [field.indicator for field in fields]
    wholes = {one.whole_id for one in given if one.whole_id and one.over_units == Additivity.SUM}
    whole = Indicator.objects.in_bulk(wholes)
    asked: dict[int, Indicator] = {}
    for indicator in given:
        if indicator.whole_id is not None and indicator.whole_id in whole:
            asked.setdefault(indicator.whole_id, whole[indicator.whole_id])
        asked.setdefault(indicator.pk, indicator)
    ratios = Indicator.objects.filter(active=True, numerator__in=asked, denominator__in=asked)
    return [*asked.values(), *ratios]
