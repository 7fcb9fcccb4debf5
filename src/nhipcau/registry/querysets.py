"""The queries of the register."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q

from nhipcau.reading import VERSION
from nhipcau.registry.comparing import is_older

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.registry.models import Document, Finding, Reading  # noqa: F401


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
        """Documents with `found` and `waiting`: findings, and those no one has decided on; newest first.

        What a newer reading no longer finds is not counted.
        """
        found = Count("findings", filter=~Q(findings__state="gone"))
        waiting = Count("findings", filter=Q(findings__state="proposed"))
        return self.annotate(found=found, waiting=waiting).order_by("-created_at", "-pk")

    def waiting(self) -> "DocumentQuerySet":
        """Documents whose first reading has not ended."""
        return self.filter(state="waiting")

    def failed(self) -> "DocumentQuerySet":
        """Documents that could not be read."""
        return self.filter(state="failed")

    def outdated(self) -> "DocumentQuerySet":
        """Documents read by an older version of the rules, or before their faults were kept. One query more."""
        versions = self.order_by().values_list("reading_version", flat=True).distinct()
        older = [version for version in versions if version and is_older(version, VERSION)]
        return self.exclude(reading_version="").filter(Q(reading_version__in=older) | Q(faults__isnull=True))

    def changed_by_people(self) -> "DocumentQuerySet":
        """Documents in which a person corrected or rejected what was found, or added what was missed."""
        changed = Q(findings__state__in=("corrected", "rejected")) | Q(findings__added=True)
        return self.filter(changed).distinct()

    def decided_wholly(self, kinds: Collection[str]) -> "DocumentQuerySet":
        """Documents with findings of `kinds` of which none waits for a person's word."""
        waiting = self.filter(findings__state="proposed", findings__field__in=kinds).order_by().values("pk")
        return self.filter(findings__field__in=kinds).exclude(pk__in=waiting).distinct()


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, in the order of the text."""

    def citing(self, keys: Collection[str]) -> "FindingQuerySet":
        """Citations, neither rejected nor gone, of one of the folded numbers `keys`."""
        return self.live().filter(field="citation", number_key__in=[key for key in keys if key])

    def live(self) -> "FindingQuerySet":
        """Findings that no person rejected and that no newer reading misses."""
        return self.exclude(state__in=("rejected", "gone"))

    def of_kind(self, field: str) -> "FindingQuerySet":
        """Findings of one kind."""
        return self.filter(field=field)

    def certain(self) -> "FindingQuerySet":
        """Findings on no page that was recognised from a picture."""
        return self.filter(uncertain=False)

    def gone(self) -> "FindingQuerySet":
        """Findings no one had decided on that a newer reading does not find."""
        return self.filter(state="gone")

    def with_news(self) -> "FindingQuerySet":
        """Findings a person decided on of which a newer reading says something else, not answered yet."""
        return self.filter(newer__isnull=False, newer_answered=False)

    def brought_later(self) -> "FindingQuerySet":
        """Findings that only a newer reading brought, and no one has decided on."""
        return self.proposed().filter(reading__again=True)

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


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings of documents, the newest of each first."""

    def waiting(self) -> "ReadingQuerySet":
        """Readings that have not ended."""
        return self.filter(state="waiting")

    def failed(self) -> "ReadingQuerySet":
        """Readings that could not be done."""
        return self.filter(state="failed")

    def done(self) -> "ReadingQuerySet":
        """Readings that succeeded."""
        return self.filter(state="done")
