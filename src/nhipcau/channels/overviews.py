"""What other rooms and the public pages show of channels."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from nhipcau.channels import access
from nhipcau.channels.models import Channel, ChannelKind, Delivery, DeliveryState
from nhipcau.newsroom.models import Item, ItemText
from nhipcau.units.models import Unit


@dataclass(frozen=True, slots=True)
class Site:
    """Whose public site this is: the portal in the register that is in use, with its owner; None before there is one."""

    name: str
    owner: str
    email: str
    phone: str


def site_on(day: date) -> Site | None:
    """Return the portal in use on `day`; of several, the one in use longest. Two queries."""
    portal = _portal_on(day)
    if portal is None:
        return None
    return Site(str(portal), portal.unit.name, portal.unit.contact_email, portal.unit.contact_phone)


def owner_of_site(day: date) -> Unit | None:
    """Return the unit that owns the portal in use on `day`, None where there is none. Two queries."""
    portal = _portal_on(day)
    return portal.unit if portal else None


def _portal_on(day: date) -> Channel | None:
    portals = Channel.objects.filter(kind=ChannelKind.PORTAL).in_use_on(day)
    ready = portals.select_related("unit").prefetch_related("unit__versions")
    portal: Channel | None = ready.order_by("valid_from", "pk").first()
    return portal


def official_channels(day: date) -> list[Channel]:
    """Return every official channel in use on `day`, owners' names ready. Three queries."""
    in_use = Channel.objects.in_use_on(day).select_related("unit")
    return list(in_use.prefetch_related("unit__versions").order_by("kind", "name"))


def deliveries_of(item: Item) -> list[Delivery]:
    """Return the sendings of an item's texts, newest first. One query."""
    return list(Delivery.objects.filter(rendition__text__item=item).with_names()[:30])


def channels_left_for(text: ItemText) -> bool:
    """Return whether a channel is open today to which the latest revision of `text` has not gone. Two queries."""
    open_today = access.channels_open_to(text.item, timezone.localdate())
    return open_today.exclude(renditions__revision=text.latest_revision_id).exists()


def is_public_in_another_language(text: ItemText) -> bool:
    """Return whether readers read the same item in another language too. One query."""
    return ItemText.objects.public().filter(item=text.item_id).exclude(pk=text.pk).exists()


def in_feed() -> Any:
    """Return the texts that were delivered to a feed, as a sub-query of their numbers."""
    sent = Delivery.objects.filter(
        state=DeliveryState.DELIVERED, rendition__channel__kind=ChannelKind.FEED
    ).order_by()
    return sent.values("rendition__text")
