"""The queries of indicators."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    # The base class names it in a string, which the linter does not see.
    from nhipcau.indicators.models import Indicator  # noqa: F401

STAGES = frozenset({"input", "output", "out_take", "outcome", "impact"})


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, by code."""

    def in_use(self) -> "IndicatorQuerySet":
        """Indicators that are still asked for and counted."""
        return self.filter(active=True)

    def ratios(self) -> "IndicatorQuerySet":
        """Indicators computed from two others, never counted by themselves."""
        return self.filter(numerator__isnull=False)

    def countable(self) -> "IndicatorQuerySet":
        """Indicators that can be counted directly and are in use.

        A whole whose parts add up is counted in its parts.
        """
        parts = self.model._default_manager.filter(whole=OuterRef("pk"), active=True)
        return self.in_use().filter(numerator__isnull=True).exclude(Exists(parts), over_units="sum")

    def of_stage(self, stage: str) -> "IndicatorQuerySet":
        """Indicators of one stage; all for an empty or unknown one."""
        return self.filter(stage=stage) if stage in STAGES else self

    def parts_after_wholes(self) -> "IndicatorQuerySet":
        """In the order of codes, parts right after the whole they are of."""
        return self.order_by(Coalesce("whole__code", "code"), F("whole").asc(nulls_first=True), "pk")

    def matching(self, words: str) -> "IndicatorQuerySet":
        """Indicators whose code or name holds `words`; all for an empty text."""
        if not words:
            return self
        return self.filter(Q(code__icontains=words) | Q(name__icontains=words) | Q(name_en__icontains=words))
