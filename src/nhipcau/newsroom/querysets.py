"""The queries of the newsroom."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models

from nhipcau.newsroom import rules

if TYPE_CHECKING:
    # The base classes name them in a string, which the linter does not see.
    from nhipcau.newsroom.models import Item, ItemText  # noqa: F401


class ItemQuerySet(models.QuerySet["Item"]):
    """Items."""

    def of_units(self, units: Collection[int]) -> "ItemQuerySet":
        """Items that `units` publish."""
        return self.filter(unit__in=units)

    def for_list(self) -> "ItemQuerySet":
        """Items with what a list shows of them. Four queries, whatever the number."""
        return self.select_related("unit").prefetch_related("texts__last_edited_by", "unit__versions")

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

    def standing_at(self, state: str) -> "ItemTextQuerySet":
        """Texts in a state of writing and review, or `published`, `outdated`, `withdrawn`."""
        if state == rules.PUBLISHED:
            return self.public()
        if state == rules.WITHDRAWN:
            return self.filter(withdrawn_at__isnull=False)
        if state == rules.OUTDATED:
            return self._behind_the_original()
        return self.filter(state=state).exclude(
            state=rules.APPROVED, published_revision=models.F("latest_revision")
        )

    def _behind_the_original(self) -> "ItemTextQuerySet":
        original = models.F("item__texts__published_revision")
        translations = self.exclude(language="vi").filter(
            item__texts__language="vi", item__texts__published_revision__isnull=False
        )
        return translations.filter(
            models.Q(translated_from_revision__isnull=True) | models.Q(translated_from_revision__lt=original)
        )

    def saying(self, words: str) -> "ItemTextQuerySet":
        """Texts whose published words contain each of `words`, marks and capitals aside."""
        found = self
        for word in rules.plain(words).split()[:8]:
            found = found.filter(public_search__contains=word)
        return found
