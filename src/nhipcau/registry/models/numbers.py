"""The numbers that a unit gives to the documents it issues: terms of committees, series, and every number given."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.registry import querysets
from nhipcau.registry.models.documents import Document
from nhipcau.units.models import Unit


class NumberLayout(models.TextChoices):
    """By whose rules a document is numbered; `drafting` names the layouts of documents by the same words."""

    STATE = "state", _("State: one series a year for all kinds")
    PARTY = "party", _("Party: one series for each kind in a term")


class CommitteeTerm(Record):
    """A term of a Party committee, in which the documents of each kind are numbered from one on.

    `ends_on` is its last day, None while it is not known; terms of one committee never overlap.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="committee_terms", verbose_name=_("committee")
    )
    name = models.CharField(_("name of the term"), max_length=100)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = querysets.CommitteeTermQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "-starts_on"]
        verbose_name = _("term of a committee")
        verbose_name_plural = _("terms of committees")
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_on"], name="committee_term_starts_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="committee_term_is_a_span"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(Record):
    """The numbers of one unit that follow one another: of a year (State), or of a kind in a term (Party).

    It began at `first`; `upcoming` is the number that the next document gets. Its row is what those who issue at the
    same moment wait for. `kind` is folded, as `rules.kind_key` does it; `label` is the kind as people write it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="number_series", verbose_name=_("unit"))
    layout = models.CharField(_("numbered by the rules of"), max_length=5, choices=NumberLayout)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    term = models.ForeignKey(
        CommitteeTerm, models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("term")
    )
    kind = models.CharField(max_length=60, blank=True)
    label = models.CharField(_("kind of document"), max_length=60, blank=True)
    first = models.PositiveIntegerField(_("first number"), default=1)
    upcoming = models.PositiveIntegerField(_("next number"), default=1)

    objects = querysets.NumberSeriesQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "-year", "-term__starts_on", "kind"]
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="number_series_of_year"),
            models.UniqueConstraint(fields=["term", "kind"], name="number_series_of_term"),
            models.CheckConstraint(
                condition=Q(layout="state", year__isnull=False, term=None, kind="")
                | Q(layout="party", year=None, term__isnull=False),
                name="number_series_of_year_or_term",
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1, upcoming__gte=F("first")), name="number_series_goes_up"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year) if self.term is None else f"{self.label}, {self.term}"

    def covers(self, day: date) -> bool:
        """Whether documents of `day` are numbered in it."""
        if self.term is None:
            return day.year == self.year
        return self.term.starts_on <= day and (self.term.ends_on is None or day <= self.term.ends_on)


class IssuedNumber(Record):
    """One number given to one document. It stays in the register of numbers for ever; a void one with its reason."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind of document"), max_length=60)
    day = models.DateField(_("day"))
    document = models.OneToOneField(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_number",
        verbose_name=_("document"),
    )
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    voided_on = models.DateField(_("void since"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(_("why it is void"), max_length=500, blank=True)

    objects = querysets.IssuedNumberQuerySet.as_manager()

    class Meta:
        ordering = ["series", "number"]
        verbose_name = _("number given")
        verbose_name_plural = _("numbers given")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="issued_number_once"),
            models.CheckConstraint(
                condition=Q(voided_on=None) | (~Q(void_reason="") & Q(voided_by__isnull=False)),
                name="issued_number_void_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.series})"

    @property
    def is_void(self) -> bool:
        """Whether it was declared void after it had been given."""
        return self.voided_on is not None
