"""Series as readers see them: those with something published in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery

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


def with_series(texts: Any) -> Any:
    """Return texts that know the first series, by title, of their item: see `series_of`. No query more."""
    found = Series.objects.filter(places__item=OuterRef("item")).order_by("title", "pk")
    return texts.annotate(
        series_title=Subquery(found.values("title")[:1]),
        series_title_en=Subquery(found.values("title_en")[:1]),
        series_slug=Subquery(found.values("slug")[:1]),
    )


def series_of(text: Any) -> tuple[str, str] | None:
    """Return (title, address) of the series of a text that came `with_series`; None without one. No query."""
    if text.archived_at or not text.series_slug:
        return None
    named = Series(title=text.series_title, title_en=text.series_title_en)
    return named.title_in(text.language), text.series_slug
