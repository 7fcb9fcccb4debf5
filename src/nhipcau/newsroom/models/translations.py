"""How far an item is in a language, and the words that are translated in one way only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom import querysets, rules
from nhipcau.newsroom.models.items import Item


class TranslationState(models.TextChoices):
    """How far a translation is."""

    MISSING = rules.MISSING, _("Translation missing")
    IN_TRANSLATION = rules.IN_TRANSLATION, _("In translation")
    OUTDATED = rules.OUTDATED, _("Translation outdated")
    UP_TO_DATE = rules.UP_TO_DATE, _("Translation up to date")


class Translation(Record):
    """How far an item is in a language other than the original: a row, kept by every write, so that lists ask no more.

    `wanted` says that the item shall be there in this language; by whom and until when, where that is known.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(
        _("state"), max_length=14, choices=TranslationState, default=TranslationState.MISSING
    )
    wanted = models.BooleanField(_("wanted"), default=False)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("translator"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)

    objects = querysets.TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["item", "language"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(fields=["item", "language"], name="translation_once_per_language"),
            models.CheckConstraint(
                condition=~models.Q(language=rules.ORIGINAL), name="the_original_is_no_translation"
            ),
        ]
        indexes = [models.Index(fields=["state", "language"], name="translation_by_state")]

    def __str__(self) -> str:
        return f"{self.item} ({self.language})"


class Term(Record):
    """A name, title or term, and how it is written in a language; `never` are ways people get it wrong."""

    source = models.CharField(_("in Vietnamese"), max_length=200)
    language = models.CharField(_("language"), max_length=12)
    target = models.CharField(_("in that language"), max_length=200)
    never = models.JSONField(_("never written so"), default=list, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = querysets.TermQuerySet.as_manager()

    class Meta:
        ordering = ["source", "language"]
        verbose_name = _("term of the glossary")
        verbose_name_plural = _("terms of the glossary")
        constraints = [models.UniqueConstraint(fields=["source", "language"], name="term_once_per_language")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
