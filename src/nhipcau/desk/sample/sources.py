"""What the sample's documents rest on: a decree, rules that were replaced and amended, a joint statement, a book."""

from datetime import date, datetime
from typing import Final

from nhipcau.desk.sample.organisation import Organisation
from nhipcau.registry import relating
from nhipcau.registry.models import Document, Finding, RelationKind, SourceKind
from nhipcau.registry.relating import Related, SourceSaid
from nhipcau.units.models import Role

_PROVINCE: Final = "Ủy ban nhân dân tỉnh Bến Đá"
DECREE = SourceSaid(
    SourceKind.OFFICIAL,
    "nghị định",
    "Về quản lý hoạt động thông tin đối ngoại",
    "Chính phủ",
    "72/2015/NĐ-CP",
    date(2015, 9, 7),
)
FIRST_RULES = SourceSaid(
    SourceKind.OFFICIAL,
    "quyết định",
    "Ban hành Quy chế cung cấp thông tin cho du khách",
    _PROVINCE,
    "12/QĐ-UBND",
    date(2021, 3, 5),
)
RULES = SourceSaid(
    SourceKind.OFFICIAL,
    "quyết định",
    "Ban hành Quy chế cung cấp thông tin cho du khách và nhà đầu tư",
    _PROVINCE,
    "30/QĐ-UBND",
    date(2025, 6, 16),
)
CHANGED_RULES = SourceSaid(
    SourceKind.OFFICIAL,
    "quyết định",
    "Sửa đổi, bổ sung một số điều của Quy chế cung cấp thông tin cho du khách và nhà đầu tư",
    _PROVINCE,
    "8/QĐ-UBND",
    date(2026, 1, 9),
)
STATEMENT = SourceSaid(
    SourceKind.STATEMENT,
    "Tuyên bố chung",
    "Tuyên bố chung về hợp tác văn hóa và du lịch biển",
    "tỉnh Bến Đá và tỉnh Phú Hải",
    issued_on=date(2024, 4, 18),
    language="Tiếng Việt, tiếng Anh",
)
BOOK = SourceSaid(
    SourceKind.BOOK,
    "",
    "Lễ hội thuyền hoa và người Bến Đá",
    "Nguyễn Thị Hạnh",
    year=2023,
    publisher="Nhà xuất bản Bến Đá",
    language="Tiếng Việt",
)


def build_sources(organisation: Organisation, at: datetime) -> None:
    """Enter the sources, and what the decisions do to one another; what the plan rests on is left to be confirmed."""
    officer = organisation.people[Role.OFFICER]
    decree, first, rules, changed, _statement, _book = (
        relating.add_source(organisation.province, said, by=officer, at=at)
        for said in (DECREE, FIRST_RULES, RULES, CHANGED_RULES, STATEMENT, BOOK)
    )
    chain: list[tuple[Document, Related]] = [
        (rules, Related(first, RelationKind.REPLACES, takes_effect_on=date(2025, 7, 1))),
        (rules, Related(decree, RelationKind.IMPLEMENTS)),
        (changed, Related(rules, RelationKind.AMENDS, "Điều 4, Điều 9", date(2026, 2, 1))),
    ]
    for document, said in chain:
        relating.confirm_relation(document, said, by=officer, at=at)
    _confirm_guidance(organisation, at)


def _confirm_guidance(organisation: Organisation, at: datetime) -> None:
    """Confirm that the plan carries out the guidance; its other base waits to be confirmed."""
    proposed = Finding.objects.proposing().filter(proposes=RelationKind.IMPLEMENTS, cited__kind="hướng dẫn")
    for finding in proposed.select_related("document", "cited"):
        if finding.cited is not None:
            said = Related(finding.cited, RelationKind.IMPLEMENTS)
            officer = organisation.people[Role.OFFICER]
            relating.confirm_relation(finding.document, said, by=officer, at=at, finding=finding)
