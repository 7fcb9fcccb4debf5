"""What the place says of itself: facts with their day and source, and who answers for its pages."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.newsroom import rules
from nhipcau.newsroom.models.lists import Worded


class FactGroup(models.TextChoices):
    """Under which heading of the place's profile a fact stands."""

    PLACE = "place", _("The place")
    PEOPLE = "people", _("Population")
    ECONOMY = "economy", _("Economy")
    WAYS = "ways", _("Ways in")
    CULTURE = "culture", _("Culture and nature")
    OFFICES = "offices", _("Offices")


class PlaceFact(Worded):
    """A fact of the place's profile: what it says, as of which day, and where it comes from."""

    WORDED = (("name", "names"), ("value", "values"))

    group = models.CharField(_("heading"), max_length=20, choices=FactGroup)
    value = models.CharField(_("what it says, in Vietnamese"), max_length=300)
    value_en = models.CharField(_("what it says, in English"), max_length=300)
    values = models.JSONField(_("what it says in other languages"), default=dict, blank=True)
    as_of = models.DateField(_("as of"))
    source = models.CharField(
        _("source"),
        max_length=300,
        help_text=_("Document or publication that says so, with its number and day"),
    )
    source_address = models.URLField(
        _("address of the source"), blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )

    class Meta:
        ordering = ["group", "place", "code"]
        verbose_name = _("fact of the profile")
        verbose_name_plural = _("profile of the place")

    def value_in(self, language: str) -> str:
        """What it says in a language, in English where nobody has written it in that."""
        if language == rules.ORIGINAL:
            return self.value
        return str(self.values.get(language) or self.value_en)


class Imprint(Record):
    """Who answers for the public pages, and how they may be used again, said in one language."""

    language = models.CharField(_("language"), max_length=12, unique=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    responsible = models.CharField(
        _("responsible person"), max_length=200, help_text=_("Name and office of who answers for the content")
    )
    address = models.CharField(_("address"), max_length=300)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    permit = models.CharField(
        _("permit of the site"), max_length=200, blank=True, help_text=_("Number, day, and who gave it")
    )
    terms = models.TextField(
        _("terms of re-use"),
        max_length=4000,
        help_text=_("What may be used, how it is to be named, what not"),
    )
    privacy = models.TextField(
        _("about data of readers"),
        max_length=4000,
        blank=True,
        help_text=_("What is kept when somebody writes in"),
    )

    class Meta:
        ordering = ["language"]
        verbose_name = _("imprint")
        verbose_name_plural = _("imprint")

    def __str__(self) -> str:
        return f"{self.publisher} ({self.language})"
