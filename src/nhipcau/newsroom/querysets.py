"""The queries of the newsroom."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from nhipcau.newsroom import rules

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.newsroom.models import Item, ItemText, SheetCopy, Term, Translation  # noqa: F401


def _texts() -> Any:
    return apps.get_model("newsroom", "ItemText").objects.all()


class ItemQuerySet(models.QuerySet["Item"]):
    """Items."""

    def of_units(self, units: Collection[int]) -> "ItemQuerySet":
        """Items that `units` publish."""
        return self.filter(unit__in=units)

    def titled(self) -> "ItemQuerySet":
        """Items with their original's title as `title`. No query more."""
        return self.annotate(
            title=models.Subquery(
                _texts().filter(item=models.OuterRef("pk"), language=rules.ORIGINAL).values("title")[:1]
            )
        )

    def for_list(self) -> "ItemQuerySet":
        """Items with what a list shows of them. Five queries, whatever the number."""
        ready = self.select_related("unit", "topic")
        return ready.prefetch_related("texts__last_edited_by", "unit__versions", "translations")

    def matching(self, words: str) -> "ItemQuerySet":
        """Items with `words` in a title or in the address."""
        return self.filter(
            models.Q(texts__title__icontains=words) | models.Q(slug__icontains=words)
        ).distinct()


class ItemTextQuerySet(models.QuerySet["ItemText"]):
    """Items in one language."""

    def public(self) -> "ItemTextQuerySet":
        """Texts that readers may read: published, and not withdrawn since."""
        return self.filter(published_revision__isnull=False, withdrawn_at__isnull=True)

    def listed(self) -> "ItemTextQuerySet":
        """Public texts that stand in lists: not archived, and not for speakers and officials only."""
        return self.public().filter(archived_at__isnull=True).exclude(item__kind__in=rules.INTERNAL)

    def standing_at(self, state: str) -> "ItemTextQuerySet":
        """Texts in a state of writing and review, or `published`, `withdrawn`."""
        if state == rules.PUBLISHED:
            return self.public()
        if state == rules.WITHDRAWN:
            return self.filter(withdrawn_at__isnull=False)
        return self.filter(state=state).exclude(
            state=rules.APPROVED, published_revision=models.F("latest_revision")
        )

    def saying(self, words: str) -> "ItemTextQuerySet":
        """Texts whose published words contain each of `words`, marks and capitals aside."""
        found = self
        for word in rules.plain(words).split()[:8]:
            found = found.filter(public_search__contains=word)
        return found


class TranslationQuerySet(models.QuerySet["Translation"]):
    """How far items are in other languages."""

    def open(self) -> "TranslationQuerySet":
        """Translations that somebody still has to make or mend: wanted, and missing, begun or behind."""
        return self.filter(models.Q(wanted=True) | models.Q(state=rules.OUTDATED)).exclude(
            state=rules.UP_TO_DATE
        )

    def that_count(self) -> "TranslationQuerySet":
        """Translations that are wanted or there."""
        return self.exclude(wanted=False, state=rules.MISSING)


class TermQuerySet(models.QuerySet["Term"]):
    """Terms of the glossary."""

    def into(self, language: str) -> "TermQuerySet":
        """Terms with their form in a language."""
        return self.filter(language=language)


class SheetCopyQuerySet(models.QuerySet["SheetCopy"]):
    """Sheets in the hands of units."""

    def of_units(self, units: Collection[int]) -> "SheetCopyQuerySet":
        """Sheets that `units` were given."""
        return self.filter(unit__in=units)
