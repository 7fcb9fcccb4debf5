"""The PDF: the same document as the Word file, at the measures of the layout, and nothing typed is markup."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from nhipcau.writing import (
    Annex,
    Bullet,
    Chart,
    Clause,
    Heading,
    Image,
    InvalidDocumentError,
    OfficialDocument,
    Paragraph,
    Series,
    Table,
    from_json,
    plain,
    to_pdf,
)
from nhipcau.writing.layout import LAYOUTS
from nhipcau.writing.model import Column, IssuingBody, Signature
from nhipcau.writing.tests.builders import make_document
from nhipcau.writing.tests.office import pages_of, printed_by_office

MM = 72 / 25.4


def read(document: OfficialDocument) -> list[str]:
    """Return the text of each page of the PDF of `document`."""
    return pages_of(to_pdf(document))


def boxes_of(document: OfficialDocument) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of every letter of the first page, in mm from its upper left corner."""
    page = pypdfium2.PdfDocument(to_pdf(document))[0]
    text, height = page.get_textpage(), page.get_height()
    found = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if right > left and text.get_text_range(index, 1).strip():
            found.append((left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
    return found


@pytest.mark.parametrize("layout", ["state", "party"])
def test_the_text_stands_between_the_margins_of_the_layout(layout: str) -> None:
    measures = LAYOUTS[layout]  # type: ignore[index]  # a name of a layout
    document = make_document(layout=layout, body=(Paragraph(plain("Trân trọng báo cáo kết quả. " * 40)),))

    boxes = boxes_of(document)

    assert min(box[0] for box in boxes) == pytest.approx(measures.left, abs=0.6)
    assert max(box[2] for box in boxes) == pytest.approx(210 - measures.right, abs=0.8)
    assert min(box[1] for box in boxes) == pytest.approx(measures.top, abs=4)


def test_the_page_number_stands_from_page_two_and_each_annex_counts_anew() -> None:
    long = tuple(Paragraph(plain(f"Đoạn {n}. " + "Nội dung của đoạn. " * 12)) for n in range(40))
    pages = read(make_document(body=long, annexes=(Annex("Biểu mẫu", long),)))
    first_of_annex = next(index for index, text in enumerate(pages) if "PHỤ LỤC" in text)

    assert not pages[0].startswith("1 ")
    assert [text.split()[0] for text in pages[1:first_of_annex]] == [
        str(n) for n in range(2, first_of_annex + 1)
    ]
    assert pages[first_of_annex].startswith("PHỤ LỤC")
    assert pages[first_of_annex + 1].startswith("2 ")


def test_a_landscape_annex_is_a_landscape_page() -> None:
    body = (Table("Bảng 1", (Column("TT"), Column("Nội dung")), (("1", "Một"),)),)
    opened = pypdfium2.PdfDocument(
        to_pdf(make_document(annexes=(Annex("Biểu số liệu", body, landscape=True),)))
    )

    sizes = [tuple(round(size / MM) for size in page.get_size()) for page in opened]

    assert sizes == [(210, 297), (297, 210)]


def test_what_a_document_says_stands_on_the_page_in_its_order() -> None:
    body = (
        Heading("section", "Kết quả"),
        Heading("clause", "Đón khách"),
        Bullet(plain("Một;")),
        Clause("point", plain("Hai;")),
        Clause("point", plain("Ba.")),
        Heading("section", "Phương hướng"),
        Paragraph(plain("Trân trọng báo cáo.")),
    )
    partner = IssuingBody("Sở Ngoại vụ", "BC-SNgV", Signature("Giám đốc", "Lê Văn An"), number=4)
    document = make_document(
        body=body,
        addressees=("Sở A", "Sở B"),
        legal_bases=("Căn cứ Luật A",),
        partners=(partner,),
        draft=True,
    )

    (page,) = read(document)

    expected = [
        *(
            "DỰ THẢO",
            "SỞ DU LỊCH",
            "SỞ NGOẠI VỤ",
            "BÁO CÁO",
            "Kết quả đón khách quốc tế",
            "Kính gửi:",
            "- Sở A;",
        ),
        *(
            "- Sở B.",
            "Căn cứ Luật A.",
            "I. KẾT QUẢ",
            "1. Đón khách",
            "- Một;",
            "a) Hai;",
            "b) Ba.",
            "II. PHƯƠNG HƯỚNG",
        ),
        *(
            "Trân trọng báo cáo./.",
            "GIÁM ĐỐC",
            "Lê Văn An",
            "Nguyễn Thị Hòa",
            "Nơi nhận:",
            "- Lưu: VT, XTDL.",
        ),
    ]
    places = [page.find(words) for words in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "Số: 05/BC-SDL" in page
    assert "Số: 04/BC-SNgV" in page


def test_a_decision_says_who_decides_above_its_bases_and_the_word_under_them() -> None:
    document = make_document(
        kind="Quyết định",
        deciding="Giám đốc Sở Du lịch",
        legal_bases=("Căn cứ Luật A",),
        body=(Heading("article", "Ban hành Quy chế."), Heading("article", "Thi hành.")),
    )

    (page,) = read(document)

    places = [
        page.find(words)
        for words in (
            "GIÁM ĐỐC SỞ DU LỊCH",
            "Căn cứ Luật A.",
            "QUYẾT ĐỊNH:",
            "Điều 1. Ban hành",
            "Điều 2. Thi hành",
        )
    ]
    assert -1 not in places
    assert places == sorted(places)


# What Typst would obey, and letters that pass through many fonts and forms.
TYPED = st.text(
    alphabet=st.sampled_from("abcđêơếữỞ 09#$*_<>@\\/[]{}`~\"'=+-.,:;!?%&|^()“”–…°²½€"),
    min_size=1,
    max_size=60,
).filter(str.strip)


def squeezed(text: str) -> str:
    """Return `text` without white space: lines break anywhere, and a hyphen at the end of one is read as a mark."""
    return re.sub(r"\s", "", text).replace("\x02", "-").replace("\ufffe", "-")


@given(TYPED, st.sampled_from(["body", "title", "cell", "caption", "annex"]))
@settings(max_examples=100, deadline=None)
def test_nothing_that_was_typed_is_read_as_markup(text: str, place: str) -> None:
    typed = f"đầu {text} cuối"
    cell = typed if place == "cell" else "ô"
    table = Table(typed if place == "caption" else "", (Column("Cột"), Column(cell)), (("1", cell),))
    document = make_document(
        subject=typed if place == "title" else "Việc",
        body=(Paragraph(plain(typed if place == "body" else "Một.")), table, Paragraph(plain("Hết."))),
        annexes=(Annex(typed, (Paragraph(plain("Một.")),)),) if place == "annex" else (),
    )

    wanted = typed.upper() if place == "annex" else typed

    assert squeezed(wanted) in squeezed("".join(read(document)))


def test_the_same_document_gives_the_same_bytes_and_names_itself() -> None:
    document = make_document(day=date(2026, 1, 5))

    first = to_pdf(document)

    assert first == to_pdf(document)
    card = pypdfium2.PdfDocument(first).get_metadata_dict()
    assert card["Title"] == "Báo cáo Kết quả đón khách quốc tế"
    assert card["Author"] == "Sở Du lịch"


SAMPLES = sorted((Path(__file__).parents[4] / "samples" / "documents").glob("*.json"))


def test_the_pdf_has_the_pages_of_the_word_file(tmp_path: Path) -> None:
    documents = [from_json(path.read_text(encoding="utf-8")) for path in SAMPLES]
    assert documents

    pages = [len(read(document)) for document in documents]

    assert pages == [len(printed) for printed in printed_by_office(documents, tmp_path)]


def test_a_gap_to_fill_in_keeps_its_width() -> None:
    numbered, blank = make_document(number=5, day=date(2026, 1, 5)), make_document(number=None, day=None)

    (page,) = pypdfium2.PdfDocument(to_pdf(blank))
    text = page.get_textpage()
    words = text.get_text_range()
    before, after = words.index("Số:") + 2, words.index("/BC-SDL")

    assert text.get_charbox(after)[0] - text.get_charbox(before)[2] > 6 * 3 * 0.9  # six spaces of 13 points
    assert len(read(numbered)) == 1


def test_a_pdf_is_fit_for_archives_and_for_screen_readers() -> None:
    body = (
        Heading("article", "Đối tượng"),
        Heading("section", "Kết quả"),
        Chart("Lượt khách", "bar", ("2025", "2026"), (Series("Quốc tế", (Decimal(1), Decimal(2))),)),
    )

    pdf = to_pdf(make_document(body=body, annexes=(Annex("Số liệu", body),)))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    marks = [mark.get_title() for mark in pypdfium2.PdfDocument(pdf).get_toc()]
    assert marks[:2] == ["Điều 1. Đối tượng", "I. KẾT QUẢ"]


def test_a_letter_that_no_font_has_does_not_keep_the_rest_from_the_page() -> None:
    document = make_document(
        body=(Paragraph(plain("Ông \U0001f9ff\U00012000 đến. 한국")), Paragraph(plain("Hết.")))
    )

    (page,) = read(document)

    assert "đến." in page
    assert "Hết./." in page


def test_signatures_stand_on_one_page_unless_they_are_longer() -> None:
    lines = tuple(Paragraph(plain("Đoạn.")) for _ in range(26))
    for count in (1, 12, 90):
        recipients = tuple(f"Đơn vị thứ {index}" for index in range(count))
        pages = read(make_document(body=lines, recipients=recipients))

        assert all(f"Đơn vị thứ {index};" in " ".join(pages) for index in range(count))
        if count < 90:
            signed = next(page for page in pages if "Nơi nhận:" in page)
            assert "- Lưu: VT, XTDL." in signed
            assert "Nguyễn Thị Hòa" in signed
            assert "Đoạn." in signed


def test_a_row_longer_than_a_page_goes_on_and_a_short_table_does_not_break() -> None:
    long = "Nội dung của ô. " * 600
    broken = Table("", (Column("TT"), Column("Nội dung")), (("1", long + "cuối ô"),))
    text = " ".join(read(make_document(body=(broken,))))
    assert text.count("Nội") == 601
    assert "cuối ô" in text

    short = Table("Bảng 1", (Column("TT"),), tuple((f"hàng {index}",) for index in range(8)))
    lines = tuple(Paragraph(plain("Đoạn.")) for _ in range(22))
    pages = read(make_document(body=(*lines, short)))
    assert all(f"hàng {index}" in pages[1] for index in range(8))
    assert "Bảng 1" in pages[1]


def test_the_head_of_a_table_is_repeated_on_each_page() -> None:
    rows = tuple((str(index), "Nội dung") for index in range(90))

    pages = read(make_document(body=(Table("Bảng 1", (Column("Số TT"), Column("Việc cần làm")), rows),)))

    assert [page.count("Việc cần làm") for page in pages] == [1] * len(pages)


def drawn(size: tuple[int, int]) -> bytes:
    """Return a PNG of `size`."""
    written = io.BytesIO()
    Picture.new("RGB", size, "teal").save(written, "PNG")
    return written.getvalue()


def test_a_tall_picture_leaves_room_for_its_caption() -> None:
    pages = read(make_document(body=(Image(drawn((40, 400)), alt="Cột cờ", caption="Hình 1. Cột cờ"),)))

    assert len(pages) == 2 or "Hình 1" in pages[0]
    assert sum("Hình 1. Cột cờ" in page for page in pages) == 1


def test_a_damaged_picture_is_refused_and_not_left_out() -> None:
    whole = drawn((400, 400))

    for content in (whole[: len(whole) // 2], whole[:20]):
        with pytest.raises(InvalidDocumentError):
            to_pdf(make_document(body=(Image(content, alt="Ảnh"),)))
