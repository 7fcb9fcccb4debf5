"""Texts: an item in one language, with its revisions and what readers are given of it."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Revision, RevisionMixin

from nhipcau.audit.models import Record
from nhipcau.newsroom import querysets, rules
from nhipcau.newsroom.models.items import Item, Picture


class TextState(models.TextChoices):
    """Where a text is. An edit after approval opens it again."""

    DRAFT = rules.DRAFT, _("Being written")
    IN_REVIEW = rules.IN_REVIEW, _("Waiting for review")
    RETURNED = rules.RETURNED, _("Returned")
    APPROVED = rules.APPROVED, _("Approved")


class ItemText(RevisionMixin, Record):
    """An item in one language. What is published is a revision; `state` speaks of the latest one.

    `worded` are the facts of its kind that are said in words (`kinds.KINDS`). The `public_…` fields repeat the
    published revision for lists and search; they are empty until the first publication and after a withdrawal say
    what was withdrawn.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    body = RichTextField(
        _("text"),
        blank=True,
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr", "blockquote"],
    )
    worded = models.JSONField(_("facts of its kind in words"), default=dict, blank=True)
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=TextState, default=TextState.DRAFT)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    last_edited_at = models.DateTimeField()
    translated_from_revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    published_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    first_published_at = models.DateTimeField(null=True, blank=True)
    last_published_at = models.DateTimeField(null=True, blank=True)
    public_title = models.CharField(max_length=200, blank=True)
    public_summary = models.TextField(blank=True)
    public_search = models.TextField(blank=True)
    public_topic = models.CharField(max_length=30, blank=True)
    public_picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    public_from = models.DateTimeField(null=True, blank=True)
    public_to = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason"), max_length=500, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="content_type",
        object_id_field="object_id",
        related_query_name="item_text",
    )

    objects = querysets.ItemTextQuerySet.as_manager()

    class Meta:
        ordering = ["item", "language"]
        verbose_name = _("text of an item")
        verbose_name_plural = _("texts of items")
        constraints = [
            models.UniqueConstraint(fields=["item", "language"], name="text_once_per_language"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="withdrawn_text_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_revision__isnull=True) | Q(last_published_at__isnull=False),
                name="published_text_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["language", "-first_published_at"], name="text_newest_first"),
            models.Index(fields=["language", "public_topic", "-first_published_at"], name="text_of_a_topic"),
            models.Index(fields=["language", "public_from"], name="text_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        """All revisions of this text."""
        return self._revisions

    @property
    def is_original(self) -> bool:
        """Whether the other languages are translated from this text."""
        return self.language == rules.ORIGINAL

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps: the text, and everything of the item it is read with."""
        data: dict[str, Any] = super().serializable_data()
        item = self.item
        data["sources"] = [source.as_data() for source in item.sources.select_related("document")]
        data["claims"] = [claim.as_data() for claim in item.claims.prefetch_related("sources")]
        picture = item.picture
        data["picture"] = picture and {"id": picture.pk, "credit": picture.credit, "alt": self.picture_alt}
        data["attachments"] = [one.as_data() for one in item.attachments.filter(removed=False)]
        data["entries"] = [one.as_data() for one in self.entries.all()] if self.pk else []
        data["contact"] = item.contact
        data["kind"], data["topic"], data["facts"] = item.kind, item.topic_id, item.facts
        return data
