"""A meeting of a body: agenda, invitations, who was there, minutes, conclusions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.bodies import querysets
from nhipcau.bodies.models.bodies import Body, Seat
from nhipcau.programmes.models import Task
from nhipcau.units.models import Unit


class MeetingState(models.TextChoices):
    """How far a meeting is."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Called off")


class Meeting(Record):
    """A meeting of a body. `uid` stays the same in every invitation, `sequence` counts the changes sent."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="meetings")
    title = models.CharField(_("what the meeting is about"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("last changed"))
    cancelled_why = models.TextField(_("why it was called off"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_file = models.FileField(
        _("file of the minutes"), upload_to="bodies/%Y/", max_length=300, blank=True
    )
    minutes_name = models.CharField(_("file name"), max_length=255, blank=True)
    minutes_sha256 = models.CharField(max_length=64, blank=True)

    objects = querysets.MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(Record):
    """A point of the agenda, in its order."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    title = models.CharField(_("agenda item"), max_length=500)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Invitation(Record):
    """What was sent to a seat: an invitation, its change (a higher `sequence`), or that the meeting is called off.

    `email` is "" for a seat without an address, which has to be invited on paper; `sent_at` is None until the mail
    server took the letter.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="invitations")
    sequence = models.PositiveIntegerField()
    cancels = models.BooleanField(default=False)
    email = models.EmailField(_("sent to"), blank=True)
    ordered_at = models.DateTimeField(_("ordered at"))
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        ordering = ["-sequence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat", "sequence"], name="one_invitation_a_seat_and_change"
            )
        ]

    def __str__(self) -> str:
        return self.email


class Presence(models.TextChoices):
    """Whether a seat was represented."""

    PRESENT = "present", _("Present")
    SUBSTITUTE = "substitute", _("Represented")
    ABSENT = "absent", _("Absent")


class Attendance(Record):
    """Whether a seat was represented in a meeting, and by which office instead: facts, no notes on persons."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendances")
    presence = models.CharField(_("presence"), max_length=10, choices=Presence)
    substitute = models.CharField(_("represented by the office"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="seat_counted_once_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_presence_display()}"


class Conclusion(Record):
    """A numbered conclusion of a meeting, with the unit that carries it out; `task` is what was made of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conclusions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("conclusion"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit that carries it out"),
    )
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    task = models.OneToOneField(Task, models.SET_NULL, null=True, blank=True, related_name="conclusion")

    objects = querysets.ConclusionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="conclusions_numbered_once")
        ]

    def __str__(self) -> str:
        return self.text[:100]
