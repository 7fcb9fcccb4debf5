"""The door to packets: they belong to the register of their unit, and its readers and keepers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from nhipcau.exchange.packets.models import OrganisationId, Packet
from nhipcau.exchange.packets.querysets import OrganisationIdQuerySet, PacketQuerySet
from nhipcau.registry import access as registry
from nhipcau.registry.models import Document
from nhipcau.units import access as units
from nhipcau.units.models import Role


def visible_packets(user: Any) -> PacketQuerySet:
    """Return the packets to and from the units whose registers `user` reads."""
    return Packet.objects.of_units(units.units_where(user, registry.READERS))


def require_reader(user: Any) -> None:
    """Raise PermissionDenied unless `user` reads some register."""
    registry.require_reader(user)


def reads_packets(user: Any) -> bool:
    """Return whether `user` reads some register, and so the packets of it."""
    return bool(units.roles_of(user) & frozenset(registry.READERS))


def get_packet(user: Any, pk: int) -> Packet:
    """Return the packet if `user` reads its unit's register. Raises Http404 otherwise."""
    packet = visible_packets(user).told().filter(pk=pk).first()
    if packet is None:
        raise Http404
    return packet


def packets_of(user: Any, document: Document) -> PacketQuerySet:
    """Return the packets of a document that `user` may see."""
    return visible_packets(user).told().filter(document=document)


def keeps(user: Any, packet: Packet) -> bool:
    """Return whether `user` answers for the packet."""
    return registry.keeps(user, packet.unit_id)


def require_keeper(user: Any, packet: Packet) -> None:
    """Raise PermissionDenied unless `user` keeps the register of the packet's unit, or is the installation itself."""
    registry.require_taker(user, packet.unit_id)


def may_send(user: Any, document: Document) -> bool:
    """Return whether `user` may send documents of the unit."""
    return units.may(user, document.unit_id, *registry.ISSUERS)


def get_sendable(user: Any, pk: int) -> Document:
    """Return the document if `user` may send it. Raises Http404 for strangers, PermissionDenied for readers."""
    document = registry.get_document(user, pk)
    registry.require_issuer(user, document.unit_id)
    return document


def administered(user: Any) -> frozenset[int]:
    """Return the units whose identifiers `user` enters."""
    return units.units_where(user, [Role.ADMINISTRATOR])


def require_administrator(user: Any, unit_id: int | None) -> None:
    """Raise PermissionDenied unless `user` administers the unit; None stands for an office elsewhere."""
    if unit_id is None:
        units.require_somewhere(user, Role.ADMINISTRATOR)
    else:
        units.require_administrator(user, unit_id)


def identifiers(user: Any) -> OrganisationIdQuerySet:
    """Return the identifiers that `user` may see: every one, as any letterhead shows them."""
    require_reader(user)
    return OrganisationId.objects.select_related("unit").prefetch_related("unit__versions")


def get_identifier(user: Any, pk: int) -> OrganisationId:
    """Return the identifier if `user` may change it. Raises Http404 otherwise."""
    found = OrganisationId.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        require_administrator(user, found.unit_id)
    except PermissionDenied as error:
        raise Http404 from error
    return found
