"""Every write in the register."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail import hooks

from nhipcau.audit import log
from nhipcau.registry import access, events, keeping, linking, numbering, reader, rules, secrecy, tasks
from nhipcau.registry.comparing import Note
from nhipcau.registry.errors import (
    AlreadyThereError,
    EmptyCorrectionError,
    FoundAlreadyError,
    HeaderDatesError,
    HeaderError,
    NothingNewerError,
    NotReadYetError,
    UnreadableFileError,
    WordsGoneError,
)
from nhipcau.registry.models import (
    Direction,
    Document,
    DocumentState,
    Finding,
    FindingField,
    FindingState,
    Reading,
    ReadingState,
)
from nhipcau.registry.reader import ReadFile
from nhipcau.registry.rules import Stretch
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


def take_in_document(
    unit: Unit,
    file_name: str,
    content: bytes,
    *,
    by: User,
    at: datetime,
    all_at_once: bool = False,
    vet: Callable[[str], None] | None = None,
) -> Document:
    """Read a file and keep it, with everything found in it, in the register of `unit`, to be confirmed by a person.

    A file that takes long is kept in the state WAITING and read in the background, unless `all_at_once`. It is read
    outside the transaction, so that a slow file holds no one up. Nothing is kept of a file that is refused.
    `vet`, with `all_at_once`, looks at the text before anything is kept, and raises when it must not be.
    Raises PermissionDenied; AlreadyThereError; UnreadableFileError; SecretDocumentError; what `vet` raises.
    """
    access.require_taker(by, unit.pk)
    secrecy.require_open(unit, file_name, "", by=by)
    sha256 = not_there_yet(unit, content)
    read = reader.read_quickly(file_name, content)
    if read is None and all_at_once:
        read = reader.read_thoroughly(file_name, content)
    if read is not None and vet is not None:
        vet(read.text)
    if read is not None:
        secrecy.require_open(unit, file_name, read.text, by=by)
    document = _taken_in(unit, file_name, sha256, by, at)
    document.received_on = timezone.localdate(at)
    if read is None:
        document.state = DocumentState.WAITING
        document.media_type = reader.media_type(file_name, content)
    return keep(document, content, read, event=events.TAKEN_IN, by=by, at=at)


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

    A number that was taken for it at the same moment `at` (`numbering.take_number`) is tied to it.
    Call it as the last step of a transaction. Raises PermissionDenied; HeaderError; AlreadyThereError;
    UnreadableFileError; SecretDocumentError.
    """
    access.require_issuer(by, unit.pk)
    sha256 = not_there_yet(unit, content)
    read = reader.read_quickly(file_name, content) or reader.read_thoroughly(file_name, content)
    secrecy.require_open(unit, file_name, read.text, subject, by=by)
    document = _taken_in(unit, file_name, sha256, by, at)
    document.direction = Direction.ISSUED
    document.header_found = read.header
    _enter_head(document, Head(kind, number, issued_on, authority, subject, signer))
    return keep(document, content, read, event=events.ISSUED, by=by, at=at)


@transaction.atomic
def complete_header(document: Document, said: Mapping[str, Any], *, by: User, at: datetime) -> Document:
    """Fill in what the reading did not find of the header with what the sender `said`; a person still confirms it.

    Nothing happens to a document that is in the register. Raises PermissionDenied.
    """
    access.require_taker(by, document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == DocumentState.REGISTERED:
        return document
    filled = {name: value for name, value in said.items() if value and not getattr(document, name)}
    for name, value in filled.items():
        setattr(document, name, reader.cut(name, value) if isinstance(value, str) else value)
    keeping.fold(document)
    document.save()
    if filled:
        log.record(events.HEADER_COMPLETED, on=document, by=by, fields=sorted(filled))
    return document


@transaction.atomic
def register_document(document: Document, head: Head, *, by: User, at: datetime) -> Document:
    """Enter `document` in the register under `head`, or correct the header of one that is there already.

    Citations in it, and earlier ones of its number, are linked anew. What the reading found stays beside it, and what
    a newer reading says of the header is answered. One that could not be read is entered as its reader sees it.
    Rooms above are told by the hook `nhipcau_document_registered`: `(document, by, at)`, in the same transaction.
    Raises PermissionDenied; NotReadYetError; HeaderError.
    """
    access.require_keeper(by, document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == DocumentState.WAITING:
        raise NotReadYetError
    event = events.HEADER_CORRECTED if document.state == DocumentState.REGISTERED else events.REGISTERED
    before = document.number_key
    _enter_head(document, head)
    document.save()
    linking.link_document(document)
    linking.link_number(before)
    log.record(event, on=document, by=by, number=head.number, subject=head.subject)
    for tell in hooks.get_hooks("nhipcau_document_registered"):
        tell(document, by, at)
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
def add_finding(
    document: Document, field: str, place: Stretch, values: Mapping[str, Any], *, by: User, at: datetime
) -> Finding:
    """Enter what the reading missed: the kind, where its words stand in the text, and its values.

    Raises PermissionDenied; EmptyCorrectionError when every value is empty; WordsGoneError; FoundAlreadyError.
    """
    access.require_keeper(by, document.unit_id)
    if not any(value not in ("", None) for value in values.values()):
        raise EmptyCorrectionError
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not place.text or document.text[place.start : place.end] != place.text:
        raise WordsGoneError
    same = document.findings.live().of_kind(field).filter(start=place.start, end=place.end)
    if same.exists():
        raise FoundAlreadyError
    finding = Finding(document=document, field=field, start=place.start, end=place.end, text=place.text)
    finding.value, finding.added = dict(values), True
    finding.state, finding.decided_by, finding.decided_at = FindingState.CONFIRMED, by, at
    finding.number_key = keeping.citation_key(field, values)
    finding.proposes = keeping.proposed(document, field, place.start, place.end)
    finding.full_clean()
    finding.save()
    if field == FindingField.CITATION:
        linking.link_finding(finding)
    log.record(events.ADDED, on=document, by=by, finding=finding.pk, field=field, words=place.text[:200])
    return finding


@transaction.atomic
def confirm_all(document: Document, field: str, *, by: User, at: datetime, uncertain: bool = False) -> int:
    """Confirm every finding of one kind that no one has decided on; return how many.

    Those on recognised pages stay to be looked at one by one, unless `uncertain` ones are asked for as well.
    Raises PermissionDenied.
    """
    access.require_keeper(by, document.unit_id)
    waiting = Finding.objects.proposed().filter(document=document, field=field)
    if not uncertain:
        waiting = waiting.certain()
    number = waiting.update(state=FindingState.CONFIRMED, decided_by=by, decided_at=at)
    if number:
        log.record(events.ALL_CONFIRMED, on=document, by=by, field=field, number=number)
    return number


def read_again(document: Document, *, by: User, at: datetime, all_at_once: bool = False) -> Reading:
    """Read a document anew, by the rules as they are now; return the reading, done, failed, or waiting.

    What takes long is read in the background, unless `all_at_once`; a reading that waits already is handed over once
    more. What people decided on stays as it is, and a file that can no longer be read changes nothing.
    Raises PermissionDenied.
    """
    access.require_rereader(by, document.unit_id)
    waiting = _ask_for_reading(document, by, at)
    try:
        read = reader.read_quickly(document.file_name, _stored(waiting.document))
    except UnreadableFileError as error:
        return _end_unread(waiting, error, at=at)
    if read is not None:
        return _end_read(waiting, read, at=at)
    if all_at_once:
        return finish_reading(waiting, at=at)
    transaction.on_commit(lambda: tasks.hand_over(waiting.pk))
    return waiting


def finish_reading(waiting: Reading, *, at: datetime) -> Reading:
    """Carry out a reading that waits, however long it takes; one that has ended stays as it is.

    It is recorded in the name of who asked for it, whose permission was looked at then. A reading that breaks off is
    kept as failed, with the sentence for the clerk. Where it finds a mark of secrecy, the document is removed.
    """
    if waiting.state != ReadingState.WAITING:
        return waiting
    document = waiting.document
    try:
        read = reader.read_thoroughly(document.file_name, _stored(document))
    except UnreadableFileError as error:
        return _end_unread(waiting, error, at=at)
    except Exception:
        _end_unread(waiting, reader.failed(document.file_name), at=at)
        raise
    return _end_read(waiting, read, at=at)


@transaction.atomic
def accept_newer(finding: Finding, *, by: User, at: datetime) -> Finding:
    """Take over what a newer reading says of a finding that was decided on; not found any more, it is rejected.

    Raises PermissionDenied; NothingNewerError.
    """
    finding = _with_news(finding, by)
    said = finding.newer
    if said["found"]:
        state, corrected = FindingState.CORRECTED, said["value"]
    else:
        state, corrected = FindingState.REJECTED, None
    return _decide(finding, state, corrected, by=by, at=at, event=events.NEWER_ACCEPTED)


@transaction.atomic
def dismiss_newer(finding: Finding, *, by: User, at: datetime) -> Finding:
    """Leave a finding as it was decided; the same word of a newer reading is not brought up again.

    Raises PermissionDenied; NothingNewerError.
    """
    finding = _with_news(finding, by)
    finding.newer_answered = True
    finding.save(update_fields=["newer_answered"])
    log.record(events.NEWER_DISMISSED, on=finding.document, by=by, finding=finding.pk, newer=finding.newer)
    return finding


_DECISIONS = {
    FindingState.CONFIRMED: events.CONFIRMED,
    FindingState.CORRECTED: events.CORRECTED,
    FindingState.REJECTED: events.REJECTED,
}


def _decide(
    finding: Finding,
    state: FindingState,
    corrected: dict[str, Any] | None,
    *,
    by: User,
    at: datetime,
    event: str = "",
) -> Finding:
    """Enter a person's word; it answers what a newer reading said until now."""
    finding = _locked(finding)
    access.require_keeper(by, finding.document.unit_id)
    if finding.state == FindingState.GONE:
        finding.newer = keeping.note_as_kept(Note(None))
    finding.state, finding.corrected = state, corrected
    finding.decided_by, finding.decided_at = by, at
    finding.newer_answered = finding.newer is not None
    finding.number_key = keeping.citation_key(finding.field, finding.fields)
    finding.save(update_fields=_DECIDED_FIELDS)
    if finding.field == FindingField.CITATION:
        linking.link_finding(finding)
    data: dict[str, Any] = {"finding": finding.pk, "found": finding.text[:200]}
    log.record(event or _DECISIONS[state], on=finding.document, by=by, **data, corrected=corrected)
    return finding


_DECIDED_FIELDS = [
    "state", "corrected", "decided_by", "decided_at", "newer", "newer_answered", "number_key",
]  # fmt: skip


def _locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).select_related("document").get(pk=finding.pk)


def _with_news(finding: Finding, by: User) -> Finding:
    finding = _locked(finding)
    access.require_keeper(by, finding.document.unit_id)
    if not finding.has_news:
        raise NothingNewerError
    return finding


def not_there_yet(unit: Unit, content: bytes) -> str:
    """Return the SHA-256 of a file. Raises AlreadyThereError when it is in the register of `unit`."""
    sha256 = hashlib.sha256(content).hexdigest()
    there = Document.objects.filter(unit=unit, sha256=sha256).first()
    if there is not None:
        raise AlreadyThereError(there)
    return sha256


def _taken_in(unit: Unit, file_name: str, sha256: str, by: User, at: datetime) -> Document:
    return Document(
        unit=unit,
        received_by=by,
        file_name=PurePath(file_name).name[:255],
        sha256=sha256,
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
    document.header_newer = {}
    keeping.fold(document)


def keep(
    document: Document, content: bytes, read: ReadFile | None, *, event: str, by: User, at: datetime
) -> Document:
    """Store the file, the row and the findings, or nothing of them; not read yet, it is handed over to be read."""
    if read is not None:
        keeping.describe(document, read)
    keeping.fold(document)
    try:
        with stored_with_row(content, document.file_name, at) as name:
            document.file.name = name
            document.save()
            reading = Reading(document=document, number=1, asked_by=by, asked_at=at)
            if read is not None:
                reading.state, reading.version, reading.finished_at = ReadingState.DONE, read.version, at
                keeping.keep_first(document, read)
            if document.direction == Direction.ISSUED:
                number = rules.leading_number(document.number)
                numbering.enter_document(document, document.unit, number, at=at)
            reading.save()
            log.record(event, on=document, by=by, file=document.file_name, sha256=document.sha256)
            if read is None:
                transaction.on_commit(lambda: tasks.hand_over(reading.pk))
    except IntegrityError:
        # Someone else took the same file in while this one was read; any other breach is ours and is raised.
        not_there_yet(document.unit, content)
        raise
    return document


@transaction.atomic
def _ask_for_reading(document: Document, by: User, at: datetime) -> Reading:
    """Return the reading of `document` that waits, a new one when none does."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    latest = document.latest_reading
    if latest is not None and latest.state == ReadingState.WAITING:
        return latest
    if document.state == DocumentState.FAILED:
        document.state = DocumentState.WAITING
        document.save(update_fields=["state"])
    number = latest.number + 1 if latest else 1
    reading = Reading.objects.create(document=document, number=number, asked_by=by, asked_at=at)
    log.record(events.READ_ASKED, on=document, by=by, reading=number)
    return reading


def _stored(document: Document) -> bytes:
    try:
        with document.file.open("rb") as stored:
            return bytes(stored.read())
    except (OSError, ValueError) as error:  # a source may have no file
        raise reader.unopened(document.file_name) from error


@transaction.atomic
def _end_read(waiting: Reading, read: ReadFile, *, at: datetime) -> Reading:
    """Keep what was read, unless somebody else has ended this reading meanwhile."""
    document, reading = _still_waiting(waiting)
    if reading.state != ReadingState.WAITING:
        return reading
    if secrecy.is_secret("", read.text):
        secrecy.remove_secret(document, at=at)
        return reading
    before, reading.again = document.text, document.is_read
    keeping.describe(document, read)
    if document.state == DocumentState.WAITING:
        document.state = DocumentState.READING
    document.save()
    reading.state, reading.version, reading.finished_at = ReadingState.DONE, read.version, at
    if reading.again:
        keeping.keep_again(document, read, reading, before)
    else:
        keeping.keep_first(document, read)
    reading.save()
    counts: dict[str, Any] = {"new": reading.new, "gone": reading.gone, "differing": reading.differing}
    log.record(events.READ, on=document, by=reading.asked_by, version=read.version, **counts)
    return reading


@transaction.atomic
def _end_unread(waiting: Reading, error: UnreadableFileError, *, at: datetime) -> Reading:
    """Keep why it could not be read; a document that was read before stays as it is."""
    document, reading = _still_waiting(waiting)
    if reading.state != ReadingState.WAITING:
        return reading
    if document.state == DocumentState.WAITING:
        document.state = DocumentState.FAILED
        document.save(update_fields=["state"])
    reading.state, reading.finished_at = ReadingState.FAILED, at
    reading.failure_vi, reading.failure_en = error.vietnamese, error.english
    reading.save()
    log.record(events.READ_FAILED, on=document, by=reading.asked_by, why=error.vietnamese)
    return reading


def _still_waiting(waiting: Reading) -> tuple[Document, Reading]:
    """Lock the document of a reading, so that no two end at once; return both as they are now."""
    document = Document.objects.select_for_update().get(pk=waiting.document_id)
    reading = Reading.objects.select_related("asked_by").get(pk=waiting.pk)
    reading.document = document
    return document, reading
