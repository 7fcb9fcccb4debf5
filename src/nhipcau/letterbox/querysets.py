"""Questions to the letters."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models

from nhipcau.letterbox import rules


class LetterQuerySet(models.QuerySet[Any]):
    """Letters and contributions."""

    def of_units(self, units: Collection[int]) -> "LetterQuerySet":
        """Letters that `units` answer."""
        return self.filter(unit__in=units)

    def open(self) -> "LetterQuerySet":
        """What is neither answered nor closed, soonest due first."""
        return self.filter(state__in=rules.OPEN).order_by("due_on", "pk")

    def public(self) -> "LetterQuerySet":
        """Letters whose answer readers read, the newest first: with consent, and never taken back."""
        shown = self.filter(published_at__isnull=False).exclude(consent=rules.NOT_PUBLIC)
        return shown.order_by("-published_at", "-pk")

    def to_erase(self, day: date) -> "LetterQuerySet":
        """Letters whose time is over, and that still say something of a person."""
        return self.filter(erase_on__lte=day, erased_at__isnull=True)
