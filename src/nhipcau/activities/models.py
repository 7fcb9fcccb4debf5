"""What was done, with its counts and what shows it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import querysets
from nhipcau.activities.kinds import BY_CODE, KINDS, Kind
from nhipcau.audit.models import Record
from nhipcau.indicators.models import Indicator
from nhipcau.programmes.models import Assignment
from nhipcau.units.models import Unit


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of activities with their names in the language of the page."""
    language = get_language()
    return [(kind.code, kind.words.said(language)) for kind in KINDS]


class Channel3(models.TextChoices):
    """The field's own split of external relations. Source: DESIGN section 7."""

    PARTY = "party", _("Party channel")
    STATE = "state", _("State channel")
    PEOPLE = "people", _("People's diplomacy")


class Stream(models.TextChoices):
    """The field's own streams. Source: DESIGN section 7."""

    EXTERNAL = "external", _("External information")
    SEA = "sea", _("Sea and islands")
    BORDER = "border", _("Land border")


class Activity(Record):
    """Something a unit did, on days of the local calendar (`ends_on` is the last day, itself included).

    `details` are the particulars of its kind: code of a field → text, number, day as text, or rows (`kinds`).
    `host` is the event that this was a theme of, perhaps another unit's: the people present stand there only.
    What was withdrawn stays with its reason, and counts nowhere.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities", verbose_name=_("unit"))
    assignment = models.ForeignKey(
        Assignment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("under the task"),
    )
    kind = models.CharField(_("kind of activity"), max_length=24, choices=kind_choices, default="session")
    title = models.CharField(_("what"), max_length=300)
    starts_on = models.DateField(_("when"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=300)
    channel = models.CharField(_("channel of external relations"), max_length=8, choices=Channel3, blank=True)
    stream = models.CharField(_("stream"), max_length=10, choices=Stream, default=Stream.EXTERNAL)
    description = models.TextField(_("more about it"), blank=True)
    details = models.JSONField(_("particulars"), default=dict, blank=True)
    host = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="themes",
        verbose_name=_("part of the event"),
    )
    open_to_others = models.BooleanField(_("other units may log their part of it"), default=False)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()
    changed_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    objects = querysets.ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(host__isnull=True) | ~Q(host=F("id")), name="activity_is_not_its_host"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "starts_on"], name="activity_unit_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_of(self) -> Kind:
        """The kind, as the table tells it; a kind that is no longer there tells nothing of its own."""
        return BY_CODE.get(self.kind, BY_CODE["other"])

    @property
    def last_day(self) -> date:
        """The last day, itself included."""
        return self.ends_on or self.starts_on

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn."""
        return self.withdrawn_at is not None


class ActivityCount(Record):
    """How many, of which indicator."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="counts")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="activity_counts", verbose_name=_("indicator")
    )
    number = models.DecimalField(_("how many"), max_digits=20, decimal_places=4)

    objects = querysets.ActivityCountQuerySet.as_manager()

    class Meta:
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "indicator"], name="indicator_once_per_activity"),
            models.CheckConstraint(condition=Q(number__gte=0), name="activity_count_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.number}"


class EvidenceKind(models.TextChoices):
    """What shows that it was done."""

    PHOTO = "photo", _("Photo")
    FILE = "file", _("File")
    LINK = "link", _("Link")


class Evidence(Record):
    """A photo, a file or a link that shows an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind of evidence"), max_length=6, choices=EvidenceKind)
    file = models.FileField(_("file"), upload_to="activities/%Y/%m", max_length=300, blank=True)
    thumbnail = models.FileField(upload_to="activities/%Y/%m", max_length=300, blank=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = querysets.EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", file="") & ~Q(url="") | ~Q(kind="link") & Q(url="") & ~Q(file=""),
                name="evidence_is_a_file_or_a_link",
            )
        ]

    def __str__(self) -> str:
        return self.caption or self.file_name or self.url
