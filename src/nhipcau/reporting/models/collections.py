"""A form asked for a period of units."""

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
    units = models.ManyToManyField(Unit, related_name="collections", verbose_name=_("units"))

    objects = querysets.CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [models.UniqueConstraint(fields=["form", "period"], name="form_once_per_period")]

    def __str__(self) -> str:
        return f"{self.form}, {self.period}"
