"""Letters that readers read with their answers, and who answers those that come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nhipcau.channels import overviews as channels
from nhipcau.letterbox import rules
from nhipcau.letterbox.models import Letter
from nhipcau.units.models import Unit


@dataclass(frozen=True, slots=True)
class Answered:
    """A letter as readers read it, with the answer and who gave it."""

    pk: int
    question: str
    answer: str
    name: str
    unit: str
    at: datetime | None
    slug: str


def answers(language: str) -> Any:
    """Return the published letters in a language, the newest first."""
    found = Letter.objects.public().filter(language=language)
    return found.select_related("unit", "item").prefetch_related("unit__versions")


def answered(letter: Letter) -> Answered:
    """Return a published letter as readers read it. No query for one of `answers`."""
    return Answered(
        letter.pk,
        letter.public_question,
        letter.public_answer,
        rules.shown_name(letter.name, letter.consent),
        letter.unit.name,
        letter.published_at,
        letter.item.slug if letter.item else "",
    )


def home_of_letters(day: date) -> Unit | None:
    """Return the unit that answers letters to the site: the owner of the portal. Two queries."""
    return channels.owner_of_site(day)
