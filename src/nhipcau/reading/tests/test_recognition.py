"""Pictures of pages, and files of Word 97-2003: read by other programs."""

import io
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nhipcau.reading import Limits, load, read
from nhipcau.reading.errors import MissingProgramError, NoTextError, TooHeavyError
from nhipcau.reading.load.recognition import Picture

LINES = (
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2026",
    "của Ủy ban nhân dân tỉnh về lễ hội mùa xuân.",
    "Có 1.200 lượt khách dự lễ hội.",
)
A4 = (1240, 1754)


def page(*lines: str, size: tuple[int, int] = A4) -> Image.Image:
    """A page at 150 dpi."""
    image = Image.new("L", size, 255)
    font = ImageFont.truetype("DejaVuSans.ttf", 30)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((120, 150 + 60 * number), line, fill=0, font=font)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def a_scan(*pages: Image.Image | str) -> bytes:
    """A PDF of pictures of pages, or of lines of text."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for content in pages:
        if isinstance(content, str):
            canvas.drawString(72, 700, content)
        else:
            canvas.drawImage(ImageReader(content), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


PICTURES = [
    ("a.png", lambda: saved(page(*LINES), "PNG", dpi=(150, 150))),
    ("a.jpg", lambda: saved(page(*LINES), "JPEG", quality=90)),
    ("a.tiff", lambda: saved(page(*LINES), "TIFF", save_all=True, append_images=[page("Trang hai")])),
    ("a.pdf", lambda: a_scan(page(*LINES))),
]


@pytest.mark.parametrize(("name", "make"), PICTURES, ids=[row[0] for row in PICTURES])
def test_a_picture_of_a_page_is_read_and_marked_as_uncertain(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(make())

    reading = read(path)

    assert reading.uncertain
    assert "đối chiếu với bản gốc" in reading.notes[0]
    assert [citation.number for citation in reading.citations] == ["12/KH-UBND"]
    assert [(quantity.value, quantity.unit) for quantity in reading.quantities] == [("1200", "lượt khách")]
    assert ("Trang hai" in reading.text) is (name == "a.tiff")


def test_pages_of_text_and_pictures_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        a_scan("Van ban 12/KH-UBND ve le hoi mua xuan.", page(*LINES), "Trang cuoi cua van ban nay.")
    )

    loaded = load(path)

    assert loaded.uncertain
    assert "Trang 2 được nhận dạng" in loaded.notes[0]
    places = [loaded.text.index(words) for words in ("Van ban", "1.200", "Trang cuoi")]
    assert places == sorted(places)


def test_a_picture_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(saved(page(), "PNG"))

    with pytest.raises(NoTextError):
        load(path)


def test_an_empty_page_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, "Van ban 12/KH-UBND ve le hoi mua xuan.")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    path.write_bytes(stream.getvalue())

    loaded = load(path)

    assert not loaded.uncertain
    assert not loaded.notes


@pytest.fixture
def _no_programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as empty:
        monkeypatch.setenv("PATH", empty)
        yield


@pytest.mark.usefixtures("_no_programs")
@pytest.mark.parametrize(
    ("name", "make", "packages"),
    [
        ("a.png", PICTURES[0][1], "tesseract-ocr tesseract-ocr-vie"),
        ("a.pdf", PICTURES[3][1], "tesseract-ocr tesseract-ocr-vie"),
        (
            "a.doc",
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"),
            "libreoffice-writer",
        ),
    ],
)
def test_a_missing_program_is_named_by_its_packages(
    tmp_path: Path, name: str, make: Callable[[], bytes], packages: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(MissingProgramError) as refusal:
        load(path)

    assert packages in refusal.value.in_vietnamese
    assert name in refusal.value.in_english


@pytest.mark.usefixtures("_no_programs")
def test_what_has_text_is_read_without_the_program_and_says_what_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(a_scan("Van ban 12/KH-UBND ve le hoi mua xuan.", page(*LINES)))

    loaded = load(path)

    assert loaded.uncertain
    assert "12/KH-UBND" in loaded.text
    assert "Trang 2 không có chữ" in loaded.notes[0]
    assert "tesseract-ocr-vie" in loaded.notes[0]


def test_no_more_pages_are_recognised_than_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(a_scan(page(*LINES), page(*LINES)))

    loaded = load(path, limits=Limits(recognised_pages=1))

    assert loaded.text.count("1.200") == 1
    assert "Trang 2 không có chữ" in loaded.notes[1]


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(saved(Image.new("1", (20_000, 20_000)), "PNG"))

    with pytest.raises(TooHeavyError):
        load(path)


def test_a_picture_of_one_shade_is_blank() -> None:
    assert Picture(2, 2, b"\xff" * 4).is_blank
    assert not Picture(2, 2, b"\xff\xff\x00\xff").is_blank


def a_doc(folder: Path, content: bytes) -> Path:
    """Return the file that LibreOffice makes of a DOCX."""
    (folder / "a.docx").write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    orders = ["--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run([*command, *orders], check=True, capture_output=True, timeout=120)
    return folder / "a.doc"


def test_a_file_of_word_97_is_read_with_its_tables_and_old_fonts(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2026")
    document.add_paragraph("KÕ ho¹ch th\u00adêng niªn").runs[0].font.name = ".VnTime"
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ("Nội dung", "Số tin", "Lễ hội", "12"), strict=True
    ):
        cell.text = text
    document.add_paragraph("Nơi nhận: các đơn vị.")  # Word 97 loses a table at the very end
    stream = io.BytesIO()
    document.save(stream)

    reading = read(a_doc(tmp_path, stream.getvalue()))

    assert reading.media_type == "application/msword"
    assert [citation.number for citation in reading.citations] == ["12/KH-UBND"]
    assert "Kế hoạch thường niên" in reading.text
    assert "| Lễ hội | 12 |" in reading.text
