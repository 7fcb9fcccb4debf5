"""The year's plan. One task given to many units is one task with an assignment, and so a state, a unit."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.programmes import querysets
from nhipcau.registry.models import Document, Finding
from nhipcau.units.models import Unit


class ProgrammeState(models.TextChoices):
    """Whether the programme is still being made, or given to the units."""

    DRAFT = "draft", _("Being made")
    ISSUED = "issued", _("Issued")


class Programme(Record):
    """A unit's programme or plan for a time, made from a document or by itself."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    source = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("made from"),
    )
    state = models.CharField(_("state"), max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)

    objects = querysets.ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="programme_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Task(Record):
    """What is to be done, with the clause it comes from kept word for word."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="tasks", verbose_name=_("programme")
    )
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    title = models.CharField(_("task"), max_length=500)
    description = models.TextField(_("what is to be done"), blank=True)
    product = models.CharField(_("expected product"), max_length=300, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    finding = models.ForeignKey(Finding, models.SET_NULL, null=True, blank=True, related_name="tasks")
    clause_label = models.CharField(_("clause"), max_length=40, blank=True)
    clause = models.TextField(_("text of the clause"), blank=True)

    objects = querysets.TaskQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "position", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return self.title

    @property
    def lead(self) -> "Assignment | None":
        """The leading unit's assignment, or None. Prefetch `assignments` where many are shown."""
        return next((one for one in self.assignments.all() if one.part == Part.LEAD), None)


class Part(models.TextChoices):
    """Whether a unit leads a task or takes part in it."""

    LEAD = "lead", _("Lead")
    PARTNER = "partner", _("Partner")


class AssignmentState(models.TextChoices):
    """How far a unit is with a task. Lateness is not a state: it is a fact of the dates."""

    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")


class Assignment(Record):
    """A task given to a unit."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments", verbose_name=_("task"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("unit"))
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.LEAD)
    state = models.CharField(
        _("state"), max_length=12, choices=AssignmentState, default=AssignmentState.NOT_STARTED
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = querysets.AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["task", "part", "pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="task_once_per_unit")]

    def __str__(self) -> str:
        return f"{self.task} ({self.unit})"


class ProgressNote(Record):
    """What a unit said of its progress, and the state it named with it."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="notes", verbose_name=_("assignment")
    )
    state = models.CharField(_("state"), max_length=12, choices=AssignmentState)
    text = models.TextField(_("progress"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
