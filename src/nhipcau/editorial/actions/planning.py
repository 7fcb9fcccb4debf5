"""Entries of the plan: written, moved, called off, copied, and the item that comes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.channels.models import Channel
from nhipcau.editorial import access, errors, events, rules
from nhipcau.editorial.models import Entry
from nhipcau.newsroom import access as newsroom_access
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom import rules as newsroom_rules
from nhipcau.newsroom.models import Item
from nhipcau.programmes.models import Task
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Planned:
    """What an entry says; `topic` by its code, `languages` by theirs."""

    title: str
    kind: str
    topic: str
    day: date
    hour: time | None = None
    happens_from: date | None = None
    happens_to: date | None = None
    where: str = ""
    channels: Sequence[Channel] = ()
    languages: Sequence[str] = ()
    note: str = ""
    intent: str = rules.COVER
    task: Task | None = field(default=None)


@transaction.atomic
def plan_entry(unit: Unit, planned: Planned, *, by: User, at: datetime) -> Entry:
    """Put an entry into a unit's plan. Raises PermissionDenied; PastDayError; ValidationError for what cannot be."""
    access.require_planner(by, unit.pk)
    _require_to_come(planned.day, at)
    entry = Entry(unit=unit, task=planned.task, created_by=by, created_at=at)
    _enter(entry, planned)
    log.record(events.ENTRY_PLANNED, on=entry, by=by, **_told(entry))
    return entry


@transaction.atomic
def change_entry(entry: Entry, planned: Planned, *, by: User) -> Entry:
    """Change what an entry says; its day is changed by moving it, its intent with a reason.

    Raises PermissionDenied; ValidationError.
    """
    entry = _held(entry, by=by)
    before = _told(entry)
    day, intent = entry.day, entry.intent
    _enter(entry, planned)
    entry.day, entry.intent = day, intent
    entry.save()
    after = _told(entry)
    if before != after:
        log.record(events.ENTRY_CHANGED, on=entry, by=by, before=before, after=after)
    return entry


@transaction.atomic
def move_entry(entry: Entry, day: date, *, reason: str, by: User, at: datetime) -> Entry:
    """Move an entry to another day. Raises PermissionDenied; PastDayError; ReasonMissingError."""
    entry = _held(entry, by=by)
    _require_to_come(day, at)
    if not reason.strip():
        raise errors.ReasonMissingError
    before, entry.day = entry.day, day
    if before != day:
        entry.save(update_fields=["day"])
        moved = {"before": before.isoformat(), "after": day.isoformat(), "reason": reason.strip()}
        log.record(events.ENTRY_MOVED, on=entry, by=by, **moved)
    return entry


@transaction.atomic
def set_intent(entry: Entry, intent: str, *, reason: str, by: User) -> Entry:
    """Say what is meant to become of an entry. Raises PermissionDenied; ReasonMissingError when it is called off."""
    entry = _held(entry, by=by)
    if intent == rules.CALLED_OFF and not reason.strip():
        raise errors.ReasonMissingError
    before, entry.intent, entry.reason = entry.intent, intent, reason.strip()
    entry.full_clean(exclude=["unit", "item", "task"])
    entry.save(update_fields=["intent", "reason"])
    log.record(events.INTENT_CHANGED, on=entry, by=by, before=before, after=intent, reason=entry.reason)
    return entry


@transaction.atomic
def copy_entry(entry: Entry, *, every_days: int, until: date, by: User, at: datetime) -> list[Entry]:
    """Copy an entry to later days, without its item and the work given for it; days that are over are left out.

    Raises PermissionDenied.
    """
    entry = _held(entry, by=by)
    today = timezone.localdate(at)
    days = [day for day in rules.copies(entry.day, every_days=every_days, until=until) if day >= today]
    channels = list(entry.channels.all())
    made = []
    for day in days:
        copy = Entry(
            unit=entry.unit, title=entry.title, kind=entry.kind, topic_id=entry.topic_id, day=day, hour=entry.hour,
            where=entry.where, languages=entry.languages, note=entry.note, task=entry.task, created_by=by, created_at=at,
        )  # fmt: skip
        copy.save()
        copy.channels.set(channels)
        made.append(copy)
    if made:
        log.record(events.ENTRY_COPIED, on=entry, by=by, days=[one.day.isoformat() for one in made])
    return made


@transaction.atomic
def begin_item(entry: Entry, *, contact: str, by: User, at: datetime) -> Item:
    """Make the item of an entry, with its title, kind and topic; once.

    Raises PermissionDenied unless `by` writes for the unit; HasItemError; OffError.
    """
    entry = _held(entry, by=by)
    if entry.item_id is not None:
        raise errors.HasItemError
    if entry.intent not in rules.MEANT:
        raise errors.OffError
    details = newsroom.Details(entry.kind, entry.topic_id, free_address(entry.title), contact)
    entry.item = newsroom.add_item(entry.unit, details, title=entry.title, by=by, at=at)
    entry.save(update_fields=["item"])
    log.record(events.ITEM_BEGUN, on=entry, by=by, item=entry.item.pk)
    return entry.item


def free_address(title: str) -> str:
    """Return an address made from a title that no item has yet. Two queries at most for most titles."""
    stem = newsroom_rules.address_of(title) or "tin"
    stem = stem[: newsroom_rules.ADDRESS_LENGTH - 5].strip("-")
    taken = set(Item.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _held(entry: Entry, *, by: User) -> Entry:
    entry = Entry.objects.select_for_update(of=("self",)).select_related("unit").get(pk=entry.pk)
    access.require_planner(by, entry.unit_id)
    return entry


def _require_to_come(day: date, at: datetime) -> None:
    if day < timezone.localdate(at):
        raise errors.PastDayError


def _enter(entry: Entry, planned: Planned) -> None:
    known = {one.code for one in newsroom_access.languages()}
    for name in ("title", "kind", "day", "hour", "happens_from", "happens_to", "where", "note", "intent"):
        setattr(entry, name, getattr(planned, name))
    entry.topic_id = planned.topic
    entry.languages = [code for code in planned.languages if code in known]
    entry.full_clean(exclude=["unit", "item", "task"])
    entry.save()
    entry.channels.set(planned.channels)


def _told(entry: Entry) -> Mapping[str, Any]:
    return {
        "title": entry.title,
        "kind": entry.kind,
        "topic": entry.topic_id,
        "day": entry.day.isoformat(),
        "hour": entry.hour.isoformat() if entry.hour else "",
        "languages": list(entry.languages),
        "channels": sorted(entry.channels.values_list("pk", flat=True)),
        "note": entry.note,
    }
