"""Files that were removed because they bore a mark of secrecy; nothing that they said is kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.registry import querysets
from nhipcau.units.models import Unit


class SecretRemoval(Record):
    """Tells the person who took a file in that it was removed when it was read, until they have seen it.

    It holds no name, number or word of the file: only whose register it was in, when it had been taken in, and when it
    was removed.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("register of"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField(_("taken in at"))
    removed_at = models.DateTimeField(_("removed at"))
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.SecretRemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-removed_at", "-pk"]
        verbose_name = _("removal of a secret file")
        verbose_name_plural = _("removals of secret files")

    def __str__(self) -> str:
        return f"{self.removed_at:%Y-%m-%d}"
