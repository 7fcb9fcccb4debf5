"""Series as readers see them: those with something published in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from nhipcau.newsroom import rules as newsroom
from nhipcau.newsroom.models import ItemText
from nhipcau.portal.overviews import lists
from nhipcau.productions.models import Series
from nhipcau.productions.overviews import rhythm_words

_TEXTS = "places__item__texts"


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series in a list: how many texts of it are there in a language, and when the newest came."""

    title: str
    slug: str
    summary: str
    kind: str
    rhythm: str
    ended: bool
    count: int
    newest: datetime | None


def public_series(language: str) -> Any:
    """Return the series with a text in lists of a language, by title, each with `count` and `newest`. One query."""
    listed = Q(
        **{
            f"{_TEXTS}__language": language,
            f"{_TEXTS}__published_revision__isnull": False,
            f"{_TEXTS}__withdrawn_at__isnull": True,
            f"{_TEXTS}__archived_at__isnull": True,
        }
    ) & ~Q(places__item__kind__in=newsroom.INTERNAL)
    counted = Series.objects.annotate(
        count=Count(_TEXTS, filter=listed), newest=Max(f"{_TEXTS}__first_published_at", filter=listed)
    )
    return counted.filter(count__gt=0).order_by("title", "pk")


def card_of(series: Any, language: str) -> SeriesCard:
    """Return a series of `public_series` as lists show it. No query."""
    return SeriesCard(
        series.title_in(language),
        series.slug,
        series.summary if language == newsroom.ORIGINAL else "",
        series.get_kind_display(),
        "" if series.until else rhythm_words(series),
        series.until is not None,
        series.count,
        series.newest,
    )


def texts_in(series: Series, language: str) -> Any:
    """Return the published texts of a series in a language, newest first, ready for `lists.card_of`."""
    return lists.public_texts(language).filter(item__series_places__series=series)


def languages_of(series: Series) -> list[str]:
    """Return the languages in which readers find texts of a series. One query."""
    texts = ItemText.objects.listed().filter(item__series_places__series=series)
    return list(texts.order_by("language").values_list("language", flat=True).distinct())


def series_of(item: int, language: str) -> list[tuple[str, str]]:
    """Return (title, address) of the series in which readers find a published item. One query."""
    found = Series.objects.filter(places__item=item).order_by("title", "pk")
    return [(one.title_in(language), one.slug) for one in found]
