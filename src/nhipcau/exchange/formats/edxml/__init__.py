"""edXML as in use: packets of documents and of states between offices, read and written. Knows no Django.

What no public source confirms stands in `unconfirmed`, and nowhere else.
"""

from nhipcau.exchange.formats.edxml.appendixes import Appendix, appendixes
from nhipcau.exchange.formats.edxml.checking import blocking, cautions
from nhipcau.exchange.formats.edxml.codes import AUTOMATIC, STATUSES, StatusCode, status_code
from nhipcau.exchange.formats.edxml.errors import PacketError
from nhipcau.exchange.formats.edxml.identifiers import document_id, key_of, split_number
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
from nhipcau.exchange.formats.edxml.reading import read_edxml
from nhipcau.exchange.formats.edxml.secrecy import secret_packet
from nhipcau.exchange.formats.edxml.types import type_number
from nhipcau.exchange.formats.edxml.unconfirmed import UNCONFIRMED, Unconfirmed
from nhipcau.exchange.formats.edxml.writing import write_packet, write_status

__all__ = [
    "AUTOMATIC",
    "STATUSES",
    "UNCONFIRMED",
    "Answered",
    "Appendix",
    "Attachment",
    "Business",
    "Header",
    "Organisation",
    "OtherInfo",
    "Packet",
    "PacketError",
    "Raw",
    "ReceiverChange",
    "Replaced",
    "Signer",
    "Staff",
    "StatusCode",
    "StatusPacket",
    "Trace",
    "Unconfirmed",
    "appendixes",
    "blocking",
    "cautions",
    "document_id",
    "key_of",
    "read_edxml",
    "secret_packet",
    "split_number",
    "status_code",
    "type_number",
    "write_packet",
    "write_status",
]
