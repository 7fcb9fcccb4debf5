"""Inspections and self-checks, shortcomings and what was done about them, reviews: matters, never persons."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.oversight import querysets
from nhipcau.programmes.models import Programme, Task
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class InspectionKind(models.TextChoices):
    """Who looks."""

    INSPECTION = "inspection", _("Inspection")
    SELF_CHECK = "self_check", _("Self-check")


class YearPlan(Record):
    """What a unit means to look into in a year, and the programme or document that this rests on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_plans", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=300)
    programme = models.ForeignKey(
        Programme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inspection_plans",
        verbose_name=_("programme it rests on"),
    )
    document = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inspection_plans",
        verbose_name=_("document it rests on"),
    )

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("plan of inspections")
        verbose_name_plural = _("plans of inspections")

    def __str__(self) -> str:
        return self.title


class Checklist(Record):
    """Questions to begin a checklist with, one on each line; for the unit and those below it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="checklists", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=300)
    questions = models.TextField(_("questions, one on each line"))
    retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return self.title


class Inspection(Record):
    """A look into how `inspected` carries something out; `held_on` is None until the visit was entered."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="inspections", verbose_name=_("inspecting unit")
    )
    inspected = models.ForeignKey(
        Unit, models.PROTECT, related_name="inspected_in", verbose_name=_("inspected unit")
    )
    kind = models.CharField(_("kind of inspection"), max_length=10, choices=InspectionKind)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name=_("programme"),
    )
    title = models.CharField(_("what is looked into"), max_length=300)
    planned_on = models.DateField(_("planned day"))
    held_on = models.DateField(_("day of the visit"), null=True, blank=True)
    plan = models.ForeignKey(
        YearPlan,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name=_("plan of inspections"),
    )
    sent_at = models.DateTimeField(_("sent to the unit above"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted by the unit above"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_why = models.TextField(_("why it came back"), blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = querysets.InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_on", "-pk"]
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="self_check", unit=F("inspected"))
                | Q(kind="inspection") & ~Q(unit=F("inspected")),
                name="self_check_is_of_the_unit_itself",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_self_check(self) -> bool:
        """Whether the unit looks at itself."""
        return self.kind == InspectionKind.SELF_CHECK


class Photo(Record):
    """A picture of the matter, redrawn without what the camera wrote into it."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="photos")
    file = models.FileField(_("file"), upload_to="oversight/%Y/%m", max_length=300)
    thumbnail = models.FileField(_("small file"), upload_to="oversight/%Y/%m", max_length=300)
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    caption = models.CharField(_("what it shows"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["inspection", "pk"]
        verbose_name = _("photo of a visit")
        verbose_name_plural = _("photos of visits")

    def __str__(self) -> str:
        return self.caption or self.name


class Answer(models.TextChoices):
    """What the visit showed."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class Point(Record):
    """A question of the checklist, its answer, and a remark on the matter; empty until the visit was entered."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(_("question"), max_length=500)
    answer = models.CharField(_("answer"), max_length=14, choices=Answer, blank=True)
    remark = models.TextField(_("remark on the matter"), blank=True)

    class Meta:
        ordering = ["inspection", "position"]
        verbose_name = _("question of a checklist")
        verbose_name_plural = _("questions of a checklist")
        constraints = [
            models.UniqueConstraint(fields=["inspection", "position"], name="point_once_per_position")
        ]

    def __str__(self) -> str:
        return self.question


class ShortcomingState(models.TextChoices):
    """How far the mending is."""

    OPEN = "open", _("To be mended")
    MENDED = "mended", _("Said to be mended")
    ACCEPTED = "accepted", _("Mending accepted")


class Shortcoming(Record):
    """A shortcoming of a matter and what has to be mended until `mend_by`, that day included."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="shortcomings")
    what = models.TextField(_("what was found"))
    mend = models.TextField(_("what has to be mended"))
    mend_by = models.DateField(_("to be mended by"))
    state = models.CharField(
        _("state"), max_length=8, choices=ShortcomingState, default=ShortcomingState.OPEN
    )
    task = models.OneToOneField(
        Task, models.SET_NULL, null=True, blank=True, related_name="inspection_shortcoming"
    )

    objects = querysets.ShortcomingQuerySet.as_manager()

    class Meta:
        ordering = ["mend_by", "pk"]
        verbose_name = _("shortcoming")
        verbose_name_plural = _("shortcomings")
        indexes = [models.Index(fields=["state", "mend_by"], name="shortcoming_open_by_day")]

    def __str__(self) -> str:
        return self.what

    def overdue(self, today: date) -> bool:
        """Return whether it is still to be mended after its last day."""
        return self.state == ShortcomingState.OPEN and self.mend_by < today


class FollowUp(Record):
    """What was said about a shortcoming after the visit, and the state it brought."""

    shortcoming = models.ForeignKey(Shortcoming, models.CASCADE, related_name="follow_ups")
    state = models.CharField(_("state"), max_length=8, choices=ShortcomingState)
    note = models.TextField(_("what was done"))
    file = models.FileField(_("file that shows it"), upload_to="oversight/%Y/%m", max_length=300, blank=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["shortcoming", "pk"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return self.note


class ReviewKind(models.TextChoices):
    """When a programme is looked back on."""

    INTERIM = "interim", _("Interim review")
    FINAL = "final", _("Final review")


class Review(Record):
    """A look back on a programme, asked of the units that carry it out, to be answered until `due_on`."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="reviews", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind of review"), max_length=7, choices=ReviewKind)
    title = models.CharField(_("title"), max_length=300)
    due_on = models.DateField(_("to be answered by"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = querysets.ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        verbose_name = _("review of a programme")
        verbose_name_plural = _("reviews of programmes")

    def __str__(self) -> str:
        return self.title


class Reply(Record):
    """What one unit says in a review; `sent_at` is None while it is asked for or came back."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="replies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="review_replies", verbose_name=_("unit"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_why = models.TextField(_("why it came back"), blank=True)

    objects = querysets.ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["review", "pk"]
        verbose_name = _("reply to a review")
        verbose_name_plural = _("replies to reviews")
        constraints = [models.UniqueConstraint(fields=["review", "unit"], name="reply_once_per_unit")]

    def __str__(self) -> str:
        return f"{self.review}: {self.unit}"


class Heading(models.TextChoices):
    """What a unit is asked about."""

    RESULTS = "results", _("Results")
    CAUSES = "causes", _("Shortcomings and causes")
    LESSONS = "lessons", _("Lessons")
    PROPOSALS = "proposals", _("Proposals")


class Passage(Record):
    """What a unit says under a heading; `taken` when whoever asked takes it over."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="passages")
    heading = models.CharField(_("heading"), max_length=9, choices=Heading)
    text = models.TextField(_("text"))
    taken = models.BooleanField(_("taken over"), default=False)

    class Meta:
        ordering = ["reply", "pk"]
        verbose_name = _("passage of a reply")
        verbose_name_plural = _("passages of replies")
        constraints = [models.UniqueConstraint(fields=["reply", "heading"], name="passage_once_per_heading")]

    def __str__(self) -> str:
        return self.text


class Notice(Record):
    """A reminder that went out by e-mail: about a shortcoming to mend, or a reply to send."""

    shortcoming = models.ForeignKey(
        Shortcoming, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    reply = models.ForeignKey(Reply, models.CASCADE, null=True, blank=True, related_name="notices")
    email = models.EmailField(_("e-mail"))
    on = models.DateField(_("day"))
    failed = models.BooleanField(_("not taken by the mail server"), default=False)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("reminder of oversight")
        verbose_name_plural = _("reminders of oversight")
        constraints = [
            models.CheckConstraint(
                condition=Q(shortcoming__isnull=False, reply__isnull=True)
                | Q(shortcoming__isnull=True, reply__isnull=False),
                name="notice_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["shortcoming", "email", "on"], name="shortcoming_noticed_once_a_day"
            ),
            models.UniqueConstraint(fields=["reply", "email", "on"], name="reply_noticed_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.on}"
