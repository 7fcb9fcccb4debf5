"""States told of packets. Each is a row of its own; what was told is never changed."""

import hashlib
from datetime import datetime

from django.db import transaction

from nhipcau.audit.log import record
from nhipcau.exchange.formats.edxml import STATUSES, StatusPacket, key_of
from nhipcau.exchange.formats.edxml.codes import (
    AGREED,
    ARRIVED,
    DISAGREED,
    DONE,
    RECALLED,
    REFUSED,
    REGISTERED,
)
from nhipcau.exchange.packets import access, events, tasks
from nhipcau.exchange.packets.errors import NoSuchPacketError, ReasonError, SecretError, StateError
from nhipcau.exchange.packets.models import Packet, Status, Way
from nhipcau.exchange.packets.querysets import PacketQuerySet
from nhipcau.reading.secrecy import secret_field
from nhipcau.registry.models import Document, DocumentState
from nhipcau.units.models import User


def offered(packet: Packet) -> list[str]:
    """Return the states that a person may tell of the packet now. Prefetch `statuses` where many are shown."""
    statuses = list(packet.statuses.all())
    told = [one.code for one in statuses if one.said_by_us]
    if packet.way == Way.OUT:
        return [RECALLED] if RECALLED not in told else []
    answers = [AGREED, DISAGREED] if _asks(packet, statuses) else []
    if not packet.is_new:
        return answers
    registered = packet.document is not None and packet.document.state == DocumentState.REGISTERED
    if registered:
        return [*answers, *([DONE] if DONE not in told and REFUSED not in told else [])]
    return [*answers, *([REFUSED] if REFUSED not in told else [])]


def _asks(packet: Packet, statuses: list[Status]) -> bool:
    """Return whether the sender asks for something that nobody has answered: each wish waits for one answer."""
    wishes = sum(one.code == RECALLED and not one.said_by_us for one in statuses) + (not packet.is_new)
    return wishes > sum(one.code in (AGREED, DISAGREED) and one.said_by_us for one in statuses)


@transaction.atomic
def tell_state(packet: Packet, code: str, description: str = "", *, by: User, at: datetime) -> list[Status]:
    """Tell the other side a state, as far as `offered`; of a packet that went, every addressee.

    Raises PermissionDenied; StateError; ReasonError.
    """
    access.require_keeper(by, packet)
    packet = Packet.objects.select_for_update(of=("self",)).select_related("document").get(pk=packet.pk)
    if code not in offered(packet):
        raise StateError
    if STATUSES[code].needs_reason and not description.strip():
        raise ReasonError
    if packet.way == Way.IN:
        return [_say(packet, code, packet.partner_id, description, by=by, at=at)]
    return [_say(packet, code, one["organ_id"], description, by=by, at=at) for one in packet.addressees]


def tell_arrival(packet: Packet, *, by: User, at: datetime) -> None:
    """Tell the sender that the packet arrived, once."""
    _say_once(packet, ARRIVED, by=by, at=at)


def tell_registered(document: Document, *, by: User, at: datetime) -> None:
    """Tell the senders of a document that it stands in the register now, each once."""
    for packet in Packet.objects.filter(document=document, way=Way.IN):
        if packet.is_new and not packet.statuses.filter(said_by_us=True, code=REFUSED).exists():
            _say_once(packet, REGISTERED, by=by, at=at)


def _say_once(packet: Packet, code: str, *, by: User, at: datetime) -> None:
    if not packet.statuses.filter(said_by_us=True, code=code).exists():
        _say(packet, code, packet.partner_id, "", by=by, at=at)


def _say(packet: Packet, code: str, to_id: str, description: str, *, by: User, at: datetime) -> Status:
    status = Status.objects.create(
        packet=packet,
        code=code,
        said_by_us=True,
        organ_id=packet.own_id,
        organ_key=key_of(packet.own_id),
        organ_name=packet.unit.name,
        to_id=to_id,
        description=description.strip(),
        staff="" if by.is_system else str(by),
        said_at=at,
        made_by=by,
        made_at=at,
    )
    record(events.STATE_TOLD, packet, by=by, at=at.isoformat(), code=code, to=to_id)
    transaction.on_commit(tasks.hand_over)
    return status


@transaction.atomic
def take_in_status(status: StatusPacket, content: bytes, *, by: User, at: datetime) -> Status:
    """Enter a state that came; the same file again changes nothing.

    Raises NoSuchPacketError; SecretError, of which nothing is kept.
    """
    if secret_field(status.description):
        raise SecretError
    packet = _packet_of(status)
    sha256 = hashlib.sha256(content).hexdigest()
    there = Status.objects.filter(packet=packet, source_sha256=sha256).first()
    if there is not None:
        return there
    came = Status.objects.create(
        packet=packet,
        code=status.code,
        said_by_us=False,
        organ_id=status.sender.organ_id[:100],
        organ_key=key_of(status.sender.organ_id)[:100],
        organ_name=status.sender.name[:300],
        description=status.description,
        staff=", ".join(part for part in (status.staff.name, status.staff.department) if part)[:300],
        said_at=status.at or at,
        made_by=by,
        made_at=at,
        source_sha256=sha256,
    )
    record(events.STATE_CAME, packet, by=by, at=at.isoformat(), code=status.code, sender=came.organ_id)
    return came


def _packet_of(status: StatusPacket) -> Packet:
    """Return the packet a state is of: by the document's identifier, else by sender, day and number.

    What the receivers say is of a packet that went from here, to them if one did; 13 is of one that came.
    """
    way = Way.IN if STATUSES[status.code].by_sender else Way.OUT
    answered, speaker = status.answered, key_of(status.sender.organ_id)
    found = Packet.objects.filter(way=way).order_by("-pk")
    if way == Way.IN:
        found = found.filter(partner_key=speaker[:100], purpose="0")
    named = list(found.filter(edxml_id=answered.document_id)) if answered.document_id else []
    named = named or _alike(found, status)
    to_speaker = [one for one in named if speaker in {other["key"] for other in one.addressees}]
    for packet in [*to_speaker, *named]:
        return packet
    raise NoSuchPacketError


def _alike(found: PacketQuerySet, status: StatusPacket) -> list[Packet]:
    answered = status.answered
    if not (answered.code and answered.organ_id and answered.promulgated_on):
        return []
    sender, number = key_of(answered.organ_id), answered.code.upper()
    same_day = found.filter(issued_on=answered.promulgated_on)
    return [
        one
        for one in same_day
        if one.number.upper() == number
        and sender == (one.partner_key if one.way == Way.IN else key_of(one.own_id))
    ]
