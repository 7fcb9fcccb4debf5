"""Items, in each language a text of its own with its revisions, sources and reviews."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Revision, RevisionMixin

from nhipcau.audit.models import Record
from nhipcau.newsroom import querysets
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class ItemKind(models.TextChoices):
    """What kind of item it is."""

    NEWS = "news", _("News")
    FEATURE = "feature", _("Feature")
    GUIDE = "guide", _("Guide")
    EVENT = "event", _("Event")


class Topic(models.TextChoices):
    """The topics of the portal's first version; a place's own list comes with the newsroom's next version."""

    INVEST = "invest", _("Investment")
    VISIT = "visit", _("Travel")
    CULTURE = "culture", _("Culture")
    STUDY = "study", _("Study and work")
    ABROAD = "abroad", _("Vietnamese abroad")
    NOTICE = "notice", _("Notices")


class Language(models.TextChoices):
    """Languages of content."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "English"


class Item(Record):
    """A piece of content of a publishing unit, in one or more languages."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="items", verbose_name=_("publishing unit"))
    kind = models.CharField(_("kind of item"), max_length=10, choices=ItemKind, default=ItemKind.NEWS)
    topic = models.CharField(_("topic"), max_length=10, choices=Topic)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    contact = models.CharField(
        _("contact"), max_length=200, help_text=_("Who answers questions: office, telephone, e-mail")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = querysets.ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("item")
        verbose_name_plural = _("items")

    def __str__(self) -> str:
        return self.slug


class TextState(models.TextChoices):
    """Where a text is. An edit after approval opens it again."""

    DRAFT = "draft", _("Being written")
    IN_REVIEW = "in_review", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")


class ItemText(RevisionMixin, Record):
    """An item in one language. What is published is a revision; `state` speaks of the latest one."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=400)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"])
    state = models.CharField(_("state"), max_length=10, choices=TextState, default=TextState.DRAFT)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    last_edited_at = models.DateTimeField()
    approved_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    published_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, blank=True, related_name="+")
    first_published_at = models.DateTimeField(null=True, blank=True)
    last_published_at = models.DateTimeField(null=True, blank=True)

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
        constraints = [models.UniqueConstraint(fields=["item", "language"], name="text_once_per_language")]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> "models.QuerySet[Revision]":
        """All revisions of this text."""
        return self._revisions


class Source(Record):
    """Where what an item states comes from: a document, an address with the day it was read, or a person."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="sources")
    label = models.CharField(_("source"), max_length=300)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    person_role = models.CharField(_("person and office"), max_length=200, blank=True)

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False)
                | ~Q(url="") & Q(read_on__isnull=False)
                | ~Q(person_role=""),
                name="source_says_where",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Review(Record):
    """A reviewer's word on one revision of a text."""

    text = models.ForeignKey(ItemText, models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    approved = models.BooleanField()
    comment = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(comment=""), name="returned_text_has_a_comment"
            )
        ]

    def __str__(self) -> str:
        return str(_("Approved") if self.approved else _("Returned"))
