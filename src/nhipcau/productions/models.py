"""Series: what is published again and again under one title, and the items in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom.models import Item, Topic
from nhipcau.newsroom.rules import ORIGINAL
from nhipcau.productions import querysets, rules
from nhipcau.units.models import Unit


class SeriesKind(models.TextChoices):
    """What kind of series it is."""

    PAGE = "page", _("Special page")
    COLUMN = "column", _("Column")
    PROGRAMME = "programme", _("Regular programme")


class Rhythm(models.TextChoices):
    """How often a part is due; `step` of the series says on which day."""

    NONE = rules.NONE, _("Without a rhythm")
    WEEKLY = rules.WEEKLY, _("Every week, on a weekday")
    MONTHLY = rules.MONTHLY, _("Every month, on a day")
    DAYS = rules.DAYS, _("Every so many days")


class Series(Record):
    """A series of a unit, kept by `owner`; ended on `until` for `ended_reason`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="series", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=10, choices=SeriesKind, default=SeriesKind.COLUMN)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    summary = models.TextField(_("summary"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="series", verbose_name=_("in charge")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("topic")
    )
    rhythm = models.CharField(_("rhythm"), max_length=8, choices=Rhythm, default=Rhythm.NONE)
    step = models.PositiveSmallIntegerField(_("day of the rhythm"), null=True, blank=True)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    ended_reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = querysets.SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | (Q(until__gte=F("since")) & ~Q(ended_reason="")),
                name="ended_series_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(rhythm="none", step__isnull=True) | (~Q(rhythm="none") & Q(step__isnull=False)),
                name="rhythm_of_a_series_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or ORIGINAL)

    def title_in(self, language: str) -> str:
        """Return the title in a language: in English where readers of another language have one, else the own."""
        return self.title if language == ORIGINAL else self.title_en or self.title


class SeriesItem(Record):
    """An item in a series, with its number there."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="places")
    item = models.ForeignKey(
        Item, models.CASCADE, related_name="series_places", verbose_name=_("content item")
    )
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["series", "-number"]
        verbose_name = _("item in a series")
        verbose_name_plural = _("items in series")
        constraints = [
            models.UniqueConstraint(fields=["series", "item"], name="item_once_in_a_series"),
            models.UniqueConstraint(fields=["series", "number"], name="number_once_in_a_series"),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.number}"
