"""The place's own lists: in which languages it speaks, of what, and to whom."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom import rules

# As web pages and translators' programs name languages: BCP 47, in small letters.
CODE = r"^[a-z]{2,3}(-[a-z]{2,8})?$"


class Listed(Record):
    """A line of a list: never deleted, as items name it, but taken out of use."""

    name = models.CharField(_("name in Vietnamese"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or rules.ORIGINAL)

    def name_in(self, language: str) -> str:
        """The name in a language, in English where it has none in that."""
        return self.name if language == rules.ORIGINAL else self.name_en


class ContentLanguage(Listed):
    """A language in which the place publishes; Vietnamese always is the original."""

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(CODE, _("Write it as en or zh-hans."))],
    )
    own_name = models.CharField(
        _("its own name"), max_length=60, help_text=_("As its readers call it: 한국어")
    )

    class Meta:
        ordering = ["place", "code"]
        verbose_name = _("language of the content")
        verbose_name_plural = _("languages of the content")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_use=True) | ~models.Q(code=rules.ORIGINAL),
                name="the_original_language_is_in_use",
            )
        ]


class Worded(Listed):
    """A line whose words readers see in every language.

    `WORDED` names each field of words in Vietnamese, `…_en` being its English, with the field of the other languages.
    """

    WORDED: tuple[tuple[str, str], ...] = (("name", "names"),)

    code = models.SlugField(_("code"), max_length=30, unique=True)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        """The name in a language, in English where nobody has written it in that."""
        return str(self.names.get(language) or super().name_in(language))


class Topic(Worded):
    """What an item is about. Of some topics nothing is approved that does not say where it comes from."""

    needs_source = models.BooleanField(
        _("nothing without a source"),
        default=False,
        help_text=_("Items on this topic cannot be approved before every fact they state has a source"),
    )
    in_menu = models.BooleanField(_("in the portal's menu"), default=False)

    class Meta:
        ordering = ["place", "code"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Audience(Worded):
    """To whom an item speaks, and what they need from us. A group in general, never a list of people."""

    needs = models.TextField(_("what they need"), blank=True)
    needs_en = models.TextField(_("what they need, in English"), blank=True)

    class Meta:
        ordering = ["place", "code"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    @property
    def local_needs(self) -> Any:
        """What they need, in the language of the page as far as it is translated."""
        return self.needs_en if self.needs_en and get_language() == "en" else self.needs
