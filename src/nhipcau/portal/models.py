"""What the public site keeps of its own: addresses of the site before it, and how often its pages were read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom.models import ItemText
from nhipcau.portal.querysets import DailyViewsQuerySet, OldAddressQuerySet


class OldAddress(Record):
    """An address of the site before this one, and where it leads now: both from the first slash on."""

    path = models.CharField(_("old address"), max_length=500, unique=True)
    target = models.CharField(_("leads to"), max_length=300)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.path


class DailyViews(Record):
    """How often a text was read on a day, in Vietnam's time; without a text, all other pages together."""

    day = models.DateField()
    text = models.ForeignKey(ItemText, models.CASCADE, related_name="views", null=True)
    number = models.PositiveIntegerField(default=0)

    objects = DailyViewsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "text"], name="views_of_a_text_once_a_day"),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(text__isnull=True), name="other_views_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"


class EarlierViews(Record):
    """A number that another counter showed on a day, where this site's count goes on from: of an old site, say."""

    counter = models.CharField(
        _("counter"), max_length=200, help_text=_("Which counter it was, and what it counted")
    )
    until = models.DateField(_("as of"))
    number = models.PositiveBigIntegerField(_("number it showed"))

    class Meta:
        ordering = ["-until", "-pk"]
        verbose_name = _("number of an earlier counter")
        verbose_name_plural = _("numbers of earlier counters")

    def __str__(self) -> str:
        return f"{self.counter} ({self.until})"
