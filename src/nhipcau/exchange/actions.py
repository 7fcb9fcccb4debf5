"""The writes of exchange: a file of another system taken in, tried out, and taken over."""

import hashlib
from datetime import datetime

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.exchange import access, events
from nhipcau.exchange.errors import TakenAlreadyError, TrialError, UnreadableError
from nhipcau.exchange.formats import (
    FormatError,
    Metadata,
    ValueSet,
    read_adx,
    read_csv,
    read_json,
    read_metadata,
    read_registrations,
)
from nhipcau.exchange.formats.completeness import NAME as COMPLETENESS
from nhipcau.exchange.importing import How, Outcome, import_values
from nhipcau.exchange.models import Intake
from nhipcau.exchange.proposing import Proposal, propose
from nhipcau.reporting.models import Calendar
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import User

LONGEST_NAME = 200
METADATA = "metadata"


def read_file(content: bytes) -> tuple[str, ValueSet]:
    """Return the format that a file is in, told from its beginning, and what stands in it. Raises FormatError."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return "adx", read_adx(content)
    if start != b"{":
        return "csv", read_csv(content)
    if f'"{COMPLETENESS}"'.encode() in content:
        registrations, faults = read_registrations(content)
        return "completeness", ValueSet((), registrations, faults)
    return "json", read_json(content)


def try_file(content: bytes, *, how: How, by: User, at: datetime) -> Outcome:
    """Return what taking over a file would do; nothing is kept. Raises PermissionDenied, UnreadableError."""
    access.require_reporter(by)
    _kind, values = _read(content)
    return import_values(values, how=how, by=by, at=at, dry_run=True)


@transaction.atomic
def take_in_file(name: str, content: bytes, *, how: How, by: User, at: datetime) -> Intake:
    """Keep a file, with what taking it over would do now; no figure is written.

    Raises PermissionDenied unless `by` reports somewhere; UnreadableError, TrialError.
    """
    access.require_reporter(by)
    kind, values = _read(content)
    if values.dry_run:
        raise TrialError
    tried = import_values(values, how=how, by=by, at=at, dry_run=True)
    intake = Intake(
        name=name[-LONGEST_NAME:],
        kind=kind,
        calendar=how.calendar,
        sends=how.sends,
        sha256=hashlib.sha256(content).hexdigest(),
        preview=tried.as_json(),
        taken_in_by=by,
        taken_in_at=at,
    )
    with stored_or_erased() as keep:
        keep(intake.file, f"{intake.sha256[:16]}.{kind}", content)
        intake.save()
        record(events.FILE_TAKEN_IN, intake, by=by, at=at.isoformat(), sha256=intake.sha256, kind=kind)
    return intake


@transaction.atomic
def take_over(intake: Intake, *, by: User, at: datetime) -> Outcome:
    """Write the values of the file, as far as the rules of the pages allow, and return what became of them.

    Raises PermissionDenied for another's file; TakenAlreadyError.
    """
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    access.require_own(by, intake)
    if intake.applied_at is not None:
        raise TakenAlreadyError
    with intake.file.open("rb") as file:
        _kind, values = _read(file.read())
    outcome = import_values(values, how=How(intake.calendar, intake.sends), by=by, at=at)
    intake.applied_at = at
    intake.outcome = outcome.as_json()
    intake.save(update_fields=["applied_at", "outcome"])
    record(events.VALUES_TAKEN_OVER, intake, by=by, at=at.isoformat(), **outcome.in_short())
    return outcome


def try_metadata(content: bytes, *, by: User, at: datetime) -> Proposal:
    """Return what taking over a file of metadata would add; nothing is kept. Raises PermissionDenied, UnreadableError."""
    access.require_proposer(by)
    return propose(_metadata(content), by=by, at=at, dry_run=True)


@transaction.atomic
def take_in_metadata(name: str, content: bytes, *, by: User, at: datetime) -> Intake:
    """Keep a file of metadata, with what taking it over would add now; nothing else is written.

    Raises PermissionDenied unless `by` is an officer or administers a top unit; UnreadableError.
    """
    tried = try_metadata(content, by=by, at=at)
    intake = Intake(
        name=name[-LONGEST_NAME:],
        kind=METADATA,
        calendar=Calendar.CALENDAR,
        sha256=hashlib.sha256(content).hexdigest(),
        preview=tried.as_json(),
        taken_in_by=by,
        taken_in_at=at,
    )
    with stored_or_erased() as keep:
        keep(intake.file, f"{intake.sha256[:16]}.json", content)
        intake.save()
        record(events.FILE_TAKEN_IN, intake, by=by, at=at.isoformat(), sha256=intake.sha256, kind=METADATA)
    return intake


@transaction.atomic
def take_over_metadata(intake: Intake, *, by: User, at: datetime) -> Proposal:
    """Add what is new in the file, and return what became of each thing.

    Raises PermissionDenied for another's file; TakenAlreadyError.
    """
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    access.require_own(by, intake)
    access.require_proposer(by)
    if intake.applied_at is not None:
        raise TakenAlreadyError
    with intake.file.open("rb") as file:
        proposal = propose(_metadata(file.read()), by=by, at=at)
    intake.applied_at = at
    intake.outcome = proposal.as_json()
    intake.save(update_fields=["applied_at", "outcome"])
    added = [f"{one.kind}:{one.code or one.name}" for one in proposal.rows if one.fate == "new"]
    record(events.METADATA_TAKEN_OVER, intake, by=by, at=at.isoformat(), added=added)
    return proposal


def _metadata(content: bytes) -> Metadata:
    try:
        return read_metadata(content)
    except FormatError as error:
        raise UnreadableError(error) from error


def _read(content: bytes) -> tuple[str, ValueSet]:
    try:
        return read_file(content)
    except FormatError as error:
        raise UnreadableError(error) from error
