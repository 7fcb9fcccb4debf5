"""What a unit asks of whoever gave it a task, and what a change above means for tasks below: asked, then answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.programmes import querysets
from nhipcau.programmes.models.assignment import Assignment
from nhipcau.programmes.models.task import Task
from nhipcau.units.models import Unit


class AskKind(models.TextChoices):
    """What is asked for."""

    COMPLETION = "completion", _("That it is done")
    EXTENSION = "extension", _("A later deadline")
    RETURN = "return", _("To give it back")
    PASS_ON = "pass_on", _("To pass it on")


class Answer(models.TextChoices):
    """What was answered."""

    OPEN = "open", _("Not answered yet")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Not granted")
    TAKEN_BACK = "taken_back", _("Taken back")


class Ask(Record):
    """A unit asks, with its reason, for something about a task it was given; whoever gave it answers.

    At most one is open for an assignment. `day` is the deadline asked for, `granted_day` the one given, `day_before`
    the one it replaced; `unit` is to whom the task would be passed on.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="asks")
    kind = models.CharField(_("asked for"), max_length=10, choices=AskKind)
    reason = models.TextField(_("reason"))
    day = models.DateField(_("deadline asked for"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to be passed on to")
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    answer_text = models.TextField(_("what was answered"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_day = models.DateField(_("deadline given"), null=True, blank=True)
    day_before = models.DateField(_("deadline before"), null=True, blank=True)

    objects = querysets.AskQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(answer="open"), name="one_open_ask_an_assignment"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ParentChangeKind(models.TextChoices):
    """What changed above."""

    DEADLINE = "deadline", _("New deadline")
    WITHDRAWN = "withdrawn", _("Called back")


class ParentChange(Record):
    """A change of a task above, proposed to a task that carries it out; nothing changes below until it is taken over."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="parent_changes")
    kind = models.CharField(_("change"), max_length=10, choices=ParentChangeKind)
    day = models.DateField(_("new deadline"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(_("made at"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    answer_text = models.TextField(_("what was answered"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
