"""What the newsroom's pages show, joined and named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nhipcau.newsroom import access, rules
from nhipcau.newsroom.models import Item, ItemText, Language, Review

STANDINGS: dict[str, Promise] = {
    rules.MISSING: _("Not written"),
    rules.DRAFT: _("Being written"),
    rules.IN_REVIEW: _("Waiting for review"),
    rules.RETURNED: _("Returned"),
    rules.APPROVED: _("Approved"),
    rules.PUBLISHED: _("Published"),
    rules.CHANGING: _("Published, being changed"),
    rules.WITHDRAWN: _("Withdrawn"),
}
TRANSLATIONS: dict[str, Promise] = {
    rules.UP_TO_DATE: _("Translation up to date"),
    rules.OUTDATED: _("Translation outdated"),
    rules.MISSING: _("Translation missing"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an item is in one language; `translation` is empty for the Vietnamese original."""

    language: str
    language_name: str
    text: ItemText | None
    standing: str
    label: str
    translation: str = ""
    translation_label: str = ""

    @property
    def is_outdated(self) -> bool:
        """Whether the Vietnamese text was published anew since this translation was made."""
        return self.translation == rules.OUTDATED


@dataclass(frozen=True, slots=True)
class Row:
    """An item in the list."""

    item: Item
    title: str
    marks: tuple[Mark, ...]
    edited_at: datetime | None
    edited_by: str


@dataclass(frozen=True, slots=True)
class Step:
    """A revision of a text with what reviewers said of it, newest first."""

    revision: Revision
    by: str
    reviews: tuple[Review, ...]
    is_published: bool


def standing_of(text: ItemText | None) -> str:
    """Return where a text stands; `missing` for None."""
    if text is None:
        return rules.MISSING
    return rules.standing(
        text.state,
        latest=text.latest_revision_id,
        published=text.published_revision_id,
        withdrawn=text.withdrawn_at is not None,
    )


def marks_of(texts: Iterable[ItemText]) -> tuple[Mark, ...]:
    """Return how far an item with `texts` is, one mark a language, Vietnamese first. No query."""
    by_language = {text.language: text for text in texts}
    original = by_language.get(Language.VI)
    published = original.published_revision_id if original else None
    return tuple(_mark(code, by_language.get(code), published) for code in Language.values)


def _mark(code: str, text: ItemText | None, original: int | None) -> Mark:
    standing = standing_of(text)
    mark = Mark(code, str(Language(code).label), text, standing, str(STANDINGS[standing]))
    if code == Language.VI:
        return mark
    made_from = text.translated_from_revision_id if text else None
    follows = rules.translation_standing(exists=text is not None, made_from=made_from, original=original)
    return Mark(*_plain(mark), translation=follows, translation_label=str(TRANSLATIONS[follows]))


def _plain(mark: Mark) -> tuple[str, str, ItemText | None, str, str]:
    return mark.language, mark.language_name, mark.text, mark.standing, mark.label


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see of the list; empty means everything."""

    words: str = ""
    topic: str = ""
    kind: str = ""
    state: str = ""


def list_items(user: Any, choice: Choice) -> Any:
    """Return the items `user` sees, as chosen, newest first: a query set for a paginator."""
    items = access.items_visible_to(user)
    if choice.words:
        items = items.matching(choice.words)
    if choice.topic:
        items = items.filter(topic=choice.topic)
    if choice.kind:
        items = items.filter(kind=choice.kind)
    if choice.state:
        items = items.filter(pk__in=ItemText.objects.standing_at(choice.state).values("item"))
    return items.for_list()


def row_of(item: Item) -> Row:
    """Return the item as a row; texts are prefetched by `for_list`. No query."""
    texts = sorted(item.texts.all(), key=lambda text: text.last_edited_at, reverse=True)
    marks = marks_of(texts)
    title = next((mark.text.title for mark in marks if mark.text), item.slug)
    latest = texts[0] if texts else None
    by = str(latest.last_edited_by) if latest else ""
    return Row(item, title, marks, latest.last_edited_at if latest else None, by)


def steps_of(text: ItemText) -> list[Step]:
    """Return the revisions of a text, newest first. Two queries."""
    said: dict[int, list[Review]] = {}
    for review in text.reviews.select_related("by"):
        said.setdefault(review.revision_id, []).append(review)
    revisions = text.revisions.select_related("user").order_by("-pk")
    return [
        Step(
            revision,
            str(revision.user or ""),
            tuple(said.get(revision.pk, ())),
            revision.pk == text.published_revision_id,
        )
        for revision in revisions
    ]
