"""Packets that came and went, what was told of them, and who bears which identifier."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.exchange.packets import querysets
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit, User


class OrganisationId(Record):
    """An identifier by which packets name an organisation, during [valid_from, valid_to).

    `code` is kept as it was entered, `key` is what is compared. With a unit it is ours: packets to it are taken in, and
    the unit's go out under it. Without, it is another office to which packets can be sent.
    """

    code = models.CharField(_("identifier"), max_length=50)
    key = models.CharField(max_length=50, editable=False)
    name = models.CharField(_("name in packets"), max_length=200)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisation_ids",
        verbose_name=_("unit here"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until before"), null=True, blank=True)

    objects = querysets.OrganisationIdQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code", "-valid_from"]
        verbose_name = _("identifier of an organisation")
        verbose_name_plural = _("identifiers of organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="organisation_id_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["key", "valid_from"], name="organisation_id_key")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Way(models.TextChoices):
    """Whether a packet came or went."""

    IN = "in", _("Came in")
    OUT = "out", _("Went out")


class Purpose(models.TextChoices):
    """What a packet is for; all but a new document are only shown to the clerk."""

    NEW = "0", _("New document")
    RECALL = "1", _("Recall")
    UPDATE = "2", _("Update")
    REPLACEMENT = "3", _("Replacement")


class Packet(Record):
    """A packet with a document, kept untouched in `file`; for each unit here that it is addressed to, a row.

    `edxml_id` is what the packet calls its document, `document` the main one in the register of `unit`.
    `partner_id` is the sender's identifier of one that came, as received; `addressees` are those of one that went:
    [{"organ_id", "name", "key"}]. `contents_sha256` is the same for the same document delivered once more in
    another wrapping. `files` tell what it holds, the main one first: [{"name", "media_type", "size", "sha256"}].
    `header` holds the other particulars, `remarks` what was odd.
    """

    way = models.CharField(_("direction"), max_length=3, choices=Way)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="packets", verbose_name=_("unit"))
    own_id = models.CharField(_("own identifier"), max_length=50)
    partner_id = models.CharField(_("identifier of the other side"), max_length=100, blank=True)
    partner_key = models.CharField(max_length=100, blank=True, editable=False)
    partner_name = models.CharField(_("other side"), max_length=300, blank=True)
    addressees = models.JSONField(default=list, blank=True)
    edxml_id = models.CharField(_("identifier of the document"), max_length=300)
    number = models.CharField(_("number and notation"), max_length=120, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    type_name = models.CharField(_("kind"), max_length=100, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.NEW)
    reason = models.TextField(_("reason given"), blank=True)
    about_id = models.CharField(_("document that it is about"), max_length=300, blank=True)
    due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    header = models.JSONField(default=dict, blank=True)
    files = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="packets",
        verbose_name=_("document in the register"),
    )
    file = models.FileField(_("file"), upload_to="edxml/%Y/%m", max_length=300)
    file_name = models.CharField(_("name of the file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    contents_sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("at"))
    written_at = models.DateTimeField(_("put into the folder at"), null=True, blank=True)

    objects = querysets.PacketQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("packet")
        verbose_name_plural = _("packets")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "partner_key", "edxml_id", "purpose", "contents_sha256"],
                condition=Q(way="in"),
                name="packet_taken_in_once_by_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["edxml_id"], name="packet_edxml_id")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.type_name, self.number) if part) or self.edxml_id

    @property
    def is_new(self) -> bool:
        """Whether it brings a document, rather than a wish about one."""
        return self.purpose == Purpose.NEW


class Status(Record):
    """A state told of a packet; every one is a row, none is changed. `said_by_us`: it goes out, or went at `written_at`.

    `organ_id` is who says it, `to_id` whom it is told. The installation itself says what goes out by itself.
    """

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="statuses")
    code = models.CharField(_("state"), max_length=2)
    said_by_us = models.BooleanField()
    organ_id = models.CharField(_("said by"), max_length=100)
    organ_key = models.CharField(max_length=100, editable=False)
    organ_name = models.CharField(_("name"), max_length=300, blank=True)
    to_id = models.CharField(max_length=100, blank=True)
    description = models.TextField(_("note"), blank=True)
    staff = models.CharField(_("whom to ask"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("said at"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("at"))
    written_at = models.DateTimeField(_("put into the folder at"), null=True, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)

    objects = querysets.StatusQuerySet.as_manager()

    class Meta:
        ordering = ["packet", "pk"]
        verbose_name = _("state of a packet")
        verbose_name_plural = _("states of packets")
        constraints = [
            models.UniqueConstraint(
                fields=["packet", "source_sha256"],
                condition=~Q(source_sha256=""),
                name="status_received_once",
            ),
        ]

    def __str__(self) -> str:
        return self.code
