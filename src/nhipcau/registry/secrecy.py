"""The one door of the register that secret documents do not pass: by page, folder, packet or in the background.

Whoever adds a way into the register calls `require_open` before anything is kept.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.reading.secrecy import secret_field, secret_line
from nhipcau.registry import events
from nhipcau.registry.errors import SecretDocumentError
from nhipcau.registry.models import Document, DocumentState, SecretRemoval
from nhipcau.units.models import Unit, User


def is_secret(file_name: str, text: str, *fields: str) -> bool:
    """Return whether the name of a file, its text, or a field of its header bears a mark of secrecy."""
    return any(secret_field(said) for said in (file_name, *fields)) or bool(secret_line(text))


def require_open(unit: Unit, file_name: str, text: str, *fields: str, by: User) -> None:
    """Refuse what bears a mark of secrecy; that it was refused is recorded on the unit, without a word of it.

    Raises SecretDocumentError.
    """
    if is_secret(file_name, text, *fields):
        log.record(events.MARKED_REFUSED, on=unit, by=by)
        raise SecretDocumentError


def remove_secret(document: Document, *, at: datetime) -> None:
    """Remove a document in which reading found a mark, within the caller's transaction, and tell who took it in.

    The file goes when the transaction is kept. What was recorded of it loses its words. A row that other work stands
    on, taken in before this was looked for, stays as an empty one that could not be read.
    """
    name, storage = document.file.name, document.file.storage
    SecretRemoval.objects.create(
        unit=document.unit, person=document.received_by, taken_in_at=document.created_at, removed_at=at
    )
    log.record(events.MARKED_REMOVED, on=document.unit, by=document.received_by)
    log.forget_words(document)
    try:
        with transaction.atomic():
            document.delete()
    except ProtectedError:
        _empty(document)
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def acknowledge(removal: SecretRemoval, *, by: User) -> None:
    """Note that the person has seen that their file was removed; a second time changes nothing."""
    SecretRemoval.objects.unseen_by(by).filter(pk=removal.pk).update(seen_at=timezone.now())


def _empty(document: Document) -> None:
    """Leave nothing of a document in its row."""
    document.findings.all().delete()
    document.readings.all().delete()
    kept = {"id", "unit", "direction", "received_by", "received_on", "created_at", "source_kind", "state"}
    for field in Document._meta.concrete_fields:
        if field.name not in kept:
            setattr(document, field.attname, field.get_default())
    document.text = document.reading_version = ""
    document.state = DocumentState.FAILED
    document.save()
