"""Where what an item states comes from, what it states, and what a digest reports of others' news."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.newsroom import errors, events
from nhipcau.newsroom.actions.revising import held, open_again, revise
from nhipcau.newsroom.models import Claim, DigestEntry, Item, ItemText, Source
from nhipcau.registry.models import Document
from nhipcau.shell.files import Checked
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact comes from: a document with its clause, an address and the day it was read, or a person.

    `archive` is the page as it was on that day.
    """

    label: str
    document: Document | None = None
    url: str = ""
    read_on: date | None = None
    person_role: str = ""
    clause: str = ""
    archive: Checked | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """News of the world as somebody else reported it, with outlet, country and day."""

    title: str
    summary: str
    outlet: str
    country: str
    reported_on: date
    url: str


@transaction.atomic
def add_source(item: Item, origin: Origin, *, by: User, at: datetime) -> Source:
    """Add where a stated fact comes from; texts must then be approved again. Raises PermissionDenied."""
    item = held(item, by=by)
    source = Source(
        item=item,
        label=origin.label,
        document=origin.document,
        clause=origin.clause,
        url=origin.url,
        read_on=origin.read_on,
        person_role=origin.person_role,
    )
    source.full_clean()
    with stored_or_erased() as keep:
        if origin.archive:
            source.archive_name, source.archive_sha256 = origin.archive.name, origin.archive.sha256
            keep(source.archive, origin.archive.name, origin.archive.content)
        source.save()
        log.record(events.SOURCE_ADDED, on=item, by=by, source=source.as_data())
        open_again(item, by=by, at=at)
    return source


@transaction.atomic
def remove_source(source: Source, *, by: User, at: datetime) -> None:
    """Remove a source; texts must then be approved again. Its archived copy stays, as published versions name it.

    Raises PermissionDenied.
    """
    item = held(source.item, by=by)
    kept = source.as_data()
    source.delete()
    log.record(events.SOURCE_REMOVED, on=item, by=by, source=kept)
    open_again(item, by=by, at=at)


@transaction.atomic
def state_claim(item: Item, words: str, sources: Collection[Source], *, by: User, at: datetime) -> Claim:
    """Keep a fact that the item states, with the sources that show it; stated again it takes these sources.

    Raises PermissionDenied; ElsewhereError for a source of another item.
    """
    item = held(item, by=by)
    if any(source.item_id != item.pk for source in sources):
        raise errors.ElsewhereError
    claim, _made = Claim.objects.get_or_create(item=item, words=" ".join(words.split()))
    claim.sources.set(sources)
    log.record(events.CLAIM_STATED, on=item, by=by, claim=claim.as_data())
    open_again(item, by=by, at=at)
    return claim


@transaction.atomic
def remove_claim(claim: Claim, *, by: User, at: datetime) -> None:
    """Take a fact out that the item states no longer. Raises PermissionDenied."""
    item = held(claim.item, by=by)
    log.record(events.CLAIM_REMOVED, on=item, by=by, claim=claim.as_data())
    claim.delete()
    open_again(item, by=by, at=at)


@transaction.atomic
def add_entry(text: ItemText, reported: Reported, *, by: User, at: datetime) -> DigestEntry:
    """Add news of the world to a digest; it must then be approved again.

    Raises PermissionDenied; KnownEntryError when the digest has that report already.
    """
    item = held(text.item, by=by)
    text = ItemText.objects.select_for_update().get(pk=text.pk)
    text.item = item
    if text.entries.filter(url=reported.url).exists():
        raise errors.KnownEntryError
    entry = DigestEntry(text=text, place=text.entries.count(), **asdict(reported))
    entry.full_clean()
    entry.save()
    log.record(events.ENTRY_ADDED, on=text, by=by, entry=entry.as_data())
    revise(text, by=by, at=at)
    return entry


@transaction.atomic
def remove_entry(entry: DigestEntry, *, by: User, at: datetime) -> None:
    """Take news out of a digest. Raises PermissionDenied."""
    text = ItemText.objects.select_for_update().get(pk=entry.text_id)
    text.item = held(text.item, by=by)
    log.record(events.ENTRY_REMOVED, on=text, by=by, entry=entry.as_data())
    entry.delete()
    revise(text, by=by, at=at)
