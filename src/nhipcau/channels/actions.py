"""Every write of channels. Nothing leaves the house but through `publish_text`."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from nhipcau.audit import log
from nhipcau.audit.errors import NhipCauError
from nhipcau.channels import access, errors, events, tasks
from nhipcau.channels.adapters import ADAPTERS
from nhipcau.channels.models import Channel, ChannelKind, Delivery, DeliveryState, Rendition
from nhipcau.newsroom import access as newsroom_access
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom import rules as newsroom_rules
from nhipcau.newsroom.errors import NotApprovedError
from nhipcau.newsroom.models import ChangeKind, ItemText, PublicStamp
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Entry:
    """A channel as it is entered in the register."""

    kind: str
    name: str
    address: str
    decision: str
    valid_from: date
    name_en: str = ""


@transaction.atomic
def add_channel(unit: Unit, entry: Entry, *, by: User, at: datetime) -> Channel:
    """Enter a channel of `unit` in the register. Raises PermissionDenied unless `by` keeps it."""
    access.require_keeper(by, unit.pk)
    channel = Channel(
        unit=unit,
        kind=entry.kind,
        name=entry.name,
        name_en=entry.name_en,
        address=entry.address,
        decision=entry.decision,
        valid_from=entry.valid_from,
    )
    channel.full_clean()
    channel.save()
    PublicStamp.objects.renew()
    log.record(events.CHANNEL_ADDED, on=channel, by=by, name=entry.name, decision=entry.decision)
    return channel


@transaction.atomic
def end_channel(channel: Channel, *, first_day_without: date, by: User, at: datetime) -> Channel:
    """End a channel: from `first_day_without` on nothing is sent to it.

    Raises PermissionDenied; ChannelEndedError.
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    access.require_keeper(by, channel.unit_id)
    if channel.valid_to is not None or first_day_without <= channel.valid_from:
        raise errors.ChannelEndedError
    channel.valid_to = first_day_without
    channel.full_clean()
    channel.save(update_fields=["valid_to"])
    PublicStamp.objects.renew()
    log.record(events.CHANNEL_ENDED, on=channel, by=by, day=first_day_without.isoformat())
    return channel


@transaction.atomic
def publish_text(
    text: ItemText,
    channels: Collection[Channel],
    *,
    by: User,
    at: datetime,
    note: str = "",
    note_kind: str = ChangeKind.UPDATE,
    publish_at: datetime | None = None,
    outdates: bool = True,
) -> list[Delivery]:
    """Send the approved revision of `text` to `channels`. What was sent to a channel already is not sent again.

    It leaves at once, or at `publish_at`, and never before the item's embargo. `note` tells readers what changed; a
    text that is published already needs one. `outdates` as in `newsroom.actions.announce_change`.
    Raises PermissionDenied; NotApprovedError, NoteMissingError; NoChannelChosenError, NoSuchChannelError,
    PortalFirstError, InternalItemError.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    newsroom_access.require_publisher(by, text.item)
    if text.item.kind in newsroom_rules.INTERNAL:
        raise errors.InternalItemError
    revision = newsroom.approved_revision_of(text)
    _require_official(text, channels, at)
    if text.published_revision_id != revision.pk:
        newsroom.announce_change(text, kind=note_kind, note=note, by=by, at=at, outdates=outdates)
    leaves_at = newsroom_rules.leaves_at(at, embargo_until=text.item.embargo_until, publish_at=publish_at)
    # The portal goes first: other channels lead to its page.
    ordered = sorted(channels, key=lambda channel: channel.kind != ChannelKind.PORTAL)
    later = leaves_at if leaves_at > at else None
    deliveries = [_order(text, revision, channel, by=by, at=at, due_at=later) for channel in ordered]
    log.record(
        events.PUBLISHING_ORDERED,
        on=text,
        by=by,
        revision=revision.pk,
        channels=[channel.name for channel in ordered],
        leaves_at=leaves_at.isoformat(),
    )
    waiting = [delivery.pk for delivery in deliveries if delivery.state == DeliveryState.WAITING]
    transaction.on_commit(lambda: tasks.hand_over(waiting))
    return deliveries


def _require_official(text: ItemText, channels: Collection[Channel], at: datetime) -> None:
    if not channels:
        raise errors.NoChannelChosenError
    open_today = access.channels_open_to(text.item, timezone.localdate(at))
    allowed = set(open_today.values_list("pk", flat=True))
    if not {channel.pk for channel in channels} <= allowed:
        raise errors.NoSuchChannelError
    on_portal = text.published_revision_id == text.latest_revision_id and text.withdrawn_at is None
    if not on_portal and not any(channel.kind == ChannelKind.PORTAL for channel in channels):
        raise errors.PortalFirstError


def _order(
    text: ItemText, revision: Revision, channel: Channel, *, by: User, at: datetime, due_at: datetime | None
) -> Delivery:
    rendition, _made = Rendition.objects.get_or_create(
        channel=channel,
        revision=revision,
        defaults={"text": text, "language": text.language, "made_by": by, "made_at": at},
    )
    delivery, made = Delivery.objects.get_or_create(
        rendition=rendition, defaults={"key": uuid.uuid4(), "created_at": at, "due_at": due_at}
    )
    if not made and delivery.state in (DeliveryState.WAITING, DeliveryState.CANCELLED):
        # Ordered anew for another hour, by this person.
        Rendition.objects.filter(pk=rendition.pk).update(made_by=by, made_at=at)
        delivery.state, delivery.due_at = DeliveryState.WAITING, due_at
        delivery.save(update_fields=["state", "due_at"])
    return delivery


@transaction.atomic
def cancel_publishing(text: ItemText, *, by: User) -> None:
    """Call off what waits for its hour; what was to be told to readers of the change falls away with it.

    Raises PermissionDenied; NotScheduledError when nothing waits.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    newsroom_access.require_publisher(by, text.item)
    waiting = Delivery.objects.select_for_update().filter(
        rendition__text=text, state=DeliveryState.WAITING, due_at__isnull=False
    )
    revisions = {delivery.rendition.revision_id for delivery in waiting.select_related("rendition")}
    if not revisions:
        raise errors.NotScheduledError
    waiting.update(state=DeliveryState.CANCELLED)
    newsroom.recall_change(text, revisions, by=by)
    log.record(events.PUBLISHING_CANCELLED, on=text, by=by, revisions=sorted(revisions))


def deliver(delivery: Delivery, *, at: datetime) -> Delivery:
    """Send one rendition now, as the person who ordered it; what is delivered is not sent again.

    Before its hour, or while the item's embargo holds, it goes on waiting. A refusal is kept on the delivery, for
    the publisher to read and try again; nothing is raised.
    """
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if delivery.state != DeliveryState.WAITING:
            return delivery
        leaves_at = _leaves_at(delivery, at)
        if leaves_at > at:
            delivery.due_at = leaves_at
            delivery.save(update_fields=["due_at"])
            transaction.on_commit(lambda: tasks.hand_over([delivery.pk]))
            return delivery
        delivery.tries += 1
        delivery.save(update_fields=["tries"])
    try:
        with transaction.atomic():
            return _send(delivery, at=at)
    except PermissionDenied:
        return _fail(delivery, str(errors.NoLongerPublisherError.message))
    except NhipCauError as error:
        return _fail(delivery, str(error.message))


def _leaves_at(delivery: Delivery, at: datetime) -> datetime:
    embargo = delivery.rendition.text.item.embargo_until
    return newsroom_rules.leaves_at(at, embargo_until=embargo, publish_at=delivery.due_at)


def _send(delivery: Delivery, *, at: datetime) -> Delivery:
    rendition = delivery.rendition
    open_today = access.channels_open_to(rendition.text.item, timezone.localdate(at))
    if not open_today.filter(pk=rendition.channel_id).exists():
        raise errors.NoSuchChannelError
    if not rendition.text.reviews.filter(approved=True, revision=rendition.revision_id).exists():
        raise NotApprovedError
    if rendition.revision_id not in (rendition.text.latest_revision_id, rendition.text.published_revision_id):
        raise errors.ReopenedError
    delivery.external_address = ADAPTERS[rendition.channel.kind].deliver(delivery, at=at)
    delivery.state, delivery.delivered_at, delivery.error = DeliveryState.DELIVERED, at, ""
    delivery.save()
    log.record(
        events.DELIVERED,
        on=delivery,
        by=rendition.made_by,
        channel=rendition.channel.name,
        key=str(delivery.key),
    )
    return delivery


def _fail(delivery: Delivery, reason: str) -> Delivery:
    with transaction.atomic():
        delivery.state, delivery.error = DeliveryState.FAILED, reason
        delivery.save(update_fields=["state", "error"])
        log.record(events.DELIVERY_FAILED, on=delivery, by=delivery.rendition.made_by, error=reason)
    return delivery


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by: User, at: datetime) -> Delivery:
    """Try a delivery again that failed or still waits. Raises PermissionDenied; NotFailedError when it is through."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    newsroom_access.require_publisher(by, delivery.rendition.text.item)
    if delivery.state not in (DeliveryState.FAILED, DeliveryState.WAITING):
        raise errors.NotFailedError
    delivery.state, delivery.error = DeliveryState.WAITING, ""
    delivery.save(update_fields=["state", "error"])
    log.record(events.DELIVERY_RETRIED, on=delivery, by=by)
    transaction.on_commit(lambda: tasks.hand_over([delivery.pk]))
    return delivery


@transaction.atomic
def withdraw_text(text: ItemText, *, reason: str, by: User, at: datetime) -> ItemText:
    """Take a published text back from every channel; its page then says when and why.

    Raises PermissionDenied; NotPublishedError, ReasonMissingError.
    """
    text = newsroom.withdraw_publication(text, reason=reason, by=by, at=at)
    sent = Delivery.objects.select_for_update().filter(rendition__text=text)
    for delivery in sent.exclude(state=DeliveryState.WITHDRAWN):
        if delivery.state == DeliveryState.DELIVERED:
            rendition = delivery.rendition
            ADAPTERS[rendition.channel.kind].withdraw(rendition, by=by, at=at, reason=reason)
        delivery.state = DeliveryState.WITHDRAWN
        delivery.save(update_fields=["state"])
    log.record(events.WITHDRAWN, on=text, by=by, reason=reason)
    return text
