"""The queries of packets."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.exchange.packets.models import OrganisationId, Packet, Status  # noqa: F401


class OrganisationIdQuerySet(models.QuerySet["OrganisationId"]):
    """Identifiers of organisations."""

    def on(self, day: date) -> "OrganisationIdQuerySet":
        """Those that are valid on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def meeting(self, valid_from: date, valid_to: date | None) -> "OrganisationIdQuerySet":
        """Those that are valid some day of [valid_from, valid_to)."""
        found = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
        return found if valid_to is None else found.filter(valid_from__lt=valid_to)

    def ours(self) -> "OrganisationIdQuerySet":
        """Those of units here."""
        return self.filter(unit__isnull=False)


class PacketQuerySet(models.QuerySet["Packet"]):
    """Packets."""

    def of_units(self, units: Collection[int]) -> "PacketQuerySet":
        """Packets to or from some units."""
        return self.filter(unit__in=units)

    def told(self) -> "PacketQuerySet":
        """Packets with what is shown of them."""
        return self.select_related("document").prefetch_related("unit__versions", "statuses")

    def unwritten(self) -> "PacketQuerySet":
        """Packets that have to be put into the folder, oldest first."""
        return self.filter(way="out", written_at__isnull=True).order_by("pk")


class StatusQuerySet(models.QuerySet["Status"]):
    """States of packets."""

    def unwritten(self) -> "StatusQuerySet":
        """States that have to be put into the folder, oldest first."""
        return self.filter(said_by_us=True, written_at__isnull=True).order_by("pk")
