"""Outgoing documents being composed, with figures that stay live until the document is issued."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.drafting import querysets
from nhipcau.indicators.models import Indicator
from nhipcau.registry.models import Document
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit


class DraftState(models.TextChoices):
    """Whether figures are live or frozen."""

    DRAFT = "draft", _("Being composed")
    ISSUED = "issued", _("Issued")


class Draft(Record):
    """An outgoing document being composed: a report on a period, in the State layout.

    `reports_on` is the unit whose totals it tells: the issuing one, or the territory a department works for.
    A line break in `issuer` is one on the page. `revision` grows with every write: whoever saves over another
    person's work is asked to look again.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="drafts", verbose_name=_("issuing unit"))
    reports_on = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit reported on"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="drafts", verbose_name=_("period"))
    superior = models.CharField(_("superior body"), max_length=200, blank=True)
    issuer = models.CharField(
        _("issuing body"), max_length=200, help_text=_("A new line here is a new line in the heading")
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60, help_text=_("For example BC-SVHTTDL"))
    place = models.CharField(_("place of issue"), max_length=100)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    subject = models.TextField(_("subject"))
    recipients = models.TextField(_("recipients, one a line"), blank=True)
    filing = models.CharField(
        _("filed with"),
        max_length=120,
        blank=True,
        help_text=_("The drafting unit in short, after “Lưu: VT,”"),
    )
    authority = models.CharField(
        _("signing authority"), max_length=120, blank=True, help_text=_("For example TM. ỦY BAN NHÂN DÂN")
    )
    signer_title = models.CharField(_("title of the signer"), max_length=120)
    signer_name = models.CharField(_("name of the signer"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=DraftState, default=DraftState.DRAFT)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("last saved"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="draft")

    objects = querysets.DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return self.subject


class Section(Record):
    """A section of a draft. In `body`, each line is a paragraph, `- ` starts a bullet, `{{key}}` is a figure.

    Only the first section may stand without a heading: it is the opening of the document.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["draft", "position"]
        constraints = [models.UniqueConstraint(fields=["draft", "position"], name="section_place_in_draft")]

    def __str__(self) -> str:
        return self.heading or self.body[:60]


class Figure(Record):
    """A reference to a total: an indicator over a unit's tree for a period.

    `seen` is the total when the draft was last saved; `frozen` the one it was issued with, `frozen_note` how many
    of the units had reported then (`108/112`).
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="figures")
    key = models.SlugField(_("key"), max_length=40)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name=_("period"))
    seen = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    frozen = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    frozen_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["draft", "key"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="figure_key_once")]

    def __str__(self) -> str:
        return self.key
