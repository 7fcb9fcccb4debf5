"""Writing an item's text in a language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.newsroom import access, bodies, errors, events, kinds, rules
from nhipcau.newsroom.actions.revising import held, revise
from nhipcau.newsroom.models import Item, ItemText
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Words:
    """A text as a person wrote it; `body` is HTML and is cleaned before it is kept, `worded` are facts in words."""

    title: str
    summary: str = ""
    body: str = ""
    picture_alt: str = ""
    worded: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def write_text(
    item: Item,
    language: str,
    words: Words,
    *,
    by: User,
    at: datetime,
    before: int | None = None,
    follows_original: bool = True,
) -> ItemText:
    """Keep what a person wrote as a new revision, to be reviewed again; nothing new is a no-op.

    `before` is the revision the person started from, None for a first text. `follows_original` says that a
    translation follows the Vietnamese text as it stands now.
    Raises PermissionDenied; ChangedMeanwhileError when the text is not at `before` any more; LanguageError for a
    language the place does not publish in.
    """
    item = held(item, by=by)
    text = item.texts.filter(language=language).first()
    if (text.latest_revision_id if text else None) != before:
        raise errors.ChangedMeanwhileError
    if text is None and not access.publishes_in(language):
        raise errors.LanguageError
    original = _original_revision(item, language) if follows_original else None
    text = text or ItemText(item=item, language=language)
    kept = _kept(item, words)
    same = text.pk and all(getattr(text, name) == value for name, value in kept.items())
    if same and (original is None or original == text.translated_from_revision_id):
        return text
    for name, value in kept.items():
        setattr(text, name, value)
    text.translated_from_revision_id = original or text.translated_from_revision_id
    text.item = item
    revise(text, by=by, at=at)
    log.record(events.TEXT_WRITTEN, on=text, by=by, revision=text.latest_revision_id, language=language)
    return text


def _kept(item: Item, words: Words) -> dict[str, object]:
    names = {fact.name for fact in kinds.facts_of(item.kind, worded=True)}
    worded = {name: value for name, value in words.worded.items() if name in names and value}
    return {**asdict(words), "body": bodies.clean(words.body), "worded": worded}


def _original_revision(item: Item, language: str) -> int | None:
    if language == rules.ORIGINAL:
        return None
    return item.texts.filter(language=rules.ORIGINAL).values_list("latest_revision", flat=True).first()
