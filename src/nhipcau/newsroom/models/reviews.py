"""What reviewers said of a revision, and what readers were told of a change."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nhipcau.audit.models import Record
from nhipcau.newsroom.models.texts import ItemText


class Review(Record):
    """A reviewer's word on one revision of a text."""

    text = models.ForeignKey(ItemText, models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    approved = models.BooleanField()
    comment = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(comment=""), name="returned_text_has_a_comment"
            )
        ]

    def __str__(self) -> str:
        return str(_("Approved") if self.approved else _("Returned"))


class ChangeKind(models.TextChoices):
    """What readers are told a new publication is."""

    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")


class PublicChange(Record):
    """What readers are told when a published text is replaced: the day, why, and what stood there before.

    `passages` are the sentences that changed, as pairs (before, now); "" where one fell away or came in.
    """

    text = models.ForeignKey(ItemText, models.CASCADE, related_name="public_changes")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="+")
    kind = models.CharField(_("what it is"), max_length=10, choices=ChangeKind)
    note = models.CharField(_("what changed"), max_length=500)
    passages = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("public note of a change")
        verbose_name_plural = _("public notes of changes")
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="public_change_says_what_changed")]

    def __str__(self) -> str:
        return self.note
