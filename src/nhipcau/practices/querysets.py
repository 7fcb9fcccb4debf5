"""The queries of good practice."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from nhipcau.practices import rules

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.practices.models import Practice, Spread  # noqa: F401


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Practices and proposals of them."""

    def seen_by(self, own: Collection[int], asked: Collection[int]) -> "PracticeQuerySet":
        """What was accepted, what units of `own` write or propose, and what was sent to units of `asked`."""
        sent = Q(asked_of__in=asked) & ~Q(state=rules.DRAFT)
        return self.filter(Q(state=rules.ACCEPTED) | Q(unit__in=own) | sent)

    def accepted(self) -> "PracticeQuerySet":
        """What was accepted, the newest first."""
        return self.filter(state=rules.ACCEPTED).order_by("-accepted_at", "-pk")

    def of_units(self, units: Collection[int]) -> "PracticeQuerySet":
        """What `units` wrote, in whatever state, the newest first."""
        return self.filter(unit__in=units).order_by("-made_at", "-pk")

    def to_judge(self, asked: Collection[int]) -> "PracticeQuerySet":
        """What was sent to units of `asked` and not decided on, what has waited longest first."""
        return self.filter(asked_of__in=asked, state__in=rules.WAITING).order_by("proposed_at", "pk")

    def to_complete(self, units: Collection[int]) -> "PracticeQuerySet":
        """What was sent back to `units`, the oldest first."""
        return self.filter(unit__in=units, state=rules.SENT_BACK).order_by("proposed_at", "pk")

    def with_words(self, words: str) -> "PracticeQuerySet":
        """Those in whose title or texts all `words` stand."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(done__icontains=word) | Q(how__icontains=word))
        return found

    def in_list(self) -> "PracticeQuerySet":
        """With what a list shows: the unit's name, and whether it was spread in an issued programme and commended."""
        own = {"practice": OuterRef("pk")}
        fields: dict[str, Any] = {
            name: self.model._meta.get_field(name).related_model for name in ("spreads", "commendations")
        }
        spreads, commendations = (fields[name].objects for name in ("spreads", "commendations"))
        shown = self.defer("done", "how").select_related("unit").prefetch_related("unit__versions")
        return shown.annotate(
            was_spread=Exists(spreads.issued().filter(**own)),
            was_commended=Exists(commendations.filter(**own)),
        )


class SpreadQuerySet(models.QuerySet["Spread"]):
    """Practices given to units."""

    def issued(self) -> "SpreadQuerySet":
        """Those that have reached the units."""
        return self.filter(task__programme__state="issued")

    def shown_to(self, units: Collection[int]) -> "SpreadQuerySet":
        """Those that have reached the units, and those in drafts of `units`."""
        return self.filter(Q(task__programme__state="issued") | Q(task__programme__unit__in=units))
