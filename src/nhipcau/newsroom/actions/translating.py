"""Ordering translations, and reading them in from a translator's file."""

from datetime import date, datetime

from django.db import transaction
from wagtail.models import Revision

from nhipcau.audit import log
from nhipcau.newsroom import access, errors, events, rules, xliff
from nhipcau.newsroom.actions import following
from nhipcau.newsroom.actions.texts import Words, write_text
from nhipcau.newsroom.models import Item, ItemText, Translation
from nhipcau.units.models import User


@transaction.atomic
def want_translation(
    item: Item,
    language: str,
    *,
    wanted: bool,
    by: User,
    translator: User | None = None,
    due_on: date | None = None,
) -> Translation:
    """Say that an item shall be there in a language, by whom and until when; or that nobody waits for it.

    Raises PermissionDenied; LanguageError for the original, and for a language the place does not publish in.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_editing(by, item)
    if language == rules.ORIGINAL or not access.publishes_in(language):
        raise errors.LanguageError
    row = Translation.objects.filter(item=item, language=language).first()
    row = row or Translation(item=item, language=language)
    row.wanted, row.translator, row.due_on = wanted, translator, due_on if wanted else None
    row.save()
    following.refresh(item)
    log.record(
        events.TRANSLATION_WANTED,
        on=item,
        by=by,
        language=language,
        wanted=wanted,
        translator=translator.pk if translator else None,
        due_on=due_on.isoformat() if due_on else None,
    )
    return row


@transaction.atomic
def read_in(item: Item, content: bytes, *, by: User, at: datetime, before: int | None) -> ItemText:
    """Keep what a translator's file says as a new version, made from the revision the file was made of.

    `before` is the revision of the translation that the person had before them, None where there was none.
    Raises PermissionDenied; TranslatorsFileError, HalfTranslatedError, MovedMarkupError, ChangedMeanwhileError,
    LanguageError.
    """
    handed, targets = xliff.read(content)
    original = item.texts.filter(language=rules.ORIGINAL).first()
    if handed.item != item.pk or original is None or handed.language == rules.ORIGINAL:
        raise errors.TranslatorsFileError
    source = original.revisions.filter(pk=handed.revision).first()
    if source is None or not targets:
        raise errors.TranslatorsFileError
    standing = item.texts.filter(language=handed.language).first()
    made = xliff.merged(written_of(source), targets, _written(standing) if standing else None)
    words = Words(made.title, made.summary, made.body, made.picture_alt, made.worded)
    text = write_text(item, handed.language, words, by=by, at=at, before=before, follows_original=False)
    ItemText.objects.filter(pk=text.pk).update(translated_from_revision=source)
    text.translated_from_revision = source
    following.refresh(item, text)
    log.record(events.TRANSLATION_READ_IN, on=text, by=by, made_from=source.pk)
    return text


def written_of(revision: Revision) -> xliff.Written:
    """Return a revision as a translator is handed it."""
    content = revision.content
    picture = content.get("picture") or {}
    return xliff.Written(
        content["title"],
        content["summary"],
        content["body"],
        picture.get("alt", ""),
        content.get("worded") or {},
    )


def _written(text: ItemText) -> xliff.Written:
    return xliff.Written(text.title, text.summary, text.body, text.picture_alt, text.worded)
