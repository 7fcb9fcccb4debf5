"""Issued documents that go out as packets, and the files that are put into the folder."""

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nhipcau.audit.log import record
from nhipcau.exchange.formats.edxml import (
    Answered,
    Attachment,
    Header,
    Organisation,
    OtherInfo,
    Signer,
    Staff,
    StatusPacket,
    Trace,
    blocking,
    document_id,
    key_of,
    secret_packet,
    split_number,
    type_number,
    write_packet,
    write_status,
)
from nhipcau.exchange.formats.edxml import Packet as Made
from nhipcau.exchange.formats.edxml.attachments import media_type_of
from nhipcau.exchange.formats.edxml.unconfirmed import ORDERS, STEERING_NONE
from nhipcau.exchange.packets import events, tasks
from nhipcau.exchange.packets.errors import (
    LackingError,
    NoAddresseeError,
    NoFolderError,
    NoOwnIdError,
    NotIssuedError,
    SecretError,
    SentAlreadyError,
    WrongOrderError,
)
from nhipcau.exchange.packets.models import OrganisationId, Packet, Status, Way
from nhipcau.exchange.packets.taking import listed, particulars, require_open
from nhipcau.programmes.models import Annex
from nhipcau.reading.secrecy import secret_line
from nhipcau.registry import access as registry
from nhipcau.registry.models import Direction, Document, DocumentState
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import User


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person says of a document that goes out, beside what the register knows."""

    place: str
    signer: str
    position: str = ""
    competence: str = ""
    due_on: date | None = None
    priority: str = "0"
    annexes: frozenset[int] = frozenset()


@transaction.atomic
def send_document(
    document: Document, to: Iterable[Organisation], sending: Sending, *, by: User, at: datetime
) -> Packet:
    """Make a packet of an issued document and queue it for the folder.

    Raises PermissionDenied; NoFolderError; WrongOrderError; NotIssuedError; NoOwnIdError; NoAddresseeError;
    SentAlreadyError; SecretError; LackingError.
    """
    registry.require_issuer(by, document.unit_id)
    if not settings.EDXML_OUT:
        raise NoFolderError
    if settings.EDXML_ORDER not in ORDERS:
        raise WrongOrderError
    document = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
    addressees = {key_of(one.organ_id): one for one in to if one.organ_id}
    _require_sendable(document, addressees)
    made = _made(document, tuple(addressees.values()), sending, at)
    if secret_line(document.text) or secret_packet(made):
        raise SecretError
    require_open(replace(made, attachments=made.attachments[1:]))
    if lacking := blocking(made):
        raise LackingError(lacking)
    return _keep(document, made, write_packet(made, order=settings.EDXML_ORDER), by=by, at=at)


def _require_sendable(document: Document, addressees: dict[str, Organisation]) -> None:
    if document.direction != Direction.ISSUED or document.state != DocumentState.REGISTERED:
        raise NotIssuedError
    if not addressees:
        raise NoAddresseeError
    sent = {
        one["key"]: one["name"]
        for packet in document.packets.filter(way=Way.OUT)
        for one in packet.addressees
    }
    if again := [name for key, name in sent.items() if key in addressees]:
        raise SentAlreadyError(", ".join(again))


def own_id(unit: int, at: datetime) -> OrganisationId | None:
    """Return the identifier under which a unit sends today, or None."""
    return (
        OrganisationId.objects.on(timezone.localdate(at))
        .filter(unit=unit)
        .order_by("-valid_from", "pk")
        .first()
    )


def _made(document: Document, to: tuple[Organisation, ...], sending: Sending, at: datetime) -> Made:
    own = own_id(document.unit_id, at)
    if own is None:
        raise NoOwnIdError
    number, notation = split_number(document.number)
    with document.file.open("rb") as file:
        content = file.read()
    header = Header(
        sender=Organisation(own.code, own.name),
        to=to,
        document_id=document_id(own.code, document.issued_on, document.number) if document.issued_on else "",
        number=number,
        notation=notation,
        place=sending.place,
        promulgated_on=document.issued_on,
        type=type_number(document.kind),
        type_name=document.kind[:1].upper() + document.kind[1:],
        subject=document.subject,
        content=document.subject,
        signer=Signer(sending.signer, sending.position, sending.competence),
        due_on=sending.due_on,
        other=OtherInfo(priority=sending.priority),
        steering=STEERING_NONE,
    )
    main = Attachment(document.file_name, content, media_type_of(document.file_name, content))
    annexes = (_attached(one) for one in annexes_of(document) if one.pk in sending.annexes)
    return Made(
        header=header, attachments=(main, *annexes), traces=(Trace(own.code, at.replace(microsecond=0)),)
    )


def annexes_of(document: Document) -> list[Annex]:
    """Return the annexes of the programmes that the unit made of its document, in their order. One query."""
    rows = Annex.objects.filter(programme__source=document, programme__unit=document.unit_id)
    return list(rows.order_by("programme", "position", "pk"))


def _attached(annex: Annex) -> Attachment:
    with annex.file.open("rb") as file:
        content = file.read()
    return Attachment(annex.name, content, media_type_of(annex.name, content), annex.title)


def _keep(document: Document, made: Made, content: bytes, *, by: User, at: datetime) -> Packet:
    header, sha256 = made.header, hashlib.sha256(content).hexdigest()
    packet = Packet(
        way=Way.OUT,
        unit=document.unit,
        own_id=header.sender.organ_id,
        addressees=[
            {"organ_id": one.organ_id, "name": one.name, "key": key_of(one.organ_id)} for one in header.to
        ],
        edxml_id=header.document_id,
        number=document.number,
        issued_on=header.promulgated_on,
        type_name=header.type_name[:100],
        subject=header.subject,
        due_on=header.due_on,
        header=particulars(made),
        files=listed(made.attachments),
        document=document,
        file_name=f"{_safe(document.number)}-{sha256[:12]}.edxml",
        sha256=sha256,
        contents_sha256=sha256,
        made_by=by,
        made_at=at,
    )
    with stored_or_erased() as keep:
        keep(packet.file, f"{sha256[:24]}.edxml", content)
        packet.save()
        told = [one.organ_id for one in header.to]
        record(events.SENT, packet, by=by, at=at.isoformat(), sha256=sha256, document=document.pk, to=told)
    transaction.on_commit(tasks.hand_over)
    return packet


def _safe(name: str) -> str:
    return (
        re.sub(r"[^0-9A-Za-z]+", "-", name.translate(str.maketrans("Đđ", "Dd"))).strip("-")[:60] or "van-ban"
    )


# --- the folder ---------------------------------------------------------------------------------------------------


def write_waiting(*, at: datetime) -> int:
    """Put what waits into the folder for what goes out, and return how many files; none while no folder is set.

    A file appears whole or not at all. Twice the same gives the same file.
    """
    if not settings.EDXML_OUT:
        return 0
    folder = Path(settings.EDXML_OUT)
    packets = list(Packet.objects.unwritten())
    statuses = list(Status.objects.unwritten().select_related("packet", "made_by"))
    for packet in packets:
        _write_packet(folder, packet, at)
    for status in statuses:
        _write_status(folder, status, at)
    return len(packets) + len(statuses)


def _write_packet(folder: Path, packet: Packet, at: datetime) -> None:
    with packet.file.open("rb") as file:
        put(folder, f"{packet.pk}-{packet.file_name}", file.read())
    packet.written_at = at
    packet.save(update_fields=["written_at"])


def _write_status(folder: Path, status: Status, at: datetime) -> None:
    name = f"trang-thai-{status.pk}-{status.code}.edxml"
    put(folder, name, write_status(_told(status)))
    status.written_at = at
    status.save(update_fields=["written_at"])


def _told(status: Status) -> StatusPacket:
    packet = status.packet
    sender = packet.partner_id if packet.way == Way.IN else packet.own_id
    return StatusPacket(
        sender=Organisation(status.organ_id, status.organ_name),
        answered=Answered(
            organ_id=sender,
            code=packet.number,
            document_id=packet.edxml_id if packet.is_new else packet.about_id or packet.edxml_id,
            promulgated_on=packet.issued_on,
        ),
        code=status.code,
        at=status.said_at,
        description=status.description,
        staff=Staff(department=status.organ_name, name=status.staff),
    )


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a file under a hidden name, and give it its own when all of it is on the disk."""
    hidden = folder / f".{name}.part"
    with hidden.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    hidden.replace(folder / name)
