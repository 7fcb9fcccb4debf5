"""Units' answers, the figures in them, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import querysets
from nhipcau.reporting.models.collections import Collection
from nhipcau.reporting.models.forms import FormQuestion
from nhipcau.units.models import Unit


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
    counted = models.DecimalField(
        _("what the activities gave when it was sent"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    follow_up = models.BooleanField(_("to be looked at again"), default=False)
    follow_up_note = models.CharField(
        _("what is to be looked at"), max_length=300, blank=True, default="", db_default=""
    )

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

    `values` maps an indicator's code to {"state", "number" (text or null), "note"}, `told` the key of a question to
    what was written.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()
    narrative = models.TextField(blank=True)
    told = models.JSONField(default=dict)
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


class Narrative(Record):
    """What a unit wrote to a question of the form."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="narratives")
    question = models.ForeignKey(FormQuestion, models.PROTECT, related_name="narratives")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["submission", "question"]
        constraints = [models.UniqueConstraint(fields=["submission", "question"], name="narrative_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.text[:40]}"


class AttachmentKind(models.TextChoices):
    """What a file kept with an answer is."""

    SIGNED = "signed", _("Signed report")
    FILE = "file", _("File")


class Attachment(Record):
    """A file kept with an answer: the signed PDF, an annex."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind of file"), max_length=6, choices=AttachmentKind)
    file = models.FileField(_("file"), upload_to="reports/%Y/%m", max_length=300)
    file_name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [models.UniqueConstraint(fields=["submission", "sha256"], name="attachment_once")]

    def __str__(self) -> str:
        return self.file_name
