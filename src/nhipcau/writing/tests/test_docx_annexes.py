"""Annexes: pages, titles and numbering of their own."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section

from nhipcau.writing import Annex, Clause, Column, Heading, Number, OfficialDocument, Paragraph, Table, plain
from nhipcau.writing.layout import LAYOUTS, Part
from nhipcau.writing.rules import annex_labels, enclosed_line
from nhipcau.writing.tests.builders import make_document, opened

TEXT = (Paragraph(plain("Nội dung kèm theo.")),)
WIDE = Table("", (Column("Đơn vị"), Column("Lượt", "lượt")), (("Sở Du lịch", Number(Decimal(5))),))


def with_annexes(*annexes: Annex, **changes: object) -> OfficialDocument:
    return make_document(annexes=annexes, **changes)


def texts_with(word: Document, part: Part) -> list[str]:
    return [p.text for p in word.paragraphs if p.style is not None and p.style.name == part.value]


def twips(section: Section) -> dict[str, int]:
    found = section._sectPr.iter(qn("w:pgSz"), qn("w:pgMar"))
    pairs = [(str(key), str(value)) for measure in found for key, value in measure.attrib.items()]
    return {key.split("}")[1]: int(value) for key, value in pairs if value.isdigit()}


@pytest.mark.parametrize("layout", ["state", "party"])
def test_an_annex_begins_a_section_whose_pages_count_from_one(layout: str) -> None:
    word = opened(with_annexes(Annex("Một", TEXT), Annex("Hai", TEXT), layout=layout))

    first, *annexes = word.sections
    assert len(annexes) == 2
    assert first._sectPr.find(qn("w:pgNumType")) is None
    for section in annexes:
        start = section._sectPr.find(qn("w:pgNumType"))
        assert start is not None
        assert start.get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert section.header.is_linked_to_previous  # the same page number in the same place
        assert twips(section) == twips(first)


def test_a_landscape_annex_has_a_turned_page_with_the_same_margins() -> None:
    upright, turned, after = opened(
        with_annexes(Annex("Biểu", (WIDE,), landscape=True), Annex("Lời", TEXT))
    ).sections

    assert turned.orientation == WD_ORIENT.LANDSCAPE
    assert (twips(turned)["w"], twips(turned)["h"]) == (16838, 11906)
    for side in ("left", "right", "top", "bottom"):
        assert twips(turned)[side] == twips(upright)[side]
    assert after.orientation == WD_ORIENT.PORTRAIT
    assert (twips(after)["w"], twips(after)["h"]) == (11906, 16838)


def test_a_table_of_a_landscape_annex_is_as_wide_as_its_page_allows() -> None:
    table = opened(with_annexes(Annex("Biểu", (WIDE,), landscape=True))).tables[-1]

    assert sum(column.width.mm for column in table.columns) == pytest.approx(297 - 30 - 15, abs=0.5)


def test_section_properties_stand_in_the_order_of_the_schema() -> None:
    order = [
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid",
    ]  # fmt: skip
    word = opened(with_annexes(Annex("Biểu", TEXT, landscape=True), Annex("Lời", TEXT), draft=True))

    for properties in word.element.iter(qn("w:sectPr")):
        places = [order.index(child.tag.split("}")[1]) for child in properties]
        assert all(first <= second for first, second in pairwise(places))


def test_an_annex_says_what_it_is_and_what_it_belongs_to() -> None:
    document = with_annexes(Annex("Biểu số liệu", TEXT), Annex("Danh sách", TEXT))

    word = opened(document)

    assert texts_with(word, Part.ANNEX_LABEL) == ["Phụ lục I", "Phụ lục II"]
    assert texts_with(word, Part.ANNEX_TITLE) == ["BIỂU SỐ LIỆU", "DANH SÁCH"]
    said = "(Kèm theo Báo cáo số 05/BC-SDL ngày 05 tháng 01 năm 2026 của Sở Du lịch)"
    assert texts_with(word, Part.ENCLOSED) == [said, said]


def test_an_enacted_text_carries_its_kind_and_stands_outside_the_count() -> None:
    annexes = (Annex("Tiếp khách", TEXT, kind="Quy chế"), Annex("Mẫu đơn", TEXT))

    word = opened(with_annexes(*annexes, kind="Quyết định", symbol="QĐ-SDL", deciding="Giám đốc Sở Du lịch"))

    assert texts_with(word, Part.ANNEX_LABEL) == ["QUY CHẾ", "PHỤ LỤC"]
    assert texts_with(word, Part.ENCLOSED)[0] == (
        "(Ban hành kèm theo Quyết định số 05/QĐ-SDL ngày 05 tháng 01 năm 2026\ncủa Giám đốc Sở Du lịch)"
    )


LINES = [
    # (what is changed in the document, the line)
    (
        {"number": None, "day": None},
        "(Kèm theo Báo cáo số       /BC-SDL ngày      tháng      năm      của Sở Du lịch)",
    ),
    ({"layout": "party"}, "(Kèm theo Báo cáo số 05-BC-SDL, ngày 05/01/2026 của Sở Du lịch)"),
    ({"issuer": "Sở Văn hóa\nvà Thể thao"}, "của Sở Văn hóa và Thể thao)"),
]


@pytest.mark.parametrize(("changes", "printed"), LINES)
def test_the_line_of_an_annex_follows_its_document(changes: dict[str, object], printed: str) -> None:
    document = make_document(**changes)

    assert enclosed_line(document, Annex("Biểu", TEXT)).endswith(printed)


def test_labels_are_roman_only_where_there_are_several() -> None:
    assert annex_labels([]) == []
    assert annex_labels([Annex("Một", TEXT)]) == ["PHỤ LỤC"]
    assert annex_labels([Annex("x", TEXT)] * 4)[-1] == "Phụ lục IV"


def test_articles_sections_and_points_begin_anew_in_each_annex() -> None:
    body = (
        Heading("chapter", "Chung"),
        Heading("article", "Phạm vi"),
        Clause("clause", plain("Một.")),
        Clause("point", plain("việc;")),
        Heading("section", "Mục"),
    )

    word = opened(make_document(body=body, annexes=(Annex("A", body), Annex("B", body))))

    uses = [
        (p.text, str(reference.get(qn("w:val"))))
        for p in word.paragraphs
        for reference in p._p.iter(qn("w:numId"))
    ]
    articles = [use for text, use in uses if text == "Phạm vi"]
    assert len(set(articles)) == 3
    starts = {
        str(number.numId): [
            (override.ilvl, override.startOverride.val) for override in number.lvlOverride_lst
        ]
        for number in word.part.numbering_part.element.num_lst
    }
    assert starts[articles[0]] == []
    assert starts[articles[1]] == starts[articles[2]] == [(0, 1), (1, 1)]
    letters = [p.text.split()[0] for p in word.paragraphs if p.style and p.style.name == Part.POINT.value]
    assert letters == ["a)"] * 3


def test_the_end_mark_closes_the_body_and_not_the_annex() -> None:
    word = opened(with_annexes(Annex("Biểu", TEXT)))

    texts = [p.text for p in word.paragraphs]
    assert "Trân trọng báo cáo./." in texts
    assert "Nội dung kèm theo." in texts


def test_annex_titles_keep_to_the_sizes_of_the_rule() -> None:
    for layout in LAYOUTS.values():
        label, title, line = (layout.shapes[p] for p in (Part.ANNEX_LABEL, Part.ANNEX_TITLE, Part.ENCLOSED))
        assert (label.size, label.bold) == (14, True)
        assert 13 <= title.size <= 14
        assert (title.bold, title.upper) == (True, True)
        assert (13 <= line.size <= 14, line.italic, line.bold) == (True, True, False)


def test_no_empty_paragraph_is_left_where_a_section_ends() -> None:
    word = opened(with_annexes(Annex("Biểu", (WIDE,)), Annex("Lời", TEXT)))

    ends = [p for p in word.paragraphs if p._p.pPr is not None and p._p.pPr.find(qn("w:sectPr")) is not None]
    assert [(p.text, p.style.name) for p in ends if p.style] == [("", Part.RULE.value)] * 2
    assert all(p.paragraph_format.line_spacing.pt <= 2 for p in ends)
