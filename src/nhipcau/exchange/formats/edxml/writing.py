"""Writing packets: the literal prefix on everything inside the envelope, none outside; files as they are.

Empty texts are left out. What is written can be read by `reading`, and gives the same.
"""

import base64
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Final
from xml.sax.saxutils import escape

from nhipcau.exchange.formats.edxml.checking import blocking
from nhipcau.exchange.formats.edxml.errors import PacketError
from nhipcau.exchange.formats.edxml.packets import (
    Answered,
    Attachment,
    Business,
    Header,
    Organisation,
    Packet,
    Staff,
    StatusPacket,
    Trace,
)
from nhipcau.exchange.formats.edxml.reading import VIETNAM
from nhipcau.exchange.formats.edxml.unconfirmed import NAMESPACE, ORDERS, PREFIX
from nhipcau.exchange.formats.values import clean

_START: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}" xmlns:edXML="{NAMESPACE}">'
)


def write_packet(packet: Packet, *, order: str = "A") -> bytes:
    """Return the packet as a file; `order` is that of MessageHeader (`unconfirmed.ORDERS`).

    Raises PacketError for one that lacks what others refuse it without.
    """
    lacking = blocking(packet)
    if lacking:
        raise PacketError(lacking[0].message, **dict(lacking[0].told))
    body = [_reference(one, at) for at, one in enumerate(packet.attachments)]
    encoded = "".join(_encoded(one, at) for at, one in enumerate(packet.attachments))
    envelope = _in(
        "edXMLEnvelope",
        _in("edXMLHeader", _message(packet.header, order), _traces(packet.traces, packet.business)),
        _in("edXMLBody", _in("edXMLManifest", *body, attributes=' version="1.0"')),
    )
    return f"{_START}{envelope}<AttachmentEncoded>{encoded}</AttachmentEncoded></edXML>\n".encode()


def write_status(status: StatusPacket) -> bytes:
    """Return what became of a document, as a file."""
    message = _in(
        "MessageHeader",
        _organisation("From", status.sender),
        _answered(status.answered),
        _staff(status.staff),
        _leaf("StatusCode", status.code),
        _leaf("Description", status.description),
        _leaf("Timestamp", _moment(status.at)),
    )
    return f"{_START}{_in('edXMLEnvelope', _in('edXMLHeader', message))}</edXML>\n".encode()


def _leaf(name: str, text: str) -> str:
    """Return an element with a text; nothing for an empty one."""
    said = escape(clean(text).strip(), {"\r": "&#13;"})
    return f"<{PREFIX}{name}>{said}</{PREFIX}{name}>" if said else ""


def _in(name: str, *parts: str, attributes: str = "") -> str:
    """Return an element that holds others; nothing when all of them are empty."""
    inside = "".join(parts)
    return f"<{PREFIX}{name}{attributes}>{inside}</{PREFIX}{name}>" if inside or attributes else ""


def _leaves(texts: Mapping[str, str]) -> str:
    return "".join(_leaf(name, text) for name, text in texts.items())


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year:04}/{day.month:02}/{day.day:02}"


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(VIETNAM)
    return f"{_day(local.date())} {local:%H:%M:%S}"


def _message(header: Header, order: str) -> str:
    written: dict[str, Callable[[], str]] = {
        "From": lambda: _organisation("From", header.sender),
        "To": lambda: "".join(_organisation("To", one) for one in header.to),
        "DocumentId": lambda: _leaf("DocumentId", header.document_id),
        "Code": lambda: _in("Code", _leaves({"CodeNumber": header.number, "CodeNotation": header.notation})),
        "PromulgationInfo": lambda: _in(
            "PromulgationInfo",
            _leaves({"Place": header.place, "PromulgationDate": _day(header.promulgated_on)}),
        ),
        "DocumentType": lambda: _in(
            "DocumentType",
            _leaves({"Type": header.type, "TypeDetail": header.type_detail, "TypeName": header.type_name}),
        ),
        "Subject": lambda: _leaf("Subject", header.subject),
        "Content": lambda: _leaf("Content", header.content),
        "SignerInfo": lambda: _in(
            "SignerInfo",
            _leaves(
                {
                    "Competence": header.signer.competence,
                    "Position": header.signer.position,
                    "FullName": header.signer.full_name,
                }
            ),
        ),
        "DueDate": lambda: _leaf("DueDate", _day(header.due_on)),
        "OtherInfo": lambda: _other(header),
        "ResponseFor": lambda: "".join(_answered(one) for one in header.answers),
        "SteeringType": lambda: _leaf("SteeringType", header.steering),
        "ResponseForTask": lambda: _in("ResponseForTask", _each("TaskCode", header.task_codes)),
        "ApplicationType": lambda: _leaf("ApplicationType", header.application_type),
        "ToPlaces": lambda: _in("ToPlaces", _each("Place", header.places)),
    }
    return _in("MessageHeader", *(written[name]() for name in ORDERS[order]))


def _each(name: str, texts: Iterable[str]) -> str:
    return "".join(_leaf(name, text) for text in texts)


def _organisation(name: str, one: Organisation) -> str:
    return _in(
        name,
        _leaves(
            {
                "OrganId": one.organ_id,
                "OrganizationInCharge": one.in_charge,
                "OrganName": one.name,
                "OrganAdd": one.address,
                "Email": one.email,
                "Telephone": one.telephone,
                "Fax": one.fax,
                "Website": one.website,
            }
        ),
    )


def _other(header: Header) -> str:
    other = header.other
    return _in(
        "OtherInfo",
        _leaves(
            {
                "Priority": other.priority,
                "SphereOfPromulgation": other.sphere,
                "TyperNotation": other.typer,
                "PromulgationAmount": other.amount,
                "PageAmount": other.pages,
            }
        ),
        _in("Appendixes", _each("Appendix", other.appendixes)),
    )


def _answered(one: Answered) -> str:
    return _in(
        "ResponseFor",
        _leaves(
            {
                "OrganId": one.organ_id,
                "Code": one.code,
                "DocumentId": one.document_id,
                "PromulgationDate": _day(one.promulgated_on),
            }
        ),
    )


def _staff(one: Staff) -> str:
    told = {"Department": one.department, "Staff": one.name, "Email": one.email, "Mobile": one.mobile}
    return _in("StaffInfo", _leaves(told))


def _traces(traces: Iterable[Trace], business: Business) -> str:
    passed = (
        _in("TraceHeader", _leaves({"OrganId": one.organ_id, "Timestamp": _moment(one.at)})) for one in traces
    )
    return _in("TraceHeaderList", *passed, _business(business))


def _business(one: Business) -> str:
    receivers = "".join(
        _in("Receiver", _leaves({"OrganId": receiver.organ_id, "ReceiverType": receiver.kind}))
        for receiver in one.receivers
    )
    replaced = "".join(
        _in(
            "ReplacementInfo",
            _leaf("DocumentId", old.document_id),
            _in("OrganIdList", _each("OrganId", old.organ_ids)),
        )
        for old in one.replaced
    )
    return _in(
        "Bussiness",
        _leaves(
            {
                "BussinessDocType": one.kind,
                "BussinessDocReason": one.reason,
                "DocumentId": one.document_id,
                "Paper": one.paper,
            }
        ),
        _in("BussinessDocumentInfo", _in("ReceiverList", receivers)),
        _in("ReplacementInfoList", replaced),
        "".join(_staff(staff) for staff in one.staff),
    )


def _content_id(one: Attachment, at: int) -> str:
    return one.content_id or f"{at + 1}-{sha256(one.content).hexdigest()[:16]}"


def _reference(one: Attachment, at: int) -> str:
    told = {
        "ContentId": f"cid:{_content_id(one, at)}",
        "ContentType": one.media_type,
        "Description": one.description,
        "AttachmentName": one.name,
    }
    return _in("Reference", _leaves(told))


def _encoded(one: Attachment, at: int) -> str:
    told = {
        "ContentId": f"cid:{_content_id(one, at)}",
        "AttachmentName": one.name,
        "Description": one.description,
        "ContentType": one.media_type,
    }
    plain = "".join(f"<{name}>{escape(clean(text).strip())}</{name}>" for name, text in told.items() if text)
    content = base64.b64encode(one.content).decode()
    return f"<Attachment>{plain}<{PREFIX}ContentTransferEncoded>{content}</{PREFIX}ContentTransferEncoded></Attachment>"
