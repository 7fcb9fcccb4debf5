"""Items: what a piece of content is, apart from its texts, and the files that go with it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom import querysets, rules
from nhipcau.newsroom.models.lists import Audience, Topic
from nhipcau.units.models import Unit


class ItemKind(models.TextChoices):
    """What kind of item it is."""

    NEWS = rules.NEWS, _("News")
    FEATURE = rules.FEATURE, _("Feature")
    GUIDE = rules.GUIDE, _("Guide")
    EVENT = rules.EVENT, _("Event")
    GALLERY = rules.GALLERY, _("Gallery")
    VIDEO = rules.VIDEO, _("Video")
    AUDIO = rules.AUDIO, _("Audio")
    BULLETIN = rules.BULLETIN, _("Bulletin")
    PUBLICATION = rules.PUBLICATION, _("Publication notice")
    DIGEST = rules.DIGEST, _("World news for home")
    PROJECT = rules.PROJECT, _("Investment project")
    MESSAGES = rules.MESSAGES, _("Message sheet")
    TALK = rules.TALK, _("Talk pack for speakers")


class Item(Record):
    """A piece of content of a publishing unit, in one or more languages.

    `facts` are those of its kind that are the same in every language (`kinds.KINDS`); before `embargo_until`
    nothing of it leaves the house.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="items", verbose_name=_("publishing unit"))
    kind = models.CharField(_("kind of item"), max_length=12, choices=ItemKind, default=ItemKind.NEWS)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        to_field="code",
        db_column="topic",
        related_name="items",
        verbose_name=_("topic"),
    )
    audiences = models.ManyToManyField(
        Audience, related_name="items", blank=True, verbose_name=_("audiences")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    contact = models.CharField(
        _("contact"), max_length=200, help_text=_("Who answers questions: office, telephone, e-mail")
    )
    facts = models.JSONField(_("facts of its kind"), default=dict, blank=True)
    picture = models.ForeignKey(
        "newsroom.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
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
    map_sheet = models.ForeignKey(
        "newsroom.MapSheet",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("map it shows"),
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "-added_at", "-pk"]
        verbose_name = _("lead picture")
        verbose_name_plural = _("lead pictures")

    def __str__(self) -> str:
        return self.credit


class AttachmentKind(models.TextChoices):
    """What a file beside an item is."""

    PICTURE = "picture", _("Picture")
    FILE = "file", _("File to download")
    AUDIO = "audio", _("Sound")
    VIDEO = "video", _("Film")
    SUBTITLES = "subtitles", _("Subtitles")


class Attachment(Record):
    """A file beside an item, as it was checked: never overwritten, taken out at most.

    `words` says in each language what it is called and, of a picture, what it shows: {code: {"title", "alt"}}.
    `text` is what can be read in a document, for those who cannot open it and for search.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    kind = models.CharField(_("what it is"), max_length=10, choices=AttachmentKind)
    file = models.FileField(_("file"), upload_to="newsroom/%Y/%m", max_length=300)
    small = models.FileField(_("small file"), upload_to="newsroom/%Y/%m", max_length=300, blank=True)
    file_name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    language = models.CharField(_("language of the file"), max_length=12, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    words = models.JSONField(default=dict, blank=True)
    text = models.TextField(_("readable text"), blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    removed = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "place", "pk"]
        verbose_name = _("file of an item")
        verbose_name_plural = _("files of items")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "sha256"], condition=Q(removed=False), name="file_once_per_item"
            ),
            models.CheckConstraint(
                condition=~Q(kind="picture") | ~Q(credit=""), name="picture_beside_an_item_has_a_credit"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def as_data(self) -> dict[str, Any]:
        """Return what a revision keeps of a file."""
        return {
            "id": self.pk,
            "kind": self.kind,
            "name": self.file_name,
            "type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
            "language": self.language,
            "credit": self.credit,
            "words": self.words,
        }
