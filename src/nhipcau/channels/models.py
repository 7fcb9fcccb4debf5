"""The register of official channels, and what was sent over them. Nothing can be sent anywhere else."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nhipcau.audit.models import Record
from nhipcau.channels import querysets
from nhipcau.newsroom.models import ItemText
from nhipcau.units.models import Unit


class ChannelKind(models.TextChoices):
    """What kind of channel it is; only those with an adapter are sent to by the system."""

    PORTAL = "portal", _("Portal")
    FEED = "feed", _("Feed")
    FAN_PAGE = "fan_page", _("Fan page")
    MESSAGING = "messaging", _("Messaging account")
    VIDEO = "video", _("Video channel")
    LOUDSPEAKER = "loudspeaker", _("Loudspeaker")
    INFORMATION_POINT = "information_point", _("Information point")


class Channel(Record):
    """An official channel of a unit, in use during [valid_from, valid_to), set up by a decision."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="channels", verbose_name=_("owner"))
    kind = models.CharField(_("kind of channel"), max_length=20, choices=ChannelKind)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=500)
    decision = models.CharField(_("set up by decision"), max_length=300)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until (first day no longer)"), null=True, blank=True)

    objects = querysets.ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="channel_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Rendition(Record):
    """An item's text as it goes to one channel: a revision of the text, in its language."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="renditions")
    text = models.ForeignKey(ItemText, models.PROTECT, related_name="renditions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "revision"], name="rendition_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.text} → {self.channel}"


class DeliveryState(models.TextChoices):
    """What became of a sending."""

    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("Cancelled before it was sent")


class Delivery(Record):
    """The sending of a rendition, not before `due_at`.

    The key is stored before anything is sent, so nothing goes out twice.
    """

    rendition = models.OneToOneField(Rendition, models.PROTECT, related_name="delivery")
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    key = models.UUIDField(unique=True)
    external_address = models.CharField(_("address"), max_length=500, blank=True)
    due_at = models.DateTimeField(_("not before"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.rendition} ({self.get_state_display()})"
