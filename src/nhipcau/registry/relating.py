"""The writes about what documents do to one another, from when to when they hold, and sources without a number."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from nhipcau.audit import log
from nhipcau.registry import access, actions, events, keeping, linking, reader, secrecy
from nhipcau.registry.errors import (
    EffectDayError,
    ForceDaysError,
    HeaderError,
    SameDocumentError,
)
from nhipcau.registry.models import (
    ENDING,
    Document,
    DocumentState,
    Finding,
    FindingState,
    Relation,
    RelationKind,
    RelationState,
)
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Related:
    """What a person says that a document does to another one, wholly or in `part`, and from when on."""

    target: Document
    kind: str
    part: str = ""
    takes_effect_on: date | None = None


@transaction.atomic
def confirm_relation(
    document: Document, said: Related, *, by: User, at: datetime, finding: Finding | None = None
) -> Relation:
    """Keep what `document` does to another one; said again, it is corrected.

    Raises PermissionDenied; SameDocumentError; EffectDayError for a repeal or replacement without its day.
    """
    access.require_keeper(by, document.unit_id)
    if said.target.pk == document.pk:
        raise SameDocumentError
    if said.kind in ENDING and said.takes_effect_on is None:
        raise EffectDayError
    relation = _answer(document, said, RelationState.CONFIRMED, finding, by=by, at=at)
    log.record(
        events.RELATION_CONFIRMED,
        on=document,
        by=by,
        target=said.target.pk,
        kind=str(said.kind),
        part=said.part,
        takes_effect_on=said.takes_effect_on.isoformat() if said.takes_effect_on else None,
    )
    return relation


@transaction.atomic
def confirm_all_carried_out(document: Document, *, by: User, at: datetime) -> int:
    """Confirm of every document that `document` says it carries out that it does; return how many."""
    access.require_keeper(by, document.unit_id)
    proposed = Finding.objects.proposing().filter(document=document, proposes=RelationKind.IMPLEMENTS)
    chosen = {one.cited_id: one for one in proposed.with_cited()}
    for finding in chosen.values():
        if finding.cited is not None:
            said = Related(finding.cited, RelationKind.IMPLEMENTS)
            confirm_relation(document, said, by=by, at=at, finding=finding)
    return len(chosen)


@transaction.atomic
def reject_relation(
    document: Document,
    target: Document,
    kind: str,
    *,
    by: User,
    at: datetime,
    finding: Finding | None = None,
) -> Relation:
    """Say that `document` does nothing of the kind to `target`; it is not proposed again. Raises PermissionDenied."""
    access.require_keeper(by, document.unit_id)
    relation = _answer(document, Related(target, kind), RelationState.REJECTED, finding, by=by, at=at)
    log.record(events.RELATION_REJECTED, on=document, by=by, target=target.pk, kind=str(kind))
    return relation


@transaction.atomic
def set_force_days(
    document: Document, in_force_from: date | None, expires_on: date | None, *, by: User, at: datetime
) -> Document:
    """Enter from when `document` holds, and the first day on which it no longer does.

    Raises PermissionDenied; ForceDaysError.
    """
    access.require_keeper(by, document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    begins = in_force_from or document.issued_on
    if begins and expires_on and expires_on <= begins:
        raise ForceDaysError
    document.in_force_from, document.expires_on = in_force_from, expires_on
    document.save(update_fields=["in_force_from", "expires_on"])
    days: dict[str, Any] = {name: day.isoformat() if day else None for name, day in _days(document).items()}
    log.record(events.FORCE_DAYS_SET, on=document, by=by, **days)
    return document


@dataclass(frozen=True, slots=True)
class SourceSaid:
    """A source as a person enters it: `authority` are its authors or parties, `subject` its title."""

    source_kind: str
    kind: str
    subject: str
    authority: str = ""
    number: str = ""
    issued_on: date | None = None
    year: int | None = None
    publisher: str = ""
    language: str = ""
    address: str = ""
    address_read_on: date | None = None


def add_source(
    unit: Unit,
    said: SourceSaid,
    *,
    by: User,
    at: datetime,
    file_name: str = "",
    content: bytes = b"",
) -> Document:
    """Enter in the register of `unit` a source that is cited, or an official document known without its file.

    A file that is given is read like that of a document. Raises PermissionDenied; HeaderError without a title;
    AlreadyThereError; UnreadableFileError; SecretDocumentError.
    """
    access.require_keeper(by, unit.pk)
    secrecy.require_open(unit, file_name, "", said.subject, said.number, by=by)
    document = Document(unit=unit, received_by=by, created_at=at)
    if not content:
        _enter(document, said)
        with transaction.atomic():
            document.save()
            linking.link_number(document.number_key)
            log.record(events.SOURCE_ADDED, on=document, by=by, subject=said.subject[:200])
        return document
    document.sha256 = actions.not_there_yet(unit, content)
    read = reader.read_quickly(file_name, content) or reader.read_thoroughly(file_name, content)
    secrecy.require_open(unit, file_name, read.text, by=by)
    document.file_name, document.header_found = PurePath(file_name).name[:255], read.header
    _enter(document, said)
    return actions.keep(document, content, read, event=events.SOURCE_ADDED, by=by, at=at)


@transaction.atomic
def correct_source(document: Document, said: SourceSaid, *, by: User, at: datetime) -> Document:
    """Correct what was entered of a source. Raises PermissionDenied; HeaderError without a title."""
    access.require_keeper(by, document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    before = document.number_key
    _enter(document, said)
    document.save()
    for key in {before, document.number_key}:
        linking.link_number(key)
    log.record(events.SOURCE_CORRECTED, on=document, by=by, subject=said.subject[:200])
    return document


def _enter(document: Document, said: SourceSaid) -> None:
    if not said.subject.strip():
        raise HeaderError
    for name, value in asdict(said).items():
        setattr(document, name, " ".join(value.split()) if isinstance(value, str) else value)
    document.state = DocumentState.REGISTERED
    keeping.fold(document)


def _days(document: Document) -> dict[str, date | None]:
    return {"in_force_from": document.in_force_from, "expires_on": document.expires_on}


def _answer(
    document: Document,
    said: Related,
    state: RelationState,
    finding: Finding | None,
    *,
    by: User,
    at: datetime,
) -> Relation:
    """Keep a person's word; the citation it was read from is taken for right with it."""
    values: dict[str, Any] = {
        "part": " ".join(said.part.split()),
        "takes_effect_on": said.takes_effect_on,
        "state": state,
        "decided_by": by,
        "decided_at": at,
    }
    if finding is not None:
        values["finding"] = finding
        if state == RelationState.CONFIRMED and finding.state == FindingState.PROPOSED:
            Finding.objects.filter(pk=finding.pk).update(
                state=FindingState.CONFIRMED, decided_by=by, decided_at=at
            )
    relation, _made = Relation.objects.update_or_create(
        document=document, target=said.target, kind=said.kind, defaults=values
    )
    return relation
