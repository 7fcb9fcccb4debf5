"""What documents do to one another, beyond citing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.registry import querysets
from nhipcau.registry.models.documents import Document
from nhipcau.registry.models.findings import ENDING, Finding, RelationKind


class RelationState(models.TextChoices):
    """What a person said of a relation."""

    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")


class Relation(Record):
    """What `document` does to `target` from a day on, as a person confirmed it; that it cites it, its findings say.

    `part` names what of `target` is concerned, such as “khoản 2 Điều 5”; without it all of it is. `finding` is the
    citation that it was read from, None where a person knew it. One that is rejected is not proposed again.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        Document, models.CASCADE, related_name="relations_to_it", verbose_name=_("the other document")
    )
    kind = models.CharField(_("what it does"), max_length=10, choices=RelationKind)
    part = models.CharField(_("part of the other document"), max_length=200, blank=True)
    takes_effect_on = models.DateField(_("takes effect on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=RelationState, default=RelationState.CONFIRMED)
    finding = models.ForeignKey(Finding, models.SET_NULL, null=True, blank=True, related_name="relations")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = querysets.RelationQuerySet.as_manager()

    class Meta:
        ordering = ["document", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "target", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~Q(document=F("target")), name="relation_to_another"),
            models.CheckConstraint(
                condition=~Q(state="confirmed", kind__in=["replaces", "repeals"], takes_effect_on=None),
                name="relation_ending_has_day",
            ),
        ]
        indexes = [models.Index(fields=["target", "kind", "takes_effect_on"], name="relation_of_target")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind} {self.target_id}"

    @property
    def ends(self) -> bool:
        """Whether the other document is in force no more from that day on."""
        return self.kind in ENDING and not self.part
