"""What stands in a packet, as plain values. An empty text is what the packet leaves out, or says N/A to."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who sends or receives. `organ_id` as received; compare by `identifiers.key_of`."""

    organ_id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A document that is answered, or of which a state tells."""

    organ_id: str = ""
    code: str = ""
    document_id: str = ""
    promulgated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, in which position, and for whom (`TL. …`, KT., TM.)."""

    full_name: str = ""
    position: str = ""
    competence: str = ""


@dataclass(frozen=True, slots=True)
class OtherInfo:
    """The lesser particulars, as received: numbers stay texts."""

    priority: str = ""
    sphere: str = ""
    typer: str = ""
    amount: str = ""
    pages: str = ""
    appendixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What the packet says of its document."""

    sender: Organisation
    to: tuple[Organisation, ...]
    document_id: str
    number: str = ""
    notation: str = ""
    place: str = ""
    promulgated_on: date | None = None
    type: str = ""
    type_detail: str = ""
    type_name: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    due_on: date | None = None
    places: tuple[str, ...] = ()
    other: OtherInfo = OtherInfo()
    answers: tuple[Answered, ...] = ()
    steering: str = ""
    task_codes: tuple[str, ...] = ()
    application_type: str = ""

    @property
    def code(self) -> str:
        """The number as it is shown: number/notation."""
        return "/".join(part for part in (self.number, self.notation) if part)


@dataclass(frozen=True, slots=True)
class Trace:
    """A place the packet passed, and when; None where the moment is not understood."""

    organ_id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Whom to ask at the sender."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverChange:
    """What an update says of one receiver: `kind` 0 taken out, 1 added."""

    organ_id: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document that is replaced, and for whom."""

    document_id: str
    organ_ids: tuple[str, ...] = ()


NEW, RECALL, UPDATE, REPLACEMENT = "0", "1", "2", "3"


@dataclass(frozen=True, slots=True)
class Business:
    """What the packet is for: `kind` 0 new, 1 recall, 2 update, 3 replacement; others as received."""

    kind: str = NEW
    reason: str = ""
    document_id: str = ""
    paper: str = ""
    receivers: tuple[ReceiverChange, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    staff: tuple[Staff, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the packet, unpacked. `content_id` is without `cid:`."""

    name: str
    content: bytes
    media_type: str = ""
    description: str = ""
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """An element that is not known: where it stood, and as it was written."""

    path: str
    xml: str


@dataclass(frozen=True, slots=True)
class Packet:
    """A document on its way. The first attachment is taken for the main one: packets do not mark it."""

    header: Header
    attachments: tuple[Attachment, ...] = ()
    business: Business = Business()
    traces: tuple[Trace, ...] = ()
    unknown: tuple[Raw, ...] = ()
    not_understood: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class StatusPacket:
    """What became of a document at one receiver; 13, that its sender asks for it back."""

    sender: Organisation
    answered: Answered
    code: str
    at: datetime | None
    description: str = ""
    staff: Staff = Staff()
    unknown: tuple[Raw, ...] = ()
    not_understood: tuple[str, ...] = field(default=())
