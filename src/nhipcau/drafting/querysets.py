"""The queries of drafting."""

from collections.abc import Collection

from django.db import models


class DraftQuerySet(models.QuerySet["Draft"]):  # type: ignore[name-defined]  # named in a string: models import us
    """Drafts, newest first."""

    def of_units(self, units: Collection[int]) -> "DraftQuerySet":
        """Drafts that one of `units` issues."""
        return self.filter(unit__in=units)

    def in_full(self) -> "DraftQuerySet":
        """With what a page names at hand: two queries whatever their number."""
        related = self.select_related("unit", "period", "saved_by", "issued_by", "document")
        return related.prefetch_related("unit__versions")
