"""Files: the four formats, and everything that can be wrong with one."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from nhipcau.reading import Limits, ReadingError, load, read
from nhipcau.reading.errors import (
    BY_NAME,
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    MislabelledFileError,
    MissingFileError,
    NoTextError,
    TooHeavyError,
    TooLargeError,
    UnknownEncodingError,
    UnsupportedFormatError,
)

TEXT = "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2026\r\nvề lễ hội.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM = "WordDocument".encode("utf-16-le")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Ke hoach 12/KH-UBND")
    return _saved(document)


def _saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_pdf(*lines: str, password: str | None = None) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption(password) if password else None)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 16 * number, line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_gives_exactly_its_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))

    assert load(path).text == TEXT


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("utf-8-sig"))

    assert load(path).text == TEXT


def test_a_pdf_joins_its_broken_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        a_pdf("Van ban ve viec to chuc le hoi mua xuan nam nay cua", "tinh theo 12/KH-UBND.", "1. Muc dich")
    )

    assert load(path).text.splitlines() == [
        "Van ban ve viec to chuc le hoi mua xuan nam nay cua tinh theo 12/KH-UBND.",
        "1. Muc dich",
    ]


def test_a_stamped_number_stands_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "So:")
    canvas.drawString(130, 700, "/KH-UBND")
    canvas.acroForm.textfield(
        name="so", value="45", x=94, y=694, width=34, height=18, borderWidth=0, fontSize=12
    )
    canvas.showPage()
    canvas.save()
    path.write_bytes(stream.getvalue())

    assert load(path).text == "So: 45/KH-UBND\n"


def test_a_page_without_text_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, "Van ban 12/KH-UBND ve le hoi mua xuan.")
    canvas.showPage()
    canvas.rect(72, 700, 10, 10)
    canvas.showPage()
    canvas.save()
    path.write_bytes(stream.getvalue())

    loaded = load(path)

    assert loaded.uncertain
    assert "Trang 2" in loaded.notes[0]


def test_a_docx_shows_its_automatic_numbers_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    for text in ("Mục đích", "Yêu cầu"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ("Chỉ tiêu", "Kết quả", "Tin", "12"), strict=True
    ):
        cell.text = text
    path.write_bytes(_saved(document))

    reading = read(path)

    assert [(heading.label, heading.starts) for heading in reading.outline] == [
        ("1", "Mục đích"),
        ("2", "Yêu cầu"),
    ]
    assert "| Chỉ tiêu | Kết quả |" in reading.text.splitlines()
    assert [(q.value, q.unit) for q in reading.quantities] == [("12", "Kết quả")]


def test_a_list_that_starts_anew_counts_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for number_id in (90, 91):
        numbering.append(_list(number_id, abstract="77"))
    numbering.insert(0, _levels("77"))
    for number_id, text in ((90, "Một"), (90, "Hai"), (91, "Lại một")):
        _numbered(document.add_paragraph(text), number_id)
    path.write_bytes(_saved(document))

    assert load(path).text.splitlines() == ["I. Một", "II. Hai", "I. Lại một"]


def _levels(abstract: str) -> etree._Element:
    element = OxmlElement("w:abstractNum", attrs={qn("w:abstractNumId"): abstract})
    level = OxmlElement("w:lvl", attrs={qn("w:ilvl"): "0"})
    for tag, value in (("w:start", "1"), ("w:numFmt", "upperRoman"), ("w:lvlText", "%1.")):
        level.append(OxmlElement(tag, attrs={qn("w:val"): value}))
    element.append(level)
    return element


def _list(number_id: int, *, abstract: str) -> etree._Element:
    element = OxmlElement("w:num", attrs={qn("w:numId"): str(number_id)})
    element.append(OxmlElement("w:abstractNumId", attrs={qn("w:val"): abstract}))
    override = OxmlElement("w:lvlOverride", attrs={qn("w:ilvl"): "0"})
    override.append(OxmlElement("w:startOverride", attrs={qn("w:val"): "1"}))
    element.append(override)
    return element


def _numbered(paragraph: Paragraph, number_id: int) -> None:
    place = OxmlElement("w:numPr")
    place.append(OxmlElement("w:ilvl", attrs={qn("w:val"): "0"}))
    place.append(OxmlElement("w:numId", attrs={qn("w:val"): str(number_id)}))
    paragraph._p.get_or_add_pPr().append(place)


def test_html_leaves_menus_and_scripts_out(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<!doctype html><html><head><meta charset='utf-8'></head><body><script>var a = '1/1/2020'</script>"
        "<nav><a href='/'>Trang chủ</a></nav><p>Ngày <b>05/3/2026</b>,<br>khai mạc lễ hội.</p>"
        "<table><tr><th>Nội dung</th><th>Số khách</th></tr><tr><td>Lễ hội</td><td>1.200</td></tr></table>"
        "<div>Điện thoại: 0229 387 123</div></body></html>",
        encoding="utf-8",
    )

    reading = read(path)

    assert (
        reading.text == "Ngày 05/3/2026,\nkhai mạc lễ hội.\n\n| Nội dung | Số khách |\n| Lễ hội | 1.200 |\n"
    )
    assert [date.value.isoformat() for date in reading.dates] == ["2026-03-05"]


WRONG: list[tuple[str, Callable[[], bytes], type[ReadingError]]] = [
    ("empty.txt", lambda: b"", EmptyFileError),
    ("blank.txt", lambda: b" \n\n", EmptyFileError),
    ("french.txt", lambda: "Un café près de la forêt, déjà fermé".encode("cp1252"), UnknownEncodingError),
    ("empty.docx", lambda: _saved(docx.Document()), EmptyFileError),
    ("cut.docx", lambda: a_docx()[:2000], DamagedFileError),
    ("noise.docx", lambda: b"not a package at all", DamagedFileError),
    (
        "locked.docx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        EncryptedFileError,
    ),
    ("old-word.docx", lambda: OLE + bytes(600), MislabelledFileError),
    ("locked.pdf", lambda: a_pdf("x", password="mat-khau"), EncryptedFileError),
    ("cut.pdf", lambda: a_pdf("x")[:100], DamagedFileError),
    ("picture.pdf", lambda: a_pdf(), NoTextError),
    ("really-pdf.docx", lambda: a_pdf("x"), MislabelledFileError),
    ("really-docx.pdf", a_docx, MislabelledFileError),
    ("really-docx.txt", a_docx, MislabelledFileError),
    ("really-html.txt", lambda: b"<!DOCTYPE html><html><body>a</body></html>", MislabelledFileError),
    ("really-png.pdf", lambda: PNG, MislabelledFileError),
    ("cut.png", lambda: PNG, DamagedFileError),
    ("film.gif", lambda: b"GIF89a" + bytes(64), UnsupportedFormatError),
    ("noise.doc", lambda: b"not of Word at all", DamagedFileError),
    ("really-excel.doc", lambda: OLE + bytes(600), MislabelledFileError),
    (
        "locked.doc",
        lambda: OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + WORD_STREAM,
        EncryptedFileError,
    ),
    ("empty-inside.doc", lambda: OLE + bytes(600) + WORD_STREAM, DamagedFileError),
    ("table.xlsx", lambda: _zip("xl/workbook.xml"), UnsupportedFormatError),
    ("blank.html", lambda: b"<!doctype html><html><body> </body></html>", EmptyFileError),
]


def _zip(member: str, content: bytes = b"<x/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(member, content)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "make", "error"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_file_is_refused_by_its_fault(
    tmp_path: Path, name: str, make: Callable[[], bytes], error: type[ReadingError]
) -> None:
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(ReadingError) as refusal:
        load(path)

    assert type(refusal.value) is error
    assert name in refusal.value.in_vietnamese


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        load(tmp_path / "none.txt")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a" * 2000)

    with pytest.raises(TooLargeError):
        load(path, limits=Limits(file_bytes=1000))


def test_a_package_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(_zip("word/document.xml", b"<w>" + b" " * 300 * 1024**2 + b"</w>"))

    with pytest.raises(TooHeavyError):
        load(path)


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    body = f'<!DOCTYPE d [<!ENTITY e0 "ha">{lines}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    path = tmp_path / "entities.docx"
    path.write_bytes(_zip("word/document.xml", body.encode()))

    with pytest.raises(ReadingError):
        load(path)


@pytest.mark.parametrize("error", BY_NAME.values(), ids=BY_NAME)
def test_every_error_says_what_to_do_next_in_both_languages(error: type[ReadingError]) -> None:
    example = error("a.pdf", limit=50, claims=".pdf", is_really="DOCX", packages="poppler-utils")

    assert "a.pdf" in example.in_english
    assert "Hãy" in example.in_vietnamese
    assert "{" not in example.in_vietnamese + example.in_english


@given(data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)

    with contextlib.suppress(ReadingError):
        read(path)


@given(data=st.binary(max_size=300), start=st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b""]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_of_a_foreign_format_are_read_or_refused(tmp_path: Path, data: bytes, start: bytes) -> None:
    for suffix in (".pdf", ".docx", ".html"):
        path = tmp_path / f"any{suffix}"
        path.write_bytes(start + data)

        with contextlib.suppress(ReadingError):
            read(path)
