"""What readers are given: an approved revision, what changed in it, or why it is gone."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from nhipcau.audit import log
from nhipcau.newsroom import access, bodies, errors, events, kinds, rules
from nhipcau.newsroom.actions import following
from nhipcau.newsroom.actions.revising import new_revision
from nhipcau.newsroom.comparing import passages
from nhipcau.newsroom.models import ItemText, PublicChange, PublicStamp, TextState
from nhipcau.units.models import User


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
def announce_change(
    text: ItemText, *, kind: str, note: str, by: User, at: datetime, outdates: bool = True
) -> PublicChange | None:
    """Keep what readers will be told when the approved revision takes the place of the published one.

    With the note goes what stood there and what stands there now, sentence by sentence. A first publication needs
    no note and keeps none. Without `outdates` the change of an original is so small that translations made from
    the published version follow this one too.
    Raises PermissionDenied; NotApprovedError; NoteMissingError when the text is published already.
    """
    access.require_publisher(by, text.item)
    revision = approved_revision_of(text)
    if text.first_published_at is None:
        return None
    if not note.strip():
        raise errors.NoteMissingError
    told = {"text": text, "kind": kind, "note": note.strip(), "by": by, "at": at}
    told["passages"] = passages(text.published_revision, revision)
    change, made = PublicChange.objects.get_or_create(revision=revision, defaults=told)
    if made:
        log.record(events.CHANGE_ANNOUNCED, on=text, by=by, kind=kind, note=note, outdates=outdates)
        if text.is_original and not outdates:
            following.carry_over(text, revision)
    return change


@transaction.atomic
def recall_change(text: ItemText, revisions: Collection[int], *, by: User) -> None:
    """Take back what readers were to be told of versions that will not be published now. Raises PermissionDenied."""
    access.require_publisher(by, text.item)
    unread = text.public_changes.filter(revision__in=revisions)
    if text.published_revision_id is not None:
        unread = unread.filter(revision__gt=text.published_revision_id)
    gone = [change.revision_id for change in unread]
    unread.delete()
    if gone:
        log.record(events.CHANGE_RECALLED, on=text, by=by, revisions=sorted(gone))


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
    text.withdrawn_at, text.withdrawal_reason, text.archived_at = None, "", None
    text.save()
    text.public_changes.filter(revision=revision).update(
        at=at
    )  # when readers were told, not when it was ordered
    following.refresh(text.item, text)
    PublicStamp.objects.renew()
    log.record(events.TEXT_PUBLISHED, on=text, by=by, revision=revision.pk)
    return text


def _show(text: ItemText, content: Mapping[str, Any]) -> None:
    picture = content.get("picture") or {}
    text.public_title = content["title"]
    text.public_summary = content["summary"]
    said = (content["title"], content["summary"], bodies.words(content["body"]))
    text.public_search = rules.plain(" ".join(said))
    text.public_picture_id = picture.get("id")
    text.public_topic = content.get("topic") or text.item.topic_id
    text.public_from, text.public_to = kinds.span(content.get("kind", ""), content.get("facts", {}))


@transaction.atomic
def withdraw_publication(text: ItemText, *, reason: str, by: User, at: datetime) -> ItemText:
    """Take a published text off the public pages, which then say why. It can only return reviewed anew.

    Raises PermissionDenied; NotPublishedError; ReasonMissingError.
    """
    text = _published(text, by=by)
    if not reason.strip():
        raise errors.ReasonMissingError
    text.withdrawn_at, text.withdrawal_reason = at, reason.strip()
    new_revision(text, by=by)
    PublicStamp.objects.renew()
    log.record(events.TEXT_WITHDRAWN, on=text, by=by, reason=reason)
    return text


@transaction.atomic
def archive_publication(text: ItemText, *, by: User, at: datetime) -> ItemText:
    """Keep a published text readable at its address, saying that it is no longer kept up, and out of every list.

    Raises PermissionDenied; NotPublishedError.
    """
    text = _published(text, by=by)
    if text.archived_at is None:
        text.archived_at = at
        text.save(update_fields=["archived_at"])
        PublicStamp.objects.renew()
        log.record(events.TEXT_ARCHIVED, on=text, by=by)
    return text


@transaction.atomic
def restore_publication(text: ItemText, *, by: User) -> ItemText:
    """Put an archived text back into the lists. Raises PermissionDenied; NotPublishedError."""
    text = _published(text, by=by)
    if text.archived_at is not None:
        text.archived_at = None
        text.save(update_fields=["archived_at"])
        PublicStamp.objects.renew()
        log.record(events.TEXT_RESTORED, on=text, by=by)
    return text


def _published(text: ItemText, *, by: User) -> ItemText:
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    access.require_publisher(by, text.item)
    if text.published_revision_id is None or text.withdrawn_at is not None:
        raise errors.NotPublishedError
    return text
