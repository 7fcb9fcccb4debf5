"""How documents are named in the text of others."""

from datetime import date
from typing import Any

import pytest

from nhipcau.registry.citing import full_form, joined_subject, layout_of, short_form
from nhipcau.registry.models import Document

DECREE: dict[str, Any] = {
    "kind": "nghị định",
    "number": "30/2020/NĐ-CP",
    "issued_on": date(2020, 3, 5),
    "authority": "Chính phủ",
    "subject": "Về công tác văn thư",
}
RESOLUTION: dict[str, Any] = {
    "kind": "Nghị quyết",
    "number": "12-NQ/ĐU",
    "issued_on": date(2026, 9, 5),
    "authority": "Đảng ủy phường A",
    "subject": "về du lịch biển",
}
TREATY: dict[str, Any] = {
    "source_kind": "treaty",
    "kind": "Hiệp định",
    "subject": "Hiệp định về trao đổi văn hóa",
    "authority": "tỉnh Bến Đá và tỉnh Phú Hải",
    "issued_on": date(2024, 1, 9),
}
BOOK: dict[str, Any] = {
    "source_kind": "book",
    "kind": "Sách",
    "subject": "Lễ hội biển Bến Đá",
    "authority": "Nguyễn Thị Hạnh",
    "publisher": "Nhà xuất bản Bến Đá",
    "year": 2023,
}


@pytest.mark.parametrize(
    ("said", "full", "short"),
    [
        (
            DECREE,
            "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
            "Nghị định số 30/2020/NĐ-CP",
        ),
        (
            RESOLUTION,
            "Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy phường A về du lịch biển",
            "Nghị quyết 12-NQ/ĐU",
        ),
        ({"kind": "luật", "number": "103/2016/QH13", "subject": "Báo chí"}, "Luật Báo chí", "Luật Báo chí"),
        ({"kind": "Luật", "subject": "Luật Báo chí"}, "Luật Báo chí", "Luật Báo chí"),
        (
            TREATY,
            "Hiệp định về trao đổi văn hóa giữa tỉnh Bến Đá và tỉnh Phú Hải ngày 09 tháng 01 năm 2024",
            "Hiệp định về trao đổi văn hóa",
        ),
        (
            BOOK,
            "Nguyễn Thị Hạnh, “Lễ hội biển Bến Đá”, Nhà xuất bản Bến Đá, 2023",
            "“Lễ hội biển Bến Đá”",
        ),
        (
            {"kind": "báo cáo", "subject": "Kết quả quý I"},
            "Báo cáo về kết quả quý I",
            "Báo cáo về kết quả quý I",
        ),
    ],
)
def test_a_source_is_named_in_full_and_then_short(said: dict[str, Any], full: str, short: str) -> None:
    document = Document(**said)

    assert full_form(document) == full
    assert short_form(document) == short


@pytest.mark.parametrize(
    ("said", "part", "short"),
    [
        (DECREE, "khoản 2 Điều 5", "khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP"),
        (TREATY, " Điều 5  khoản 2 ", "Điều 5 khoản 2 Hiệp định về trao đổi văn hóa"),
        (BOOK, "tr. 12", "“Lễ hội biển Bến Đá”, tr. 12"),
    ],
)
def test_a_part_stands_before_articles_and_after_titles(said: dict[str, Any], part: str, short: str) -> None:
    document = Document(**said)

    assert short_form(document, part) == short
    assert full_form(document, part) != full_form(document)


def test_the_layout_of_the_citing_text_may_be_given() -> None:
    assert full_form(Document(**RESOLUTION), layout="state").startswith(
        "Nghị quyết số 12-NQ/ĐU ngày 05 tháng 9 năm 2026 của Đảng ủy phường A"
    )
    assert short_form(Document(**DECREE), layout="party") == "Nghị định 30/2020/NĐ-CP"


def test_an_article_says_where_and_when_it_was_read() -> None:
    document = Document(
        source_kind="article",
        subject="Mùa lễ hội biển",
        publisher="Báo Bến Đá",
        issued_on=date(2026, 2, 3),
        address="https://bao.example/le-hoi",
        address_read_on=date(2026, 9, 1),
    )

    assert full_form(document) == (
        "“Mùa lễ hội biển”, Báo Bến Đá, ngày 03 tháng 02 năm 2026, "
        "https://bao.example/le-hoi (ngày 01/9/2026)"
    )


def test_what_is_not_known_leaves_no_gap() -> None:
    assert full_form(Document(kind="kế hoạch", number="45/KH-UBND")) == "Kế hoạch số 45/KH-UBND"
    assert full_form(Document(number="45/KH-UBND")) == "Văn bản số 45/KH-UBND"


@pytest.mark.parametrize(
    ("number", "layout"),
    [
        ("57-KL/TW", "party"),
        ("57 – KL/TW", "party"),
        ("45/KH-UBND", "state"),
        ("05/BNV-VP", "state"),
        ("", "state"),
    ],
)
def test_the_layout_shows_in_the_number(number: str, layout: str) -> None:
    assert layout_of(number) == layout


@pytest.mark.parametrize(
    ("subject", "joined"),
    [
        ("Tổ chức Tuần lễ Văn hóa", "về tổ chức Tuần lễ Văn hóa"),
        ("Quy định chi tiết Luật A.", "quy định chi tiết Luật A"),
        ("Quy định", "quy định"),
        ("Tổ chức", "về tổ chức"),
        ("Giao thông nông thôn", "về Giao thông nông thôn"),
        ("", ""),
    ],
)
def test_a_subject_follows_the_issuing_body(subject: str, joined: str) -> None:
    assert joined_subject(subject) == joined
