"""What readers should know of the place and of the site: profile, imprint, how often pages are read."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from nhipcau.newsroom import rules as newsroom
from nhipcau.newsroom.models import FactGroup, Imprint, ItemText, PlaceFact
from nhipcau.portal.models import DailyViews, EarlierViews

MOST_READ = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A fact of the profile in a language."""

    name: str
    value: str
    as_of: date
    source: str
    source_address: str


@dataclass(frozen=True, slots=True)
class Readings:
    """How often pages were read: since when it is counted, by year, what other counters showed before, by article."""

    since: date | None
    own: int
    years: dict[int, int]
    earlier: tuple[EarlierViews, ...]
    texts: tuple[tuple[ItemText, int], ...]

    @property
    def total(self) -> int:
        """All readings, those that earlier counters showed among them."""
        return self.own + sum(one.number for one in self.earlier)


def place(language: str) -> list[tuple[str, list[Said]]]:
    """Return the facts of the place by heading, in the order of the headings. One query."""
    order = {group.value: place for place, group in enumerate(FactGroup)}
    facts = sorted(PlaceFact.objects.filter(in_use=True), key=lambda fact: order[fact.group])
    return [
        (str(FactGroup(group).label), [_said(fact, language) for fact in found])
        for group, found in groupby(facts, key=lambda fact: fact.group)
    ]


def _said(fact: PlaceFact, language: str) -> Said:
    return Said(fact.name_in(language), fact.value_in(language), fact.as_of, fact.source, fact.source_address)


def imprint(language: str) -> Imprint | None:
    """Return the imprint in a language, else in English, else in Vietnamese. One query."""
    wanted = (language, "en", newsroom.ORIGINAL)
    found = {one.language: one for one in Imprint.objects.filter(language__in=wanted)}
    return next((found[code] for code in wanted if code in found), None)


def readings(language: str) -> Readings:
    """Return how often pages were read, and the most read texts in a language. Six queries."""
    first = DailyViews.objects.order_by("day").values_list("day", flat=True).first()
    return Readings(
        since=first,
        own=DailyViews.objects.total(),
        years=DailyViews.objects.by_year(),
        earlier=tuple(EarlierViews.objects.all()),
        texts=tuple(_most_read(language)),
    )


def _most_read(language: str) -> list[tuple[ItemText, int]]:
    numbers: dict[int, int] = dict(read_counts(language)[:MOST_READ])
    texts = ItemText.objects.select_related("item").in_bulk(list(numbers))
    return [(texts[pk], number) for pk, number in numbers.items()]


def read_counts(language: str) -> Any:
    """Return (text, number) of every published text in a language of which readings were counted, most read first."""
    shown = DailyViews.objects.filter(text__in=ItemText.objects.listed().filter(language=language))
    return shown.of_texts()
