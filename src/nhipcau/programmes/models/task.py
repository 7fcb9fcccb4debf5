"""A task: what is to be done, by when, to what product, and the clause it comes from."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.programmes import querysets
from nhipcau.programmes.models.programme import Programme
from nhipcau.registry.models import Finding

if TYPE_CHECKING:
    from nhipcau.programmes.models.assignment import Assignment


class Recurrence(models.TextChoices):
    """How often a task falls due; each time is an assignment of its own."""

    ONCE = "", _("Once")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every half-year")
    YEARLY = "yearly", _("Every year")


class Task(Record):
    """What is to be done, with the clause it comes from kept word for word.

    `due_on` is the deadline, or the first of them where it recurs; `undated` says that it was decided that there is
    none, and `due_words` how a document puts a deadline that is no date.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="tasks", verbose_name=_("programme")
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("carries out")
    )
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    title = models.CharField(_("task"), max_length=500)
    description = models.TextField(_("what is to be done"), blank=True)
    product = models.CharField(_("expected product"), max_length=300, blank=True)
    responsible = models.CharField(_("leader in charge"), max_length=200, blank=True)
    authority = models.CharField(_("who decides on the result"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_words = models.CharField(_("deadline in words"), max_length=200, blank=True)
    undated = models.BooleanField(_("without a deadline"), default=False)
    recurrence = models.CharField(_("how often"), max_length=12, choices=Recurrence, blank=True)
    optional = models.BooleanField(_("for those who want to"), default=False)
    withdrawn_at = models.DateTimeField(_("called back at"), null=True, blank=True)
    withdrawn_why = models.TextField(_("why it was called back"), blank=True)
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
        """The leading unit's assignment, or None; of a task that recurs the first not done, else the last.

        Prefetch `assignments` where many are shown.
        """
        turns = sorted(
            (one for one in self.assignments.all() if one.part == "lead"), key=lambda one: one.turn
        )
        closed = ("done", "returned", "passed_on", "withdrawn")
        return next((one for one in turns if one.state not in closed), turns[-1] if turns else None)


class TaskTarget(Record):
    """What a task is to reach in an indicator."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    target = models.DecimalField(_("target"), max_digits=20, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "indicator"], name="one_target_a_task_and_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.target}"
