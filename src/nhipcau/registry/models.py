"""Official documents, their readings, and what was found in them."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.reading import VERSION
from nhipcau.registry import comparing, querysets
from nhipcau.units.models import Unit


class Direction(models.TextChoices):
    """Whether the document came in or went out."""

    RECEIVED = "received", _("Incoming")
    ISSUED = "issued", _("Outgoing")


class DocumentState(models.TextChoices):
    """How far the document is: read by the machine, checked by a person, or entered in the register."""

    WAITING = "waiting", _("Being read")
    FAILED = "failed", _("Could not be read")
    READING = "reading", _("To be checked")
    REGISTERED = "registered", _("In the register")


@dataclass(frozen=True, slots=True)
class FaultLine:
    """Something wrong in a document, in the language of the page; one of the whole page has no length."""

    code: str
    start: int
    end: int
    text: str
    line: int
    says: str


@dataclass(frozen=True, slots=True)
class ReadingChanges:
    """What the newer readings of a document changed and no one has answered; `reading` is the latest of them."""

    reading: "Reading | None"
    new: list["Finding"]
    gone: list["Finding"]
    differing: list["Finding"]
    header: dict[str, str | None]

    def __bool__(self) -> bool:
        """Whether there is something to show."""
        return bool(self.new or self.gone or self.differing or self.header)

    @property
    def text_changed(self) -> bool:
        """Whether the latest of them loaded another text than the one before."""
        return self.reading is not None and self.reading.text_changed


class Document(Record):
    """An official document of a unit's register, with the text as loaded and its reading.

    The header fields hold what people entered; `header_found` what the latest reading found, `header_newer` what of
    it is news since they entered it. `reading_notes` say what it may have missed, `page_starts` where in the text each
    page of the file starts, `faults` what is wrong in the document; None where it was read before they were kept.
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
    header_newer = models.JSONField(default=dict, blank=True)
    reading_notes = models.JSONField(default=list, blank=True)
    reading_uncertain = models.BooleanField(default=False)
    recognised_pages = models.JSONField(default=list, blank=True)
    page_starts = models.JSONField(default=list, blank=True)
    layout = models.CharField(max_length=10, blank=True)
    layout_features = models.JSONField(default=list, blank=True)
    repairs = models.JSONField(default=list, blank=True)
    faults = models.JSONField(null=True, blank=True)
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

    @property
    def is_read(self) -> bool:
        """Whether a reading of it has succeeded."""
        return bool(self.reading_version)

    @property
    def is_outdated(self) -> bool:
        """Whether it was read by an older version of the rules, or before its faults were kept."""
        return self.is_read and (self.faults is None or comparing.is_older(self.reading_version, VERSION))

    @property
    def latest_reading(self) -> "Reading | None":
        """The latest reading, whether it waits, succeeded or failed. One query."""
        return self.readings.order_by("-number").first()

    def page_of(self, offset: int) -> int:
        """Return the page of the file, from 1, on which `offset` of the text stands; 0 where that is not known."""
        return comparing.page_of(self.page_starts, offset)

    def faults_said(self) -> list[FaultLine]:
        """Return what is wrong in the document, in the language of the page."""
        return [
            FaultLine(
                code=fault["code"],
                start=fault["start"],
                end=fault["end"],
                text=fault["text"],
                line=fault["line"],
                says=_said(fault["message"], fault["message_en"]),
            )
            for fault in self.faults or []
        ]

    def reading_changes(self) -> ReadingChanges:
        """Return what newer readings changed and no one has answered yet. Four queries."""
        return ReadingChanges(
            reading=self.readings.done().filter(again=True).order_by("-number").first(),
            new=list(self.findings.brought_later()),
            gone=list(self.findings.gone()),
            differing=list(self.findings.with_news()),
            header=self.header_newer,
        )


def _said(vietnamese: str, english: str) -> str:
    return english if get_language() == "en" else vietnamese


class ReadingState(models.TextChoices):
    """How a reading stands."""

    WAITING = "waiting", _("Being read")
    DONE = "done", _("Has been read")
    FAILED = "failed", _("Could not be read")


class Reading(Record):
    """One reading of a document by the library: who asked for it, by which version it was done, what it changed.

    What was found stands with the document and its findings. `again`: the document had been read before, and the
    numbers say how many findings are new, no longer found, or otherwise than a person decided.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReadingState, default=ReadingState.WAITING)
    version = models.CharField(max_length=40, blank=True)
    again = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    failure_vi = models.TextField(blank=True)
    failure_en = models.TextField(blank=True)
    text_changed = models.BooleanField(default=False)
    new = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)

    objects = querysets.ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="reading_numbered_once")]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"

    @property
    def failure(self) -> str:
        """Why it failed and what to do next, in the language of the page; "" when it did not."""
        return _said(self.failure_vi, self.failure_en)


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
    `number_key` is the cited number as `rules.number_key` folds it, empty for what is no citation.
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
