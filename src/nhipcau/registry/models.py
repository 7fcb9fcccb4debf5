"""Official documents and what was found in them."""

from textwrap import shorten

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.registry import querysets
from nhipcau.units.models import Unit


class Direction(models.TextChoices):
    """Whether the document came in or went out."""

    RECEIVED = "received", _("Incoming")
    ISSUED = "issued", _("Outgoing")


class DocumentState(models.TextChoices):
    """How far the document is: being read by a person, or entered in the register."""

    READING = "reading", _("Being read")
    REGISTERED = "registered", _("In the register")


class Document(Record):
    """An official document of a unit's register, with the text as loaded and its reading.

    The header fields hold what people entered; `header_found` keeps what the reading found, for ever;
    `reading_notes` what it may have missed.
    `number_key` and `search_text` are the number and the searchable words as `rules` folds them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name=_("unit"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.RECEIVED)
    state = models.CharField(_("state"), max_length=12, choices=DocumentState, default=DocumentState.READING)
    kind = models.CharField(_("kind of document"), max_length=60, blank=True)
    number = models.CharField(_("number and symbol"), max_length=80, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    authority = models.CharField(_("issuing body"), max_length=300, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    signer = models.CharField(_("signer"), max_length=120, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    file = models.FileField(_("file"), upload_to="registry/%Y/%m", max_length=300)
    file_name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("kind of file"), max_length=120)
    sha256 = models.CharField(max_length=64)
    text = models.TextField(_("text"))
    reading_version = models.CharField(max_length=40)
    header_found = models.JSONField(default=dict, blank=True)
    reading_notes = models.JSONField(default=list, blank=True)
    number_key = models.CharField(max_length=80, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(_("taken in at"))

    objects = querysets.DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["unit", "sha256"], name="document_once_per_unit"),
        ]
        indexes = [models.Index(fields=["number_key", "issued_on"], name="document_citation_key")]

    def __str__(self) -> str:
        known = [part for part in (self.kind.capitalize(), self.number) if part]
        return (
            " ".join(known) if self.number else shorten(self.subject, 100, placeholder="…") or self.file_name
        )


class FindingField(models.TextChoices):
    """What a finding is. Source: the reading guide's fields."""

    CITATION = "citation", _("Citation")
    LAW = "law", _("Law")
    DATE = "date", _("Date")
    QUANTITY = "quantity", _("Figure")
    CHECK = "check", _("Percentage check")
    OUTLINE = "outline", _("Heading")
    DUTY = "duty", _("Duty")
    RECIPIENT = "recipient", _("Recipient")


class FindingState(models.TextChoices):
    """What a person said of a finding."""

    PROPOSED = "proposed", _("To decide on")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")


class Finding(Record):
    """One thing the reading found: its place in the document's text, its values, a person's word on it.

    `value` holds the reading guide's fields of that kind as found; `corrected` the same fields as a person
    corrected them. `start` and `end` are half-open character offsets into the document's text. `number_key` is
    the cited number as `rules.number_key` folds it, empty for what is no citation.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="findings")
    field = models.CharField(_("kind"), max_length=12, choices=FindingField)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    value = models.JSONField(default=dict)
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
    def fields(self) -> dict[str, object]:
        """The values that hold: as corrected, or as found."""
        values: dict[str, object] = self.value if self.corrected is None else self.corrected
        return values
