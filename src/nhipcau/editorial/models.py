"""What is to be told, when and by whom; facts asked of others; items taken over from them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nhipcau.audit.models import Record
from nhipcau.channels.models import Channel
from nhipcau.editorial import querysets, rules
from nhipcau.newsroom.models import Item, ItemKind, ItemText, Topic
from nhipcau.programmes.models import Task
from nhipcau.units.models import Unit


class Intent(models.TextChoices):
    """What is meant to become of an entry, whatever its item is by now."""

    COVER = rules.COVER, _("To be covered")
    OPEN = rules.OPEN, _("Not decided")
    NOT_COVERED = rules.NOT_COVERED, _("Not to be covered")
    CALLED_OFF = rules.CALLED_OFF, _("Called off")


class Entry(Record):
    """Something to be told on a day; how far it is, its item says.

    `happens_from` and `happens_to` are the days of what it speaks of, where that is an event of others.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_entries", verbose_name=_("unit"))
    title = models.CharField(_("what is to be told"), max_length=200)
    kind = models.CharField(_("kind of item"), max_length=12, choices=ItemKind, default=ItemKind.NEWS)
    topic = models.ForeignKey(
        Topic, models.PROTECT, to_field="code", db_column="topic", related_name="+", verbose_name=_("topic")
    )
    day = models.DateField(_("day"))
    hour = models.TimeField(_("hour"), null=True, blank=True)
    happens_from = models.DateField(_("it happens from"), null=True, blank=True)
    happens_to = models.DateField(_("it happens until"), null=True, blank=True)
    where = models.CharField(_("where it happens"), max_length=200, blank=True)
    channels = models.ManyToManyField(
        Channel, related_name="plan_entries", blank=True, verbose_name=_("channels")
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    note = models.TextField(_("note for colleagues"), max_length=2000, blank=True)
    intent = models.CharField(_("intent"), max_length=12, choices=Intent, default=Intent.COVER)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="plan_entries")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="plan_entries")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = querysets.EntryQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = _("entry of the plan")
        verbose_name_plural = _("entries of the plan")
        indexes = [models.Index(fields=["unit", "day"], name="entry_unit_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(happens_to__isnull=True) | Q(happens_to__gte=F("happens_from")),
                name="entry_happens_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(intent=rules.CALLED_OFF) | ~Q(reason=""), name="called_off_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Work(models.TextChoices):
    """What a person is asked to do for an entry."""

    TEXT = "text", _("Text")
    PICTURES = "pictures", _("Pictures")
    FILM = "film", _("Film")
    SOUND = "sound", _("Sound")
    TRANSLATION = "translation", _("Translation")
    LAYOUT = "layout", _("Layout")


class CommissionState(models.TextChoices):
    """How a piece of work stands."""

    GIVEN = rules.GIVEN, _("Not answered yet")
    ACCEPTED = rules.ACCEPTED, _("In hand")
    DECLINED = rules.DECLINED, _("Declined")
    DONE = rules.DONE, _("Done")
    TAKEN_BACK = rules.TAKEN_BACK, _("Taken back")


class Commission(Record):
    """A piece of work for an entry, given to a person until a moment."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="commissions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="commissions", verbose_name=_("person")
    )
    work = models.CharField(_("work"), max_length=12, choices=Work, default=Work.TEXT)
    language = models.CharField(_("language"), max_length=12, blank=True)
    due_at = models.DateTimeField(_("due"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=CommissionState, default=CommissionState.GIVEN
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = querysets.CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=rules.DECLINED) | ~Q(reason=""), name="declined_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_work_display()}: {self.entry}"


class FactRequest(Record):
    """Facts asked of another unit, or of a body outside by its name, by a day; the answer says where it comes from."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="fact_requests")
    asked = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fact_requests",
        verbose_name=_("unit asked"),
    )
    outside = models.CharField(_("body outside"), max_length=200, blank=True)
    question = models.TextField(_("what is asked"), max_length=2000)
    why = models.CharField(_("what it is for"), max_length=300)
    due_on = models.DateField(_("needed by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=8000, blank=True)
    source = models.CharField(_("source of the answer"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.FactRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("request for facts")
        verbose_name_plural = _("requests for facts")
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__isnull=True) & ~Q(outside="") | Q(asked__isnull=False) & Q(outside=""),
                name="facts_are_asked_of_one",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer="") & ~Q(source=""),
                name="facts_answered_with_their_source",
            ),
        ]

    def __str__(self) -> str:
        return self.question[:100]


class TakenOver(Record):
    """A text of another unit's item that an item of the own took over, in the version that was seen last."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="taken_over")
    origin = models.ForeignKey(ItemText, models.PROTECT, related_name="taken_over")
    seen = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    withdrawal_seen = models.BooleanField(default=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "origin"]
        verbose_name = _("item taken over")
        verbose_name_plural = _("items taken over")
        constraints = [models.UniqueConstraint(fields=["item", "origin"], name="taken_over_once")]

    def __str__(self) -> str:
        return str(self.origin)
