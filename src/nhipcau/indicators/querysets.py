"""The queries of indicators."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    # The base class names it in a string, which the linter does not see.
    from nhipcau.indicators.models import Indicator  # noqa: F401


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, by code."""

    def in_use(self) -> "IndicatorQuerySet":
        """Indicators that are still asked for and counted."""
        return self.filter(active=True)

    def ratios(self) -> "IndicatorQuerySet":
        """Indicators computed from two others, never counted by themselves."""
        return self.filter(numerator__isnull=False)

    def countable(self) -> "IndicatorQuerySet":
        """Indicators that can be counted directly and are in use."""
        return self.in_use().filter(numerator__isnull=True)

    def matching(self, words: str) -> "IndicatorQuerySet":
        """Indicators whose code or name holds `words`; all for an empty text."""
        if not words:
            return self
        return self.filter(Q(code__icontains=words) | Q(name__icontains=words) | Q(name_en__icontains=words))
