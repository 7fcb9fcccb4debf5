"""The regular review of a unit's own regulations: when each is due, and what became of every review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.registry import querysets
from nhipcau.registry.models.documents import Document


class ReviewCycle(Record):
    """When a regulation that the unit issued is to be reviewed next: on a day, and every so many months after it.

    `due_on` is None when it is not to be reviewed again: repealed, or reviewed once without a cycle.
    """

    document = models.OneToOneField(
        Document, models.CASCADE, related_name="review_cycle", verbose_name=_("regulation")
    )
    months = models.PositiveSmallIntegerField(_("every so many months"), null=True, blank=True)
    due_on = models.DateField(_("next review due on"), null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = querysets.ReviewCycleQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("regular review")
        verbose_name_plural = _("regular reviews")
        indexes = [models.Index(fields=["due_on"], name="review_cycle_due")]
        constraints = [
            models.CheckConstraint(condition=Q(months=None) | Q(months__gte=1), name="review_cycle_months")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.due_on}"


class ReviewOutcome(models.TextChoices):
    """What a review decided."""

    KEEP = "keep", _("Keep as it is")
    AMEND = "amend", _("Amend or replace")
    REPEAL = "repeal", _("Repeal")


class RegulationReview(Record):
    """One review of a regulation: what was decided, why, by whom, on which day; `was_due_on` when it had been due."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="regulation_reviews")
    was_due_on = models.DateField(_("was due on"), null=True, blank=True)
    held_on = models.DateField(_("reviewed on"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=ReviewOutcome)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "-held_on", "-pk"]
        verbose_name = _("review of a regulation")
        verbose_name_plural = _("reviews of regulations")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.held_on}"

    @property
    def asks_for_draft(self) -> bool:
        """Whether another document must follow from it."""
        return self.outcome != ReviewOutcome.KEEP
