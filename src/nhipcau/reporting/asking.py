"""The writes by which an office asks for answers: periods, new forms, collections. Others use them by `actions`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.reporting import access, audiences, errors, events, rules, shapes
from nhipcau.reporting.models import (
    Calendar,
    Collection,
    Form,
    FormField,
    FormSection,
    Period,
)
from nhipcau.units import access as units_access
from nhipcau.units import holidays
from nhipcau.units.models import Role, Unit, UnitVersion, User

END_OF_WORK = time(17, 0)


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


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a form is asked and until when: what a collection proposes. An empty `period_kind` leaves it open."""

    period_kind: str = ""
    calendar: str = Calendar.OFFICIAL
    due_after: int = 2
    locks_after: int | None = None


def closed_days(near: date) -> frozenset[date]:
    """Return the days on which offices are closed in the year of `near` and the next."""
    return holidays.closed_days(near.year, near.year)


def due_day(cut_off: date, after: int) -> date:
    """Return the day a report is due: the `after`-th working day after the cut-off, the first at least."""
    return rules.working_day_after(cut_off, max(after, 1), closed_days(cut_off))


def end_of_work(day: date) -> datetime:
    """Return the moment at which a day's work ends in the local time."""
    return timezone.make_aware(datetime.combine(day, END_OF_WORK))


def lock_moment(form: Form, due_at: datetime) -> datetime | None:
    """Return when a collection of the form locks, or None when it never does by itself."""
    if form.locks_after is None:
        return None
    return end_of_work(timezone.localdate(due_at) + timedelta(days=form.locks_after))


@transaction.atomic
def make_period(kind: str, calendar: str, year: int, number: int = 1, *, by: User, at: datetime) -> Period:
    """Return the period, made when nobody had made it yet; its days follow from its name.

    Raises PermissionDenied unless `by` is an officer somewhere; NoSuchPeriodError.
    """
    _require_officer_somewhere(by)
    try:
        starts_on, ends_on = rules.period_days(kind, calendar, year, number)
    except (ValueError, KeyError) as error:
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
def make_own_period(
    kind: str, *, title: str, title_en: str, starts_on: date, ends_on: date, by: User, at: datetime
) -> Period:
    """Return the thematic or ad hoc period of that title and those days, made when nobody had made it yet.

    Raises PermissionDenied unless `by` is an officer somewhere; NoSuchPeriodError for a kind whose days follow from
    its number; NoTitleError, DaysTurnedError; ValidationError for a title that is too long.
    """
    _require_officer_somewhere(by)
    if kind not in rules.OWN_DAYS:
        raise errors.NoSuchPeriodError
    if not title.strip():
        raise errors.NoTitleError
    if ends_on < starts_on:
        raise errors.DaysTurnedError
    of_kind = Period.objects.filter(kind=kind, calendar=Calendar.CALENDAR)
    days = {"title": title.strip(), "starts_on": starts_on, "ends_on": ends_on}
    there = of_kind.filter(**days).first()
    if there:
        return there
    last = of_kind.filter(year=ends_on.year).aggregate(last=Max("number"))["last"] or 0
    period = Period(
        kind=kind,
        calendar=Calendar.CALENDAR,
        year=ends_on.year,
        number=last + 1,
        title_en=title_en.strip(),
        **days,
    )
    period.full_clean()
    period.save()
    log.record(events.PERIOD_MADE, period, by=by, at=at.isoformat())
    return period


def _require_officer_somewhere(by: User) -> None:
    if Role.OFFICER not in units_access.roles_of(by):
        raise PermissionDenied("officer")


@transaction.atomic
def make_form(
    unit: Unit,
    *,
    title: str,
    title_en: str,
    sections: Sequence[SectionAsked],
    by: User,
    at: datetime,
    rhythm: Rhythm | None = None,
) -> Form:
    """Return a new form by which `unit` asks for the indicators of `sections`, in their order.

    Raises PermissionDenied unless `by` is an officer of `unit`; EmptyFormError; RatioAskedError;
    WholeAndPartError; ValidationError for a title that is too long or missing.
    """
    access.require_officer(by, unit.pk)
    if not sections or not all(section.title.strip() and section.fields for section in sections):
        raise errors.EmptyFormError
    require_askable([one.indicator for section in sections for one in section.fields])
    kept = rhythm or Rhythm()
    form = Form(
        unit=unit,
        title=title.strip(),
        title_en=title_en.strip(),
        period_kind=kept.period_kind,
        calendar=kept.calendar,
        due_after=kept.due_after,
        locks_after=kept.locks_after,
    )
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
    form: Form,
    period: Period,
    *,
    by: User,
    at: datetime,
    due_at: datetime | None = None,
    units: Iterable[Unit] | None = None,
) -> Collection:
    """Ask `units`, or when None those of the form's audience that `by` may ask, to answer `form` for `period`.

    Units that do not exist at the period's end are left out. Without `due_at` it is due as the form says; it locks as
    the form says. Raises PermissionDenied, NotInUseError, DueTooEarlyError, AskedAlreadyError, NoUnitsError,
    AskedTwiceError.
    """
    access.require_officer(by, form.unit_id)
    if not form.active:
        raise errors.NotInUseError
    Period.objects.select_for_update().get(pk=period.pk)  # one opening at a time: see require_asked_once
    due = due_at or end_of_work(due_day(period.ends_on, form.due_after))
    require_due_day(period, due)
    if Collection.objects.filter(form=form, period=period).exists():
        raise errors.AskedAlreadyError
    if units is None:
        chosen = audiences.units_asked(form, period.ends_on)
        chosen &= units_access.units_where(by, [Role.OFFICER])
    else:
        chosen = standing_at_end(period, (unit.pk for unit in units))
    if not chosen:
        raise errors.NoUnitsError
    require_asked_once(form, period, chosen)
    collection = Collection.objects.create(
        form=form, period=period, due_at=due, locks_at=lock_moment(form, due)
    )
    collection.units.set(chosen)
    shapes.stamp(form)
    log.record(
        events.COLLECTION_OPENED,
        collection,
        by=by,
        at=at.isoformat(),
        due_at=due.isoformat(),
        units=len(chosen),
    )
    return collection


def require_due_day(period: Period, due_at: datetime) -> None:
    """Raise DueTooEarlyError when units have no working day between the cut-off and the due moment."""
    if timezone.localdate(due_at) < rules.earliest_due(period.ends_on, closed_days(period.ends_on)):
        raise errors.DueTooEarlyError


def standing_at_end(period: Period, units: Iterable[int]) -> frozenset[int]:
    """Return those of `units` that exist on the last day of the period. One query."""
    existing = UnitVersion.objects.on(period.ends_on).values_list("unit_id", flat=True)
    return frozenset(units) & frozenset(existing)


def require_askable(indicators: Sequence[Indicator]) -> None:
    """Raise RatioAskedError or WholeAndPartError when a form cannot ask for these together.

    Of an indicator and a part of it, one would be idle.
    """
    if any(one.numerator_id for one in indicators):
        raise errors.RatioAskedError
    asked = {one.pk for one in indicators}
    for one in indicators:
        if one.over_units == Additivity.SUM and one.whole_id in asked:
            raise errors.WholeAndPartError


def require_asked_once(form: Form, period: Period, units: frozenset[int]) -> None:
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
    pairs = Collection.units.through.objects.filter(collection__in=others.exclude(form=form))
    clashing = {
        collection for collection, unit in pairs.values_list("collection_id", "unit_id") if unit in units
    }
    if clashing:
        asked = FormField.objects.filter(
            section__form__collections__in=clashing, indicator__in=indicators
        ).select_related("indicator")
        field = asked.first()
        raise errors.AskedTwiceError(field.indicator.local_name if field else "")
