"""A programme: whose it is, when it runs, what it carries out, and its texts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.programmes import querysets
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class ProgrammeState(models.TextChoices):
    """Whether the programme is still being made, or given to the units."""

    DRAFT = "draft", _("Being made")
    ISSUED = "issued", _("Issued")


class ProgrammeKind(models.TextChoices):
    """What a programme is for; each kind has its own texts (`sections`)."""

    YEAR = "year", _("Plan of a year")
    YEARS = "years", _("Programme of several years")
    TOPIC = "topic", _("Plan on a topic")
    CAMPAIGN = "campaign", _("Campaign")


class Programme(Record):
    """A unit's programme or plan for a time, made from a document, from a higher programme or by itself."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=ProgrammeKind, default=ProgrammeKind.YEAR)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    source = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("made from"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("carries out")
    )
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="following", verbose_name=_("follows")
    )
    state = models.CharField(_("state"), max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    # The page that made it, so that a form sent twice makes one.
    once = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = querysets.ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="programme_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["parent", "unit"], name="programme_carried_out_once_by_a_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def gives_to(self, unit: int) -> bool:
        """Return whether a task of the programme was given to the unit. One query."""
        found: bool = self.tasks.filter(assignments__unit=unit).exists()
        return found


class ProgrammeText(Record):
    """One of the texts of a programme, such as its purposes; `section` is a key of `sections.SECTIONS`."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="texts")
    section = models.CharField(_("section"), max_length=30)
    text = models.TextField(_("text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "section"], name="one_text_a_section_of_a_programme")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Annex(Record):
    """A file that belongs to a programme, in the order of the annexes."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="annexes")
    title = models.CharField(_("title"), max_length=300)
    file = models.FileField(_("file"), upload_to="programmes/%Y/")
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
