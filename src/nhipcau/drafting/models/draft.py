"""A document being composed: what it is, what stands around its text, and how far it is."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.bodies.models import Agreement
from nhipcau.drafting import querysets
from nhipcau.oversight.models import Review
from nhipcau.programmes.models import Programme
from nhipcau.registry.models import Document
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit


class DraftState(models.TextChoices):
    """How far a draft is; its figures are live until it is issued."""

    DRAFT = "draft", _("Being composed")
    IN_REVIEW = "in_review", _("Under review")
    APPROVED = "approved", _("Approved")
    ISSUED = "issued", _("Issued")


class Layout(models.TextChoices):
    """Whose layout the document has."""

    STATE = "state", _("State (Decree 30/2020)")
    PARTY = "party", _("Party")


class Template(models.TextChoices):
    """What a draft begins from; `templates` says what each of them is made of."""

    PLAN = "plan", _("Annual plan")
    GUIDANCE = "guidance", _("Guidance")
    DECISION = "decision", _("Decision with enclosed regulation")
    QUARTER_REPORT = "quarter_report", _("Quarterly report")
    HALF_YEAR_REPORT = "half_year_report", _("Half-year report")
    NINE_MONTH_REPORT = "nine_month_report", _("Nine-month report")
    YEAR_REPORT = "year_report", _("Yearly report")
    PERIOD_REPORT = "period_report", _("Report on another period")
    INTERIM_REVIEW = "interim_review", _("Interim review report")
    FINAL_REVIEW = "final_review", _("Final review report")
    LETTER = "letter", _("Official letter")
    INVITATION = "invitation", _("Invitation")
    PRESS_RELEASE = "press_release", _("Press release")
    SUBMISSION = "submission", _("Proposal to a higher body")
    JOINT_PROGRAMME = "joint_programme", _("Joint programme")
    CONCLUSIONS = "conclusions", _("Notice of conclusions")
    AID_DECISION = "aid_decision", _("Decision to accept aid")
    GREETING = "greeting", _("Greeting")


class Draft(Record):
    """An outgoing document being composed.

    `reports_on` is the unit whose totals it tells: the issuing one, or the territory a department works for. What it
    begins from: a `period` (reports; with `since_year` the window of years that ends with it), a `programme`, a
    `review` of one, an `agreement`; each may be missing. A line break in `issuer` is one on the page. In
    `legal_bases` each line is one, and `[[key]]` is a citation. `revision` grows with every write: whoever saves over
    another person's work is asked to look again, and an approval holds for
    `approved_revision` and the figures as they were then (`approved_fingerprint`). `printed` is the document as issued,
    in the JSON of the writing library: tables and charts do not change with their figures any more.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="drafts", verbose_name=_("issuing unit"))
    reports_on = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit reported on"))
    template = models.CharField(
        _("kind of draft"), max_length=20, choices=Template, default=Template.YEAR_REPORT
    )
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("period")
    )
    since_year = models.PositiveSmallIntegerField(_("first year told of"), null=True, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("programme")
    )
    review = models.ForeignKey(
        Review, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("review")
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("joint programme"),
    )
    kind = models.CharField(_("kind of document"), max_length=60, default="Báo cáo")
    layout = models.CharField(_("layout"), max_length=5, choices=Layout, default=Layout.STATE)
    superior = models.CharField(_("superior body"), max_length=200, blank=True)
    issuer = models.CharField(
        _("issuing body"), max_length=200, help_text=_("A new line here is a new line in the heading")
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60, help_text=_("For example BC-SVHTTDL"))
    place = models.CharField(_("place of issue"), max_length=100)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    subject = models.TextField(_("subject"))
    addressees = models.TextField(_("addressed to, one a line"), blank=True)
    deciding = models.CharField(
        _("who decides"),
        max_length=200,
        blank=True,
        help_text=_("In a decision, above its legal bases: for example Giám đốc Sở Du lịch"),
    )
    legal_bases = models.TextField(_("legal bases, one a line"), blank=True)
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
    state = models.CharField(_("state"), max_length=9, choices=DraftState, default=DraftState.DRAFT)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("last saved"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_revision = models.PositiveIntegerField(null=True, blank=True, editable=False)
    approved_fingerprint = models.TextField(blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="draft")
    printed = models.TextField(blank=True, editable=False)
    pdf = models.FileField(_("PDF as issued"), upload_to="drafting/%Y/%m", max_length=300, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    objects = querysets.DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return self.subject

    @property
    def day(self) -> date:
        """The day as of which it speaks of units: the end of its period or programme, or when it was last saved."""
        if self.period:
            return self.period.ends_on
        return self.programme.ends_on if self.programme else self.saved_at.date()

    @property
    def is_live(self) -> bool:
        """Whether it may still change."""
        return self.state != DraftState.ISSUED


class Partner(Record):
    """A body that issues a document together with the first one, with its own number and signature."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="partners")
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    superior = models.CharField(_("superior body"), max_length=200, blank=True)
    issuer = models.CharField(_("issuing body"), max_length=200)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60)
    authority = models.CharField(_("signing authority"), max_length=120, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=120)
    signer_name = models.CharField(_("name of the signer"), max_length=120, blank=True)

    class Meta:
        ordering = ["draft", "position"]
        constraints = [models.UniqueConstraint(fields=["draft", "position"], name="partner_place_in_draft")]

    def __str__(self) -> str:
        return self.issuer
