"""Every write of the newsroom."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from nhipcau.audit import log
from nhipcau.newsroom import access, bodies, errors, events, pictures, rules
from nhipcau.newsroom.models import (
    Item,
    ItemText,
    Language,
    Picture,
    PublicChange,
    Review,
    Source,
    TextState,
)
from nhipcau.registry.models import Document
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Details:
    """What an item is, apart from its texts."""

    kind: str
    topic: str
    slug: str
    contact: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text as a person wrote it; `body` is HTML and is cleaned before it is kept."""

    title: str
    summary: str = ""
    body: str = ""
    picture_alt: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact comes from: a document, an address and the day it was read, or a person with their office."""

    label: str
    document: Document | None = None
    url: str = ""
    read_on: date | None = None
    person_role: str = ""


@transaction.atomic
def add_item(unit: Unit, details: Details, *, title: str, by: User, at: datetime) -> Item:
    """Add an item of `unit` with a Vietnamese text that has only its title.

    Raises PermissionDenied unless `by` edits for the unit.
    """
    item = Item(unit=unit, **asdict(details), created_by=by, created_at=at)
    access.require_writer(by, item)
    item.full_clean()
    item.save()
    log.record(events.ITEM_ADDED, on=item, by=by, **asdict(details))
    write_text(item, Language.VI, Words(title), by=by, at=at)
    return item


@transaction.atomic
def change_item(item: Item, details: Details, *, by: User, at: datetime) -> Item:
    """Change what an item is; what was approved must be approved again.

    Raises PermissionDenied; AddressKeptError when the address of a published item would change.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_writer(by, item)
    published = item.texts.filter(first_published_at__isnull=False).exists()
    if published and details.slug != item.slug:
        raise errors.AddressKeptError
    before = Details(item.kind, item.topic, item.slug, item.contact)
    if before == details:
        return item
    for name, value in asdict(details).items():
        setattr(item, name, value)
    item.full_clean()
    item.save()
    log.record(events.ITEM_CHANGED, on=item, by=by, before=asdict(before), after=asdict(details))
    _open_again(item, by=by, at=at)
    return item


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
    Raises PermissionDenied; ChangedMeanwhileError when the text is not at `before` any more.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_writer(by, item)
    text = item.texts.filter(language=language).first()
    if (text.latest_revision_id if text else None) != before:
        raise errors.ChangedMeanwhileError
    original = _original_revision(item, language) if follows_original else None
    text = text or ItemText(item=item, language=language)
    kept = {**asdict(words), "body": bodies.clean(words.body)}
    same = text.pk and all(getattr(text, name) == value for name, value in kept.items())
    if same and (original is None or original == text.translated_from_revision_id):
        return text
    for name, value in kept.items():
        setattr(text, name, value)
    text.translated_from_revision_id = original or text.translated_from_revision_id
    _revise(text, by=by, at=at)
    log.record(events.TEXT_WRITTEN, on=text, by=by, revision=text.latest_revision_id, language=language)
    return text


def _original_revision(item: Item, language: str) -> int | None:
    if language == Language.VI:
        return None
    return item.texts.filter(language=Language.VI).values_list("latest_revision", flat=True).first()


def _revise(text: ItemText, *, by: User, at: datetime) -> None:
    text.last_edited_by, text.last_edited_at = by, at
    _new_revision(text, by=by)


def _new_revision(text: ItemText, *, by: User) -> None:
    text.state = TextState.DRAFT
    text.full_clean()
    text.save()
    text.save_revision(user=by, clean=False)


def _open_again(item: Item, *, by: User, at: datetime) -> None:
    """Make a new revision of every text of an item whose sources, picture or contact changed.

    A translation that followed the Vietnamese text still follows it: the words did not change.
    """
    successors: dict[int | None, int | None] = {}
    for text in item.texts.select_for_update().order_by("-language"):  # the original, vi, before en
        text.item = item
        before, original = text.latest_revision_id, text.translated_from_revision_id
        text.translated_from_revision_id = successors.get(original, original)
        _revise(text, by=by, at=at)
        successors[before] = text.latest_revision_id


@transaction.atomic
def add_source(item: Item, origin: Origin, *, by: User, at: datetime) -> Source:
    """Add where a stated fact comes from; texts must then be approved again. Raises PermissionDenied."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_writer(by, item)
    source = Source(
        item=item,
        label=origin.label,
        document=origin.document,
        url=origin.url,
        read_on=origin.read_on,
        person_role=origin.person_role,
    )
    source.full_clean()
    source.save()
    log.record(events.SOURCE_ADDED, on=item, by=by, source=source.as_data())
    _open_again(item, by=by, at=at)
    return source


@transaction.atomic
def remove_source(source: Source, *, by: User, at: datetime) -> None:
    """Remove a source; texts must then be approved again. Raises PermissionDenied."""
    item = Item.objects.select_for_update().get(pk=source.item_id)
    access.require_writer(by, item)
    kept = source.as_data()
    source.delete()
    log.record(events.SOURCE_REMOVED, on=item, by=by, source=kept)
    _open_again(item, by=by, at=at)


@transaction.atomic
def choose_picture(
    item: Item, content: bytes, *, credit: str, alts: Mapping[str, str], by: User, at: datetime
) -> Picture:
    """Make the picture in `content` the lead picture; `alts` says in each language what it shows.

    Raises PermissionDenied; PictureError and its kinds when the file cannot be used.
    """
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_writer(by, item)
    drawn = pictures.draw_anew(content)
    picture = Picture(
        item=item, width=drawn.width, height=drawn.height, credit=credit, added_by=by, added_at=at
    )
    picture.full_clean(exclude=["large", "small"])  # before any file is stored
    with stored_or_erased() as keep:
        keep(picture.large, f"{item.slug}.jpg", drawn.large)
        keep(picture.small, f"{item.slug}-small.jpg", drawn.small)
        picture.save()
        item.picture = picture
        item.save(update_fields=["picture"])
        for text in item.texts.filter(language__in=alts):
            text.picture_alt = alts[text.language]
            text.save(update_fields=["picture_alt"])
        log.record(events.PICTURE_CHOSEN, on=item, by=by, picture=picture.pk, credit=credit)
        _open_again(item, by=by, at=at)
    return picture


@transaction.atomic
def remove_picture(item: Item, *, by: User, at: datetime) -> None:
    """Take the lead picture out of the item; what was published with it keeps it. Raises PermissionDenied."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    access.require_writer(by, item)
    if item.picture_id is None:
        return
    log.record(events.PICTURE_REMOVED, on=item, by=by, picture=item.picture_id)
    item.picture = None
    item.save(update_fields=["picture"])
    _open_again(item, by=by, at=at)


@transaction.atomic
def submit_text(text: ItemText, *, by: User, at: datetime) -> ItemText:
    """Hand a text over for review. Handing over twice is a no-op.

    Raises PermissionDenied; UnfinishedTextError, SourceMissingError, PictureTextMissingError.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_writer(by, text.item)
    if text.state not in (TextState.DRAFT, TextState.RETURNED):
        return text
    _require_ready(text)
    text.state = TextState.IN_REVIEW
    text.save(update_fields=["state"])
    log.record(events.TEXT_SUBMITTED, on=text, by=by, revision=text.latest_revision_id)
    return text


def _require_ready(text: ItemText) -> None:
    if not (text.title.strip() and text.summary.strip() and bodies.words(text.body)):
        raise errors.UnfinishedTextError
    if text.item.kind in rules.NEEDS_SOURCE and not text.item.sources.exists():
        raise errors.SourceMissingError
    if text.item.picture_id and not text.picture_alt.strip():
        raise errors.PictureTextMissingError


@transaction.atomic
def approve_text(text: ItemText, *, revision: int, by: User, at: datetime, comment: str = "") -> ItemText:
    """Approve `revision`, the one the reviewer has read. Nobody approves what they wrote last.

    Raises PermissionDenied; ChangedMeanwhileError, NotInReviewError, SameEditorError; what submitting raises.
    """
    text = _under_review(text, revision, by=by)
    if by.pk == text.last_edited_by_id:
        raise errors.SameEditorError
    _require_ready(text)
    text.state = TextState.APPROVED
    text.approved_revision_id = revision
    text.save(update_fields=["state", "approved_revision"])
    Review.objects.create(text=text, revision_id=revision, approved=True, comment=comment, by=by, at=at)
    log.record(events.TEXT_APPROVED, on=text, by=by, revision=revision)
    return text


@transaction.atomic
def return_text(text: ItemText, *, revision: int, comment: str, by: User, at: datetime) -> ItemText:
    """Give a text back to its editor with a comment.

    Raises PermissionDenied; ChangedMeanwhileError, NotInReviewError, CommentMissingError.
    """
    text = _under_review(text, revision, by=by)
    if not comment.strip():
        raise errors.CommentMissingError
    text.state = TextState.RETURNED
    text.save(update_fields=["state"])
    Review.objects.create(text=text, revision_id=revision, approved=False, comment=comment, by=by, at=at)
    log.record(events.TEXT_RETURNED, on=text, by=by, revision=revision, comment=comment)
    return text


def _under_review(text: ItemText, revision: int, *, by: User) -> ItemText:
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_publisher(by, text.item)
    if text.latest_revision_id != revision:
        raise errors.ChangedMeanwhileError
    if text.state != TextState.IN_REVIEW:
        raise errors.NotInReviewError
    return text


def approved_revision_of(text: ItemText) -> Revision:
    """Return the revision of `text` that may leave the house: the latest, approved by someone by name.

    Raises NotApprovedError when there is none.
    """
    latest = text.latest_revision_id
    signed = text.reviews.filter(approved=True, revision=latest).exists()
    if text.state != TextState.APPROVED or text.approved_revision_id != latest or not signed:
        raise errors.NotApprovedError
    return Revision.objects.get(pk=latest)


@transaction.atomic
def announce_change(text: ItemText, *, kind: str, note: str, by: User, at: datetime) -> PublicChange | None:
    """Keep what readers will be told when the approved revision takes the place of the published one.

    A first publication needs no note and keeps none.
    Raises PermissionDenied; NotApprovedError; NoteMissingError when the text is published already.
    """
    access.require_publisher(by, text.item)
    revision = approved_revision_of(text)
    if text.first_published_at is None:
        return None
    if not note.strip():
        raise errors.NoteMissingError
    change, made = PublicChange.objects.get_or_create(
        revision=revision, defaults={"text": text, "kind": kind, "note": note.strip(), "by": by, "at": at}
    )
    if made:
        log.record(events.CHANGE_ANNOUNCED, on=text, by=by, kind=kind, note=note)
    return change


@transaction.atomic
def record_publication(text: ItemText, revision: Revision, *, by: User, at: datetime) -> ItemText:
    """Make `revision` what readers read. An older one than is published already changes nothing.

    Raises PermissionDenied; NotApprovedError when nobody approved the revision.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_publisher(by, text.item)
    if not text.reviews.filter(approved=True, revision=revision).exists():
        raise errors.NotApprovedError
    if text.published_revision_id is not None and text.published_revision_id >= revision.pk:
        return text
    _show(text, revision.content)
    text.published_revision = revision
    text.first_published_at = text.first_published_at or at
    text.last_published_at = at
    text.withdrawn_at, text.withdrawal_reason = None, ""
    text.save()
    log.record(events.TEXT_PUBLISHED, on=text, by=by, revision=revision.pk)
    return text


def _show(text: ItemText, content: Mapping[str, Any]) -> None:
    picture = content.get("picture") or {}
    text.public_title = content["title"]
    text.public_summary = content["summary"]
    said = (content["title"], content["summary"], bodies.words(content["body"]))
    text.public_search = rules.plain(" ".join(said))
    text.public_picture_id = picture.get("id")


@transaction.atomic
def withdraw_publication(text: ItemText, *, reason: str, by: User, at: datetime) -> ItemText:
    """Take a published text off the public pages, which then say why. It can only return reviewed anew.

    Raises PermissionDenied; NotPublishedError; ReasonMissingError.
    """
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_publisher(by, text.item)
    if text.published_revision_id is None or text.withdrawn_at is not None:
        raise errors.NotPublishedError
    if not reason.strip():
        raise errors.ReasonMissingError
    text.withdrawn_at, text.withdrawal_reason = at, reason.strip()
    _new_revision(text, by=by)
    log.record(events.TEXT_WITHDRAWN, on=text, by=by, reason=reason)
    return text
