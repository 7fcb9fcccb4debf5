"""The text of a draft: its sections, the figures and the citations that stand in it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.drafting.models.draft import Draft
from nhipcau.indicators.models import Indicator
from nhipcau.registry.models import Document
from nhipcau.reporting.models import Period
from nhipcau.units.models import Unit


class SectionKind(models.TextChoices):
    """What a section of a draft is; an annex begins with its own and holds all that follows."""

    TEXT = "text", _("Text")
    TABLE = "table", _("Table")
    CHART = "chart", _("Chart")
    PICTURE = "picture", _("Picture")
    ANNEX = "annex", _("Annex")


class HeadingLevel(models.TextChoices):
    """The rank of a section's heading in the official layout."""

    PART = "part", _("Part")
    CHAPTER = "chapter", _("Chapter")
    SECTION = "section", _("Section (I, II, III)")
    ARTICLE = "article", _("Article (Điều 1)")
    CLAUSE = "clause", _("Clause (1, 2, 3)")


class Section(Record):
    """A section of a draft. In `body`, each line is a paragraph.

    `- ` starts a bullet, `+ ` one below it, `1. ` a clause and `a) ` a point (numbered anew on the page); `{{key}}` is
    a figure and `[[key]]` a citation. `spec` says what a table, chart or annex is made of (see `blocks`). `uid` stays
    with the section wherever it moves. `chapter` is the key of what its template tells there ("" for one a person
    added): the units' own words on it stand beside it.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="sections")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=7, choices=SectionKind, default=SectionKind.TEXT)
    level = models.CharField(
        _("rank of the heading"), max_length=7, choices=HeadingLevel, default=HeadingLevel.SECTION
    )
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    spec = models.JSONField(default=dict, blank=True)
    picture = models.FileField(_("picture"), upload_to="drafting/pictures/%Y/%m", max_length=300, blank=True)
    chapter = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["draft", "position"]
        constraints = [models.UniqueConstraint(fields=["draft", "position"], name="section_place_in_draft")]

    def __str__(self) -> str:
        return self.heading or self.body[:60]


class FigureAspect(models.TextChoices):
    """What of an indicator's total a figure shows."""

    TOTAL = "total", _("Total")
    PLAN = "plan", _("Plan")
    PLAN_SHARE = "plan_share", _("Per cent of the plan")
    CHANGE = "change", _("Against the same period last year, in words")
    CHANGE_SHARE = "change_share", _("Per cent more or less than last year, in words")


class Counting(models.TextChoices):
    """Which answers a figure counts."""

    APPROVED = "approved", _("Approved only")
    SUBMITTED = "submitted", _("Not yet approved as well")


class Boundaries(models.TextChoices):
    """How a figure is added up through reorganisations of units."""

    REPORTED = "reported", _("As reported")
    TODAY = "today", _("In today's boundaries")


class Figure(Record):
    """A reference to a total: an indicator over a unit's tree for a period, and what of it is shown.

    `seen` is the total when the draft was last saved; `frozen` the one it was issued with, `frozen_text` what was
    printed then, `frozen_note` how many of the units had reported (`108/112`), `frozen_seal` the SHA-256 of the sealed
    file it rests on ("" where the period was not sealed).
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="figures")
    key = models.SlugField(_("key"), max_length=40)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name=_("period"))
    aspect = models.CharField(
        _("what is shown"), max_length=12, choices=FigureAspect, default=FigureAspect.TOTAL
    )
    counting = models.CharField(
        _("what is counted"), max_length=9, choices=Counting, default=Counting.APPROVED
    )
    boundaries = models.CharField(
        _("boundaries"), max_length=8, choices=Boundaries, default=Boundaries.REPORTED
    )
    seen = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    frozen = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    frozen_text = models.CharField(max_length=300, blank=True)
    frozen_note = models.CharField(max_length=200, blank=True)
    frozen_seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["draft", "key"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="figure_key_once")]

    def __str__(self) -> str:
        return self.key


class Citation(Record):
    """A document that the text names as `[[key]]`; `part` is the article or page meant, in words."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="citations")
    key = models.CharField(_("key"), max_length=80)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="drafts_citing", verbose_name=_("document")
    )
    part = models.CharField(_("article or page"), max_length=200, blank=True)

    class Meta:
        ordering = ["draft", "key"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="citation_key_once")]

    def __str__(self) -> str:
        return self.key
