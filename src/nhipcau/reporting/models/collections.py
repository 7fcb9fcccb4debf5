"""A form asked for a period of units."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.reporting import querysets
from nhipcau.reporting.models.forms import Form
from nhipcau.reporting.models.periods import Period
from nhipcau.units.models import Unit


class Collection(Record):
    """A form asked for one period: which units owe it and until when. In Vietnamese: đợt báo cáo."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="collections", verbose_name=_("form"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="collections", verbose_name=_("period"))
    due_at = models.DateTimeField(_("due"))
    locks_at = models.DateTimeField(_("locked from"), null=True, blank=True)
    units = models.ManyToManyField(Unit, related_name="collections", verbose_name=_("units"))
    reminds = models.BooleanField(_("reminds by e-mail"), default=True)

    objects = querysets.CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [models.UniqueConstraint(fields=["form", "period"], name="form_once_per_period")]

    def __str__(self) -> str:
        return f"{self.form}, {self.period}"


class LockException(Record):
    """A unit that may still fill in and send after the lock, until a moment, and why."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="exceptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    until = models.DateTimeField(_("open until"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["collection", "unit"]
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [models.UniqueConstraint(fields=["collection", "unit"], name="exception_once_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.until:%d/%m/%Y}"


class Reminder(Record):
    """A mail that reminded a unit of a collection: `day` is the local day it was for, `days_left` negative when late."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    day = models.DateField(_("day"))
    days_left = models.SmallIntegerField()
    people = models.PositiveSmallIntegerField(_("people written to"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["collection", "unit", "day"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["collection", "unit", "day"], name="reminder_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.day:%d/%m/%Y}"
