"""Where what an item states comes from, and what it states."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom.models.items import Item
from nhipcau.newsroom.models.texts import ItemText
from nhipcau.registry.models import Document


class Source(Record):
    """Where what an item states comes from: a document, an address with the day it was read, or a person.

    `archive` is the page as it was when it was read, kept in the house with its SHA-256.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="sources")
    label = models.CharField(_("source"), max_length=300)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    clause = models.CharField(_("article, clause or page"), max_length=100, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    archive = models.FileField(_("archived copy"), upload_to="newsroom/%Y/%m", max_length=300, blank=True)
    archive_name = models.CharField(max_length=255, blank=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    person_role = models.CharField(_("person and office"), max_length=200, blank=True)

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False)
                | ~Q(url="") & Q(read_on__isnull=False)
                | ~Q(person_role=""),
                name="source_says_where",
            ),
            models.CheckConstraint(
                condition=Q(archive="") | ~Q(archive_sha256=""), name="archived_copy_has_its_hash"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def as_data(self) -> dict[str, Any]:
        """Return what a revision keeps of a source and readers are shown."""
        return {
            "id": self.pk,
            "label": self.label,
            "document": f"{self.document}, {self.document.authority}".strip(", ") if self.document else "",
            "clause": self.clause,
            "url": self.url,
            "read_on": self.read_on.isoformat() if self.read_on else None,
            "archive_sha256": self.archive_sha256,
            "person_role": self.person_role,
        }


class Claim(Record):
    """A fact that an item states, word for word, and the sources that show it."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="claims")
    words = models.CharField(_("what is stated"), max_length=500)
    sources = models.ManyToManyField(Source, related_name="claims", blank=True, verbose_name=_("sources"))

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = _("stated fact")
        verbose_name_plural = _("stated facts")
        constraints = [models.UniqueConstraint(fields=["item", "words"], name="fact_stated_once_per_item")]

    def __str__(self) -> str:
        return self.words

    def as_data(self) -> dict[str, Any]:
        """Return what a revision keeps of a stated fact."""
        return {"words": self.words, "sources": sorted(source.pk for source in self.sources.all())}


class DigestEntry(Record):
    """News of the world as somebody else reported it: with outlet, country and day, and no word of ours on it."""

    text = models.ForeignKey(ItemText, models.CASCADE, related_name="entries")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what was reported"), max_length=600)
    outlet = models.CharField(_("who reported it"), max_length=200)
    country = models.CharField(_("country of the source"), max_length=100)
    reported_on = models.DateField(_("reported on"))
    url = models.URLField(_("web address"), max_length=500)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["text", "place", "pk"]
        verbose_name = _("entry of a digest")
        verbose_name_plural = _("entries of digests")
        constraints = [models.UniqueConstraint(fields=["text", "url"], name="entry_once_per_digest")]

    def __str__(self) -> str:
        return self.title

    def as_data(self) -> dict[str, str]:
        """Return what a revision keeps of an entry."""
        return {
            "title": self.title,
            "summary": self.summary,
            "outlet": self.outlet,
            "country": self.country,
            "reported_on": self.reported_on.isoformat(),
            "url": self.url,
        }
