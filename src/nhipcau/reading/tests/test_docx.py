"""DOCX: fonts before Unicode, text boxes, page headers and footers, notes; and packages that are too much."""

import contextlib
from pathlib import Path

import pytest

from nhipcau.reading import Limits, ReadingError, load
from nhipcau.reading.errors import DamagedFileError, TooHeavyError

from .packages import NAMESPACES, box, make_docx, make_zip, p, part, r, table


def lines_of(folder: Path, data: bytes, limits: Limits | None = None) -> list[str]:
    path = folder / "a.docx"
    path.write_bytes(data)
    return load(path, limits=limits or Limits()).text.splitlines()


# Each paragraph as it is stored, and as a reader sees it.
OLD_FONTS = [
    (p(r("KÕ ho¹ch n¨m 2026", ".VnTime")), "Kế hoạch năm 2026"),
    (p(r("Ủy ban", "Times New Roman"), r(" nh©n d©n", ".VnArial")), "Ủy ban nhân dân"),
    (p(r("kÕ ho¹ch", ".VnTimeH"), r(" n¨m", ".VnTime")), "KẾ HOẠCH năm"),
    (p(r("Leã hoäi muøa xuaân", "VNI-Times")), "Lễ hội mùa xuân"),
    # A letter and its mark in two runs are one letter.
    (p(r("Le", "VNI-Times"), r("ã ho", "VNI-Times"), r("äi", "VNI-Times")), "Lễ hội"),
    # ư has the place of the soft hyphen, as a character and as Word's own element.
    (p(r("th\u00adêng", ".VnTime")), "thường"),
    (
        p(
            '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>th</w:t><w:softHyphen/><w:t>êng</w:t></w:r>'
        ),
        "thường",
    ),
    # In a Unicode font it is what it is.
    (p(r("Lễ\u00ad hội", "Times New Roman")), "Lễ hội"),
    # Unicode letters under an old font's name show rightly in any other font.
    (p(r("Kế hoạch có số 12", ".VnTime")), "Kế hoạch có số 12"),
]


@pytest.mark.parametrize(("paragraph", "shown"), OLD_FONTS)
def test_old_fonts_are_read_as_they_show(tmp_path: Path, paragraph: str, shown: str) -> None:
    assert lines_of(tmp_path, make_docx(paragraph)) == [shown]


def test_a_font_may_come_from_the_style_of_the_paragraph_or_of_the_document(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi="VNI-Times"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="abc"><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="tieude"><w:basedOn w:val="abc"/></w:style>',
    )
    body = p("Leã hoäi") + p("LÔ héi", style="tieude") + p(r("Lễ hội", "Arial"), style="tieude")

    assert lines_of(tmp_path, make_docx(body, styles=styles)) == ["Lễ hội"] * 3


def test_short_unicode_words_stay_where_the_document_has_unicode_under_that_font(tmp_path: Path) -> None:
    body = p(r("Số liệu được tổng hợp", ".VnTime")) + p(r("có", ".VnTime")) + p(r("KÕ ho¹ch", ".VnTime"))

    assert lines_of(tmp_path, make_docx(body)) == ["Số liệu được tổng hợp", "có", "Kế hoạch"]


def test_a_text_box_is_read_once_and_before_the_text_it_hangs_on(tmp_path: Path) -> None:
    body = p("Mở đầu") + p(box(p("Trong khung"), table(2, p("Tin"), p("12"))), "Đoạn có khung") + p("Kết")

    lines = [line for line in lines_of(tmp_path, make_docx(body)) if line]

    assert lines == ["Mở đầu", "Trong khung", "| Tin | 12 |", "| Tin | 12 |", "Đoạn có khung", "Kết"]


def test_the_older_rendering_is_read_where_the_newer_has_no_text(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox><w:txbxContent>{p('Chỉ ở bản cũ')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    assert "Chỉ ở bản cũ" in lines_of(tmp_path, make_docx(body))


def test_page_headers_and_footers_are_read_once_without_page_numbers(tmp_path: Path) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    body = p("Phần một") + f"<w:p><w:pPr>{section}</w:pPr></w:p>" + p("Phần hai") + section
    data = make_docx(
        body,
        header1=part("hdr", p("SỞ VĂN HÓA") + p("2") + p("Trang 2/15")),
        header2=part("hdr", p("Không hiện: không có trang đầu riêng")),
        footer1=part("ftr", p("Lưu hành nội bộ")),
    )

    lines = [line for line in lines_of(tmp_path, data) if line]

    assert lines == ["SỞ VĂN HÓA", "Phần một", "Phần hai", "Lưu hành nội bộ"]


def test_footnotes_and_endnotes_are_not_lost(tmp_path: Path) -> None:
    data = make_docx(
        p("Thân bài"),
        footnotes=part(
            "footnotes", f'<w:footnote w:type="separator"/><w:footnote>{p("Chú một")}</w:footnote>'
        ),
        endnotes=part("endnotes", f"<w:endnote>{p('Chú cuối')}</w:endnote>"),
    )

    assert lines_of(tmp_path, data) == ["Thân bài", "1 Chú một", "1 Chú cuối"]


def test_an_automatic_label_in_an_old_font_is_read_as_it_shows(tmp_path: Path) -> None:
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/>'
        '<w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        + r("Phạm vi")
        + "</w:p>"
    )

    assert lines_of(tmp_path, make_docx(body, numbering=numbering)) == ["Điều 1. Phạm vi"]


def nested(depth: int) -> str:
    return f"{'<w:tbl><w:tr><w:tc>' * depth}{p('x')}{'</w:tc></w:tr></w:tbl>' * depth}"


LIMITS = Limits()

# One more than is allowed of each; what stands at the bound is read.
TOO_MUCH = {
    "cells": lambda: make_docx(table(LIMITS.cells // 2 + 1, "<w:p/>", "<w:p/>")),
    "tables in tables": lambda: make_docx(nested(LIMITS.table_depth + 1)),
    "elements": lambda: make_docx("<w:p/>" * LIMITS.elements),
    "one part": lambda: make_docx(p("a" * LIMITS.part_bytes)),
    "another part": lambda: make_docx(p("x"), styles=part("styles", " " * LIMITS.part_bytes)),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_a_package_that_is_too_much_is_refused(tmp_path: Path, what: str) -> None:
    with pytest.raises(TooHeavyError):
        lines_of(tmp_path, TOO_MUCH[what]())


def test_what_stands_at_the_bound_is_read(tmp_path: Path) -> None:
    limits = Limits(cells=20, table_depth=3)

    assert "x" in "".join(lines_of(tmp_path, make_docx(nested(3)), limits))
    assert len(lines_of(tmp_path, make_docx(table(10, p("a"), p("b"))), limits)) == 10
    with pytest.raises(TooHeavyError):
        lines_of(tmp_path, make_docx(table(11, p("a"), p("b"))), limits)


# Packages may not declare entities: none is ever expanded.
DECLARED = [
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE d SYSTEM "http://example.invalid/d.dtd">',
]


@pytest.mark.parametrize("declaration", DECLARED)
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_a_package_that_declares_entities_is_refused(tmp_path: Path, declaration: str, name: str) -> None:
    document = f"<w:document {NAMESPACES}><w:body>{p('x')}</w:body></w:document>"
    members = {"word/document.xml": document} | {name: f"{declaration}{document}"}

    with pytest.raises(DamagedFileError):
        lines_of(tmp_path, make_zip(members))


def test_a_style_that_is_its_own_base_does_no_harm(tmp_path: Path) -> None:
    styles = part("styles", '<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>')

    assert lines_of(tmp_path, make_docx(p("x", style="a"), styles=styles)) == ["x"]


# A number format from a hostile file: huge, negative, not a number.
@pytest.mark.parametrize("start", ["99999999999999", "-5", "x", "٣"])
@pytest.mark.parametrize("form", ["upperRoman", "lowerLetter", "decimalZero", "no-such-form"])
def test_any_start_of_a_list_is_read_or_refused(tmp_path: Path, start: str, form: str) -> None:
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + r("x") + "</w:p>"
    )

    with contextlib.suppress(ReadingError):
        assert lines_of(tmp_path, make_docx(body, numbering=numbering))[0].endswith("x")
