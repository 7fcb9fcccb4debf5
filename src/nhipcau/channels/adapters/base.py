"""The face of an adapter."""

from datetime import datetime
from typing import Protocol

from nhipcau.channels.models import Delivery, Rendition
from nhipcau.units.models import User


class Adapter(Protocol):
    """Sends a rendition to its channel, and takes back what was sent."""

    def deliver(self, delivery: Delivery, *, at: datetime) -> str:
        """Send, and return the address at which the text now stands.

        Called again with the same `delivery.key` it must not send a second time.
        Raises DeliveryFailedError with what the channel answered.
        """
        ...

    def withdraw(self, rendition: Rendition, *, by: User, at: datetime, reason: str) -> None:
        """Take back what was sent; readers are told `reason`. Raises DeliveryFailedError."""
        ...
