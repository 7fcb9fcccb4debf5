"""What is asked: forms, their sections and fields."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import querysets
from nhipcau.reporting.models.periods import Calendar, Period, PeriodKind
from nhipcau.units.models import Kind, Line, Unit, UnitGroup


class Form(Record):
    """What a unit asks of units: sections of indicators, for periods of one kind.

    What was asked once is never changed: a change makes a new form, which `replaces` the old one.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="forms", verbose_name=_("asked by"))
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    period_kind = models.CharField(_("asked each"), max_length=12, choices=PeriodKind, blank=True)
    calendar = models.CharField(_("days"), max_length=10, choices=Calendar, default=Calendar.OFFICIAL)
    due_after = models.PositiveSmallIntegerField(_("due, working days after the period's end"), default=2)
    locks_after = models.PositiveSmallIntegerField(_("locked, days after the due day"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    # Set while the form is asked and its shape cannot change; "" until then. See `reporting.shapes`.
    stamp = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects = querysets.FormQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title


class FormSection(Record):
    """A part of a form with its heading."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["form", "position"]
        constraints = [models.UniqueConstraint(fields=["form", "position"], name="section_place_in_form")]

    def __str__(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title


class FormField(Record):
    """An indicator asked for in a section."""

    section = models.ForeignKey(FormSection, models.CASCADE, related_name="fields")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="form_fields")
    position = models.PositiveSmallIntegerField()
    required = models.BooleanField(_("must be filled in"), default=True)

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "indicator"], name="indicator_once_per_section")
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class FormQuestion(Record):
    """Something a section asks to be told in words, beside its figures."""

    section = models.ForeignKey(FormSection, models.CASCADE, related_name="questions")
    prompt = models.CharField(_("question"), max_length=300)
    prompt_en = models.CharField(_("English question"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        ordering = ["section", "position"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="question_place_in_section")
        ]

    def __str__(self) -> str:
        return self.prompt_en if self.prompt_en and get_language() == "en" else self.prompt


class FormAudience(Record):
    """Units a form is asked of: those that fit all that is set here. A form asks the units of all its rows together.

    `level` is the distance from the asking unit in its line: 1 stands directly under it.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="audiences")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("this unit")
    )
    line = models.CharField(_("line"), max_length=12, choices=Line, blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    territory = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in the territory of")
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in the group")
    )

    class Meta:
        ordering = ["form", "pk"]
        verbose_name = _("units asked")
        verbose_name_plural = _("units asked")

    def __str__(self) -> str:
        kind = Kind(self.kind).label if self.kind else ""
        level = _("level %(number)d") % {"number": self.level} if self.level else ""
        told = (self.unit, kind, self.get_line_display(), level, self.territory, self.group)
        return ", ".join(str(one) for one in told if one)


class Operator(models.TextChoices):
    """How two sides of a rule must stand to each other. Source: DHIS2 (facts/reporting.md section 1)."""

    EQUAL = "equal_to", "="
    NOT_EQUAL = "not_equal_to", "≠"
    GREATER = "greater_than", ">"
    GREATER_OR_EQUAL = "greater_than_or_equal_to", "≥"
    LESS = "less_than", "<"
    LESS_OR_EQUAL = "less_than_or_equal_to", "≤"
    BOTH_OR_NEITHER = "compulsory_pair", _("both or neither")
    NOT_BOTH = "exclusive_pair", _("not both")


class Missing(models.TextChoices):
    """What a side of a rule does about cells without a number. Source: DHIS2 (facts/reporting.md section 1)."""

    SKIP_IF_ANY = "skip_if_any", _("not checked when one of its figures is missing")
    SKIP_IF_ALL = "skip_if_all", _("not checked when all its figures are missing")
    NEVER_SKIP = "never_skip", _("checked always, a missing figure counting as 0")


class FormRule(Record):
    """What figures of an answer must fulfil together. A side is a sum such as `sessions + trainings` or `2 * events`."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="rules")
    left = models.CharField(_("left side"), max_length=300)
    left_missing = models.CharField(
        _("left side, missing figures"), max_length=12, choices=Missing, default=Missing.SKIP_IF_ANY
    )
    operator = models.CharField(_("must be"), max_length=24, choices=Operator)
    right = models.CharField(_("right side"), max_length=300)
    right_missing = models.CharField(
        _("right side, missing figures"), max_length=12, choices=Missing, default=Missing.SKIP_IF_ANY
    )
    message = models.CharField(_("what to tell the reporter"), max_length=300)
    message_en = models.CharField(_("what to tell the reporter, in English"), max_length=300, blank=True)
    must_hold = models.BooleanField(_("must hold before sending"), default=False)

    class Meta:
        ordering = ["form", "pk"]
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return self.message_en if self.message_en and get_language() == "en" else self.message


class Target(Record):
    """What a unit is to reach of an indicator in a period; `source` says which document sets it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name=_("unit"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="targets", verbose_name=_("period"))
    number = models.DecimalField(_("plan"), max_digits=20, decimal_places=4)
    source = models.CharField(_("set by"), max_length=300, blank=True)

    class Meta:
        ordering = ["period", "unit", "indicator"]
        verbose_name = _("plan figure")
        verbose_name_plural = _("plan figures")
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "period"], name="target_once"),
            models.CheckConstraint(condition=Q(number__gte=0), name="target_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.number}"
