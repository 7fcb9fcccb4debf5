"""The measures on the page, against the ranges of the rules as the fact sheet copies them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph

from nhipcau.writing import Bullet, Clause, Heading, OfficialDocument, Paragraph, plain
from nhipcau.writing.layout import FONT, LAYOUTS, PARTY, STATE, Part
from nhipcau.writing.tests.builders import make_document, opened
from nhipcau.writing.text_width import bold_width_mm

# Nghị định 30/2020/NĐ-CP, Phụ lục I: sizes from, to; bold; italic.
STATE_RULES = [
    (Part.NATION, 12, 13, True, False),
    (Part.MOTTO, 13, 14, True, False),
    (Part.SUPERIOR, 12, 13, False, False),
    (Part.ISSUER, 12, 13, True, False),
    (Part.NUMBER, 13, 13, False, False),
    (Part.PLACE_DATE, 13, 14, False, True),
    (Part.KIND, 13, 14, True, False),
    (Part.SUBJECT, 13, 14, True, False),
    (Part.LETTER_SUBJECT, 12, 13, False, False),
    (Part.ADDRESSEE, 13, 14, False, False),
    (Part.LEGAL_BASIS, 13, 14, False, True),
    (Part.BODY, 13, 14, False, False),
    (Part.PART, 13, 14, True, False),
    (Part.CHAPTER, 13, 14, True, False),
    (Part.SECTION, 13, 14, True, False),
    (Part.ARTICLE, 13, 14, True, False),
    (Part.TITLED_CLAUSE, 13, 14, True, False),
    (Part.CLAUSE, 13, 14, False, False),
    (Part.POINT, 13, 14, False, False),
    (Part.AUTHORITY, 13, 14, True, False),
    (Part.SIGNER_TITLE, 13, 14, True, False),
    (Part.SIGNER, 13, 14, True, False),
    (Part.RECIPIENTS_HEAD, 12, 12, True, True),
    (Part.RECIPIENTS, 11, 11, False, False),
    (Part.PAGE_NUMBER, 13, 14, False, False),
]
# 05-HD/VPTW as secondary accounts give it.
PARTY_RULES = [
    (Part.NATION, 15, 15, True, False),
    (Part.SUPERIOR, 14, 14, False, False),
    (Part.ISSUER, 14, 14, True, False),
    (Part.NUMBER, 14, 14, False, False),
    (Part.PLACE_DATE, 14, 14, False, True),
    (Part.KIND, 15, 16, True, False),
    (Part.SUBJECT, 14, 15, True, False),
    (Part.LETTER_SUBJECT, 12, 12, False, True),
    (Part.LEGAL_BASIS, 14, 15, False, False),
    (Part.BODY, 14, 15, False, False),
    (Part.SECTION, 14, 15, True, False),
    (Part.AUTHORITY, 14, 14, True, False),
    (Part.SIGNER_TITLE, 14, 14, False, False),
    (Part.SIGNER, 14, 14, True, False),
    (Part.RECIPIENTS_HEAD, 14, 14, False, False),
    (Part.RECIPIENTS, 12, 12, False, False),
    (Part.PAGE_NUMBER, 14, 14, False, False),
]
RULES = [("state", *row) for row in STATE_RULES] + [("party", *row) for row in PARTY_RULES]


def full(layout: str = "state") -> OfficialDocument:
    return make_document(
        layout=layout,
        addressees=("Sở A", "Sở B"),
        legal_bases=("Căn cứ Luật A", "Căn cứ Luật B"),
        body=(
            Heading("section", "Tình hình"),
            Heading("clause", "Đón khách"),
            Bullet(plain("Một;")),
            Clause("point", plain("Hai;")),
            Paragraph(plain("Trân trọng báo cáo.")),
        ),
    )


@pytest.mark.parametrize(("layout", "part", "smallest", "largest", "bold", "italic"), RULES)
def test_each_component_has_its_size_and_face(
    *, layout: str, part: Part, smallest: float, largest: float, bold: bool, italic: bool
) -> None:
    font = opened(make_document(layout=layout)).styles[part.value].font

    assert smallest <= font.size.pt <= largest
    assert (bool(font.bold), bool(font.italic)) == (bold, italic)
    assert font.name == FONT == "Times New Roman"
    assert str(font.color.rgb) == "000000"


def page_twips(document: OfficialDocument) -> dict[str, int]:
    """Return the measures of the page as the file has them, in twentieths of a point."""
    (section,) = opened(document).sections
    found = section._sectPr.iter(qn("w:pgSz"), qn("w:pgMar"))
    pairs = [(str(key), str(value)) for measure in found for key, value in measure.attrib.items()]
    return {key.split("}")[1]: int(value) for key, value in pairs if value.isdigit()}


@pytest.mark.parametrize("layout", ["state", "party"])
def test_the_page_is_a4_with_the_margins_of_the_rule(layout: str) -> None:
    page = page_twips(make_document(layout=layout))

    assert (page["w"], page["h"]) == (11906, 16838)
    assert 1134 <= page["top"] <= 1417
    assert 1134 <= page["bottom"] <= 1417
    assert 1701 <= page["left"] <= 1984
    assert 850 <= page["right"] <= 1134
    assert page["header"] < page["top"]


def test_the_page_number_stands_in_the_top_margin_from_page_two() -> None:
    (section,) = opened(make_document()).sections
    (number,) = section.header.paragraphs

    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]
    assert "PAGE" in number._p.xml
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_body_text_is_justified_indented_and_spaced() -> None:
    body = opened(make_document()).styles[Part.BODY.value].paragraph_format

    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(body.first_line_indent.mm, 1) in (10.0, 12.7)
    assert body.space_after.pt >= 6
    assert 1.0 <= body.line_spacing <= 1.5


def test_party_body_lines_are_exactly_18_to_22_points_apart() -> None:
    body = opened(make_document(layout="party")).styles[Part.BODY.value].paragraph_format

    assert 18 <= body.line_spacing.pt <= 22
    assert round(body.first_line_indent.mm) == 10


def rules_of(paragraphs: list[DocxParagraph], room: float) -> list[float]:
    """Return the lengths in mm of the paragraphs that are rules: a top border between two indents."""
    found = [p for p in paragraphs if p._p.pPr is not None and p._p.pPr.find(qn("w:pBdr")) is not None]
    return [room - p.paragraph_format.left_indent.mm - p.paragraph_format.right_indent.mm for p in found]


def test_rules_are_borders_of_the_right_length() -> None:
    document = make_document()

    word = opened(document)
    left, right = word.tables[0].rows[0].cells

    (motto,) = rules_of(right.paragraphs, STATE.header_columns[1])
    assert motto == pytest.approx(bold_width_mm("Độc lập - Tự do - Hạnh phúc", 14), abs=0.5)
    (issuer,) = rules_of(left.paragraphs, STATE.header_columns[0])
    assert 1 / 3 <= issuer / bold_width_mm("SỞ DU LỊCH", 13) <= 1 / 2
    (subject,) = rules_of(word.paragraphs, STATE.text_width)
    assert 1 / 3 <= subject / bold_width_mm(document.subject, 14) <= 1 / 2
    assert "_" not in "".join(all_texts(word))


def test_the_header_fits_its_columns() -> None:
    for layout in LAYOUTS.values():
        assert sum(layout.header_columns) == layout.text_width == sum(layout.signature_columns)
        for part, text in layout.right_header:
            shape = layout.shapes[part]
            printed = text.upper() if shape.upper else text
            assert bold_width_mm(printed, shape.size) <= layout.header_columns[1]


def all_texts(word: Document) -> list[str]:
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    inside = [paragraph.text for cell in cells for paragraph in cell.paragraphs]
    return [text for text in [p.text for p in word.paragraphs] + inside if text]


def test_the_state_page_says_what_the_rule_says() -> None:
    texts = all_texts(opened(full()))

    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH BẾN ĐÁ",
        "SỞ DU LỊCH",
        "Số: 05/BC-SDL",
        "Bến Đá, ngày 05 tháng 01 năm 2026",
        "BÁO CÁO",
        "Kết quả đón khách quốc tế",
        "Kính gửi:",
        "- Sở A;",
        "- Sở B.",
        "Căn cứ Luật A;",
        "Căn cứ Luật B.",
        "TÌNH HÌNH",
        "a) Hai;",
        "Trân trọng báo cáo./.",
        "GIÁM ĐỐC",
        "Nguyễn Thị Hòa",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, XTDL.",
    ):
        assert text in texts


def test_the_party_page_differs_where_its_rule_does() -> None:
    document = full("party")

    texts = all_texts(opened(document))

    for text in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "*",
        "Số 05-BC-SDL",
        "-----",
        "- Căn cứ Luật A;",
        "- Căn cứ Luật B;",
        "Trân trọng báo cáo.",
        "- Lưu XTDL.",
    ):
        assert text in texts
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in texts
    assert PARTY.shapes[Part.RECIPIENTS_HEAD].underline


def test_a_letter_prints_its_subject_under_the_number_and_no_kind() -> None:
    word = opened(make_document(kind="Công văn", symbol="SDL-XT"))

    assert [p.text for p in word.tables[0].cell(1, 0).paragraphs] == [
        "Số: 05/SDL-XT",
        "V/v Kết quả đón khách quốc tế",
    ]
    assert "CÔNG VĂN" not in all_texts(word)


def test_a_draft_leaves_room_for_number_and_date() -> None:
    texts = all_texts(opened(make_document(number=None, day=None)))

    assert "Số:       /BC-SDL" in texts
    assert "Bến Đá, ngày      tháng      năm     " in texts


def test_recipients_stand_beside_the_signature_and_the_row_is_not_torn() -> None:
    signature = opened(make_document()).tables[-1]

    left, right = signature.rows[0].cells
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert right.paragraphs[0].text == "GIÁM ĐỐC"
    assert "w:cantSplit" in signature.rows[0]._tr.xml


def test_paragraph_properties_stand_in_the_order_of_the_schema() -> None:
    order = ["pStyle", "keepNext", "widowControl", "numPr", "pBdr", "spacing", "ind", "jc", "outlineLvl"]
    word = opened(full())

    for properties in [*word.element.iter(qn("w:pPr")), *word.styles.element.iter(qn("w:pPr"))]:
        names = [child.tag.split("}")[1] for child in properties]
        places = [order.index(name) for name in names if name in order]
        assert all(first < second for first, second in pairwise(places))
