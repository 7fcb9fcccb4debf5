"""What is taken as evidence and what is refused."""

import zipfile
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

from nhipcau.activities import proof
from nhipcau.activities.errors import LinkError
from nhipcau.activities.models import EvidenceKind
from nhipcau.activities.tests.builders import jpeg
from nhipcau.shell import files
from nhipcau.shell.errors import (
    DamagedError,
    EmptyFileError,
    FileError,
    FileTypeError,
    MislabelledError,
    OversizeError,
    PhotoError,
)
from nhipcau.shell.photos import THUMBNAIL_SIDE


def word(inside: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(inside, "<x/>")
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
REFUSED_PHOTOS = [
    (b"", EmptyFileError),
    (b"this is text", PhotoError),
    (PDF, PhotoError),  # a PDF whose name says JPEG
    (jpeg(900, 600)[:2000], DamagedError),  # breaks off
    (b"x" * (files.LARGEST_BYTES + 1), OversizeError),
]
REFUSED_FILES = [
    ("kế hoạch.pdf", b"", EmptyFileError),
    ("kế hoạch.pdf", PDF[:20], DamagedError),
    ("kế hoạch.pdf", b"MZ\x90\x00", MislabelledError),
    ("kế hoạch.docx", PDF, MislabelledError),
    ("kế hoạch.docx", word("xl/workbook.xml"), MislabelledError),  # a workbook named as a text
    ("kế hoạch.docx", word()[:30], DamagedError),
    ("ảnh.png", PDF, PhotoError),
    ("chạy.exe", b"MZ\x90\x00", FileTypeError),
    ("trang.html", b"<script>", FileTypeError),
    ("không đuôi", PDF, FileTypeError),
]


@pytest.mark.parametrize(("content", "error"), REFUSED_PHOTOS)
def test_what_is_no_whole_photo_is_refused(content: bytes, error: type[FileError]) -> None:
    with pytest.raises(error) as refused:
        proof.photo("ảnh.jpg", content)

    assert str(refused.value.message)


@pytest.mark.parametrize(("name", "content", "error"), REFUSED_FILES)
def test_a_damaged_or_mislabelled_file_is_refused(name: str, content: bytes, error: type[FileError]) -> None:
    with pytest.raises(error):
        proof.document(name, content)


def test_a_picture_too_large_for_the_memory_is_refused_before_it_is_drawn() -> None:
    out = BytesIO()
    Image.new("1", (9001, 9001)).save(out, "PNG")

    with pytest.raises(PhotoError):
        proof.photo("ảnh.png", out.getvalue())


def test_a_photo_is_kept_upright_and_without_place_person_or_device() -> None:
    original = jpeg(60, 40)
    assert b"secret" in original

    kept = proof.photo("C:\\ảnh\\Lễ hội.HEIC", original)

    with Image.open(BytesIO(kept.content)) as picture:
        assert picture.size == (40, 60)
        assert not dict(picture.getexif())
        assert "comment" not in picture.info
    assert b"secret" not in kept.content
    assert "Máy của Lan".encode() not in kept.content
    assert (kept.kind, kept.name, kept.media_type) == (EvidenceKind.PHOTO, "Lễ hội.jpg", "image/jpeg")


def test_a_thumbnail_is_small() -> None:
    kept = proof.photo("ảnh.jpg", jpeg(1200, 900))

    with Image.open(BytesIO(kept.thumbnail)) as picture:
        assert max(picture.size) == THUMBNAIL_SIDE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_pictures_of_every_phone_are_taken(form: str) -> None:
    pillow_heif.register_heif_opener()
    out = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, form)

    assert proof.photo("ảnh", out.getvalue()).content


def test_whole_files_are_taken_with_their_names() -> None:
    assert proof.document("Kế hoạch.pdf", PDF).name == "Kế hoạch.pdf"
    assert proof.document("../../etc/Kế hoạch.docx", word()).name == "Kế hoạch.docx"
    assert proof.document("ảnh.JPG", jpeg()).kind == EvidenceKind.PHOTO


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "ftp://x.vn/a", "https://", "trang web", "http://[", "https://x", "https://x.vn@y",
        "https://x.vn/\nA: b",
    ],
)  # fmt: skip
def test_a_link_leads_to_the_web(url: str) -> None:
    assert proof.link(" https://example.vn/bai ").url == "https://example.vn/bai"
    with pytest.raises(LinkError):
        proof.link(url)
