"""Windows of days that reports are about."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.reporting import querysets, rules


class PeriodKind(models.TextChoices):
    """How long a period is."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF_YEAR = "half_year", _("Half-year")
    NINE_MONTHS = "nine_months", _("Nine months")
    YEAR = "year", _("Year")
    THEMATIC = "thematic", _("On a theme")
    AD_HOC = "ad_hoc", _("Ad hoc")


# The kinds whose days follow from their number in the year.
REGULAR = [(kind.value, kind.label) for kind in PeriodKind if kind.value in rules.MONTHS]


class Calendar(models.TextChoices):
    """Which days a period takes: those of the calendar, or the official 15th to 14th (Nghị định 09/2019/NĐ-CP)."""

    CALENDAR = "calendar", _("By the calendar")
    OFFICIAL = "official", _("15th to 14th")


class Period(Record):
    """A window of days, both ends included; `number` counts within the year from 1 (1 for a year).

    A thematic or ad hoc period has a title of its own and the days it is given; the others follow from their number.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=PeriodKind)
    calendar = models.CharField(_("calendar"), max_length=10, choices=Calendar)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = querysets.PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-starts_on"]
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        constraints = [
            models.UniqueConstraint(fields=["kind", "calendar", "year", "number"], name="period_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        if self.title:
            return self.title_en if self.title_en and get_language() == "en" else self.title
        return rules.period_name(self.kind, self.year, self.number, language=get_language() or "vi")
