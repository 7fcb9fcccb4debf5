"""Reading a packet: by namespace and local name, in any order; what is not known is kept as it was written."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from lxml import etree

from nhipcau.exchange.formats.edxml import attachments as files
from nhipcau.exchange.formats.edxml import errors
from nhipcau.exchange.formats.edxml.codes import status_code
from nhipcau.exchange.formats.edxml.errors import PacketError
from nhipcau.exchange.formats.edxml.packets import (
    Answered,
    Attachment,
    Business,
    Header,
    Organisation,
    OtherInfo,
    Packet,
    Raw,
    ReceiverChange,
    Replaced,
    Signer,
    Staff,
    StatusPacket,
    Trace,
)
from nhipcau.exchange.formats.edxml.unconfirmed import BLANKS, LEGACY_NAMESPACE, NAMESPACE

MOST_BYTES: Final = 100 * 1024**2
MOST_APPENDIXES: Final = 200
MOST_ELEMENTS: Final = 50_000
MOST_DEPTH: Final = 50
MOST_RAW: Final = 20_000
SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_ATTRIBUTE = re.compile(rb"=\s*[\"']")
_DAYS = (
    re.compile(r"(?P<y>\d{4})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})"),
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_KNOWN_HEADER: Final = frozenset(
    {
        "From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo",
        "DueDate", "OtherInfo", "ResponseFor", "SteeringType", "ResponseForTask", "ApplicationType", "ToPlaces",
    }
)  # fmt: skip
_KNOWN_STATUS: Final = frozenset(
    {"From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp"}
)


def read_edxml(content: bytes) -> Packet | StatusPacket:
    """Return the document or the state that a packet carries. Raises PacketError for one that cannot be read."""
    root = _root(content)
    message = _first(root, "MessageHeader")
    if message is None:
        raise PacketError(errors.NO_HEADER)
    notes: list[str] = []
    if _child(message, "StatusCode") is not None:
        return _status(message, notes)
    return _packet(root, message, notes)


def _root(content: bytes) -> etree._Element:
    """Return the outermost element; bounded before anything is built, and nothing but what stands there."""
    _require_bounded(content)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,  # a text of more than 10 MB is an attachment; sizes and numbers are bounded above
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PacketError(errors.NOT_XML) from error
    _require_edxml(root)
    _require_shallow(root)
    return root


def _require_bounded(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise PacketError(errors.TOO_LARGE, limit=str(MOST_BYTES // 1024**2))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PacketError(errors.NOT_UTF8) from error
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise PacketError(errors.NO_DOCTYPE)
    if content.count(b"<") > 2 * MOST_ELEMENTS or _too_many(_ATTRIBUTE.finditer(content), MOST_ELEMENTS):
        raise PacketError(errors.TOO_INVOLVED)


def _too_many(found: Iterable[object], most: int) -> bool:
    return any(at >= most for at, _one in enumerate(found))


def _require_edxml(root: etree._Element) -> None:
    name = etree.QName(root)
    namespaces = {name.namespace, *(etree.QName(one).namespace for one in _elements(root))}
    if LEGACY_NAMESPACE in namespaces or name.namespace == SOAP:
        raise PacketError(errors.LEGACY)
    if name.localname.lower() != "edxml":
        raise PacketError(errors.NOT_EDXML)
    if name.namespace != NAMESPACE:
        raise PacketError(errors.OTHER_NAMESPACE, name=(name.namespace or "–")[:100])


def _require_shallow(root: etree._Element) -> None:
    """Refuse what is nested deeper than any packet; counted while walking, nothing calls itself."""
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            raise PacketError(errors.TOO_INVOLVED)


# --- elements -----------------------------------------------------------------------------------------------------


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    return (one for one in parent.iterchildren() if isinstance(one.tag, str))


def _name(element: etree._Element) -> str:
    """Return the local name of an element of ours; "" for one of another namespace."""
    name = etree.QName(element)
    return name.localname if name.namespace in (NAMESPACE, None) else ""


def _children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if parent is None else [one for one in _elements(parent) if _name(one) == name]


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_children(parent, name)), None)


def _first(root: etree._Element, name: str) -> etree._Element | None:
    """Return the first element of that name at any depth."""
    return next((one for one in root.iter() if isinstance(one.tag, str) and _name(one) == name), None)


def _said(element: etree._Element | None) -> str:
    text = "" if element is None else (element.text or "").strip()
    return "" if text in BLANKS else text


def _text(parent: etree._Element | None, *names: str) -> str:
    """Return the text of the child at the end of a path; "" where it is absent, empty or N/A."""
    for name in names[:-1]:
        parent = _child(parent, name)
    return next((text for one in _children(parent, names[-1]) if (text := _said(one))), "")


def _texts(parent: etree._Element | None, name: str) -> tuple[str, ...]:
    return tuple(text for one in _children(parent, name) if (text := _said(one)))


def _unknown(parent: etree._Element | None, known: frozenset[str], path: str) -> Iterator[Raw]:
    """Give the children that are not known, as they were written; what is long is cut."""
    if parent is not None:
        for one in _elements(parent):
            if _name(one) not in known:
                written = etree.tostring(one, encoding="unicode", with_tail=False)
                yield Raw(f"{path}/{etree.QName(one).localname}", written[:MOST_RAW])


def _day(parent: etree._Element | None, *names: str, notes: list[str]) -> date | None:
    text = _text(parent, *names)
    found = _read_day(text)
    if text and found is None:
        notes.append(f"{'/'.join(names)}: {text[:40]}")
    return found


def _read_day(text: str) -> date | None:
    for shape in _DAYS:
        if found := shape.match(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def _moment(parent: etree._Element | None, name: str, notes: list[str]) -> datetime | None:
    """Return a moment in Vietnam's time: packets name no zone."""
    text = _text(parent, name)
    day, clock = _read_day(text), _CLOCK.search(text)
    try:
        if day is not None:
            hours, minutes, seconds = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
            return datetime(day.year, day.month, day.day, hours, minutes, seconds, tzinfo=VIETNAM)
    except ValueError:
        pass
    if text:
        notes.append(f"{name}: {text[:40]}")
    return None


# --- a document ---------------------------------------------------------------------------------------------------


def _packet(root: etree._Element, message: etree._Element, notes: list[str]) -> Packet:
    header = _header(message, notes)
    traces = _first(root, "TraceHeaderList")
    bussiness = _first(root, "Bussiness")
    return Packet(
        header=header,
        attachments=tuple(_attachments(root)),
        business=_business(bussiness),
        traces=tuple(
            Trace(_text(one, "OrganId"), _moment(one, "Timestamp", notes))
            for one in _children(traces, "TraceHeader")
        ),
        unknown=tuple(_unknown_of(root, message, traces)),
        not_understood=tuple(notes),
    )


def _unknown_of(
    root: etree._Element, message: etree._Element, traces: etree._Element | None
) -> Iterator[Raw]:
    yield from _unknown(message, _KNOWN_HEADER, "MessageHeader")
    yield from _unknown(
        _child(message, "OtherInfo"),
        frozenset(
            {
                "Priority",
                "SphereOfPromulgation",
                "TyperNotation",
                "PromulgationAmount",
                "PageAmount",
                "Appendixes",
            }
        ),
        "OtherInfo",
    )
    yield from _unknown(traces, frozenset({"TraceHeader", "Bussiness"}), "TraceHeaderList")
    yield from _unknown(
        _first(root, "Bussiness"),
        frozenset(
            {
                "BussinessDocType", "BussinessDocReason", "DocumentId", "Paper", "BussinessDocumentInfo",
                "ReplacementInfoList", "StaffInfo",
            }
        ),
        "Bussiness",
    )  # fmt: skip
    yield from _unknown(root, frozenset({"edXMLEnvelope", "AttachmentEncoded"}), "edXML")


def _header(message: etree._Element, notes: list[str]) -> Header:
    sender = _organisation(_child(message, "From"))
    if not sender.organ_id:
        raise PacketError(errors.NO_SENDER)
    to = tuple(one for element in _children(message, "To") if (one := _organisation(element)).organ_id)
    if not to:
        raise PacketError(errors.NO_ADDRESSEE)
    document_id = _text(message, "DocumentId")
    if not document_id:
        raise PacketError(errors.NO_DOCUMENT_ID)
    return Header(
        sender=sender,
        to=to,
        document_id=document_id,
        number=_text(message, "Code", "CodeNumber"),
        notation=_text(message, "Code", "CodeNotation"),
        place=_text(message, "PromulgationInfo", "Place"),
        promulgated_on=_day(message, "PromulgationInfo", "PromulgationDate", notes=notes),
        type=_text(message, "DocumentType", "Type"),
        type_detail=_text(message, "DocumentType", "TypeDetail"),
        type_name=_text(message, "DocumentType", "TypeName"),
        subject=_text(message, "Subject"),
        content=_text(message, "Content"),
        signer=_signer(_child(message, "SignerInfo")),
        due_on=_day(message, "DueDate", notes=notes),
        places=_texts(_child(message, "ToPlaces"), "Place"),
        other=_other(_child(message, "OtherInfo")),
        answers=tuple(_answered(one, notes) for one in _children(message, "ResponseFor")),
        steering=_text(message, "SteeringType"),
        task_codes=_texts(_child(message, "ResponseForTask"), "TaskCode"),
        application_type=_text(message, "ApplicationType"),
    )


def _organisation(element: etree._Element | None) -> Organisation:
    return Organisation(
        organ_id=_text(element, "OrganId"),
        name=_text(element, "OrganName"),
        in_charge=_text(element, "OrganizationInCharge"),
        address=_text(element, "OrganAdd"),
        email=_text(element, "Email"),
        telephone=_text(element, "Telephone"),
        fax=_text(element, "Fax"),
        website=_text(element, "Website"),
    )


def _signer(element: etree._Element | None) -> Signer:
    return Signer(_text(element, "FullName"), _text(element, "Position"), _text(element, "Competence"))


def _other(element: etree._Element | None) -> OtherInfo:
    return OtherInfo(
        priority=_text(element, "Priority"),
        sphere=_text(element, "SphereOfPromulgation"),
        typer=_text(element, "TyperNotation"),
        amount=_text(element, "PromulgationAmount"),
        pages=_text(element, "PageAmount"),
        appendixes=_appendixes(_child(element, "Appendixes")),
    )


def _appendixes(element: etree._Element | None) -> tuple[str, ...]:
    """Return the text of each appendix, with that of its parts: nobody says whether it has any."""
    said = (
        " ".join(" ".join(str(part) for part in one.itertext()).split())
        for one in _children(element, "Appendix")
    )
    return tuple(text[:500] for text in said if text not in BLANKS)[:MOST_APPENDIXES]


def _answered(element: etree._Element | None, notes: list[str]) -> Answered:
    return Answered(
        organ_id=_text(element, "OrganId"),
        code=_text(element, "Code"),
        document_id=_text(element, "DocumentId"),
        promulgated_on=_day(element, "PromulgationDate", notes=notes),
    )


def _staff(element: etree._Element | None) -> Staff:
    return Staff(
        _text(element, "Department"),
        _text(element, "Staff"),
        _text(element, "Email"),
        _text(element, "Mobile"),
    )


def _business(element: etree._Element | None) -> Business:
    replaced = _children(_child(element, "ReplacementInfoList"), "ReplacementInfo")
    receivers = [
        one
        for info in _children(element, "BussinessDocumentInfo")
        for one in _children(_child(info, "ReceiverList"), "Receiver")
    ]
    return Business(
        kind=_text(element, "BussinessDocType") or "0",
        reason=_text(element, "BussinessDocReason"),
        document_id=_text(element, "DocumentId"),
        paper=_text(element, "Paper"),
        receivers=tuple(
            ReceiverChange(_text(one, "OrganId"), _text(one, "ReceiverType")) for one in receivers
        ),
        replaced=tuple(
            Replaced(_text(one, "DocumentId"), _texts(_child(one, "OrganIdList"), "OrganId"))
            for one in replaced
        ),
        staff=tuple(_staff(one) for one in _children(element, "StaffInfo")),
    )


# --- its files ----------------------------------------------------------------------------------------------------


def _attachments(root: etree._Element) -> list[Attachment]:
    """Return the files in the order of the references, which says what comes first; others after them."""
    encoded = _children(_child(root, "AttachmentEncoded"), "Attachment")
    references = [one for one in root.iter() if isinstance(one.tag, str) and _name(one) == "Reference"]
    if len(encoded) > files.MOST_FILES or len(references) > files.MOST_FILES:
        raise PacketError(errors.TOO_MANY_ATTACHMENTS, limit=str(files.MOST_FILES))
    left = list(encoded)
    found = []
    for position, reference in enumerate(references):
        element = _of_reference(reference, left)
        if element is None:
            element = _in_its_place(reference, encoded, left, position)
        if element is not None:
            left.remove(element)
            found.append(_attachment(element, reference))
    return [*found, *(_attachment(one, None) for one in left)]


def _content_id(element: etree._Element) -> str:
    linked = next((str(value) for key, value in element.attrib.items() if str(key).endswith("href")), "")
    return (_text(element, "ContentId") or linked.strip()).removeprefix("cid:")


def _of_reference(reference: etree._Element, left: list[etree._Element]) -> etree._Element | None:
    wanted = _content_id(reference)
    return next((one for one in left if wanted and _content_id(one) == wanted), None)


def _in_its_place(
    reference: etree._Element, encoded: list[etree._Element], left: list[etree._Element], position: int
) -> etree._Element | None:
    """Return the attachment at the place of a reference whose identifier none bears, if its name agrees."""
    if position >= len(encoded) or encoded[position] not in left:
        return None
    names = {_text(reference, "AttachmentName"), _text(encoded[position], "AttachmentName")} - {""}
    return encoded[position] if len(names) <= 1 else None


def _attachment(element: etree._Element, reference: etree._Element | None) -> Attachment:
    name = _text(element, "AttachmentName") or _text(reference, "AttachmentName")
    name = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())[-200:] or "khong-ten"
    content = files.unpacked(name, _text(element, "ContentTransferEncoded"))
    return Attachment(
        name=name,
        content=content,
        media_type=files.media_type_of(name, content),
        description=_text(element, "Description") or _text(reference, "Description"),
        content_id=_content_id(element),
    )


# --- a state ------------------------------------------------------------------------------------------------------


def _status(message: etree._Element, notes: list[str]) -> StatusPacket:
    sender = _organisation(_child(message, "From"))
    if not sender.organ_id:
        raise PacketError(errors.NO_SENDER)
    answered = _answered(_child(message, "ResponseFor"), notes)
    if not (answered.document_id or answered.code):
        raise PacketError(errors.NO_ANSWERED)
    return StatusPacket(
        sender=sender,
        answered=answered,
        code=status_code(_text(message, "StatusCode")),
        at=_moment(message, "Timestamp", notes),
        description=_text(message, "Description"),
        staff=_staff(_child(message, "StaffInfo")),
        unknown=tuple(_unknown(message, _KNOWN_STATUS, "MessageHeader")),
        not_understood=tuple(notes),
    )
