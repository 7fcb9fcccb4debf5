"""New versions of texts: after every write of what a text is read with, it has to be approved again."""

from datetime import datetime

from nhipcau.newsroom import access, rules
from nhipcau.newsroom.actions import following
from nhipcau.newsroom.models import Item, ItemText, TextState
from nhipcau.units.models import User


def held(item: Item, *, by: User) -> Item:
    """Return the item, held until the transaction ends. Raises PermissionDenied unless `by` writes at it."""
    found = Item.objects.select_for_update().get(pk=item.pk)
    access.require_writer(by, found)
    return found


def revise(text: ItemText, *, by: User, at: datetime) -> None:
    """Keep the text as a new version of `by`."""
    text.last_edited_by, text.last_edited_at = by, at
    new_revision(text, by=by)


def new_revision(text: ItemText, *, by: User) -> None:
    """Keep the text as a new version that nobody has approved, whoever edited it last."""
    text.state = TextState.DRAFT
    text.full_clean()
    text.save()
    text.save_revision(user=by, clean=False)
    following.refresh(text.item, text)


def open_again(item: Item, *, by: User, at: datetime) -> None:
    """Make a new version of every text of an item whose sources, files, facts or contact changed.

    A translation that followed the original still follows it: the words did not change.
    """
    successors: dict[int | None, int | None] = {}
    texts = list(item.texts.select_for_update())
    for text in sorted(texts, key=lambda one: one.language != rules.ORIGINAL):
        text.item = item
        before, original = text.latest_revision_id, text.translated_from_revision_id
        text.translated_from_revision_id = successors.get(original, original)
        revise(text, by=by, at=at)
        successors[before] = text.latest_revision_id
