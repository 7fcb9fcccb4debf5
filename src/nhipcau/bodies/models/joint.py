"""A joint programme: an agreement between units, each with what it takes on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.bodies import querysets
from nhipcau.programmes.models import Task
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class Agreement(Record):
    """A joint programme of two or more units; each side's own programme carries its tasks."""

    title = models.CharField(_("title"), max_length=300)
    purpose = models.TextField(_("purpose and duties"), blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("laid down in"),
    )
    document_words = models.CharField(_("document that lays it down"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = querysets.AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("joint programme")
        verbose_name_plural = _("joint programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Side(Record):
    """A unit that is a side to a joint programme, and when it agreed to what stands in it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sides")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sides", verbose_name=_("unit"))
    position = models.PositiveIntegerField(default=0)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "unit"], name="unit_one_side_of_an_agreement")
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Obligation(Record):
    """What a side takes on; `task` is that of its own programme."""

    side = models.ForeignKey(Side, models.CASCADE, related_name="obligations")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("what it takes on"))
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    task = models.OneToOneField(Task, models.SET_NULL, null=True, blank=True, related_name="obligation")

    objects = querysets.ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["side", "number"]
        constraints = [
            models.UniqueConstraint(fields=["side", "number"], name="obligations_of_a_side_numbered_once")
        ]

    def __str__(self) -> str:
        return self.text[:100]
