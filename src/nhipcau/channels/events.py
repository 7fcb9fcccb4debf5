"""The kinds of writes in channels."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

CHANNEL_ADDED = "channels.channel_added"
CHANNEL_ENDED = "channels.channel_ended"
PUBLISHING_ORDERED = "channels.publishing_ordered"
DELIVERED = "channels.delivered"
DELIVERY_FAILED = "channels.delivery_failed"
DELIVERY_RETRIED = "channels.delivery_retried"
WITHDRAWN = "channels.withdrawn"
PUBLISHING_CANCELLED = "channels.publishing_cancelled"

declare(
    Event(CHANNEL_ADDED, _("Channel entered in the register")),
    Event(CHANNEL_ENDED, _("Channel ended")),
    Event(PUBLISHING_ORDERED, _("Publishing ordered")),
    Event(DELIVERED, _("Delivered to the channel")),
    Event(DELIVERY_FAILED, _("Delivery failed")),
    Event(DELIVERY_RETRIED, _("Delivery tried again")),
    Event(WITHDRAWN, _("Withdrawn from the channels")),
    Event(PUBLISHING_CANCELLED, _("Scheduled publishing called off")),
)
