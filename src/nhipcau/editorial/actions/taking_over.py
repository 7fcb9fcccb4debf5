"""Items of other units taken over: copied from what readers read, attributed, and held against their origin."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit import log
from nhipcau.editorial import access, errors, events
from nhipcau.editorial.actions.planning import free_address
from nhipcau.editorial.models import TakenOver
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom.models import Item, ItemText
from nhipcau.newsroom.rules import INTERNAL, ORIGINAL
from nhipcau.units.models import Unit, User


@transaction.atomic
def take_over(origin: Item, unit: Unit, *, contact: str, by: User, at: datetime) -> Item:
    """Make an item of `unit` from what readers read of another unit's, in every language, naming where it is from.

    Nothing is published by it: the copy is written, reviewed and published like any item.
    Raises PermissionDenied unless `by` writes for the unit; OwnItemError; NotPublicError; TakenOverAlreadyError.
    """
    if origin.unit_id == unit.pk:
        raise errors.OwnItemError
    texts = {text.language: text for text in _readable(origin)}
    if not texts:
        raise errors.NotPublicError
    if TakenOver.objects.filter(item__unit=unit, origin__item=origin).exists():
        raise errors.TakenOverAlreadyError
    first = texts.get(ORIGINAL) or next(iter(texts.values()))
    content = first.published_revision.content if first.published_revision else {}
    details = newsroom.Details(
        origin.kind,
        origin.topic_id,
        free_address(first.public_title),
        contact,
        content.get("facts", {}),
        tuple(origin.audiences.values_list("code", flat=True)),
    )
    item = newsroom.add_item(unit, details, title=first.public_title, by=by, at=at)
    for text in sorted(texts.values(), key=lambda one: one.language != ORIGINAL):
        _copy(item, text, by=by, at=at)
    newsroom.add_source(item, _source(first, at), by=by, at=at)
    log.record(events.TAKEN_OVER, on=item, by=by, origin=origin.pk, languages=sorted(texts))
    return item


@transaction.atomic
def see_origin(taken: TakenOver, *, by: User) -> TakenOver:
    """Note that somebody has looked at how the origin stands now. Raises PermissionDenied."""
    taken = (
        TakenOver.objects.select_for_update(of=("self",)).select_related("item", "origin").get(pk=taken.pk)
    )
    access.require_writer(by, taken.item)
    published = taken.origin.published_revision_id
    taken.seen_id = published or taken.seen_id
    taken.withdrawal_seen = taken.origin.withdrawn_at is not None
    taken.save(update_fields=["seen", "withdrawal_seen"])
    log.record(events.ORIGIN_SEEN, on=taken.item, by=by, origin=taken.origin_id, revision=taken.seen_id)
    return taken


def _readable(origin: Item) -> list[ItemText]:
    if origin.kind in INTERNAL:
        return []
    return list(ItemText.objects.public().filter(item=origin).select_related("published_revision"))


def _copy(item: Item, text: ItemText, *, by: User, at: datetime) -> None:
    revision = text.published_revision
    if revision is None:
        raise errors.NotPublicError
    content = revision.content
    words = newsroom.Words(
        content["title"], content["summary"], content["body"], worded=content.get("worded") or {}
    )
    own = item.texts.filter(language=text.language).first()
    before = own.latest_revision_id if own else None
    newsroom.write_text(item, text.language, words, by=by, at=at, before=before)
    TakenOver.objects.create(item=item, origin=text, seen=revision, taken_by=by, taken_at=at)


def _source(text: ItemText, at: datetime) -> newsroom.Origin:
    """Return the origin as a source: readers are told of it on the article."""
    path = reverse("portal:article", args=[text.language, text.item.slug])
    said = _("From %(unit)s: %(title)s") % {"unit": text.item.unit.name, "title": text.public_title}
    return newsroom.Origin(
        said[:300], url=f"{settings.WAGTAILADMIN_BASE_URL}{path}", read_on=timezone.localdate(at)
    )
