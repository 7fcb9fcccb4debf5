"""Charts with their numbers, pictures, and how tables are kept together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from nhipcau.writing import (
    Chart,
    Column,
    Image,
    InvalidDocumentError,
    Number,
    Paragraph,
    Series,
    Table,
    plain,
    to_docx,
)
from nhipcau.writing.chart_table import table_of
from nhipcau.writing.column_widths import column_widths
from nhipcau.writing.layout import Part
from nhipcau.writing.model import Cell
from nhipcau.writing.tests.builders import make_document, opened
from nhipcau.writing.tests.strategies import png
from nhipcau.writing.text_width import bold_width_mm

VISITORS = Chart(
    "Biểu đồ 1. Lượt khách",
    "bar",
    ("Quý I", "Quý II"),
    (Series("Quốc tế", (Decimal("6120.5"), None)), Series("Trong nước", (Decimal(90), Decimal(80)))),
    "lượt",
    1,
)
END = Paragraph(plain("Hết."))


def printed(word: Document, index: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in word.tables[index].rows]


def mm(word: Document) -> tuple[float, float]:
    (shape,) = word.inline_shapes
    return round(shape.width.mm, 1), round(shape.height.mm, 1)


def alt_of_only(word: Document) -> str:
    (properties,) = word.element.iter(qn("wp:docPr"))
    return str(properties.get("descr"))


def test_a_chart_is_a_picture_with_its_numbers_in_a_table_under_it() -> None:
    word = opened(make_document(body=(VISITORS, END)))

    assert mm(word)[0] == 165.0
    assert printed(word, 1) == [
        ["Đơn vị tính: lượt", "Quý I", "Quý II"],
        ["Quốc tế", "6.120,5", "-"],
        ["Trong nước", "90,0", "80,0"],
    ]
    body = list(word.element.body)
    (picture,) = [p for p in word.paragraphs if p.style and p.style.name == Part.PICTURE.value]
    assert body.index(picture._p) + 1 == body.index(word.tables[1]._tbl)
    (caption,) = [p for p in word.paragraphs if p.text == VISITORS.caption]
    assert body.index(caption._p) + 1 == body.index(picture._p)
    assert caption.paragraph_format.keep_with_next
    assert picture.paragraph_format.keep_with_next


def test_a_chart_is_said_in_words() -> None:
    said = alt_of_only(opened(make_document(body=(VISITORS, END))))

    for word in ("Biểu đồ cột", "Lượt khách", "Quốc tế", "Trong nước", "Quý I", "lượt", "bảng"):
        assert word in said


def test_many_or_long_categories_stand_on_rows() -> None:
    months = tuple(f"Tháng {month}" for month in range(1, 13))

    table = table_of(Chart("Khách", "line", months, (Series("2026", tuple(map(Decimal, range(12)))),)))

    assert [column.header for column in table.columns] == ["Nội dung", "2026"]
    assert [row[0] for row in table.rows] == list(months)


def test_the_same_chart_gives_the_same_bytes() -> None:
    document = make_document(body=(VISITORS, END))

    assert to_docx(document) == to_docx(document)


SIZES = [
    # (dots, wanted width, mm on the page)
    ((400, 200), 80, (80.0, 40.0)),
    ((400, 200), 0, (165.0, 82.5)),
    ((400, 200), 250, (165.0, 82.5)),  # no wider than the text
    ((100, 1000), 0, (18.0, 179.9)),  # no higher than leaves room for the caption
]


@pytest.mark.parametrize(("dots", "wanted", "size"), SIZES)
def test_a_picture_has_its_width_within_the_page(
    dots: tuple[int, int], wanted: int, size: tuple[float, float]
) -> None:
    word = opened(make_document(body=(Image(png(*dots), "Lễ hội", width_mm=wanted), END)))

    assert mm(word) == pytest.approx(size, abs=0.2)


def test_a_picture_stands_at_the_margin() -> None:
    word = opened(make_document(body=(Image(png(4, 4), "Lễ hội"), END)))

    (inline,) = word.element.iter(qn("wp:inline"))
    assert [inline.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4


def test_a_picture_says_what_it_shows_and_keeps_its_caption() -> None:
    alt = 'Thuyền hoa "Cầu ngư" & <biển>'

    word = opened(make_document(body=(Image(png(4, 4), alt, "Hình 1. Lễ hội Cầu ngư"), END)))

    assert alt_of_only(word) == alt
    (picture,) = [p for p in word.paragraphs if p.style and p.style.name == Part.PICTURE.value]
    assert picture.paragraph_format.keep_with_next
    assert "Hình 1. Lễ hội Cầu ngư" in [p.text for p in word.paragraphs]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"\xff\xd8\xff\xe0"]
)
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidDocumentError, match="damaged"):
        to_docx(make_document(body=(Image(content, "Ảnh"), END)))


def rows(count: int) -> Table:
    return Table("Bảng", (Column("A"), Column("B")), (("x", Number(Decimal(1))),) * count, total=True)


def kept(table: Table) -> list[bool]:
    word = opened(make_document(body=(table, END)))
    return [
        all(p._p.find(f".//{qn('w:keepNext')}") is not None for cell in row.cells for p in cell.paragraphs)
        for row in word.tables[1].rows
    ]


def test_a_short_table_is_not_torn_and_a_total_never_stands_alone() -> None:
    assert kept(rows(4)) == [True, True, True, True, False]
    assert kept(rows(20)) == [True, *[False] * 18, True, False]


def test_no_row_of_a_table_is_torn() -> None:
    word = opened(make_document(body=(rows(3), END)))

    assert all("w:cantSplit" in row._tr.xml for row in word.tables[1].rows)


def test_columns_give_every_figure_its_width() -> None:
    columns = (Column("TT"), Column("Nội dung"), *[Column(f"Năm {year}") for year in range(2022, 2027)])
    row: tuple[Cell, ...] = ("1", "Lượt khách quốc tế " * 20, *[Number(Decimal(1_234_567))] * 5)

    widths = column_widths(Table("", columns, (row,)), 165, 13, 1.5)

    assert sum(widths) == pytest.approx(165)
    assert min(widths[2:]) >= bold_width_mm("1.234.567", 13) + 3
    assert widths[1] > max(widths[2:])


def test_columns_that_cannot_fit_share_the_page() -> None:
    columns = tuple(Column("X" * 30) for _ in range(20))

    assert sum(column_widths(Table("", columns, ()), 165, 13, 1.5)) == pytest.approx(165)
