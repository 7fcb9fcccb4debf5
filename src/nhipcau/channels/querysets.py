"""The queries of channels."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.channels.models import Channel, Delivery  # noqa: F401


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Official channels."""

    def of_units(self, units: Collection[int]) -> "ChannelQuerySet":
        """Channels that belong to `units`."""
        return self.filter(unit__in=units)

    def in_use_on(self, day: date) -> "ChannelQuerySet":
        """Channels in use on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Sendings."""

    def with_names(self) -> "DeliveryQuerySet":
        """Sendings with what a list shows of them. One query."""
        return self.select_related("rendition__channel", "rendition__text", "rendition__made_by")
