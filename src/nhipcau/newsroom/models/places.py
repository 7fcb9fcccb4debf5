"""The place's own list of names of places, and the maps it may print."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record


class Place(Record):
    """A name of a place as the authority writes it; `never` are ways people get it wrong, `former` what it was called."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("what it is"), max_length=100, blank=True)
    former = models.JSONField(_("former names"), default=list, blank=True)
    never = models.JSONField(_("never written so"), default=list, blank=True)
    basis = models.CharField(_("document that gives the name"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("name of a place")
        verbose_name_plural = _("names of places")

    def __str__(self) -> str:
        return self.name


class MapSheet(Record):
    """A map that may be printed: who drew it, with which permit, and the file itself by its SHA-256."""

    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("drawn by"), max_length=200)
    permit = models.CharField(_("permit to publish"), max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("map")
        verbose_name_plural = _("maps")

    def __str__(self) -> str:
        return f"{self.title} ({self.permit})"
