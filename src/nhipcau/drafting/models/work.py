"""The work on a draft: what it was at each saving, what was said about it, who approved, who received it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.drafting import querysets
from nhipcau.drafting.models.draft import Draft
from nhipcau.units.models import Unit


class Revision(Record):
    """The whole text and heading of a draft as they stood at a saving; `content` can be written back.

    `automatic`: kept while somebody typed; the next automatic one of the same person takes its place.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    automatic = models.BooleanField(default=False)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["draft", "-number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="revision_numbered_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


class Comment(Record):
    """Something said about a section of a draft (`section` its uid; None for the whole), with its answers."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="comments")
    section = models.UUIDField(null=True, blank=True)
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = querysets.CommentQuerySet.as_manager()

    class Meta:
        ordering = ["draft", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class StepKind(models.TextChoices):
    """What was done with a draft on its way to be issued."""

    SUBMITTED = "submitted", _("Sent for approval")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    REOPENED = "reopened", _("Opened again")
    ISSUED = "issued", _("Issued")


class Step(Record):
    """A step of a draft on its way to be issued: at which revision, by whom, with what remark."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=StepKind)
    revision = models.PositiveIntegerField()
    remark = models.TextField(_("remark"), blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["draft", "pk"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.kind}"


class Recipient(Record):
    """Who gets the issued document: a unit of the system, or an outside body by mail.

    A unit acknowledges it; to an outside body the letter was `sent_at`, or `failure` says why not.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="receivers")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("why it could not be sent"), max_length=300, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = querysets.RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["draft", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "unit"], name="unit_receives_a_draft_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(name=""), name="recipient_is_a_unit_or_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.unit)
