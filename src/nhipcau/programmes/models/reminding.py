"""What went out by mail about a task, and work on a programme that takes longer than a page may."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.programmes.models.assignment import Assignment
from nhipcau.programmes.models.programme import Programme


class ReminderKind(models.TextChoices):
    """What somebody was reminded of."""

    DEADLINE = "deadline", _("Deadline")
    ANSWER = "answer", _("Answer awaited")
    BY_HAND = "by_hand", _("Reminded by hand")


class Reminder(Record):
    """A line of a letter that went out: about which task, to whom, when.

    `days_left` until the deadline, negative when overdue; `head`: the receiver was told as head of the unit; `by` who
    pressed the button, None for what goes out every morning.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("reminder"), max_length=10, choices=ReminderKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.EmailField(_("to"))
    head = models.BooleanField(_("as head of the unit"), default=False)
    days_left = models.IntegerField(_("days left"), null=True, blank=True)
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("sent at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["day", "kind"], name="reminder_of_a_day"),
            models.Index(fields=["-at", "-id"], name="reminder_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "address", "kind", "day"],
                condition=~Q(kind="by_hand"),
                name="reminded_of_a_task_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.address}"


class GivingStep(models.TextChoices):
    """What is done with the tasks of a programme in the background."""

    DRAFT = "draft", _("Its units are written into the draft")
    ISSUE = "issue", _("Issued")
    DEADLINE = "deadline", _("New deadlines")


class Giving(Record):
    """Work on a large programme in the background, a task at a time: how far it is; `fault` says why it stopped.

    `wanted` is what was asked for and is still needed: of a draft the units of each task, of new deadlines the day.
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="giving")
    step = models.CharField(_("step"), max_length=10, choices=GivingStep, default=GivingStep.ISSUE)
    wanted = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    given = models.PositiveIntegerField(_("tasks given"), default=0)
    tasks = models.PositiveIntegerField(_("tasks"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    fault = models.TextField(_("why it stopped"), blank=True)

    def __str__(self) -> str:
        return f"{self.given} / {self.tasks}"

    @property
    def is_running(self) -> bool:
        """Whether it is being done."""
        return self.finished_at is None and not self.fault

    @property
    def closes(self) -> bool:
        """Whether the programme cannot be changed or issued: also where the units of a draft stopped half-way."""
        return self.finished_at is None and (not self.fault or self.step == GivingStep.DRAFT)

    @property
    def goes_on_by_hand(self) -> bool:
        """Whether it stopped, and a button lets it go on; issuing is begun again instead."""
        return self.finished_at is None and bool(self.fault) and self.step != GivingStep.ISSUE
