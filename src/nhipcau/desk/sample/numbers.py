"""The sample's register of numbers: a term of the Party committee, two regulations issued, one of them to be reviewed."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.registry.actions import issue_document
from nhipcau.registry.models import Document, IssuedNumber
from nhipcau.registry.numbering import Span, set_up_term, take_number, void_number
from nhipcau.registry.upkeep import set_review
from nhipcau.units.models import Role

KIND = "quyết định"
ISSUED = (
    ("Ban hành Quy chế cung cấp thông tin cho báo chí tại các lễ hội", "quy-che-thong-tin-le-hoi.txt"),
    ("Ban hành Quy định đón đoàn khách quốc tế đến thăm tỉnh", "quy-dinh-don-khach.txt"),
)


def build_numbers(organisation: Organisation, at: datetime) -> None:
    """Give numbers to two regulations and void a third number; the first regulation is due for review."""
    officer, today = organisation.people[Role.OFFICER], timezone.localdate(at)
    set_up_term(organisation.province, Span("Nhiệm kỳ 2025 - 2030", date(2025, 10, 1)), by=officer)
    first, _second = [
        _issue(subject, name, organisation, at + timedelta(microseconds=turn))
        for turn, (subject, name) in enumerate(ISSUED)
    ]
    set_review(first, months=12, due_on=today + timedelta(days=20), by=officer)
    take_number(organisation.province, "Công văn", "state", today, by=officer, at=at)
    unused = IssuedNumber.objects.filter(document=None, series__unit=organisation.province).latest("number")
    void_number(unused, "Thu hồi trước khi gửi: ghi nhầm nơi nhận", by=officer, at=at)


def _issue(subject: str, name: str, organisation: Organisation, at: datetime) -> Document:
    officer, today = organisation.people[Role.OFFICER], timezone.localdate(at)
    number = take_number(organisation.province, KIND, "state", today, by=officer, at=at)
    return issue_document(
        organisation.province,
        kind=KIND,
        number=f"{number:02d}/QĐ-UBND",
        issued_on=today,
        authority="Ủy ban nhân dân tỉnh",
        subject=subject,
        signer="",
        file_name=name,
        content=f"QUYẾT ĐỊNH\n{subject}\n\nĐiều 1. Quy chế, quy định kèm theo Quyết định này.\n".encode(),
        by=officer,
        at=at,
    )
