"""What is asked of which units, their answers, and what became of them. Model: DESIGN section 7."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import querysets, rules
from nhipcau.units.models import Unit


class PeriodKind(models.TextChoices):
    """How long a period is."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF_YEAR = "half_year", _("Half-year")
    NINE_MONTHS = "nine_months", _("Nine months")
    YEAR = "year", _("Year")


class Calendar(models.TextChoices):
    """Which days a period takes: those of the calendar, or the official 15th to 14th (Nghị định 09/2019/NĐ-CP)."""

    CALENDAR = "calendar", _("By the calendar")
    OFFICIAL = "official", _("15th to 14th")


class Period(Record):
    """A window of days, both ends included; `number` counts within the year from 1 (1 for a year)."""

    kind = models.CharField(_("kind"), max_length=12, choices=PeriodKind)
    calendar = models.CharField(_("calendar"), max_length=10, choices=Calendar)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = querysets.PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-starts_on"]
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        constraints = [
            models.UniqueConstraint(fields=["kind", "calendar", "year", "number"], name="period_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return rules.period_name(self.kind, self.year, self.number, language=get_language() or "vi")


class Form(Record):
    """What a unit asks of units: sections of indicators, for periods of one kind."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="forms", verbose_name=_("asked by"))
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.FormQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title


class FormSection(Record):
    """A part of a form with its heading."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["form", "position"]
        constraints = [models.UniqueConstraint(fields=["form", "position"], name="section_place_in_form")]

    def __str__(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title


class FormField(Record):
    """An indicator asked for in a section."""

    section = models.ForeignKey(FormSection, models.CASCADE, related_name="fields")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="form_fields")
    position = models.PositiveSmallIntegerField()
    required = models.BooleanField(_("must be filled in"), default=True)

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "indicator"], name="indicator_once_per_section")
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class Collection(Record):
    """A form asked for one period: which units owe it and until when. In Vietnamese: đợt báo cáo."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="collections", verbose_name=_("form"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="collections", verbose_name=_("period"))
    due_at = models.DateTimeField(_("due"))
    units = models.ManyToManyField(Unit, related_name="collections", verbose_name=_("units"))

    objects = querysets.CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [models.UniqueConstraint(fields=["form", "period"], name="form_once_per_period")]

    def __str__(self) -> str:
        return f"{self.form}, {self.period}"


class SubmissionState(models.TextChoices):
    """Where a unit's answer is."""

    DRAFT = "draft", _("Being filled in")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")


class Submission(Record):
    """A unit's answer to a collection. `submitted_at` is the last sending, `first_submitted_at` decides timeliness.

    `revision` grows with every write: whoever acts on an older one is asked to look again.
    """

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    narrative = models.TextField(_("assessment, difficulties, proposals"), blank=True)
    first_submitted_at = models.DateTimeField(_("first submitted at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = querysets.SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["collection", "unit"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["collection", "unit"], name="submission_once_per_unit")
        ]
        indexes = [models.Index(fields=["collection", "state"], name="submission_state")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.collection}"


class ValueState(models.TextChoices):
    """The states of a cell; a cell not yet due is one whose period has not ended."""

    NUMBER = "number", _("Number")
    BLANK = "blank", _("Blank")
    NOT_APPLICABLE = "not_applicable", _("Did not occur")


class Value(Record):
    """One figure of a submission. Zero is a number; blank and not applicable are not."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    state = models.CharField(_("state"), max_length=14, choices=ValueState, default=ValueState.BLANK)
    number = models.DecimalField(_("number"), max_digits=20, decimal_places=4, null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = querysets.ValueQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "indicator"], name="value_once_per_cell"),
            models.CheckConstraint(
                condition=Q(state="number", number__isnull=False, number__gte=0)
                | ~Q(state="number") & Q(number__isnull=True),
                name="only_a_number_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.number if self.state == 'number' else self.get_state_display()}"


class SubmittedVersion(Record):
    """What was sent, frozen at each sending, so that the next one can show what changed.

    `values` maps an indicator's code to {"state", "number" (text or null), "note"}.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()
    narrative = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.submission} ({self.number})"


class Decision(Record):
    """An approver's word on a submission: approved, or returned with a reason, by cell where it concerns cells."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="decisions")
    approved = models.BooleanField()
    reason = models.TextField(_("reason"), blank=True)
    cells = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(approved=True) | ~Q(reason=""), name="return_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(_("Approved") if self.approved else _("Returned"))
