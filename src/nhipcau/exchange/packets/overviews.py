"""What the pages show of packets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.exchange.formats.edxml import STATUSES, Appendix, appendixes
from nhipcau.exchange.packets import access, answering
from nhipcau.exchange.packets.models import OrganisationId, Packet, Status, Way
from nhipcau.programmes.models import Assignment, AssignmentState
from nhipcau.registry.models import Document

# How a state looks: by what it means for the one who waits for it.
LOOKS = {"02": "returned", "06": "done", "13": "late", "15": "approved", "16": "rejected", "03": "registered"}
WAITING = "waiting"
# What stands on the button that tells a state.
VERBS = {
    "02": _("Refuse to receive it"),
    "06": _("Say that it is dealt with"),
    "13": _("Ask for it back"),
    "15": _("Agree"),
    "16": _("Refuse what is asked"),
}
CLOSED = (AssignmentState.RETURNED, AssignmentState.PASSED_ON, AssignmentState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class StateLine:
    """One state as it is read: who said what, when; `look` is its colour's name, `waits` that it is not out yet."""

    code: str
    says: str
    look: str
    who: str
    to: str
    description: str
    at: datetime
    waits: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Where one addressee of a packet that went stands; `state` None where nothing came back."""

    name: str
    organ_id: str
    state: StateLine | None


@dataclass(frozen=True, slots=True)
class PacketView:
    """A packet with its states and what its clerk may do."""

    packet: Packet
    states: list[StateLine]
    addressees: list[Told]
    offered: list[tuple[str, str, bool]]
    keeps: bool
    finished: bool

    @property
    def latest(self) -> StateLine | None:
        """The newest state, or None."""
        return self.states[-1] if self.states else None

    @property
    def appendixes(self) -> list[Appendix]:
        """The appendixes that the sender names, with the files that belong to them."""
        files = [(one["name"], one.get("description", "")) for one in self.packet.files]
        return appendixes(self.packet.header.get("appendixes", []), files)

    @property
    def offers_done(self) -> bool:
        """Whether every task from its document is done and the sender does not know."""
        return self.finished and any(code == "06" for code, _says, _reason in self.offered)


def says(code: str) -> str:
    """Return what a state says, in the language of the page."""
    return gettext(STATUSES[code].says) if code in STATUSES else code


def shown(user: Any, packets: Iterable[Packet]) -> list[PacketView]:
    """Return packets, told with `told()`, as they are shown. Two queries, whatever their number."""
    packets = list(packets)
    finished = finished_documents({packet.document_id for packet in packets})
    return [_shown(user, packet, is_finished=packet.document_id in finished) for packet in packets]


def _shown(user: Any, packet: Packet, *, is_finished: bool) -> PacketView:
    states = [_line(packet, status) for status in packet.statuses.all()]
    keeps = access.keeps(user, packet)
    return PacketView(
        packet=packet,
        states=states,
        addressees=[_told(packet, one) for one in packet.addressees],
        offered=[(code, str(VERBS[code]), STATUSES[code].needs_reason) for code in answering.offered(packet)]
        if keeps
        else [],
        keeps=keeps,
        finished=is_finished,
    )


def _line(packet: Packet, status: Status) -> StateLine:
    names = {one["organ_id"]: one["name"] for one in packet.addressees} | {
        packet.partner_id: packet.partner_name
    }
    return StateLine(
        code=status.code,
        says=says(status.code),
        look=LOOKS.get(status.code, WAITING),
        who=status.organ_name or status.organ_id,
        to=names.get(status.to_id, status.to_id),
        description=status.description,
        at=status.said_at,
        waits=status.said_by_us and status.written_at is None,
    )


def _told(packet: Packet, addressee: dict[str, str]) -> Told:
    came = [one for one in packet.statuses.all() if not one.said_by_us and one.organ_key == addressee["key"]]
    return Told(addressee["name"], addressee["organ_id"], _line(packet, came[-1]) if came else None)


def finished_documents(documents: set[int | None]) -> set[int]:
    """Return those documents from which tasks were made, all of which are done. One query."""
    wanted = {pk for pk in documents if pk is not None}
    given = Assignment.objects.filter(task__programme__source__in=wanted, task__withdrawn_at__isnull=True)
    given = given.exclude(part="partner").exclude(state__in=CLOSED)
    states: dict[int, set[bool]] = {}
    for document, state in given.values_list("task__programme__source", "state"):
        states.setdefault(document, set()).add(state == AssignmentState.DONE)
    return {document for document, found in states.items() if found == {True}}


def known_offices(day: date, but: Document) -> list[tuple[str, str]]:
    """Return whom a document can be sent to: (identifier, name), offices with valid identifiers by name."""
    found = OrganisationId.objects.on(day).exclude(unit=but.unit_id).order_by("name", "code")
    known = {one.key: (one.code, one.name) for one in found}
    senders = Packet.objects.filter(way=Way.IN, unit=but.unit_id).order_by("partner_name")
    for key, code, name in senders.values_list("partner_key", "partner_id", "partner_name").distinct():
        known.setdefault(key, (code, name or code))
    return list(known.values())
