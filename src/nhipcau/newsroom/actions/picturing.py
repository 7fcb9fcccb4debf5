"""The pictures and files of an item."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.newsroom import errors, events, pictures
from nhipcau.newsroom.actions.revising import held, open_again
from nhipcau.newsroom.models import Attachment, AttachmentKind, Item, MapSheet, Picture
from nhipcau.shell.files import Checked
from nhipcau.shell.readable import text_of
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import User


@transaction.atomic
def choose_picture(
    item: Item,
    content: bytes,
    *,
    credit: str,
    alts: Mapping[str, str],
    by: User,
    at: datetime,
    map_sheet: MapSheet | None = None,
) -> Picture:
    """Make the picture in `content` the lead picture; `alts` says in each language what it shows.

    A map is taken only as it stands in the place's own list: `map_sheet` is the line, by whose hash it is known.
    Raises PermissionDenied; PictureError and its kinds when the file cannot be used; OtherMapError.
    """
    item = held(item, by=by)
    if map_sheet is not None and hashlib.sha256(content).hexdigest() != map_sheet.sha256:
        raise errors.OtherMapError
    drawn = pictures.draw_anew(content)
    picture = Picture(item=item, credit=credit, map_sheet=map_sheet, added_by=by, added_at=at)
    picture.width, picture.height = drawn.width, drawn.height
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
        open_again(item, by=by, at=at)
    return picture


@transaction.atomic
def remove_picture(item: Item, *, by: User, at: datetime) -> None:
    """Take the lead picture out of the item; what was published with it keeps it. Raises PermissionDenied."""
    item = held(item, by=by)
    if item.picture_id is None:
        return
    log.record(events.PICTURE_REMOVED, on=item, by=by, picture=item.picture_id)
    item.picture = None
    item.save(update_fields=["picture"])
    open_again(item, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a file beside an item; `words` in each language: {code: {"title": …, "alt": …}}."""

    words: Mapping[str, Mapping[str, str]]
    credit: str = ""
    language: str = ""


@transaction.atomic
def attach_file(item: Item, file: Checked, beside: Beside, *, by: User, at: datetime) -> Attachment:
    """Put a file beside an item: a picture, a sound, a film, subtitles or a file to download.

    Raises PermissionDenied; KnownFileError when the item has it; CreditMissingError for a picture without one.
    """
    item = held(item, by=by)
    kind = _kind_of(file)
    if item.attachments.filter(sha256=file.sha256, removed=False).exists():
        raise errors.KnownFileError
    if kind == AttachmentKind.PICTURE and not beside.credit.strip():
        raise errors.CreditMissingError
    row = Attachment(
        item=item,
        kind=kind,
        file_name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=file.sha256,
        credit=beside.credit,
        language=beside.language,
        words={code: dict(said) for code, said in beside.words.items()},
        text=text_of(file.name, file.content).replace("\0", ""),
        place=item.attachments.count(),
        added_by=by,
        added_at=at,
    )
    with stored_or_erased() as keep:
        keep(row.file, file.name, file.content)
        if file.thumbnail:
            keep(row.small, f"nho-{file.name}", file.thumbnail)
        row.save()
        log.record(events.FILE_ATTACHED, on=item, by=by, file=row.as_data())
        open_again(item, by=by, at=at)
    return row


_KINDS = {"image": AttachmentKind.PICTURE, "audio": AttachmentKind.AUDIO, "video": AttachmentKind.VIDEO}


def _kind_of(file: Checked) -> AttachmentKind:
    if file.media_type == "text/vtt":
        return AttachmentKind.SUBTITLES
    return _KINDS.get(file.media_type.partition("/")[0], AttachmentKind.FILE)


@transaction.atomic
def describe_file(file: Attachment, beside: Beside, *, by: User, at: datetime) -> Attachment:
    """Say anew what a file beside an item is called and what it shows. Raises PermissionDenied; CreditMissingError."""
    item = held(file.item, by=by)
    row = Attachment.objects.select_for_update().get(pk=file.pk)
    if row.kind == AttachmentKind.PICTURE and not beside.credit.strip():
        raise errors.CreditMissingError
    row.words = {code: dict(said) for code, said in beside.words.items()}
    row.credit, row.language = beside.credit, beside.language
    row.save(update_fields=["words", "credit", "language"])
    log.record(events.FILE_DESCRIBED, on=item, by=by, file=row.as_data())
    open_again(item, by=by, at=at)
    return row


@transaction.atomic
def remove_file(file: Attachment, *, by: User, at: datetime) -> None:
    """Take a file from beside an item; what was published with it keeps it. Raises PermissionDenied."""
    item = held(file.item, by=by)
    row = Attachment.objects.select_for_update().get(pk=file.pk)
    if row.removed:
        return
    row.removed = True
    row.save(update_fields=["removed"])
    log.record(events.FILE_REMOVED, on=item, by=by, file=row.as_data())
    open_again(item, by=by, at=at)
