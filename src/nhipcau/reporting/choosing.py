"""What the totals page can be asked for: periods by their names, sets of indicators, units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import rules
from nhipcau.reporting.models import Calendar, Collection, Form, FormField, Period, PeriodKind
from nhipcau.units import access as units_access
from nhipcau.units.models import Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """What totals are shown of, with what else could be chosen."""

    unit: Unit | None
    units: tuple[Unit, ...]
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

    Raises Http404 when the address names a unit that the user does not see. About ten queries.
    """
    units = _units(user)
    unit = next((one for one in units if str(one.pk) == asked.get("unit")), None)
    if asked.get("unit") and unit is None:
        raise Http404
    periods = _periods()
    period = next((one for one in periods if period_key(one) == asked.get("period")), None)
    period = period or _last_asked(periods)
    forms = _forms(period, units) if period else []
    form = next((one for one in forms if str(one.pk) == asked.get("form")), None)
    return Chosen(
        unit=unit or _own(user, units),
        units=tuple(units),
        period=period,
        periods=tuple(periods),
        form=form,
        forms=tuple(forms),
        indicators=tuple(_indicators([form] if form else forms)),
        include_unapproved=asked.get("approved") == "0",
    )


def _units(user: Any) -> list[Unit]:
    seen = Unit.objects.filter(pk__in=units_access.visible_units(user)).prefetch_related("versions")
    return sorted(seen, key=lambda unit: unit.name)


def _own(user: Any, units: Iterable[Unit]) -> Unit | None:
    home = units_access.home_unit(user)
    return next((one for one in units if home and one.pk == home.pk), None)


def _periods() -> list[Period]:
    """Return the periods anything was asked for, and the years and nine months they make up, newest first."""
    known = {period_key(one): one for one in Period.objects.filter(collections__isnull=False).distinct()}
    for one in list(known.values()):
        year = _period(PeriodKind.YEAR, one.calendar, one.year)
        known.setdefault(period_key(year), year)
    return sorted(known.values(), key=lambda one: (one.ends_on, one.starts_on), reverse=True)


def _period(kind: str, calendar: str, year: int) -> Period:
    starts_on, ends_on = rules.period_days(kind, calendar, year, 1)
    return Period(
        kind=kind, calendar=Calendar(calendar), year=year, number=1, starts_on=starts_on, ends_on=ends_on
    )


def _last_asked(periods: Iterable[Period]) -> Period | None:
    asked = [one for one in periods if one.pk]
    return asked[0] if asked else None


def _forms(period: Period, units: Iterable[Unit]) -> list[Form]:
    """Return the forms that some of `units` were asked to fill in within the period."""
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    collections = Collection.objects.filter(period__in=within, units__in=list(units))
    return list(Form.objects.filter(collections__in=collections).distinct())


def _indicators(forms: Iterable[Form]) -> list[Indicator]:
    """Return what the forms ask for, in the order of the forms, and the ratios made of it at the end."""
    fields = FormField.objects.filter(section__form__in=list(forms)).select_related("indicator")
    asked: dict[int, Indicator] = {}
    for field in fields.order_by("section__form", "section__position", "position", "pk"):
        asked.setdefault(field.indicator_id, field.indicator)
    ratios = Indicator.objects.filter(active=True, numerator__in=asked, denominator__in=asked)
    return [*asked.values(), *ratios]
