"""What of the units' own words was taken over into a draft."""

from django.conf import settings
from django.db import models

from nhipcau.audit.models import Record
from nhipcau.drafting.models.draft import Draft
from nhipcau.reporting.models import Narrative


class TakenOver(Record):
    """Words of a unit that stand in a section of a draft (`section` its uid), so that they are not offered twice."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="taken_over")
    section = models.UUIDField()
    narrative = models.ForeignKey(Narrative, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["draft", "pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "narrative"], name="words_taken_over_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.narrative_id}"
