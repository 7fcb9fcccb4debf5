"""What keeps a packet from being sent, and what is only said as a caution."""

from collections.abc import Iterator

from nhipcau.exchange.formats.edxml import errors
from nhipcau.exchange.formats.edxml.packets import Header, Organisation, Packet
from nhipcau.exchange.formats.edxml.unconfirmed import LENGTHS
from nhipcau.exchange.formats.errors import Fault


def blocking(packet: Packet) -> list[Fault]:
    """Return what the packet lacks without which others refuse it."""
    header = packet.header
    needed = {
        "From/OrganId": header.sender.organ_id,
        "From/OrganName": header.sender.name,
        "To/OrganId": header.to and all(one.organ_id for one in header.to),
        "To/OrganName": header.to and all(one.name for one in header.to),
        "DocumentId": header.document_id,
        "Code/CodeNumber": header.number,
        "Code/CodeNotation": header.notation,
        "PromulgationInfo/Place": header.place,
        "PromulgationInfo/PromulgationDate": header.promulgated_on,
        "DocumentType/TypeName": header.type_name,
        "Subject": header.subject,
        "SignerInfo/FullName": header.signer.full_name,
    }
    found = [Fault(0, errors.LACKS, (("name", name),)) for name, value in needed.items() if not value]
    return found if packet.attachments else [*found, Fault(0, errors.LACKS_ATTACHMENT)]


def cautions(packet: Packet) -> list[Fault]:
    """Return what may trouble a receiver's system: long texts, and what a strict checker asks for."""
    long = [
        Fault(0, errors.LONG, (("name", name), ("length", str(len(text))), ("limit", str(LENGTHS[field]))))
        for name, field, text in _measured(packet.header)
        if len(text) > LENGTHS[field]
    ]
    wanted = {"Content": packet.header.content, "SignerInfo/Position": packet.header.signer.position}
    return long + [
        Fault(0, errors.LACKS_SOME, (("name", name),)) for name, text in wanted.items() if not text
    ]


def _measured(header: Header) -> Iterator[tuple[str, str, str]]:
    for role, organisation in (("From", header.sender), *(("To", one) for one in header.to)):
        yield from ((f"{role}/{field}", field, text) for field, text in _of(organisation))
    signer, other = header.signer, header.other
    for field, text in (
        ("DocumentId", header.document_id),
        ("CodeNumber", header.number),
        ("CodeNotation", header.notation),
        ("Place", header.place),
        ("TypeName", header.type_name),
        ("Subject", header.subject),
        ("Content", header.content),
        ("Competence", signer.competence),
        ("Position", signer.position),
        ("FullName", signer.full_name),
        ("SphereOfPromulgation", other.sphere),
        ("TyperNotation", other.typer),
    ):
        yield field, field, text


def _of(organisation: Organisation) -> Iterator[tuple[str, str]]:
    yield "OrganId", organisation.organ_id
    yield "OrganizationInCharge", organisation.in_charge
    yield "OrganName", organisation.name
    yield "OrganAdd", organisation.address
    yield "Email", organisation.email
    yield "Telephone", organisation.telephone
    yield "Fax", organisation.fax
    yield "Website", organisation.website
