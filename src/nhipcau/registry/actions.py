"""Every write in the register."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.registry import access, events, linking, rules
from nhipcau.registry.errors import AlreadyThereError, EmptyCorrectionError, HeaderDatesError, HeaderError
from nhipcau.registry.models import Direction, Document, DocumentState, Finding, FindingField, FindingState
from nhipcau.registry.reader import FoundRow, ReadFile, read_file
from nhipcau.registry.storing import stored_with_row
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a document as a person enters it."""

    kind: str
    number: str
    issued_on: date | None
    authority: str
    subject: str
    signer: str = ""
    received_on: date | None = None


REQUIRED = ("kind", "authority", "subject")


def take_in_document(unit: Unit, file_name: str, content: bytes, *, by: User, at: datetime) -> Document:
    """Read a file and keep it, with everything found in it, in the register of `unit`, to be confirmed by a person.

    The file is read outside the transaction, so that a slow file holds no one up. Nothing is kept of a file that
    is refused. Raises PermissionDenied; AlreadyThereError; UnreadableFileError.
    """
    access.require_keeper(by, unit.pk)
    sha256 = _not_there_yet(unit, content)
    read = read_file(file_name, content)
    document = _as_read(unit, file_name, sha256, read, by, at)
    document.received_on = timezone.localdate(at)
    return _keep(document, content, read, event=events.TAKEN_IN, by=by, at=at)


def issue_document(
    unit: Unit,
    *,
    kind: str,
    number: str,
    issued_on: date,
    authority: str,
    subject: str,
    signer: str,
    file_name: str,
    content: bytes,
    by: User,
    at: datetime,
) -> Document:
    """Enter a document that `unit` issues into its register, with its file; it is read like any other.

    Call it as the last step of a transaction. Raises PermissionDenied; HeaderError; AlreadyThereError;
    UnreadableFileError.
    """
    access.require_issuer(by, unit.pk)
    sha256 = _not_there_yet(unit, content)
    read = read_file(file_name, content)
    document = _as_read(unit, file_name, sha256, read, by, at)
    document.direction = Direction.ISSUED
    _enter_head(document, Head(kind, number, issued_on, authority, subject, signer))
    return _keep(document, content, read, event=events.ISSUED, by=by, at=at)


@transaction.atomic
def register_document(document: Document, head: Head, *, by: User, at: datetime) -> Document:
    """Enter `document` in the register under `head`, or correct the header of one that is there already.

    Citations in it, and earlier ones of its number, are linked anew. What the reading found stays beside it.
    Raises PermissionDenied; HeaderError.
    """
    access.require_keeper(by, document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    event = events.HEADER_CORRECTED if document.state == DocumentState.REGISTERED else events.REGISTERED
    before = document.number_key
    _enter_head(document, head)
    document.save()
    linking.link_document(document)
    linking.link_number(before)
    log.record(event, on=document, by=by, number=head.number, subject=head.subject)
    return document


@transaction.atomic
def confirm_finding(finding: Finding, *, by: User, at: datetime) -> Finding:
    """Say that `finding` is right as it was found. Raises PermissionDenied."""
    return _decide(finding, FindingState.CONFIRMED, None, by=by, at=at)


@transaction.atomic
def reject_finding(finding: Finding, *, by: User, at: datetime) -> Finding:
    """Say that `finding` is none. What was found is kept. Raises PermissionDenied."""
    return _decide(finding, FindingState.REJECTED, None, by=by, at=at)


@transaction.atomic
def correct_finding(finding: Finding, values: Mapping[str, Any], *, by: User, at: datetime) -> Finding:
    """Give `finding` the `values` it should have; what was found is kept beside them.

    Raises PermissionDenied; EmptyCorrectionError when every value is empty.
    """
    if not any(value not in ("", None) for value in values.values()):
        raise EmptyCorrectionError
    return _decide(finding, FindingState.CORRECTED, dict(values), by=by, at=at)


@transaction.atomic
def confirm_all(document: Document, field: str, *, by: User, at: datetime) -> int:
    """Confirm every finding of one kind that no one has decided on; return how many. Raises PermissionDenied."""
    access.require_keeper(by, document.unit_id)
    waiting = Finding.objects.proposed().filter(document=document, field=field)
    number = waiting.update(state=FindingState.CONFIRMED, decided_by=by, decided_at=at)
    if number:
        log.record(events.ALL_CONFIRMED, on=document, by=by, field=field, number=number)
    return number


_DECISIONS = {
    FindingState.CONFIRMED: events.CONFIRMED,
    FindingState.CORRECTED: events.CORRECTED,
    FindingState.REJECTED: events.REJECTED,
}


def _decide(
    finding: Finding, state: FindingState, corrected: dict[str, Any] | None, *, by: User, at: datetime
) -> Finding:
    finding = Finding.objects.select_for_update(of=("self",)).select_related("document").get(pk=finding.pk)
    access.require_keeper(by, finding.document.unit_id)
    finding.state, finding.corrected = state, corrected
    finding.decided_by, finding.decided_at = by, at
    finding.number_key = _citation_key(finding.field, finding.fields)
    finding.save(update_fields=["state", "corrected", "decided_by", "decided_at", "number_key"])
    if finding.field == FindingField.CITATION:
        linking.link_finding(finding)
    data = {"finding": finding.pk, "found": finding.text[:200]}
    log.record(_DECISIONS[state], on=finding.document, by=by, **data, corrected=corrected)
    return finding


def _not_there_yet(unit: Unit, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    there = Document.objects.filter(unit=unit, sha256=sha256).first()
    if there is not None:
        raise AlreadyThereError(there)
    return sha256


def _as_read(unit: Unit, file_name: str, sha256: str, read: ReadFile, by: User, at: datetime) -> Document:
    return Document(
        unit=unit,
        kind=read.header_text("kind"),
        number=read.header_text("number"),
        issued_on=read.issued_on,
        authority=read.header_text("authority"),
        subject=read.header_text("subject"),
        signer=read.header_text("signer"),
        received_by=by,
        file_name=PurePath(file_name).name[:255],
        media_type=read.media_type,
        sha256=sha256,
        text=read.text,
        reading_version=read.version,
        reading_notes=read.notes,
        header_found=read.header,
        created_at=at,
    )


def _enter_head(document: Document, head: Head) -> None:
    entered = {name: getattr(head, name) for name in ("kind", "number", "authority", "subject", "signer")}
    if rules.missing_header(entered, REQUIRED):
        raise HeaderError
    if not rules.dates_agree(head.issued_on, head.received_on):
        raise HeaderDatesError
    for name, text in entered.items():
        setattr(document, name, " ".join(text.split()))
    document.issued_on = head.issued_on
    document.received_on = head.received_on or document.received_on
    document.state = DocumentState.REGISTERED
    _fold(document)


def _fold(document: Document) -> None:
    document.number_key = rules.number_key(document.number)
    words = (document.number, document.kind, document.authority, document.subject, document.file_name)
    document.search_text = rules.fold(" ".join((*words, document.text)))


def _keep(
    document: Document, content: bytes, read: ReadFile, *, event: str, by: User, at: datetime
) -> Document:
    """Store the file, the row and the findings, or nothing of them."""
    _fold(document)
    try:
        with stored_with_row(content, document.file_name, at) as name:
            document.file.name = name
            document.save()
            Finding.objects.bulk_create([_finding(document, row) for row in read.rows], batch_size=500)
            linking.link_document(document)
            log.record(event, on=document, by=by, file=document.file_name, sha256=document.sha256)
    except IntegrityError:
        # Someone else took the same file in while this one was read; any other breach is ours and is raised.
        _not_there_yet(document.unit, content)
        raise
    return document


def _finding(document: Document, row: FoundRow) -> Finding:
    return Finding(
        document=document,
        field=row.field,
        start=row.start,
        end=row.end,
        text=row.text,
        value=row.value,
        number_key=_citation_key(row.field, row.value),
    )


def _citation_key(field: str, value: Mapping[str, Any]) -> str:
    return rules.number_key(str(value.get("number") or "")) if field == FindingField.CITATION else ""
