"""What worked in a unit, with its figures and what shows it; where it was spread, and who commended it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.practices import querysets
from nhipcau.programmes.models import Assignment, Task
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class PracticeState(models.TextChoices):
    """Where a proposal is; that it was spread or commended are facts beside it."""

    DRAFT = "draft", _("Being written")
    PROPOSED = "proposed", _("Proposed")
    UNDER_REVIEW = "under_review", _("Under review")
    SENT_BACK = "sent_back", _("Sent back for more")
    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")


class Practice(Record):
    """Something that worked in `unit`, which proposes it to `asked_of`; accepted, every unit reads it.

    `origin` is the key under which a room above knows what it comes from, `origin_title` what that was called then.
    `token` is of the page on which it was written: sent twice, it is one proposal.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="practices", verbose_name=_("unit"))
    asked_of = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="practices_asked",
        verbose_name=_("proposed to"),
    )
    state = models.CharField(_("state"), max_length=12, choices=PracticeState, default=PracticeState.DRAFT)
    title = models.CharField(_("title"), max_length=300)
    done = models.TextField(_("what the unit did"))
    how = models.TextField(_("how others could do it"))
    assignment = models.ForeignKey(
        Assignment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("task it comes from"),
    )
    origin = models.CharField(max_length=40, blank=True)
    origin_title = models.CharField(_("activity it comes from"), max_length=500, blank=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)

    objects = querysets.PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        indexes = [
            models.Index(fields=["state", "asked_of"], name="practice_state_asked"),
            models.Index(fields=["state", "-accepted_at"], name="practice_accepted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(asked_of__isnull=False),
                name="proposed_practice_is_asked_of_a_unit",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | models.Q(accepted_at__isnull=False),
                name="accepted_practice_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PracticeFigure(Record):
    """A figure that a practice rests on, as it was taken: from what the unit had approved (`approved`), or typed."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("indicator")
    )
    name = models.CharField(_("what is counted"), max_length=200)
    measure = models.CharField(_("unit of measure"), max_length=40, blank=True)
    period = models.CharField(_("period"), max_length=200)
    number = models.DecimalField(_("number"), max_digits=20, decimal_places=4)
    source = models.CharField(_("source"), max_length=300, blank=True)
    approved = models.BooleanField(_("from an approved report"), default=False)

    class Meta:
        ordering = ["practice", "pk"]
        verbose_name = _("figure of a practice")
        verbose_name_plural = _("figures of practices")
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "name", "period"], name="figure_once_per_practice_and_period"
            ),
            models.CheckConstraint(
                condition=models.Q(approved=True) | ~models.Q(source=""), name="typed_figure_has_a_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """What is counted, in the language of the page as far as it is translated."""
        return self.indicator.local_name if self.indicator else self.name

    @property
    def local_measure(self) -> str:
        """The unit of measure, in the language of the page as far as it is translated."""
        return self.indicator.local_measure if self.indicator else self.measure


class PracticeProof(Record):
    """A file or a link that shows what was done."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="proofs")
    link = models.URLField(_("link that shows it"), max_length=500, blank=True)
    file = models.FileField(_("file that shows it"), upload_to="practices/%Y/", blank=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["practice", "pk"]
        verbose_name = _("evidence of a practice")
        verbose_name_plural = _("evidence of practices")
        constraints = [
            models.UniqueConstraint(fields=["practice", "link", "sha256"], name="proof_once_per_practice")
        ]

    def __str__(self) -> str:
        return self.file_name or self.link


class Act(models.TextChoices):
    """What was done with a proposal: the ways of `rules.WAYS`."""

    SEND = "send", _("Proposed")
    TAKE_BACK = "take_back", _("Taken back by the unit")
    REVIEW = "review", _("Taken under review")
    ACCEPT = "accept", _("Accepted")
    REFUSE = "refuse", _("Not accepted")
    SEND_BACK = "send_back", _("Sent back for more")


class PracticeStep(Record):
    """What was done with a proposal, and the word that went with it."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="steps")
    act = models.CharField(_("what was done"), max_length=9, choices=Act)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(act__in=["refuse", "send_back"]) | ~models.Q(reason=""),
                name="practice_refused_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.get_act_display()


class Spread(Record):
    """A practice given to units as an optional task of a programme."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="spreads")
    task = models.OneToOneField(Task, models.CASCADE, related_name="spread", verbose_name=_("task"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = querysets.SpreadQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("spreading of a practice")
        verbose_name_plural = _("spreadings of practices")

    def __str__(self) -> str:
        return f"{self.practice}: {self.task}"


class Commendation(Record):
    """A decision that commends a unit for a practice. Of units only: whom else it names, its document says."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="commendations")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="commendations", verbose_name=_("commended unit")
    )
    authority = models.CharField(_("authority that decided"), max_length=200)
    form = models.CharField(_("form of commendation"), max_length=100)
    number = models.CharField(_("number of the decision"), max_length=100)
    decided_on = models.DateField(_("day of the decision"))
    document = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commendations",
        verbose_name=_("document in the register"),
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "pk"]
        verbose_name = _("commendation")
        verbose_name_plural = _("commendations")
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "unit", "number", "decided_on"], name="commended_once_by_a_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form}, {self.number}"
