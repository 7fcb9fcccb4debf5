"""Items, in each language a text of its own with its revisions, sources and reviews."""

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
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class ItemKind(models.TextChoices):
    """What kind of item it is."""

    NEWS = rules.NEWS, _("News")
    FEATURE = rules.FEATURE, _("Feature")
    GUIDE = rules.GUIDE, _("Guide")
    EVENT = rules.EVENT, _("Event")


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
    picture = models.ForeignKey(
        "newsroom.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = querysets.ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("content item")
        verbose_name_plural = _("content items")

    def __str__(self) -> str:
        return self.slug


class Picture(Record):
    """A lead picture as it was checked and drawn anew at upload: large and small, without the camera's notes.

    A picture is never overwritten: another one takes its place in the item, and what was published with the old
    one keeps it.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="pictures")
    large = models.FileField(_("file"), upload_to="newsroom/%Y/%m", max_length=300)
    small = models.FileField(_("small file"), upload_to="newsroom/%Y/%m", max_length=300)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    credit = models.CharField(_("credit"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "-added_at", "-pk"]
        verbose_name = _("lead picture")
        verbose_name_plural = _("lead pictures")

    def __str__(self) -> str:
        return self.credit


class TextState(models.TextChoices):
    """Where a text is. An edit after approval opens it again."""

    DRAFT = rules.DRAFT, _("Being written")
    IN_REVIEW = rules.IN_REVIEW, _("Waiting for review")
    RETURNED = rules.RETURNED, _("Returned")
    APPROVED = rules.APPROVED, _("Approved")


class ItemText(RevisionMixin, Record):
    """An item in one language. What is published is a revision; `state` speaks of the latest one.

    The `public_…` fields repeat the published revision for lists and search; they are empty until the first
    publication and after a withdrawal say what was withdrawn.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    body = RichTextField(
        _("text"), blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]
    )
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
    public_picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason"), max_length=500, blank=True)

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
        indexes = [models.Index(fields=["language", "-first_published_at"], name="text_newest_first")]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        """All revisions of this text."""
        return self._revisions

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps: the text, and the sources, picture and contact it was read with."""
        data: dict[str, Any] = super().serializable_data()
        data["sources"] = [source.as_data() for source in self.item.sources.select_related("document")]
        picture = self.item.picture
        data["picture"] = picture and {"id": picture.pk, "credit": picture.credit, "alt": self.picture_alt}
        data["contact"] = self.item.contact
        return data


class Source(Record):
    """Where what an item states comes from: a document, an address with the day it was read, or a person."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="sources")
    label = models.CharField(_("source"), max_length=300)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
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
            )
        ]

    def __str__(self) -> str:
        return self.label

    def as_data(self) -> dict[str, str | None]:
        """Return what a revision keeps of a source and readers are shown."""
        return {
            "label": self.label,
            "document": f"{self.document}, {self.document.authority}".strip(", ") if self.document else "",
            "url": self.url,
            "read_on": self.read_on.isoformat() if self.read_on else None,
            "person_role": self.person_role,
        }


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


class ChangeKind(models.TextChoices):
    """What readers are told a new publication is."""

    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")


class PublicChange(Record):
    """What readers are told when a published text is replaced: the day, and what changed."""

    text = models.ForeignKey(ItemText, models.CASCADE, related_name="public_changes")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="+")
    kind = models.CharField(_("what it is"), max_length=10, choices=ChangeKind)
    note = models.CharField(_("what changed"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("public note of a change")
        verbose_name_plural = _("public notes of changes")
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="public_change_says_what_changed")]

    def __str__(self) -> str:
        return self.note
