"""A directive to be made known, how far each unit is with it, and the sessions in which it briefed its people."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.briefings import querysets
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit

# More than any unit has: what is beyond it was typed in error.
MOST = 99_999_999
_MOST = [MaxValueValidator(MOST)]


class Notice(Record):
    """A registered document that units are asked to make known to their people until `due_on`, that day included.

    `cells_word` and `people_word` say what is counted: branches, hamlets, offices; members, officials, people.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices", verbose_name=_("made known by"))
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="notices", verbose_name=_("document to be made known")
    )
    title = models.CharField(_("title"), max_length=300)
    instructions = models.TextField(_("what the units do"), blank=True)
    cells_word = models.CharField(_("what the units consist of"), max_length=60)
    people_word = models.CharField(_("who is briefed"), max_length=60)
    due_on = models.DateField(_("last day"))
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("called back at"), null=True, blank=True)
    withdrawn_why = models.TextField(_("why it was called back"), blank=True)

    objects = querysets.NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("directive to make known")
        verbose_name_plural = _("directives to make known")

    def __str__(self) -> str:
        return self.title


class Receipt(Record):
    """How far a unit is with a notice: opened, acknowledged, finished, each a moment and not a judgement.

    `cells_all` and `people_all` are how many there are to be briefed; None until the unit has said it. `late` is fixed
    at the moment the unit says that it is finished. `sessions_at` is when a session was last logged or removed.

    `handed_to`: the unit has ended, and that receipt stands for this one; its sessions stay here and count there.
    `recount`: how many there are has to be said anew, since people of a unit that ended came to those it named.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts", verbose_name=_("unit"))
    opened_at = models.DateTimeField(_("received at"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cells_all = models.PositiveIntegerField(
        _("how many branches there are"), null=True, blank=True, validators=_MOST
    )
    people_all = models.PositiveIntegerField(
        _("how many people there are"), null=True, blank=True, validators=_MOST
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    late = models.BooleanField(_("finished late"), default=False)
    sessions_at = models.DateTimeField(_("sessions last changed at"), null=True, blank=True)
    handed_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_over", verbose_name=_("goes on at")
    )
    handed_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    recount = models.BooleanField(_("how many there are has to be said anew"), default=False)

    objects = querysets.ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["notice", "pk"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["notice", "unit"], name="notice_once_per_unit"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(acknowledged_at__isnull=False),
                name="finished_only_what_was_acknowledged",
            ),
            models.CheckConstraint(
                condition=Q(handed_to__isnull=True) | Q(finished_at__isnull=True),
                name="handed_over_only_what_was_open",
            ),
        ]
        indexes = [models.Index(fields=["unit", "finished_at"], name="receipt_open_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.notice} ({self.unit})"

    @property
    def state(self) -> str:
        """How far the unit is: handed_over, finished, acknowledged, opened or sent."""
        if self.handed_to_id:
            return "handed_over"
        if self.finished_at:
            return "finished"
        if self.acknowledged_at:
            return "acknowledged"
        return "opened" if self.opened_at else "sent"


class SessionForm(models.TextChoices):
    """How people were briefed."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    DOCUMENT = "document", _("By sending the document")


class Session(Record):
    """A session in which a unit briefed its people: a day, a form and numbers, no names and no opinions."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="sessions")
    day = models.DateField(_("held on"))
    form = models.CharField(
        _("form of the session"), max_length=10, choices=SessionForm, default=SessionForm.IN_PERSON
    )
    cells = models.PositiveIntegerField(_("branches briefed"), validators=_MOST)
    people = models.PositiveIntegerField(_("people briefed"), validators=_MOST)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = querysets.SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(fields=["day"], name="session_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.people}"
