"""The Atom feed of the portal: it lists the texts delivered to it, each with the portal's page."""

from datetime import datetime

from django.urls import reverse

from nhipcau.channels.models import Delivery, Rendition
from nhipcau.units.models import User


class Feed:
    """The feed in the language of the text."""

    def deliver(self, delivery: Delivery, *, at: datetime) -> str:
        """Return the feed's address; the delivery itself is what puts the text into the feed."""
        rendition = delivery.rendition
        site = rendition.channel.address.rstrip("/").removesuffix("/feed.atom")
        site = site.removesuffix("/vi").removesuffix("/en")
        return site + reverse("portal:feed", args=[rendition.language])

    def withdraw(self, rendition: Rendition, *, by: User, at: datetime, reason: str) -> None:
        """Do nothing: a feed lists only texts that are public."""
