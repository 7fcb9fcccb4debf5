"""Message sheets and talk packs as they are given to units, and who confirmed that they have them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nhipcau.audit.models import Record
from nhipcau.newsroom import querysets
from nhipcau.newsroom.models.texts import ItemText
from nhipcau.units.models import Unit


class SheetCopy(Record):
    """An approved version of a sheet in the hands of a unit; somebody there confirms that they have read it."""

    text = models.ForeignKey(ItemText, models.CASCADE, related_name="copies")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheets", verbose_name=_("unit"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"))
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(_("receipt confirmed"), null=True, blank=True)

    objects = querysets.SheetCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name = _("sheet given to a unit")
        verbose_name_plural = _("sheets given to units")
        constraints = [
            models.UniqueConstraint(fields=["revision", "unit"], name="sheet_given_once_to_a_unit"),
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True) | models.Q(read_by__isnull=False),
                name="receipt_names_a_person",
            ),
        ]
        indexes = [models.Index(fields=["unit", "read_at"], name="sheets_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.text} → {self.unit}"
