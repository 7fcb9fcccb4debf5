"""What is counted. Model: DESIGN section 7."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators import querysets


class Additivity(models.TextChoices):
    """How values of an indicator become one value, over units or over periods."""

    SUM = "sum", _("Sum")
    MEAN = "mean", _("Mean")
    LATEST = "latest", _("Latest")
    NONE = "none", _("Never added up")


class ValueType(models.TextChoices):
    """What a value may be."""

    COUNT = "count", _("Whole number, 0 or more")
    DECIMAL = "decimal", _("Number with decimals, 0 or more")
    MONEY = "money", _("Amount in đồng")


class Stage(models.TextChoices):
    """Where in the chain of effect the indicator stands. Source: AMEC framework (facts/reporting.md section 7)."""

    INPUT = "input", _("Input")
    OUTPUT = "output", _("Output")
    OUT_TAKE = "out_take", _("Out-take")
    OUTCOME = "outcome", _("Outcome")
    IMPACT = "impact", _("Impact")


class Split(Record):
    """A way figures are told apart: by channel of external relations, by language, by market."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("split")
        verbose_name_plural = _("splits")

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the language of the page, as far as it is translated."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class SplitOption(Record):
    """One of the cases a split tells apart; together they leave nothing out and overlap nowhere."""

    split = models.ForeignKey(Split, models.PROTECT, related_name="options", verbose_name=_("split"))
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["split", "position", "pk"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [models.UniqueConstraint(fields=["split", "code"], name="option_once_per_split")]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the language of the page, as far as it is translated."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Indicator(Record):
    """Something counted, the same thing in activities, forms, totals, reports and open data.

    A part is an indicator too: `posts-en` counts what `posts` counts, of one case (`options`). A whole that has parts
    is not counted itself: its figure is that of its parts together.
    """

    code = models.SlugField(_("code"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    measure = models.CharField(_("unit of measure"), max_length=40)
    measure_en = models.CharField(_("English unit of measure"), max_length=40, blank=True)
    value_type = models.CharField(_("value type"), max_length=10, choices=ValueType, default=ValueType.COUNT)
    over_units = models.CharField(_("over units"), max_length=8, choices=Additivity, default=Additivity.SUM)
    over_periods = models.CharField(
        _("over periods"), max_length=8, choices=Additivity, default=Additivity.SUM
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.OUTPUT)
    numerator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    denominator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    whole = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    options = models.ManyToManyField(SplitOption, blank=True, related_name="indicators")
    not_counted = models.TextField(_("who or what is not counted"), blank=True)
    not_counted_en = models.TextField(_("who or what is not counted, in English"), blank=True)
    definition = models.TextField(_("definition"), blank=True)
    definition_en = models.TextField(_("English definition"), blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = querysets.IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="ratio_has_two_numbers",
            ),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | Q(numerator__isnull=True), name="part_is_no_ratio"
            ),
            models.CheckConstraint(
                condition=Q(whole__isnull=True) | ~Q(whole=F("id")), name="part_is_not_its_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the language of the page, as far as it is translated."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def local_measure(self) -> str:
        """The unit of measure in the language of the page, as far as it is translated."""
        return self.measure_en if self.measure_en and get_language() == "en" else self.measure

    @property
    def local_definition(self) -> str:
        """The definition in the language of the page, as far as it is translated."""
        return self.definition_en if self.definition_en and get_language() == "en" else self.definition

    @property
    def local_not_counted(self) -> str:
        """Who or what is left out, in the language of the page, as far as it is translated."""
        return self.not_counted_en if self.not_counted_en and get_language() == "en" else self.not_counted
