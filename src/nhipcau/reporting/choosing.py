"""What the totals page can be asked for: periods by their names, sets of indicators, units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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
from nhipcau.units import reach
from nhipcau.units import rules as units_rules
from nhipcau.units.among import among
from nhipcau.units.models import Unit

# So many units directly under the one chosen are offered to choose from.
MOST_UNDER = 300
# So many of the newest periods are looked through first for one that has figures.
NEWEST = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that can be chosen, by its newest name; `top` when the units above it are not seen."""

    unit_id: int
    name: str
    top: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What totals are shown of, with what else could be chosen. `boundaries` None: as reported.

    `places` are the units at the top, those above and directly under the one chosen: thousands more open from there.
    """

    place: Place | None
    unit: Unit | None
    places: tuple[Place, ...]
    seen: frozenset[int]
    period: Period | None
    periods: tuple[Period, ...]
    form: Form | None
    forms: tuple[Form, ...]
    indicators: tuple[Indicator, ...]
    include_unapproved: bool
    boundaries: date | None

    @property
    def query(self) -> dict[str, str]:
        """What names this choice in an address."""
        return {
            "unit": str(self.place.unit_id) if self.place else "",
            "period": period_key(self.period) if self.period else "",
            "form": str(self.form.pk) if self.form else "",
            "approved": "0" if self.include_unapproved else "1",
            "boundaries": "today" if self.boundaries else "reported",
        }

    @property
    def named_periods(self) -> list[tuple[str, Period]]:
        """The periods with their names in an address."""
        return [(period_key(one), one) for one in self.periods]

    @property
    def counted(self) -> str:
        """Which answers count, in words."""
        return _("approved and not yet approved") if self.include_unapproved else _("approved only")

    @property
    def drawn(self) -> str:
        """In which boundaries, in words."""
        return _("in today's boundaries") if self.boundaries else _("as reported")


def period_key(period: Period) -> str:
    """Return the name of a period in an address: `quarter-official-2026-4`."""
    return f"{period.kind}-{period.calendar}-{period.year}-{period.number}"


def choose(user: Any, asked: Any) -> Chosen:
    """Return what `asked` (the query of an address) names, of what `user` sees; else what is nearest at hand.

    Raises Http404 when the address names a unit that the user does not see. Nine queries.
    """
    seen = units_access.visible_units(user)
    places = _places(seen, asked.get("unit"))
    place = next((one for one in places if str(one.unit_id) == asked.get("unit")), None)
    if asked.get("unit") and place is None:
        raise Http404
    place = place or next((one for one in places if one.top), None)
    periods = _periods()
    period = next((one for one in periods if period_key(one) == asked.get("period")), None)
    period = period or _newest_with_figures(periods, seen)
    fields = _fields(period, seen) if period else []
    forms = list({field.section.form_id: field.section.form for field in fields}.values())
    form = next((one for one in forms if str(one.pk) == asked.get("form")), None)
    kept = [field for field in fields if form is None or field.section.form_id == form.pk]
    return Chosen(
        place=place,
        unit=Unit.objects.get(pk=place.unit_id) if place else None,
        places=tuple(places),
        seen=seen,
        period=period,
        periods=tuple(periods),
        form=form,
        forms=tuple(forms),
        indicators=tuple(_with_ratios(kept)),
        include_unapproved=asked.get("approved") == "0",
        boundaries=timezone.localdate() if asked.get("boundaries") == "today" else None,
    )


def _places(seen: frozenset[int], asked: str | None) -> list[Place]:
    """Return the units at the top of what is seen, and those around the one asked for, by name. From memory."""
    tree, today = reach.tree(), timezone.localdate()
    newest, language = tree.newest(), get_language()
    above = [unit for unit in seen if unit in newest and newest[unit].parent not in seen]
    tops = [unit for unit in above if newest[unit].valid_to is None] or above
    number = int(asked) if asked and asked.isdecimal() else None
    chosen = number if number in seen else min(tops, default=None, key=lambda unit: newest[unit].name)
    if chosen is None:
        return []
    way = units_rules.above(tree.parents(today), chosen)
    under = tree.children(today).get(chosen, ())[:MOST_UNDER]
    found = {*tops, *way, *under, chosen} & seen & newest.keys()
    places = [Place(unit, newest[unit].named(language), unit in tops) for unit in found]
    return sorted(places, key=lambda place: (place.name, place.unit_id))


def _periods() -> list[Period]:
    """Return the periods anything was asked for, and the years they belong to, newest first."""
    known = {period_key(one): one for one in Period.objects.filter(collections__isnull=False).distinct()}
    for one in list(known.values()):
        year = _year(one)
        known.setdefault(period_key(year), year)
    return sorted(known.values(), key=lambda one: (one.ends_on, one.starts_on), reverse=True)


def _newest_with_figures(periods: Iterable[Period], seen: frozenset[int]) -> Period | None:
    """Return the newest period with an approved report of the units; else the newest that was asked for, or None."""
    asked = [one for one in periods if one.pk]
    approved = Submission.objects.filter(
        among("unit", seen), collection=OuterRef("pk"), state=SubmissionState.APPROVED
    )
    # Asked of each collection, as it stops at the first, and of the newest before all others: years of answers of the
    # nation are half a million, and one of the newest periods nearly always has some.
    for some in (asked[:NEWEST], asked[NEWEST:]):
        collections = Collection.objects.filter(Exists(approved), period__in=[one.pk for one in some])
        filled = set(collections.order_by().values_list("period", flat=True)) if some else set()
        found = next((one for one in some if one.pk in filled), None)
        if found:
            return found
    return asked[0] if asked else None


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


def _fields(period: Period, seen: frozenset[int]) -> list[FormField]:
    """Return what some of the units were asked for within the period, in the order of the forms."""
    within = Period.objects.within(period.starts_on, period.ends_on, period.calendar)
    pairs = Collection.units.through.objects.filter(among("unit", seen), collection=OuterRef("pk"))
    collections = Collection.objects.filter(Exists(pairs), period__in=within)
    fields = FormField.objects.filter(section__form__in=collections.values("form"))
    return list(
        fields.select_related("section__form", "indicator__whole").order_by(
            "section__form__title", "section__form", "section__position", "position", "pk"
        )
    )


def _with_ratios(fields: Iterable[FormField]) -> list[Indicator]:
    """Return the indicators asked for, each once, wholes before their parts, and the ratios of them at the end."""
    given = [field.indicator for field in fields]
    asked: dict[int, Indicator] = {}
    for indicator in given:
        if indicator.whole and indicator.over_units == Additivity.SUM:
            asked.setdefault(indicator.whole.pk, indicator.whole)
        asked.setdefault(indicator.pk, indicator)
    ratios = Indicator.objects.filter(active=True, numerator__in=asked, denominator__in=asked)
    return [*asked.values(), *ratios]
