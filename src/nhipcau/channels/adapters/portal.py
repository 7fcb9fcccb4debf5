"""The portal: a text is delivered when its revision is the one readers read."""

from datetime import datetime

from django.urls import reverse

from nhipcau.channels.models import Delivery, Rendition
from nhipcau.newsroom import actions as newsroom
from nhipcau.units.models import User


class Portal:
    """The public site of this installation."""

    def deliver(self, delivery: Delivery, *, at: datetime) -> str:
        """Make the rendition's revision the published one."""
        rendition = delivery.rendition
        text = newsroom.record_publication(rendition.text, rendition.revision, by=rendition.made_by, at=at)
        page = reverse("portal:article", args=[text.language, text.item.slug])
        return rendition.channel.address.rstrip("/") + page

    def withdraw(self, rendition: Rendition, *, by: User, at: datetime, reason: str) -> None:
        """Do nothing: the text itself says that it is withdrawn, and why."""
