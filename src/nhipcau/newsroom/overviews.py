"""What the newsroom's pages show, joined and named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text
from wagtail.models import Revision

from nhipcau.newsroom import access, bodies, rules
from nhipcau.newsroom.models import ContentLanguage, Item, ItemText, Review, Translation
from nhipcau.newsroom.querysets import ItemQuerySet

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


@dataclass(frozen=True, slots=True)
class Mark:
    """How far an item is in one language; `translation` is None for the original, and where nobody wants one."""

    language: str
    language_name: str
    text: ItemText | None
    standing: str
    label: str
    translation: Translation | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether the Vietnamese text was published anew since this translation was made."""
        return self.translation is not None and self.translation.state == rules.OUTDATED


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


def marks_of(item: Item, texts: Iterable[ItemText], languages: Sequence[ContentLanguage]) -> tuple[Mark, ...]:
    """Return how far an item with `texts` is, one mark a language, the original first.

    No query where the item's translations are prefetched, else one.
    """
    by_language = {text.language: text for text in texts}
    rows = {row.language: row for row in item.translations.all()}
    return tuple(_mark(one, by_language.get(one.code), rows.get(one.code)) for one in languages)


def _mark(language: ContentLanguage, text: ItemText | None, row: Translation | None) -> Mark:
    standing = standing_of(text)
    return Mark(language.code, str(language), text, standing, str(STANDINGS[standing]), row)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see of the list; empty means everything."""

    words: str = ""
    topic: str = ""
    kind: str = ""
    state: str = ""
    audience: str = ""
    language: str = ""
    translation: str = ""


def list_items(user: Any, choice: Choice) -> Any:
    """Return the items `user` sees, as chosen, newest first: a query set for a paginator."""
    return _chosen(user, choice).for_list()


def _chosen(user: Any, choice: Choice) -> ItemQuerySet:
    items = access.items_visible_to(user)
    if choice.words:
        items = items.matching(choice.words)
    if choice.topic:
        items = items.filter(topic__code=choice.topic)
    if choice.kind:
        items = items.filter(kind=choice.kind)
    if choice.state:
        items = items.filter(pk__in=ItemText.objects.standing_at(choice.state).values("item"))
    if choice.audience:
        items = items.filter(audiences__code=choice.audience)
    if choice.translation or choice.language:
        items = items.filter(pk__in=_translations(choice).values("item"))
    return items


@dataclass(frozen=True, slots=True)
class Line:
    """An item in the matrix of translations: for each language its code and own name, and how far it is there."""

    item: Item
    title: str
    cells: tuple[tuple[ContentLanguage, Translation | None], ...]


def matrix(
    user: Any, languages: Sequence[ContentLanguage], asked: Mapping[str, str], *, start: int, most: int
) -> list[Line]:
    """Return how far items are in each of `languages`, newest first. Two queries besides those of access."""
    choice = Choice(
        words=asked.get("words", ""),
        language=asked.get("language", ""),
        translation=asked.get("translation", ""),
    )
    items = _chosen(user, choice).titled().prefetch_related("translations")[start : start + most]
    return [_line(item, languages) for item in items]


def _line(item: Any, languages: Sequence[ContentLanguage]) -> Line:
    rows = {row.language: row for row in item.translations.all()}
    return Line(item, item.title or item.slug, tuple((one, rows.get(one.code)) for one in languages))


def _translations(choice: Choice) -> Any:
    rows = Translation.objects.that_count()
    if choice.language:
        rows = rows.filter(language=choice.language)
    return rows.filter(state=choice.translation) if choice.translation else rows


def row_of(item: Item, languages: Sequence[ContentLanguage]) -> Row:
    """Return the item as a row; texts and translations are prefetched by `for_list`. No query."""
    texts = sorted(item.texts.all(), key=lambda text: text.last_edited_at, reverse=True)
    marks = marks_of(item, texts, languages)
    latest = texts[0] if texts else None
    by = str(latest.last_edited_by) if latest else ""
    return Row(item, title_of(item, texts), marks, latest.last_edited_at if latest else None, by)


def title_of(item: Item, texts: Iterable[ItemText]) -> str:
    """Return what an item is called: its original's title, else that of any language, else its address."""
    by_language = {text.language: text.title for text in texts}
    return by_language.get(rules.ORIGINAL) or next(iter(by_language.values()), item.slug)


@dataclass(frozen=True, slots=True)
class Original:
    """The original beside a translation, with what changed in it since the translation was made, as HTML."""

    text: ItemText
    title: str
    summary: str
    body: str
    changes: tuple[tuple[str, str], ...]


def original_beside(item: Item, translation: ItemText) -> Original | None:
    """Return the original to translate from. Three queries at most."""
    original = item.texts.select_related("latest_revision").filter(language=rules.ORIGINAL).first()
    if original is None:
        return None
    made_from = translation.translated_from_revision if translation.pk else None
    changes: tuple[tuple[str, str], ...] = ()
    if made_from is not None and made_from.pk != original.latest_revision_id and original.latest_revision:
        changes = differences(made_from.content, original.latest_revision.content)
    return Original(original, original.title, original.summary, original.body, changes)


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return (part, what differs as HTML) of two revisions, where they differ."""
    parts = [
        (str(_("Title")), before["title"], now["title"]),
        (str(_("Summary")), before["summary"], now["summary"]),
        (str(_("Text")), bodies.words(before["body"]), bodies.words(now["body"])),
    ]
    return tuple((name, diff_text(old, new).to_html()) for name, old, new in parts if old != new)


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
