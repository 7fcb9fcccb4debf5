"""Keeps the rows that say how far an item's translations are, after every write that moves one."""

from wagtail.models import Revision

from nhipcau.newsroom import bodies, rules
from nhipcau.newsroom.models import Item, ItemText, Translation


def refresh(item: Item, *changed: ItemText) -> None:
    """Bring the rows of the item up to what its texts are now; `changed` are texts as they were just written.

    A change of the original moves all of them, that of a translation only its own. Two queries, and two for each
    row that moves.
    """
    texts = {text.language: text for text in item.texts.all()} | {text.language: text for text in changed}
    rows = {row.language: row for row in item.translations.all()}
    original = texts.get(rules.ORIGINAL)
    published = original.published_revision_id if original and original.withdrawn_at is None else None
    for language in sorted({*texts, *rows} - {rules.ORIGINAL}):
        row = rows.get(language) or Translation(item=item, language=language)
        state = state_of(texts.get(language), published)
        if row.pk is None or row.state != state:
            row.state = state
            row.save()


def carry_over(original: ItemText, revision: Revision) -> None:
    """Let the translations that followed the published version of the original follow `revision` too."""
    followers = original.item.texts.filter(
        translated_from_revision__gte=original.published_revision_id,
        translated_from_revision__lt=revision.pk,
    )
    followers.update(translated_from_revision=revision)


def state_of(text: ItemText | None, original: int | None) -> str:
    """Return how far a translation is; `original` is the revision of the original that readers have."""
    return rules.translation_state(
        written=text is not None and bool(bodies.words(text.body).strip() or text.summary.strip()),
        approved=text is not None
        and text.approved_revision_id is not None
        and text.approved_revision_id == text.latest_revision_id,
        ever_approved=text is not None
        and (text.approved_revision_id is not None or text.published_revision_id is not None),
        made_from=text.translated_from_revision_id if text else None,
        original=original,
    )
