"""The queries of the register."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.registry.models import Document, Finding  # noqa: F401


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents of the register."""

    def of_units(self, units: Collection[int]) -> "DocumentQuerySet":
        """Documents in the registers of `units`."""
        return self.filter(unit__in=units)

    def registered(self) -> "DocumentQuerySet":
        """Documents whose header a person has confirmed."""
        return self.filter(state="registered")

    def numbered(self, keys: Collection[str]) -> "DocumentQuerySet":
        """Documents in the register with one of the folded numbers `keys`."""
        return self.registered().filter(number_key__in=[key for key in keys if key])

    def with_words(self, words: Iterable[str]) -> "DocumentQuerySet":
        """Documents that hold every one of the folded `words`."""
        found = self
        for word in words:
            found = found.filter(search_text__contains=word)
        return found

    def narrowed(self, *, direction: str, state: str, words: Iterable[str]) -> "DocumentQuerySet":
        """Documents of one direction and state, where named, that hold every one of the folded `words`."""
        wanted = {"direction": direction, "state": state}
        return self.filter(**{name: value for name, value in wanted.items() if value}).with_words(words)

    def with_counts(self) -> "DocumentQuerySet":
        """Documents with `found` and `waiting`: findings, and those no one has decided on; newest first."""
        waiting = Count("findings", filter=Q(findings__state="proposed"))
        return self.annotate(found=Count("findings"), waiting=waiting).order_by("-created_at", "-pk")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, in the order of the text."""

    def citing(self, keys: Collection[str]) -> "FindingQuerySet":
        """Citations, not rejected, of one of the folded numbers `keys`."""
        live = self.filter(field="citation", number_key__in=[key for key in keys if key])
        return live.exclude(state="rejected")

    def with_cited(self) -> "FindingQuerySet":
        """Findings with the registered document each names, without the text of that."""
        return self.select_related("cited").defer("cited__text", "cited__search_text")

    def proposed(self) -> "FindingQuerySet":
        """Findings no one has decided on."""
        return self.filter(state="proposed")

    def after(self, finding: "Finding") -> "FindingQuerySet":
        """Findings of the same kind that come after `finding` in the text."""
        later = Q(start__gt=finding.start) | Q(start=finding.start, pk__gt=finding.pk)
        return self.filter(later, field=finding.field).order_by("start", "pk")
