"""A task as given to a unit, and what the unit said of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.programmes import querysets
from nhipcau.programmes.models.task import Task
from nhipcau.units.models import Unit


class Part(models.TextChoices):
    """Whether a unit leads a task, is one of many that each do it, or takes part in it."""

    LEAD = "lead", _("Lead")
    EACH = "each", _("Each for itself")
    PARTNER = "partner", _("Partner")


class AssignmentState(models.TextChoices):
    """How far a unit is with a task. Lateness is not a state: it is a fact of the dates."""

    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    WAITING = "waiting", _("Waiting for confirmation")
    DONE = "done", _("Done")
    RETURNED = "returned", _("Given back")
    PASSED_ON = "passed_on", _("Passed on")
    WITHDRAWN = "withdrawn", _("Called back")


class Assignment(Record):
    """A task given to a unit, once for each time it falls due (`turn` 0, 1, 2 …).

    `due_on` is the deadline in force: the task's, or the one that an extension gave. `done_at` is the moment at which
    completion was asked for, `late` whether that was after the deadline then in force; neither moves afterwards.
    `taken_up`: the unit has made tasks of its own from it, which stand for it when states are rolled up.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments", verbose_name=_("task"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("unit"))
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.LEAD)
    turn = models.PositiveSmallIntegerField(_("turn"), default=0)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AssignmentState, default=AssignmentState.NOT_STARTED
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    late = models.BooleanField(_("done late"), default=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    taken_up = models.BooleanField(_("taken up in the unit's own programme"), default=False)
    passed_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="passed_to",
        verbose_name=_("taken over from"),
    )

    objects = querysets.AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["task", "part", "turn", "pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["task", "unit", "turn"], name="task_once_per_unit_and_turn")
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="assignment_open_of_a_unit"),
            models.Index(fields=["due_on", "id"], name="assignment_soonest_first"),
            models.Index(fields=["task"], condition=models.Q(taken_up=True), name="assignment_taken_up"),
            models.Index(fields=["task"], condition=~models.Q(part="each"), name="assignment_named"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.unit})"


class ProgressNote(Record):
    """What a unit said of its progress, and the state it named with it; `file` shows it where there is one."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="notes", verbose_name=_("assignment")
    )
    state = models.CharField(_("state"), max_length=12, choices=AssignmentState)
    text = models.TextField(_("progress"))
    link = models.URLField(_("link that shows it"), max_length=500, blank=True)
    file = models.FileField(_("file that shows it"), upload_to="programmes/%Y/", blank=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
