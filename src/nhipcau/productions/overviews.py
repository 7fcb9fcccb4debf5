"""What the pages of series show: parts, gaps, counts by year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Min, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from nhipcau.newsroom.models import ItemText
from nhipcau.newsroom.rules import ORIGINAL
from nhipcau.productions import rules
from nhipcau.productions.models import Series, SeriesItem

_TEXTS = "item__texts"
_PUBLIC = Q(**{f"{_TEXTS}__published_revision__isnull": False, f"{_TEXTS}__withdrawn_at__isnull": True})


@dataclass(frozen=True, slots=True)
class Shown:
    """A series on a day: how many parts were published, the last of them, the gaps and what is due next."""

    series: Series
    count: int
    last: date | None
    standing: rules.Standing


def places_of(series: Iterable[Series]) -> Any:
    """Return the items in series with `title` and the moment they were `first` published. One query."""
    original = ItemText.objects.filter(item=OuterRef("item"), language=ORIGINAL).values("title")[:1]
    rows = SeriesItem.objects.filter(series__in=[one.pk for one in series])
    rows = rows.annotate(first=Min(f"{_TEXTS}__first_published_at", filter=_PUBLIC), slug=F("item__slug"))
    return rows.annotate(title=Subquery(original)).order_by("series", "-number")


def shown(series: Iterable[Series], today: date) -> list[Shown]:
    """Return how series stand on a day, in their order. One query."""
    rows = list(series)
    days: dict[int, list[date]] = {one.pk: [] for one in rows}
    for place in places_of(rows):
        if place.first:
            days[place.series_id].append(timezone.localdate(place.first))
    return [_shown(one, days[one.pk], today) for one in rows]


def _shown(series: Series, days: list[date], today: date) -> Shown:
    dues = rules.due_days(series.rhythm, series.step, series.since)
    stands = rules.standing(dues, days, today, series.until)
    return Shown(series, len(days), max(days, default=None), stands)


def by_year(days: Iterable[date]) -> list[tuple[int, int]]:
    """Return (year, how many parts were published in it), the newest year first.

    >>> by_year([date(2025, 1, 2), date(2026, 1, 2), date(2026, 5, 1)])
    [(2026, 2), (2025, 1)]
    """
    return sorted(Counter(day.year for day in days).items(), reverse=True)


def rhythm_words(series: Series) -> str:
    """Return how often a part is due, in words of the page's language."""
    if series.rhythm == rules.WEEKLY and series.step:
        return _("every week on %(weekday)s") % {"weekday": WEEKDAYS[series.step - 1]}
    if series.rhythm == rules.MONTHLY:
        return _("every month on day %(day)s") % {"day": series.step}
    if series.rhythm == rules.DAYS:
        return _("every %(days)s days") % {"days": series.step}
    return _("without a rhythm")
