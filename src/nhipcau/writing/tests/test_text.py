"""Awkward texts, numbers and widths."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from nhipcau.writing import (
    Heading,
    InvalidDocumentError,
    Paragraph,
    Signature,
    TextRun,
    format_number,
    plain,
)
from nhipcau.writing.rules import KIND_ABBREVIATIONS, POINT_LETTERS, document_symbol, point_label
from nhipcau.writing.tests.builders import make_document, opened
from nhipcau.writing.text_width import MM_PER_POINT, balanced_width_mm, bold_width_mm, broken_at_comma


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\r", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_a_control_character_is_refused_wherever_it_stands(character: str) -> None:
    text = f"Kết quả{character}năm 2026"
    makers: list[Callable[[], object]] = [
        lambda: make_document(subject=text),
        lambda: make_document(recipients=(text,)),
        lambda: Paragraph(plain(text)),
        lambda: Heading("section", text),
        lambda: Signature("Giám đốc", text),
    ]

    for make in makers:
        with pytest.raises(InvalidDocumentError, match="position 8"):
            make()


def test_markup_characters_are_printed_as_they_are() -> None:
    subject = 'Hội chợ <A & B> "quốc tế" &amp; ]]>'

    word = opened(make_document(subject=subject))

    assert subject in [paragraph.text for paragraph in word.paragraphs]


def test_both_tone_placements_are_kept_and_letters_are_composed() -> None:
    runs = (TextRun("hòa hoà ủy uỷ "), TextRun("Đa\u0300 Nă\u0303ng"))

    word = opened(make_document(body=(Paragraph(runs), Paragraph(plain("Hết.")))))

    assert "hòa hoà ủy uỷ Đà Nẵng" in [paragraph.text for paragraph in word.paragraphs]


def test_a_very_long_subject_is_printed_whole() -> None:
    subject = "việc tổ chức tuần văn hóa biển " * 60

    word = opened(make_document(kind="Công văn", symbol="SDL-VP", subject=subject))

    assert word.tables[0].cell(1, 0).paragraphs[1].text == f"V/v {subject}"
    assert len(word.core_properties.title) <= 255


def test_a_line_break_in_the_issuer_is_a_line_break_on_the_page() -> None:
    word = opened(make_document(issuer="Sở Văn hóa\nvà Thể thao"))

    assert word.tables[0].cell(0, 0).paragraphs[1].text == "SỞ VĂN HÓA\nVÀ THỂ THAO"


NUMBERS = [
    (Decimal("16974"), 0, "16.974"),
    (Decimal("68.4"), 1, "68,4"),
    (Decimal("0.5"), 0, "1"),  # half up, not to even
    (Decimal("2.5"), 0, "3"),
    (Decimal("-2.5"), 0, "-3"),
    (Decimal("-0.04"), 1, "0,0"),  # no minus before zero
    (Decimal("999.995"), 2, "1.000,00"),
    (Decimal("1E+3"), 0, "1.000"),
    (Decimal("123456789012345678901234567890.5"), 1, "123.456.789.012.345.678.901.234.567.890,5"),
    (0, 0, "0"),
]


@pytest.mark.parametrize(("value", "decimals", "printed"), NUMBERS)
def test_numbers_take_the_vietnamese_form(value: Decimal | int, decimals: int, printed: str) -> None:
    assert format_number(value, decimals) == printed


@pytest.mark.parametrize(
    ("value", "decimals"), [(Decimal("NaN"), 0), (Decimal("Infinity"), 0), (Decimal(1), -1)]
)
def test_what_is_no_number_is_not_printed(value: Decimal, decimals: int) -> None:
    with pytest.raises(ValueError, match="cannot print"):
        format_number(value, decimals)


def test_points_are_lettered_until_the_letters_run_out() -> None:
    labels = [point_label(position + 1) for position in range(len(POINT_LETTERS))]

    assert labels[:6] == ["a)", "b)", "c)", "d)", "đ)", "e)"]
    assert not {"f)", "j)", "w)", "z)"} & set(labels)
    with pytest.raises(InvalidDocumentError):
        point_label(len(POINT_LETTERS) + 1)


def test_kinds_have_one_abbreviation_each() -> None:
    assert len(set(KIND_ABBREVIATIONS.values())) == len(KIND_ABBREVIATIONS)
    assert document_symbol("Quy định", "UBND") == "QyĐ-UBND"
    with pytest.raises(InvalidDocumentError, match="Báo cáo"):
        document_symbol("Bài thơ", "UBND")


def test_widths_agree_with_the_metrics_of_the_font() -> None:
    letters = "".join(chr(code) for code in range(0x20, 0x7F))

    for letter in letters:
        expected = stringWidth(letter, "Times-Bold", 13) * MM_PER_POINT
        assert bold_width_mm(letter, 13) == pytest.approx(expected)


def test_balanced_lines_are_no_more_than_the_room_gives() -> None:
    text = "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"

    assert 40 < balanced_width_mm(text, 13, 67) < 60
    assert balanced_width_mm("X" * 200, 13, 67) == 67


def test_the_gaps_of_an_undated_line_take_their_room() -> None:
    gaps = "Báo cáo số       /BC-SDL ngày      tháng      năm      của Sở Du lịch"

    assert balanced_width_mm(gaps, 14, 165) == pytest.approx(bold_width_mm(gaps, 14))


def test_a_name_is_divided_at_the_comma_that_makes_its_lines_most_alike() -> None:
    name = "BAN TUYÊN GIÁO, DÂN VẬN, TÔN GIÁO VÀ DÂN TỘC"

    assert broken_at_comma(name, 13, 67) == "BAN TUYÊN GIÁO, DÂN VẬN,\nTÔN GIÁO VÀ DÂN TỘC"
    assert broken_at_comma("X" * 90 + ", Y", 13, 67) == "X" * 90 + ", Y"
    assert broken_at_comma("SỞ A,\nB", 13, 10) == "SỞ A,\nB"
