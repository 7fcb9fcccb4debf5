"""Figures frozen, and opened again to be corrected."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.reporting.models.collections import Collection


class Seal(Record):
    """The approved figures of a collection, frozen in a Parquet file; a correction is a new revision with its reason.

    `tree_sha256` says which tree of units the file was sealed with, `sha256` is that of the file's bytes.
    """

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="seals")
    revision = models.PositiveSmallIntegerField(_("revision"))
    path = models.CharField(_("sealed file"), max_length=300, unique=True)
    sha256 = models.CharField(max_length=64)
    tree_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("figures"))
    units = models.PositiveIntegerField(_("units"))
    reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(_("sealed at"))

    class Meta:
        ordering = ["collection", "revision"]
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [
            models.UniqueConstraint(fields=["collection", "revision"], name="seal_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.collection} ({self.revision})"


class Correction(Record):
    """Sealed figures opened to be corrected, and why; it ends with `seal`, the revision that holds the corrected ones."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="corrections")
    reason = models.CharField(_("reason of the correction"), max_length=300)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    seal = models.OneToOneField(Seal, models.PROTECT, null=True, blank=True, related_name="correction")

    class Meta:
        ordering = ["collection", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["collection"], condition=models.Q(seal__isnull=True), name="one_open_correction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collection}: {self.reason}"
