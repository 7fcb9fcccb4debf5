"""What is asked: forms, their sections and fields."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import querysets
from nhipcau.units.models import Unit


class Form(Record):
    """What a unit asks of units: sections of indicators, for periods of one kind."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="forms", verbose_name=_("asked by"))
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    active = models.BooleanField(_("in use"), default=True)

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
    title_en = models.CharField(_("English title"), max_length=200)
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
