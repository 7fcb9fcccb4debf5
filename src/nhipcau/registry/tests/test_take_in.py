"""Taking a document in: read and kept whole, or refused and nothing kept."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from docx import Document as Docx

from nhipcau.audit import log
from nhipcau.registry import actions, reader
from nhipcau.registry.errors import AlreadyThereError, UnreadableFileError
from nhipcau.registry.models import Document, DocumentState, Finding, FindingField
from nhipcau.registry.tests.builders import AT, PLAN, make_document, stored_files
from nhipcau.units.tests.builders import House


def docx(text: str = PLAN) -> bytes:
    made = Docx()
    for line in text.splitlines():
        made.add_paragraph(line)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_a_file_is_kept_with_its_text_its_header_and_everything_found(house: House) -> None:
    document = make_document(house.department, house.son)

    assert document.state == DocumentState.READING
    assert (document.text, document.file_name) == (PLAN, "ke-hoach.txt")
    assert document.number == document.header_found["number"] == "45/KH-UBND"
    assert document.file.read() == PLAN.encode()
    fields = set(document.findings.values_list("field", flat=True))
    assert {FindingField.CITATION, FindingField.DATE, FindingField.QUANTITY, FindingField.OUTLINE} <= fields
    assert log.history(document)[0].action == "registry.document_taken_in"


def test_every_finding_stands_in_the_text_at_its_place(house: House) -> None:
    document = make_document(house.department, house.son)

    findings = list(document.findings.all())

    assert len(findings) > 3
    for finding in findings:
        assert document.text[finding.start : finding.end] == finding.text
        assert not finding.value.keys() & {"text", "start", "end"}


def test_only_an_officer_of_the_unit_takes_in_and_a_refusal_keeps_nothing(house: House) -> None:
    before = stored_files()
    for other in (house.lan, house.minh, house.tam, house.quang, house.khach):
        with pytest.raises(PermissionDenied):
            make_document(house.department, other)

    assert not Document.objects.exists()
    assert stored_files() == before


def _docx_with_password() -> bytes:
    # What Word writes for a document with a password: an OLE file around an encrypted package.
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 600
    )


def _package_without_document() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", "<w:document")
        package.writestr("[Content_Types].xml", "<Types/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("trong.txt", b"", "trống"),  # empty
        ("trang.txt", b" \n\n ", "trống"),  # nothing but spaces
        ("hong.docx", _package_without_document(), "hỏng"),  # damaged inside
        ("cut.docx", docx()[:900], "hỏng"),  # cut short on its way
        ("rac.pdf", b"%PDF-1.7\nnothing more", "hỏng"),  # starts like a PDF and is none
        ("mat-khau.docx", _docx_with_password(), "mật khẩu"),  # encrypted
        ("anh.docx", b"\x89PNG\r\n\x1a\n0000", "PNG"),  # a picture named a document
        ("that.pdf", docx(), "DOCX"),  # a document named a PDF
        ("bang.xlsx", b"PK\x03\x04", "bang.xlsx"),  # a kind that is not read
        ("ma-la.txt", b"\xb8\xb6 \xd5\xb9 \xff\xfe\x80", "Unicode"),  # bytes of no encoding that can be told
    ],
)
def test_a_file_that_cannot_be_read_says_why_by_name_and_nothing_of_it_is_kept(
    house: House, name: str, content: bytes, says: str
) -> None:
    before = stored_files()

    with translation.override("vi"), pytest.raises(UnreadableFileError) as refusal:
        actions.take_in_document(house.department, name, content, by=house.son, at=AT)

    assert name in str(refusal.value.message)
    assert says in str(refusal.value.message)
    assert not Document.objects.exists()
    assert stored_files() == before


def test_a_refusal_is_in_the_language_of_the_page(house: House) -> None:
    with translation.override("en"), pytest.raises(UnreadableFileError, match="is empty"):
        actions.take_in_document(house.department, "a.txt", b"", by=house.son, at=AT)


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    limit = reader.largest()
    reader.check_size("a.pdf", limit)

    with translation.override("vi"), pytest.raises(UnreadableFileError, match="lớn hơn 50 MB"):
        reader.check_size("a.pdf", limit + 1)


def test_the_same_file_twice_in_a_register_says_where_it_is(house: House) -> None:
    first = make_document(house.department, house.son)
    before = stored_files()

    with pytest.raises(AlreadyThereError) as refusal:
        make_document(house.department, house.son, name="other-name.txt")

    assert refusal.value.document == first
    assert stored_files() == before
    assert make_document(house.ward_a, house.son) != first  # another unit's register is another matter


def test_when_the_row_cannot_be_saved_the_file_goes_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_files()

    class PowerCutError(Exception):
        """The database is gone."""

    def gone(*_args: object, **_options: object) -> None:
        raise PowerCutError

    monkeypatch.setattr(Finding.objects, "bulk_create", gone)
    with pytest.raises(PowerCutError), transaction.atomic():
        make_document(house.department, house.son)

    assert not Document.objects.exists()
    assert stored_files() == before


def test_a_docx_keeps_its_name_even_when_it_is_long_and_vietnamese(house: House) -> None:
    name = "Kế hoạch tổ chức " + "ngày hội văn hóa biển " * 9 + ".docx"

    document = actions.take_in_document(house.department, name, docx(), by=house.son, at=AT)

    assert document.file_name == name
    assert document.number == "45/KH-UBND"


def test_signs_that_no_database_stores_do_not_move_the_findings(house: House) -> None:
    text = f"Ghi chú \x00 kèm theo.\n{PLAN}"

    document = make_document(house.department, house.son, text=text)

    assert "\x00" not in document.text
    for finding in document.findings.all():
        assert document.text[finding.start : finding.end] == finding.text
