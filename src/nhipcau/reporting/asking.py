"""The writes by which an office asks for answers: periods, forms, collections. Offered to other rooms by `actions`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import access, errors, events, rules
from nhipcau.reporting.models import Collection, Form, FormField, FormSection, Period
from nhipcau.units import access as units_access
from nhipcau.units.models import Role, Unit, UnitVersion, User


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """An indicator a section asks for."""

    indicator: Indicator
    required: bool = True


@dataclass(frozen=True, slots=True)
class SectionAsked:
    """A section of a form to be made."""

    title: str
    title_en: str
    fields: Sequence[FieldAsked]


@transaction.atomic
def make_period(kind: str, calendar: str, year: int, number: int = 1, *, by: User, at: datetime) -> Period:
    """Return the period, made when nobody had made it yet; its days follow from its name.

    Raises PermissionDenied unless `by` is an officer somewhere; NoSuchPeriodError.
    """
    if Role.OFFICER not in units_access.roles_of(by):
        raise PermissionDenied("officer")
    try:
        starts_on, ends_on = rules.period_days(kind, calendar, year, number)
    except ValueError as error:
        raise errors.NoSuchPeriodError from error
    period, made = Period.objects.get_or_create(
        kind=kind,
        calendar=calendar,
        year=year,
        number=number,
        defaults={"starts_on": starts_on, "ends_on": ends_on},
    )
    if made:
        log.record(events.PERIOD_MADE, period, by=by, at=at.isoformat())
    return period


@transaction.atomic
def make_form(
    unit: Unit, *, title: str, title_en: str, sections: Sequence[SectionAsked], by: User, at: datetime
) -> Form:
    """Return a new form by which `unit` asks for the indicators of `sections`, in their order.

    Raises PermissionDenied unless `by` is an officer of `unit`; EmptyFormError; RatioAskedError;
    WholeAndPartError; ValidationError for a title that is too long or missing.
    """
    access.require_officer(by, unit.pk)
    if not sections or not all(section.title.strip() and section.fields for section in sections):
        raise errors.EmptyFormError
    if any(one.indicator.numerator_id for section in sections for one in section.fields):
        raise errors.RatioAskedError
    _require_whole_or_parts([one.indicator for section in sections for one in section.fields])
    form = Form(unit=unit, title=title.strip(), title_en=title_en.strip())
    form.full_clean()
    form.save()
    for place, asked in enumerate(sections, 1):
        section = FormSection(
            form=form, title=asked.title.strip(), title_en=asked.title_en.strip(), position=place
        )
        section.full_clean()
        section.save()
        FormField.objects.bulk_create(
            FormField(section=section, indicator=one.indicator, required=one.required, position=position)
            for position, one in enumerate(asked.fields, 1)
        )
    log.record(events.FORM_MADE, form, by=by, at=at.isoformat())
    return form


@transaction.atomic
def open_collection(
    form: Form, period: Period, *, due_at: datetime, units: Iterable[Unit], by: User, at: datetime
) -> Collection:
    """Ask `units` to answer `form` for `period` until `due_at`; units that do not exist at its end are left out.

    Raises PermissionDenied, DueTooEarlyError, AskedAlreadyError, NoUnitsError, AskedTwiceError.
    """
    access.require_officer(by, form.unit_id)
    Period.objects.select_for_update().get(pk=period.pk)  # one opening at a time: see _require_asked_once
    if timezone.localdate(due_at) < rules.earliest_due(period.ends_on):
        raise errors.DueTooEarlyError
    if Collection.objects.filter(form=form, period=period).exists():
        raise errors.AskedAlreadyError
    existing = UnitVersion.objects.on(period.ends_on).values_list("unit_id", flat=True)
    chosen = {unit.pk for unit in units} & set(existing)
    if not chosen:
        raise errors.NoUnitsError
    _require_asked_once(form, period, chosen)
    collection = Collection.objects.create(form=form, period=period, due_at=due_at)
    collection.units.set(chosen)
    log.record(
        events.COLLECTION_OPENED,
        collection,
        by=by,
        at=at.isoformat(),
        due_at=due_at.isoformat(),
        units=len(chosen),
    )
    return collection


def _require_whole_or_parts(indicators: Sequence[Indicator]) -> None:
    """Raise WholeAndPartError when a form asks for an indicator and for a part of it: one of them would be idle."""
    asked = {one.pk for one in indicators}
    for one in indicators:
        if one.over_units == Additivity.SUM and one.whole_id in asked:
            raise errors.WholeAndPartError


def _require_asked_once(form: Form, period: Period, units: set[int]) -> None:
    """Raise AskedTwiceError when a unit would report the same indicator for the same period in two forms.

    Totals would otherwise have two figures for one cell and no way to tell which is right. A whole is what its parts
    are together: asking for both is asking twice.
    """
    asked_here = FormField.objects.filter(section__form=form)
    indicators = Indicator.objects.filter(
        Q(form_fields__in=asked_here)
        | Q(parts__form_fields__in=asked_here, over_units=Additivity.SUM)
        | Q(whole__form_fields__in=asked_here, whole__over_units=Additivity.SUM)
    )
    others = Collection.objects.filter(period=period, form__sections__fields__indicator__in=indicators)
    pairs = Collection.units.through.objects.filter(collection__in=others)
    clashing = {
        collection for collection, unit in pairs.values_list("collection_id", "unit_id") if unit in units
    }
    if clashing:
        asked = FormField.objects.filter(
            section__form__collections__in=clashing, indicator__in=indicators
        ).select_related("indicator")
        field = asked.first()
        raise errors.AskedTwiceError(field.indicator.local_name if field else "")
