"""Writing what an item is, apart from its texts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.audit import log
from nhipcau.newsroom import access, errors, events, kinds, rules
from nhipcau.newsroom.actions.revising import held, open_again
from nhipcau.newsroom.actions.texts import Words, write_text
from nhipcau.newsroom.models import Audience, Item
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Details:
    """What an item is, apart from its texts; `topic` and `audiences` by code, `facts` as `kinds.kept` keeps them."""

    kind: str
    topic: str
    slug: str
    contact: str
    facts: Mapping[str, str] = field(default_factory=dict)
    audiences: tuple[str, ...] = ()


@transaction.atomic
def add_item(unit: Unit, details: Details, *, title: str, by: User, at: datetime) -> Item:
    """Add an item of `unit` with a Vietnamese text that has only its title.

    Raises PermissionDenied unless `by` edits for the unit.
    """
    item = Item(unit=unit, created_by=by, created_at=at)
    access.require_writer(by, item)
    _enter(item, details)
    log.record(events.ITEM_ADDED, on=item, by=by, **_told(details))
    write_text(item, rules.ORIGINAL, Words(title), by=by, at=at)
    return item


@transaction.atomic
def change_item(item: Item, details: Details, *, by: User, at: datetime) -> Item:
    """Change what an item is; what was approved must be approved again.

    Raises PermissionDenied; AddressKeptError when the address of a published item would change.
    """
    item = held(item, by=by)
    published = item.texts.filter(first_published_at__isnull=False).exists()
    if published and details.slug != item.slug:
        raise errors.AddressKeptError
    before = details_of(item)
    if before == details:
        return item
    _enter(item, details)
    log.record(events.ITEM_CHANGED, on=item, by=by, before=_told(before), after=_told(details))
    open_again(item, by=by, at=at)
    return item


def details_of(item: Item) -> Details:
    """Return what an item is now. One query."""
    audiences = tuple(sorted(item.audiences.values_list("code", flat=True)))
    return Details(item.kind, item.topic_id, item.slug, item.contact, item.facts, audiences)


def _enter(item: Item, details: Details) -> None:
    item.kind, item.topic_id, item.slug, item.contact = (
        details.kind,
        details.topic,
        details.slug,
        details.contact,
    )
    names = {fact.name for fact in kinds.facts_of(details.kind, worded=False)}
    item.facts = {name: value for name, value in details.facts.items() if name in names and value}
    item.full_clean()
    item.save()
    item.audiences.set(Audience.objects.filter(code__in=details.audiences))


def _told(details: Details) -> dict[str, Any]:
    return asdict(details) | {"facts": dict(details.facts)}


@transaction.atomic
def set_embargo(item: Item, until: datetime | None, *, by: User) -> Item:
    """Let nothing of the item leave the house before `until`, or lift that. What left already stays out.

    Raises PermissionDenied unless `by` publishes for the unit.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_publisher(by, item)
    before, item.embargo_until = item.embargo_until, until
    item.save(update_fields=["embargo_until"])
    log.record(
        events.EMBARGO_SET,
        on=item,
        by=by,
        before=before.isoformat() if before else None,
        until=until.isoformat() if until else None,
    )
    return item
