"""The queries of `productions`."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Max, Q

from nhipcau.productions import rules

if TYPE_CHECKING:
    # The base class names it in a string, which the linter does not see.
    from nhipcau.productions.models import Series  # noqa: F401


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series."""

    def of_units(self, units: Collection[int]) -> "SeriesQuerySet":
        """Series that `units` keep."""
        return self.filter(unit__in=units)

    def kept_by(self, user: Any) -> "SeriesQuerySet":
        """Series with a rhythm that `user` owns and that have not ended."""
        return self.filter(owner=user, until__isnull=True).exclude(rhythm=rules.NONE)

    def with_last(self) -> Any:
        """Series with the moment the newest part was first published as `last_published`. No query more."""
        texts = "places__item__texts"
        public = Q(**{f"{texts}__published_revision__isnull": False, f"{texts}__withdrawn_at__isnull": True})
        return self.annotate(last_published=Max(f"{texts}__first_published_at", filter=public))
