"""Numbering, tables and the end of the body."""

from __future__ import annotations

from decimal import Decimal

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from nhipcau.writing import (
    Bullet,
    Clause,
    Column,
    FigureReference,
    Heading,
    InvalidDocumentError,
    Number,
    Paragraph,
    Table,
    TextRun,
    plain,
    to_docx,
)
from nhipcau.writing.layout import Part
from nhipcau.writing.numbering import ARTICLES, BULLETS, SECTIONS
from nhipcau.writing.tests.builders import make_document, opened

VISITORS = Table(
    "Bảng 1. Lượt khách",
    (Column("Quý", alignment="center"), Column("Khách", "lượt"), Column("Ghi chú")),
    (("I", Number(Decimal("6120")), "Lễ hội"), ("Cả năm", Number(Decimal("16974.5"), 1), "")),
    total=True,
)


def numbering_of(word: Document) -> list[tuple[str, int, int]]:
    """Return (text, list, level) of each paragraph that says how it is numbered."""
    found = []
    for paragraph in word.paragraphs:
        for reference in paragraph._p.iter(qn("w:numPr")):
            level, number = (int(child.get(qn("w:val"), "")) for child in reference)
            found.append((paragraph.text, number, level))
    return found


def test_automatic_labels_are_numbered_by_word() -> None:
    body = (
        Heading("section", "Một"),
        Heading("clause", "Hai"),
        Bullet(plain("Ba")),
        Bullet(plain("Bốn"), depth=2),
        Clause("clause", plain("Năm")),
        Heading("article", "Sáu"),
        Clause("clause", plain("Bảy.")),
    )

    assert numbering_of(opened(make_document(body=body))) == [
        ("MỘT", SECTIONS, 1),
        ("Hai", SECTIONS, 2),
        ("Ba", BULLETS, 0),
        ("Bốn", BULLETS, 1),
        ("Năm", SECTIONS, 2),
        ("Sáu", ARTICLES, 0),
        ("Bảy./.", ARTICLES, 1),
    ]


def test_a_label_given_by_hand_is_printed_and_what_follows_begins_anew() -> None:
    body = (
        Heading("section", "Một", label="A."),
        Heading("clause", "Hai"),
        Heading("section", "Ba", label="B."),
        Heading("clause", "Bốn"),
        Heading("clause", "Năm"),
    )

    word = opened(make_document(body=body))

    numbered = numbering_of(word)
    assert [text for text, _, _ in numbered] == ["A. MỘT", "Hai", "B. BA", "Bốn", "Năm./."]
    lists = [number for _, number, _ in numbered]
    assert lists[0] == lists[2] == 0
    assert lists[1] == SECTIONS
    assert lists[3] == lists[4] > BULLETS
    use = next(n for n in word.part.numbering_part.element.num_lst if n.numId == lists[3])
    assert [override.ilvl for override in use.lvlOverride_lst] == [2]
    assert use.lvlOverride_lst[0].startOverride.val == 1


def test_points_are_lettered_the_vietnamese_way_and_anew_in_each_clause() -> None:
    points = tuple(Clause("point", plain(f"Việc {number};")) for number in range(1, 7))

    word = opened(make_document(body=(*points, Clause("clause", plain("Hai")), *points)))

    letters = [p.text.split()[0] for p in word.paragraphs if p.style and p.style.name == Part.POINT.value]
    assert letters == ["a)", "b)", "c)", "d)", "đ)", "e)"] * 2


def test_more_points_than_letters_are_refused() -> None:
    points = tuple(Clause("point", plain("Việc")) for _ in range(24))

    with pytest.raises(InvalidDocumentError, match="Split the clause"):
        to_docx(make_document(body=points))


def test_headings_can_be_walked_in_the_navigation_pane() -> None:
    styles = opened(make_document()).styles

    outline = [
        styles[p.value].element.pPr.find(qn("w:outlineLvl")) for p in (Part.PART, Part.SECTION, Part.ARTICLE)
    ]

    assert [level.get(qn("w:val")) for level in outline] == ["0", "2", "3"]


def test_a_figure_prints_the_value_it_carries() -> None:
    runs = (TextRun("Đón "), FigureReference("16.974", "visitors/2026"), TextRun(" lượt", bold=True))

    word = opened(make_document(body=(Paragraph(runs), Paragraph(plain("Hết.")))))

    (line,) = [p for p in word.paragraphs if p.text.startswith("Đón")]
    assert line.text == "Đón 16.974 lượt"
    assert [run.bold for run in line.runs] == [None, None, True]


def test_a_table_repeats_its_header_and_sets_numbers_right() -> None:
    word = opened(make_document(body=(VISITORS, Paragraph(plain("Hết.")))))

    table = word.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Quý", "Khách\n(lượt)", "Ghi chú"]
    assert [cell.text for cell in table.rows[1].cells] == ["I", "6.120", "Lễ hội"]
    assert table.cell(2, 1).text == "16.974,5"
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.cell(1, 0).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert table.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert [cell.paragraphs[0].runs[0].bold for cell in table.rows[2].cells] == [True, True, True]
    assert sum(column.width.mm for column in table.columns) == pytest.approx(165, abs=0.5)


ENDINGS = [
    # (last block, its text on the page)
    (Paragraph(plain("Trân trọng báo cáo.")), "Trân trọng báo cáo./."),
    (Paragraph(plain("Trân trọng báo cáo./.")), "Trân trọng báo cáo./."),
    (Paragraph((TextRun("Đón "), FigureReference("1.200", "k"))), "Đón 1.200./."),
    (Bullet(plain("Việc cuối;")), "Việc cuối./."),
    (VISITORS, "./."),
]


@pytest.mark.parametrize(("block", "printed"), ENDINGS)
def test_the_body_closes_with_the_end_mark(block: Paragraph | Bullet | Table, printed: str) -> None:
    word = opened(make_document(body=(block,)))

    assert [p.text for p in word.paragraphs if p.text][-1] == printed


def test_the_same_document_gives_the_same_bytes() -> None:
    document = make_document(body=(VISITORS, Heading("section", "Một"), Paragraph(plain("Hết."))))

    assert to_docx(document) == to_docx(document)
