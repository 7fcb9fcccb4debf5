"""Pages as pictures: drawn in a child process, of the size that was said before, refused where they cost too much."""

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from nhipcau.reading import Limits
from nhipcau.reading.errors import DamagedFileError, EncryptedFileError, TooHeavyError
from nhipcau.reading.load.kinds import DOCX, JPEG, PDF, PNG, TIFF
from nhipcau.reading.pictures import PAGE_LIMITS, WIDTH, Size, draw_page, page_sizes
from nhipcau.reading.tests.test_bombs import deflated, forms_in_forms, paged

A4 = (595.276, 841.89)
LYING = 0x0112, 6


def a_pdf(*sizes: tuple[float, float], password: str | None = None) -> bytes:
    """A PDF with a page of each size, a black square in the lower left of each."""
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption(password) if password else None)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(0, 0, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def a_picture(kind: str, size: tuple[int, int], *, colour: str = "red", turned: bool = False) -> bytes:
    stream, exif = io.BytesIO(), Image.Exif()
    if turned:
        exif[LYING[0]] = LYING[1]
    Image.new("RGB", size, colour).save(stream, kind, exif=exif)
    return stream.getvalue()


def sizes_of(tmp_path: Path, data: bytes, media_type: str) -> tuple[Size, ...]:
    path = tmp_path / "file"
    path.write_bytes(data)
    with path.open("rb") as file:
        return page_sizes("file", file, media_type)


def drawn(
    tmp_path: Path, data: bytes, media_type: str, page: int, limits: Limits = PAGE_LIMITS
) -> Image.Image:
    path = tmp_path / "file"
    path.write_bytes(data)
    with path.open("rb") as file:
        return Image.open(io.BytesIO(draw_page("file", file, media_type, page, limits=limits)))


def test_every_page_of_a_pdf_is_drawn_in_the_size_that_was_said(tmp_path: Path) -> None:
    data = a_pdf(A4, A4[::-1])
    said = sizes_of(tmp_path, data, PDF)

    pictures = [drawn(tmp_path, data, PDF, page) for page in range(2)]

    assert [Size(*picture.size) for picture in pictures] == list(said)
    assert [size.width for size in said] == [WIDTH, WIDTH]
    assert said[0].height > WIDTH > said[1].height
    assert pictures[0].getpixel((20, said[0].height - 20)) == (0, 0, 0)
    assert pictures[0].getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("page", [2, -1])
def test_a_page_that_is_not_there_is_told_apart_from_a_damaged_file(tmp_path: Path, page: int) -> None:
    with pytest.raises(IndexError):
        drawn(tmp_path, a_pdf(A4, A4), PDF, page)
    with pytest.raises(DamagedFileError):
        drawn(tmp_path, a_pdf(A4)[:60], PDF, 0)
    with pytest.raises(EncryptedFileError):
        drawn(tmp_path, a_pdf(A4, password="mat-khau"), PDF, 0)


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", PNG), ("JPEG", JPEG), ("TIFF", TIFF)])
def test_a_picture_is_drawn_upright_and_never_larger_than_it_is(
    tmp_path: Path, kind: str, media_type: str
) -> None:
    small, large = a_picture(kind, (300, 200)), a_picture(kind, (2480, 3508), turned=True)

    assert drawn(tmp_path, small, media_type, 0).size == (300, 200)
    assert sizes_of(tmp_path, large, media_type) == (Size(WIDTH, 877),)
    assert drawn(tmp_path, large, media_type, 0).size == (WIDTH, 877)


def test_each_page_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    stream = io.BytesIO()
    pages = [Image.new("L", (60 + 10 * n, 80), n) for n in range(3)]
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    data = stream.getvalue()

    assert [size.width for size in sizes_of(tmp_path, data, TIFF)] == [60, 70, 80]
    assert drawn(tmp_path, data, TIFF, 2).size == (80, 80)


def test_what_a_phone_wrote_into_a_photo_is_not_handed_on(tmp_path: Path) -> None:
    assert not drawn(tmp_path, a_picture("JPEG", (300, 200), turned=True), JPEG, 0).getexif()


def test_other_kinds_of_files_have_no_pictures(tmp_path: Path) -> None:
    assert sizes_of(tmp_path, b"PK", DOCX) == ()


@pytest.mark.parametrize(
    "data",
    [
        paged(deflated(b"0 0 m 9 9 l S"), box=b"0 0 900000 900000"),
        forms_in_forms(9),
    ],
    ids=["a page of 300 m", "forms in forms"],
)
def test_a_page_that_costs_too_much_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TooHeavyError):
        drawn(tmp_path, data, PDF, 0, Limits(cpu_seconds=1, wall_seconds=4))


def test_a_picture_of_too_many_dots_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooHeavyError):
        drawn(tmp_path, a_picture("PNG", (400, 400)), PNG, 0, Limits(pixels=100_000))
