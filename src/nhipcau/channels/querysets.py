"""The queries of channels."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    pass


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Official channels."""


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Sendings."""
