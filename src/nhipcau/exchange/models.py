"""Files of other systems, kept with what they came to, and the keys by which other systems come in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.exchange.packets.models import OrganisationId, Packet, Status
from nhipcau.reporting.models import Calendar
from nhipcau.units.models import Membership, User

__all__ = ["Intake", "OrganisationId", "Packet", "Status"]


class Intake(Record):
    """A file of values taken in: `preview` is what it would have done then, `outcome` what it did when taken over.

    Both hold `importing.Outcome` as JSON.
    """

    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(_("format"), max_length=20)
    calendar = models.CharField(_("its periods are"), max_length=10, choices=Calendar)
    sends = models.BooleanField(_("sends what it says is complete"), default=False)
    file = models.FileField(_("file"), upload_to="exchange/%Y/%m", max_length=300)
    sha256 = models.CharField(max_length=64)
    preview = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    taken_in_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("taken in by"))
    taken_in_at = models.DateTimeField(_("taken in at"))
    applied_at = models.DateTimeField(_("taken over at"), null=True, blank=True)

    class Meta:
        ordering = ["-taken_in_at", "-pk"]
        verbose_name = _("file of another system")
        verbose_name_plural = _("files of other systems")

    def __str__(self) -> str:
        return self.name


class Token(Record):
    """A key by which another system acts as one person in one role. Only its hash is kept; `hint` is its beginning."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="tokens")
    name = models.CharField(_("what it is for"), max_length=100)
    hint = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    expires_on = models.DateField(_("last day"))
    used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        ordering = ["membership", "-made_at"]
        verbose_name = _("key for another system")
        verbose_name_plural = _("keys for other systems")

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"
