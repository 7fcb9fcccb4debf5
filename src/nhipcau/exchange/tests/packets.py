"""Builders of packets with readable defaults. All of it is made up."""

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.exchange.formats.edxml import Attachment, Business, Header, Organisation, Packet, Signer
from nhipcau.exchange.packets.identifying import Entry, enter_identifier
from nhipcau.exchange.packets.models import OrganisationId
from nhipcau.registry.actions import issue_document
from nhipcau.registry.models import Document
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)

SENDER = Organisation("000.00.00.H98", "Sở Ngoại vụ tỉnh Khác")
WARD_A = Organisation("H99.02", "Phường A")
LETTER = """SỞ NGOẠI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/SNgV-LT\tBến Đá, ngày 20 tháng 8 năm 2026

Về việc đón đoàn khách dự lễ hội biển

Sở Ngoại vụ đề nghị Phường A chuẩn bị đón đoàn khách trước ngày 15/10/2026.
"""


def make_header(**more: Any) -> Header:
    """Return the header of a letter to ward A; `more` says what differs."""
    told: dict[str, Any] = {
        "sender": SENDER,
        "to": (WARD_A,),
        "document_id": "000.00.00.H98,2026/08/20,12/SNgV-LT",
        "number": "12",
        "notation": "SNgV-LT",
        "place": "Bến Đá",
        "promulgated_on": date(2026, 8, 20),
        "type": "18",
        "type_name": "Công văn",
        "subject": "Đón đoàn khách dự lễ hội biển",
        "content": "Đón đoàn khách dự lễ hội biển",
        "signer": Signer("Nguyễn Văn Mẫu", "Giám đốc"),
    }
    return Header(**{**told, **more})


def make_packet(
    *, files: tuple[Attachment, ...] | None = None, business: Business | None = None, **header: Any
) -> Packet:
    """Return a letter to ward A with one file."""
    return Packet(
        header=make_header(**header),
        attachments=(Attachment("cong-van.txt", LETTER.encode(), "text/plain"),) if files is None else files,
        business=business or Business(),
    )


def make_identifier(house: House) -> OrganisationId:
    """Return the identifier of ward A."""
    entry = Entry("02.H99", "Phường A", house.ward_a, date(2026, 1, 1))
    return enter_identifier(entry, by=house.quang, at=AT)


def make_issued(house: House) -> Document:
    """Return a plan that ward A issued."""
    return issue_document(
        house.ward_a,
        kind="kế hoạch",
        number="7/KH-UBND",
        issued_on=date(2026, 8, 25),
        authority="Ủy ban nhân dân Phường A",
        subject="Đón đoàn khách dự lễ hội biển",
        signer="Nguyễn Văn Mẫu",
        file_name="ke-hoach.txt",
        content=LETTER.replace("12/SNgV-LT", "7/KH-UBND").encode(),
        by=house.son,
        at=AT,
    )
