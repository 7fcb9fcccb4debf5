"""Packets that came: kept untouched, their document put into the register of whom they are addressed to."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhipcau.audit.log import record
from nhipcau.exchange.formats.edxml import (
    Attachment,
    key_of,
    read_edxml,
    secret_packet,
)
from nhipcau.exchange.formats.edxml import Packet as Read
from nhipcau.exchange.packets import access, answering, events
from nhipcau.exchange.packets.errors import NobodyHereError, OtherContentsError, SecretError, StateError
from nhipcau.exchange.packets.models import OrganisationId, Packet, Purpose, Way
from nhipcau.reading.secrecy import secret_field, secret_line
from nhipcau.registry import actions as registry
from nhipcau.registry import reader
from nhipcau.registry.errors import AlreadyThereError, UnreadableFileError
from nhipcau.registry.models import Document, DocumentState
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import User


def take_in_packet(read: Read, content: bytes, *, name: str, by: User, at: datetime) -> list[Packet]:
    """Keep a packet for each unit here that it is addressed to; a new document goes into the register, unconfirmed.

    The same packet again changes nothing. Recalls, updates and replacements are only kept, for a person to answer.
    Raises PermissionDenied unless `by` is the installation; NobodyHereError; OtherContentsError; SecretError, of
    which nothing is kept.
    """
    require_open(read)
    ours = addressed(read, at)
    contents = _contents_sha256(read)
    taken = []
    for own in ours:
        there = _there(own, read, contents)
        if there is None:
            there = _take_in(own, read, content, contents, name=name, by=by, at=at)
        elif there.is_new and there.document is None:
            _enter(there, read, by=by, at=at)
        taken.append(there)
    return taken


@transaction.atomic
def enter_document(packet: Packet, position: int, *, by: User, at: datetime) -> Document:
    """Put one of the packet's files into the register, chosen by a person; it becomes the packet's document.

    Raises PermissionDenied; StateError when the packet has its document; UnreadableFileError; SecretError.
    """
    access.require_keeper(by, packet)
    packet = Packet.objects.select_for_update(of=("self",)).get(pk=packet.pk)
    attachments = opened(packet)
    if packet.document is not None or not 0 <= position < len(attachments):
        raise StateError
    return _entered(packet, _said_by(packet), attachments[position], by=by, at=at)


def opened(packet: Packet) -> tuple[Attachment, ...]:
    """Return the files of a packet, read anew from it as it was received."""
    with packet.file.open("rb") as file:
        read = read_edxml(file.read())
    return read.attachments if isinstance(read, Read) else ()


def require_open(read: Read) -> None:
    """Look for marks of secrecy in all that can be read of a packet. Raises SecretError."""
    if secret_packet(read):
        raise SecretError
    for attachment in read.attachments:
        try:
            found = reader.read_quickly(attachment.name, attachment.content)
            found = found or reader.read_thoroughly(attachment.name, attachment.content)
        except UnreadableFileError:
            continue  # no document of text: a table, an archive, a drawing
        _vet(found.text)


def _vet(text: str) -> None:
    if secret_line(text):
        raise SecretError


def addressed(read: Read, at: datetime) -> list[OrganisationId]:
    """Return the identifiers of units here to which it is addressed, each unit once. Raises NobodyHereError."""
    keys = [key_of(one.organ_id) for one in read.header.to]
    found = OrganisationId.objects.ours().on(timezone.localdate(at)).filter(key__in=keys)
    by_unit = {one.unit_id: one for one in found.select_related("unit").prefetch_related("unit__versions")}
    if not by_unit:
        raise NobodyHereError(", ".join(one.organ_id for one in read.header.to))
    return list(by_unit.values())


def _contents_sha256(read: Read) -> str:
    """Return what tells the same document from another, however it was wrapped."""
    told = asdict(read.header) | {
        "business": asdict(read.business),
        "files": [hashlib.sha256(one.content).hexdigest() for one in read.attachments],
    }
    told.pop("to")
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _purpose(read: Read) -> str:
    return read.business.kind[:10]


def _there(own: OrganisationId, read: Read, contents: str) -> Packet | None:
    """Return the packet when it came before. Raises OtherContentsError for another one under the same identifier."""
    header = read.header
    before = Packet.objects.filter(
        way=Way.IN,
        unit=own.unit_id,
        partner_key=key_of(header.sender.organ_id)[:100],
        edxml_id=header.document_id[:300],
        purpose=_purpose(read),
    )
    same = before.filter(contents_sha256=contents).first()
    if same is None and _purpose(read) == Purpose.NEW and before.exists():
        raise OtherContentsError
    return same


def _take_in(
    own: OrganisationId, read: Read, content: bytes, contents: str, *, name: str, by: User, at: datetime
) -> Packet:
    packet = _row(own, read, content, contents, name=name, by=by, at=at)
    access.require_keeper(by, packet)
    try:
        with stored_or_erased() as keep, transaction.atomic():
            keep(packet.file, f"{packet.sha256[:24]}.edxml", content)
            packet.save()
            record(
                events.TAKEN_IN,
                packet,
                by=by,
                at=at.isoformat(),
                sha256=packet.sha256,
                sender=packet.partner_id,
            )
            answering.tell_arrival(packet, by=by, at=at)
    except IntegrityError:
        there = _there(own, read, contents)
        if there is None:
            raise
        return there
    if packet.is_new:
        _enter(packet, read, by=by, at=at)
    return packet


def _row(
    own: OrganisationId, read: Read, content: bytes, contents: str, *, name: str, by: User, at: datetime
) -> Packet:
    header, business = read.header, read.business
    return Packet(
        way=Way.IN,
        unit=own.unit,
        own_id=own.code,
        partner_id=header.sender.organ_id[:100],
        partner_key=key_of(header.sender.organ_id)[:100],
        partner_name=header.sender.name[:300],
        edxml_id=header.document_id[:300],
        number=header.code[:120],
        issued_on=header.promulgated_on,
        type_name=header.type_name[:100],
        subject=header.subject or header.content,
        purpose=_purpose(read),
        reason=business.reason,
        about_id=(business.document_id or next((one.document_id for one in business.replaced), ""))[:300],
        due_on=header.due_on,
        header=particulars(read),
        files=listed(read.attachments),
        remarks=list(read.not_understood),
        file_name=name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        contents_sha256=contents,
        made_by=by,
        made_at=at,
    )


def particulars(read: Read) -> dict[str, Any]:
    """Return the lesser particulars of a packet as they are kept, what is not known with them."""
    header = read.header
    return {
        "place": header.place,
        "signer": header.signer.full_name,
        "position": header.signer.position,
        "competence": header.signer.competence,
        "type": header.type,
        "priority": header.other.priority,
        "steering": header.steering,
        "places": list(header.places),
        "appendixes": list(header.other.appendixes),
        "answers": [one.code or one.document_id for one in header.answers],
        "unknown": [{"path": one.path, "xml": one.xml} for one in read.unknown[:50]],
    }


def listed(attachments: tuple[Attachment, ...]) -> list[dict[str, Any]]:
    """Return what is kept of the files of a packet beside the packet itself."""
    return [
        {
            "name": one.name,
            "description": one.description[:300],
            "media_type": one.media_type,
            "size": len(one.content),
            "sha256": hashlib.sha256(one.content).hexdigest(),
        }
        for one in attachments
    ]


def _said_by(packet: Packet) -> dict[str, Any]:
    """Return the header of the document as its sender gives it."""
    return {
        "kind": packet.type_name.lower(),
        "number": packet.number,
        "issued_on": packet.issued_on,
        "authority": packet.partner_name,
        "subject": packet.subject,
        "signer": packet.header.get("signer", ""),
    }


def _enter(packet: Packet, read: Read, *, by: User, at: datetime) -> None:
    """Put the main document into the register; where that cannot be done, a person chooses on the packet's page."""
    if not read.attachments:
        return
    try:
        _entered(packet, _said_by(packet), read.attachments[0], by=by, at=at)
    except UnreadableFileError as error:
        packet.remarks = [*packet.remarks, error.vietnamese or str(error.message)]
        packet.save(update_fields=["remarks"])


def _entered(
    packet: Packet, said: dict[str, Any], attachment: Attachment, *, by: User, at: datetime
) -> Document:
    if secret_field(attachment.name):
        raise SecretError
    try:
        document = registry.take_in_document(
            packet.unit, attachment.name, attachment.content, by=by, at=at, all_at_once=True, vet=_vet
        )
        document = registry.complete_header(document, said, by=by, at=at)
    except AlreadyThereError as error:
        document = error.document
    packet.document = document
    packet.save(update_fields=["document"])
    record(events.ENTERED, packet, by=by, at=at.isoformat(), document=document.pk)
    if document.state == DocumentState.REGISTERED:
        answering.tell_registered(document, by=by, at=at)
    return document
