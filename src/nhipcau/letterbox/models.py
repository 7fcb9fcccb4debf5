"""Letters of readers to a unit, the files that came with them, and the answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.letterbox import querysets, rules
from nhipcau.newsroom.models import Item
from nhipcau.units.models import Unit


class LetterKind(models.TextChoices):
    """What a reader sent."""

    QUESTION = rules.QUESTION, _("Question or suggestion")
    ABOUT_TEXT = rules.ABOUT_TEXT, _("Letter on a text")
    CONTRIBUTION = rules.CONTRIBUTION, _("Contribution")


class LetterState(models.TextChoices):
    """How far a letter is."""

    RECEIVED = rules.RECEIVED, _("Received")
    IN_HAND = rules.IN_HAND, _("In hand")
    WRITTEN = rules.WRITTEN, _("Answer to approve")
    ANSWERED = rules.ANSWERED, _("Answered")
    CLOSED = rules.CLOSED, _("Closed")


class Consent(models.TextChoices):
    """Whether a letter may be published with its answer, and how its writer is named."""

    NOT_PUBLIC = rules.NOT_PUBLIC, _("Do not publish")
    WITH_INITIALS = rules.WITH_INITIALS, _("With my initials")
    WITH_NAME = rules.WITH_NAME, _("With my name")


class Letter(Record):
    """A letter: who wrote what, until when it is answered, the answer, and what readers see of both.

    `token` is that of the form, so that a form sent twice makes one letter; the secret of the receipt comes of it.
    What it says of a person is erased on `erase_on`.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=LetterKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters", verbose_name=_("unit"))
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="letters")
    language = models.CharField(_("language"), max_length=12)
    token = models.UUIDField(unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    reply_to = models.CharField(_("e-mail, telephone or address"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    subject = models.CharField(_("what the letter is about"), max_length=200, blank=True)
    words = models.TextField(_("letter"), max_length=20_000, blank=True)
    credits = models.CharField(_("who made the pictures"), max_length=300, blank=True)
    consent = models.CharField(_("publication"), max_length=10, choices=Consent, default=Consent.NOT_PUBLIC)
    consent_version = models.PositiveSmallIntegerField(default=rules.CONSENT)
    received_at = models.DateTimeField(_("received"))
    due_on = models.DateField(_("to be answered by"))
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.RECEIVED)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="letters",
        verbose_name=_("who answers"),
    )  # fmt: skip
    answer = models.TextField(_("answer"), max_length=20_000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="contributions")
    public_question = models.TextField(_("question as published"), max_length=5_000, blank=True)
    public_answer = models.TextField(_("answer as published"), max_length=20_000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    erase_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("letter of a reader")
        verbose_name_plural = _("letters of readers")
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="letter_unit_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(consent=rules.NOT_PUBLIC),
                name="published_letter_has_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.CLOSED) | ~Q(reason=""), name="closed_letter_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number on its receipt."""
        return rules.receipt_number(self.received_at.year, self.pk)


class LetterFile(Record):
    """A file that came with a letter, as it was checked."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to="letterbox/%Y/%m", max_length=300)
    file_name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["letter", "pk"]
        verbose_name = _("file of a letter")
        verbose_name_plural = _("files of letters")

    def __str__(self) -> str:
        return self.file_name
