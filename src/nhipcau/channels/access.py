"""The door to channels: who sees the register, who keeps it, and where a text may go."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhipcau.channels.adapters import ADAPTERS
from nhipcau.channels.models import Channel, Delivery
from nhipcau.channels.querysets import ChannelQuerySet, DeliveryQuerySet
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item, ItemText
from nhipcau.units import access as units
from nhipcau.units import rules
from nhipcau.units.models import Role, UnitVersion

READERS = (Role.ADMINISTRATOR, Role.OFFICER, Role.EDITOR, Role.PUBLISHER, Role.AUDITOR)
KEEPERS = (Role.ADMINISTRATOR,)


def channels_visible_to(user: Any) -> ChannelQuerySet:
    """Return the channels of the units whose register `user` may look into. Three queries and one."""
    return Channel.objects.of_units(units.units_where(user, READERS))


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` may look into some unit's register of channels."""
    if not units.units_where(user, READERS):
        raise PermissionDenied("look into a register of channels")


def get_channel(user: Any, pk: int) -> Channel:
    """Return the channel if `user` sees its register. Raises Http404 otherwise."""
    channel = channels_visible_to(user).filter(pk=pk).first()
    if channel is None:
        raise Http404
    return channel


def deliveries_visible_to(user: Any) -> DeliveryQuerySet:
    """Return the sendings of the items `user` sees. Three queries and one."""
    return Delivery.objects.filter(rendition__text__item__in=newsroom.items_visible_to(user))


def get_delivery(user: Any, pk: int) -> Delivery:
    """Return the sending if `user` sees its item. Raises Http404 otherwise."""
    delivery = deliveries_visible_to(user).with_names().filter(pk=pk).first()
    if delivery is None:
        raise Http404
    return delivery


def get_text_to_publish(user: Any, pk: int) -> ItemText:
    """Return the text if `user` publishes for its unit. Raises Http404 to strangers, PermissionDenied to others."""
    text = ItemText.objects.select_related("item__unit").filter(pk=pk).first()
    if text is None:
        raise Http404
    item = newsroom.get_item(user, text.item_id)
    newsroom.require_publisher(user, item)
    return text


def units_to_keep_for(user: Any) -> frozenset[int]:
    """Return the units whose register `user` keeps. Two queries, once a page."""
    return units.units_where(user, KEEPERS)


def may_keep(user: Any, unit_id: int) -> bool:
    """Return whether `user` keeps the register for the unit."""
    return units.may(user, unit_id, *KEEPERS)


def require_keeper(user: Any, unit_id: int) -> None:
    """Raise PermissionDenied unless `user` keeps the register for the unit."""
    if not may_keep(user, unit_id):
        raise PermissionDenied("keep the register of channels")


def channels_open_to(item: Item, day: date) -> ChannelQuerySet:
    """Return the channels an item may go to on `day`: in use, of its unit or one above it, with an adapter.

    One query and one when evaluated.
    """
    line = rules.above(UnitVersion.objects.parents(day), item.unit_id)
    return Channel.objects.of_units(line).in_use_on(day).filter(kind__in=list(ADAPTERS))
