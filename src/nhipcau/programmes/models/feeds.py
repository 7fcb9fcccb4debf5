"""Secret addresses under which a calendar program reads deadlines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.units.models import Membership


class FeedScope(models.TextChoices):
    """Whose deadlines a calendar shows."""

    UNIT = "unit", _("Tasks of my unit")
    PERSON = "person", _("Tasks of my unit, and those we gave to others")


class Feed(Record):
    """A calendar that ends with the membership it is bound to. Only the hash of its address is kept."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="calendar_feeds")
    scope = models.CharField(_("whose deadlines"), max_length=10, choices=FeedScope)
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    opened_on = models.DateField(_("last opened on"), null=True, blank=True)

    class Meta:
        ordering = ["membership", "scope"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "scope"], name="one_calendar_a_membership_and_scope"
            )
        ]

    def __str__(self) -> str:
        return self.get_scope_display()
