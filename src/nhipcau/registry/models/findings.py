"""What was found in documents, and what people said of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.registry import querysets
from nhipcau.registry.models.documents import Document, Reading


class FindingField(models.TextChoices):
    """What a finding is. The first eight are the reading guide's fields."""

    CITATION = "citation", _("Citation")
    LAW = "law", _("Law")
    DATE = "date", _("Date")
    QUANTITY = "quantity", _("Figure")
    CHECK = "check", _("Percentage check")
    OUTLINE = "outline", _("Heading")
    DUTY = "duty", _("Duty")
    RECIPIENT = "recipient", _("Recipient")
    SHORT_FORM = "short_form", _("Short form")
    QUALIFIER = "qualifier", _("Qualifier of a figure")
    COMPARISON = "comparison", _("Comparison")
    DEADLINE = "deadline", _("Deadline")
    PLACE = "place", _("Place of issue")
    SIGNATURE = "signature", _("Signature")


GUIDE_FIELDS = frozenset(FindingField.values[:8])
"""The kinds of findings that the reading guide defines."""


class RelationKind(models.TextChoices):
    """What a document does to another one, beyond citing it."""

    IMPLEMENTS = "implements", _("Carries out")
    AMENDS = "amends", _("Amends")
    REPLACES = "replaces", _("Replaces")
    REPEALS = "repeals", _("Repeals")


ENDING = frozenset({RelationKind.REPLACES, RelationKind.REPEALS})
"""The kinds after which the other document, or the part named, is in force no more."""


class FindingState(models.TextChoices):
    """What a person said of a finding; `GONE`: nobody anything, and a newer reading does not find it."""

    PROPOSED = "proposed", _("To decide on")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")
    GONE = "gone", _("No longer found")


DECIDED = frozenset({FindingState.CONFIRMED, FindingState.CORRECTED, FindingState.REJECTED})
"""The states that a person gave."""


class Finding(Record):
    """One thing the reading found: its place in the document's text, its values, a person's word on it.

    `value` holds the reading guide's fields of that kind as found; `corrected` the same fields as a person
    corrected them. `start` and `end` are half-open character offsets into the document's text; equal when another
    text was loaded and the words no longer stand there. `about` is where the figure or duty starts that it belongs to.
    `newer` is what a newer reading says of a finding a person decided on: `{"found": False}`, or its place and values.
    `added`: the reading missed it and a person entered it, with its values.
    `number_key` is the cited number as `rules.number_key` folds it, empty for what is no citation. `proposes`: what the
    words before a citation say that this document does to the cited one; a person confirms it as a `Relation`.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="findings")
    field = models.CharField(_("kind"), max_length=12, choices=FindingField)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    value = models.JSONField(default=dict)
    about = models.PositiveIntegerField(null=True, blank=True)
    uncertain = models.BooleanField(default=False)
    added = models.BooleanField(default=False)
    reading = models.ForeignKey(Reading, models.SET_NULL, null=True, blank=True, related_name="findings")
    newer: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    newer_in = models.ForeignKey(Reading, models.SET_NULL, null=True, blank=True, related_name="+")
    newer_answered = models.BooleanField(default=False)
    corrected = models.JSONField(null=True, blank=True)
    number_key = models.CharField(max_length=80, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=FindingState, default=FindingState.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    cited = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cited_in",
        verbose_name=_("cited document"),
    )

    proposes = models.CharField(max_length=10, choices=RelationKind, blank=True, editable=False)

    objects = querysets.FindingQuerySet.as_manager()

    class Meta:
        ordering = ["document", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="finding_span_is_a_span")
        ]
        indexes = [models.Index(fields=["number_key"], name="finding_cited_number")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def has_news(self) -> bool:
        """Whether a newer reading says something else than a person decided, and no one has answered."""
        return self.newer is not None and not self.newer_answered

    @property
    def fields(self) -> dict[str, object]:
        """The values that hold: as corrected, or as found."""
        values: dict[str, object] = self.value if self.corrected is None else self.corrected
        return values
