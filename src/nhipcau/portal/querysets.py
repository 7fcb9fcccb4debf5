"""Questions to what the public site keeps of its own."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import ExtractYear


class OldAddressQuerySet(models.QuerySet[Any]):
    """Addresses of the site before."""

    def target_of(self, *paths: str) -> str:
        """Return where the first of `paths` that is known leads, "" for none. One query."""
        known = dict(self.filter(path__in=paths).values_list("path", "target"))
        return next((known[path] for path in paths if path in known), "")

    def known(self, paths: Collection[str]) -> dict[str, str]:
        """Return where those of `paths` lead that are known already. One query for a thousand of them."""
        asked = list(paths)
        found: dict[str, str] = {}
        for begin in range(0, len(asked), 1000):
            rows = self.filter(path__in=asked[begin : begin + 1000])
            found.update(rows.values_list("path", "target"))
        return found


class DailyViewsQuerySet(models.QuerySet[Any]):
    """How often pages were read."""

    def add(self, day: date, numbers: Mapping[int | None, int]) -> None:
        """Add to what was counted on a day, by text. Two queries a text."""
        for text, number in numbers.items():
            row, _made = self.get_or_create(day=day, text_id=text)
            self.filter(pk=row.pk).update(number=F("number") + number)

    def total(self) -> int:
        """Return how often all pages were read. One query."""
        return int(self.aggregate(all=Sum("number"))["all"] or 0)

    def by_year(self) -> dict[int, int]:
        """Return how often all pages were read by year, the newest first. One query."""
        years = self.annotate(year=ExtractYear("day")).values("year").annotate(all=Sum("number"))
        return {row["year"]: row["all"] for row in years.order_by("-year")}

    def of_texts(self) -> Any:
        """Return (text, number) of each text of which readings were counted, the most read first."""
        found = self.filter(text__isnull=False).values("text").annotate(all=Sum("number"))
        return found.order_by("-all", "text").values_list("text", "all")
