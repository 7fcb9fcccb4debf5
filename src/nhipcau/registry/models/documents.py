"""Official documents, their readings, and what was found in them."""

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.reading import VERSION
from nhipcau.registry import comparing, querysets
from nhipcau.units.models import Unit

if TYPE_CHECKING:
    from nhipcau.registry.models.findings import Finding


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


class SourceKind(models.TextChoices):
    """What a document of the register is: an official one with its number, or a source that has none."""

    OFFICIAL = "official", _("Official document")
    TREATY = "treaty", _("Treaty or international agreement")
    STATEMENT = "statement", _("Joint statement")
    BOOK = "book", _("Book")
    ARTICLE = "article", _("Article")


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
    `number_key`, `number_plain`, `authority_plain` and `search_text` are what it is found by, as `rules` folds them;
    `year` is that of the
    day of issue, or what a source without a day was published in.

    It holds from `in_force_from`, or from the day of issue, until the day before `expires_on` or before the day that
    another one repeals or replaces it.
    A source that is no official document has no number and may have no file: `subject` is its title, `authority` its
    authors or parties.
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
    file = models.FileField(_("file"), upload_to="registry/%Y/%m", max_length=300, blank=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    media_type = models.CharField(_("kind of file"), max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
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
    number_plain = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    authority_plain = models.CharField(max_length=1000, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    source_kind = models.CharField(
        _("kind of source"), max_length=10, choices=SourceKind, default=SourceKind.OFFICIAL
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    expires_on = models.DateField(_("no longer in force from"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=60, blank=True)
    address = models.URLField(_("address"), max_length=1000, blank=True)
    address_read_on = models.DateField(_("address read on"), null=True, blank=True)
    created_at = models.DateTimeField(_("taken in at"))

    objects = querysets.DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sha256"], condition=~Q(sha256=""), name="document_file_once_per_unit"
            ),
        ]
        indexes = [
            models.Index(fields=["number_key", "issued_on"], name="document_citation_key"),
            models.Index(fields=["unit", "-created_at", "-id"], name="document_newest_of_unit"),
            models.Index(fields=["-created_at", "-id"], name="document_newest"),
            models.Index(fields=["kind", "year"], name="document_kind_and_year"),
            models.Index(fields=["expires_on"], name="document_expiry"),
        ]

    def __str__(self) -> str:
        known = [part for part in (self.kind.capitalize(), self.number) if part]
        return (
            " ".join(known) if self.number else shorten(self.subject, 100, placeholder="…") or self.file_name
        )

    @property
    def is_official(self) -> bool:
        """Whether it is an official document, and no treaty, joint statement, book or article."""
        return self.source_kind == SourceKind.OFFICIAL

    @property
    def is_literature(self) -> bool:
        """Whether it is a book or an article: read and cited, never in force."""
        return self.source_kind in (SourceKind.BOOK, SourceKind.ARTICLE)

    @property
    def is_binding(self) -> bool:
        """Whether it is in force or not: an official document or a treaty."""
        return self.source_kind in (SourceKind.OFFICIAL, SourceKind.TREATY)

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
