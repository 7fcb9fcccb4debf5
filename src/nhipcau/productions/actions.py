"""Every write to a series: opened, changed, ended, items put in and taken out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item, PublicStamp, Topic
from nhipcau.productions import access, events, rules
from nhipcau.productions.errors import (
    EndDayError,
    EndedError,
    InsideError,
    NotEditorError,
    OtherUnitError,
    RhythmError,
    SinceError,
    TakenSlugError,
)
from nhipcau.productions.models import Series, SeriesItem
from nhipcau.units.models import Unit, User

_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Told:
    """What a series is: its title, owner, topic and rhythm."""

    kind: str
    title: str
    slug: str
    owner: User
    since: date
    title_en: str = ""
    summary: str = ""
    topic: Topic | None = None
    rhythm: str = rules.NONE
    step: int | None = None


@transaction.atomic
def open_series(unit: Unit, told: Told, *, by: User, at: datetime) -> Series:
    """Open a series of the unit.

    Raises PermissionDenied; NotEditorError; RhythmError; SinceError; TakenSlugError.
    """
    access.require_keeper(by, unit.pk)
    series = Series(unit=unit, made_at=at, made_by=by)
    _enter(series, told, at)
    PublicStamp.objects.renew()
    log.record(events.OPENED, on=series, by=by, title=told.title)
    return series


@transaction.atomic
def change_series(series: Series, told: Told, *, by: User, at: datetime) -> Series:
    """Change what a series is.

    Raises PermissionDenied; EndedError; NotEditorError; RhythmError; SinceError; TakenSlugError.
    """
    series = _running(series, by)
    _enter(series, told, at)
    PublicStamp.objects.renew()
    log.record(events.CHANGED, on=series, by=by, title=told.title)
    return series


def _enter(series: Series, told: Told, at: datetime) -> None:
    if not newsroom.editors_of(series.unit_id).filter(pk=told.owner.pk).exists():
        raise NotEditorError
    if Series.objects.filter(slug=told.slug).exclude(pk=series.pk).exists():
        raise TakenSlugError
    if not rules.fits(told.rhythm, told.step):
        raise RhythmError
    if not rules.EARLIEST <= told.since <= timezone.localdate(at) + _AHEAD:
        raise SinceError
    for name in ("kind", "title", "slug", "owner", "since", "title_en", "summary", "topic", "rhythm", "step"):
        setattr(series, name, getattr(told, name))
    series.save()


def _running(series: Series, by: User) -> Series:
    access.require_keeper(by, series.unit_id)
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.until is not None:
        raise EndedError
    return series


@transaction.atomic
def end_series(series: Series, until: date, reason: str, *, by: User, at: datetime) -> Series:
    """End a series, with the reason. Raises PermissionDenied; EndedError; EndDayError."""
    series = _running(series, by)
    if not series.since <= until <= timezone.localdate(at):
        raise EndDayError
    series.until, series.ended_reason = until, reason
    series.save(update_fields=["until", "ended_reason"])
    PublicStamp.objects.renew()
    log.record(events.ENDED, on=series, by=by, until=until.isoformat(), reason=reason)
    return series


@transaction.atomic
def put_in(series: Series, item: Item, *, by: User, at: datetime) -> SeriesItem:
    """Put an item of the unit into the series, as its next.

    Raises PermissionDenied; EndedError; OtherUnitError; InsideError.
    """
    series = _running(series, by)
    if item.unit_id != series.unit_id:
        raise OtherUnitError
    if series.places.filter(item=item).exists():
        raise InsideError
    last = series.places.aggregate(last=Max("number"))["last"] or 0
    place = SeriesItem.objects.create(series=series, item=item, number=last + 1, at=at, by=by)
    PublicStamp.objects.renew()
    log.record(events.PUT_IN, on=series, by=by, item=item.slug, number=place.number)
    return place


@transaction.atomic
def take_out(place: SeriesItem, *, by: User) -> None:
    """Take an item out of a series. Raises PermissionDenied; EndedError."""
    series = _running(place.series, by)
    PublicStamp.objects.renew()
    log.record(events.TAKEN_OUT, on=series, by=by, item=place.item.slug, number=place.number)
    place.delete()
