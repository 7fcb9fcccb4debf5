"""Files kept with an answer."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.audit import log
from nhipcau.reporting import errors
from nhipcau.reporting.attaching import attach_file, detach_file
from nhipcau.reporting.models import Attachment, AttachmentKind, Submission, SubmissionState
from nhipcau.reporting.tests.builders import (
    DURING,
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
)
from nhipcau.shell.errors import FileTypeError, MislabelledError, SecretFileError
from nhipcau.units.tests.builders import House

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def answer(house: House) -> Submission:
    """Phường A is filling in its answer."""
    collection = make_collection(make_form(house.department, make_indicator("so-cuoc")), house.ward_a)
    return make_answer(collection, house.ward_a, {"so-cuoc": 3}, state=SubmissionState.DRAFT)


def keep(answer: Submission, house: House, name: str, content: bytes, kind: str) -> Attachment:
    return attach_file(answer, name, content, kind=kind, by=house.lan, at=DURING)


def test_a_signed_report_is_kept_with_its_hash_and_an_audit_row(house: House, answer: Submission) -> None:
    kept = keep(answer, house, "Báo cáo quý.pdf", PDF, AttachmentKind.SIGNED)

    assert (kept.file_name, kept.sha256) == ("Báo cáo quý.pdf", hashlib.sha256(PDF).hexdigest())
    assert log.history(answer)[0].action == "reporting.file_attached"
    with pytest.raises(errors.AttachedAlreadyError):
        keep(answer, house, "lần nữa.pdf", PDF, AttachmentKind.SIGNED)


def test_only_a_pdf_is_a_signed_report_and_only_known_kinds_are_kept(
    house: House, answer: Submission
) -> None:
    with pytest.raises(FileTypeError):
        keep(answer, house, "a.exe", b"MZ", AttachmentKind.FILE)
    with pytest.raises(MislabelledError):
        keep(answer, house, "a.pdf", b"MZ", AttachmentKind.SIGNED)
    with pytest.raises(errors.SignedIsPdfError):
        keep(answer, house, "a.mp3", b"ID3", AttachmentKind.SIGNED)

    assert keep(answer, house, "a.mp3", b"ID3", AttachmentKind.FILE).media_type == "audio/mpeg"


def test_after_sending_a_signed_report_may_come_and_nothing_else(house: House, answer: Submission) -> None:
    Submission.objects.update(state=SubmissionState.SUBMITTED)

    with pytest.raises(errors.NotOpenError):
        keep(answer, house, "phụ lục.pdf", PDF, AttachmentKind.FILE)
    kept = keep(answer, house, "ký.pdf", PDF, AttachmentKind.SIGNED)
    with pytest.raises(errors.NotOpenError):
        detach_file(kept, by=house.lan, at=DURING)

    answer.refresh_from_db()
    assert (answer.state, answer.revision) == (SubmissionState.SUBMITTED, 0)


def test_a_locked_report_takes_no_annex(house: House, answer: Submission) -> None:
    answer.collection.locks_at = DURING
    answer.collection.save()

    with pytest.raises(errors.LockedError):
        attach_file(answer, "a.pdf", PDF, kind=AttachmentKind.FILE, by=house.lan, at=TOO_LATE)


def test_only_reporters_of_the_unit_keep_and_take_away_files(house: House, answer: Submission) -> None:
    for other in (house.hoa, house.son, house.minh):
        with pytest.raises(PermissionDenied):
            attach_file(answer, "a.pdf", PDF, kind=AttachmentKind.SIGNED, by=other, at=DURING)

    kept = keep(answer, house, "a.pdf", PDF, AttachmentKind.SIGNED)
    with pytest.raises(PermissionDenied):
        detach_file(kept, by=house.hoa, at=DURING)
    detach_file(kept, by=house.lan, at=DURING)
    assert not answer.attachments.exists()


def test_whoever_sees_the_answer_downloads_its_files_and_strangers_find_nothing(
    client: Client, house: House, answer: Submission
) -> None:
    client.force_login(house.lan)
    file = SimpleUploadedFile("Báo cáo.pdf", PDF)
    client.post(reverse("reporting:attach", args=[answer.pk]), {"kind": "signed", "file": file})
    kept = answer.attachments.get()
    page = client.get(reverse("reporting:submission", args=[answer.pk])).content.decode()
    assert kept.sha256 in page

    address = reverse("reporting:attachment", args=[kept.pk])
    assert client.get(address).content == PDF
    client.force_login(house.hoa)
    assert client.get(address).status_code == 404
    client.force_login(house.tam)
    assert client.get(address)["Content-Security-Policy"] == "sandbox"


def test_of_a_file_marked_secret_nothing_is_kept(house: House, answer: Submission) -> None:
    with pytest.raises(SecretFileError):
        keep(answer, house, "bao-cao-toi-mat.pdf", PDF, AttachmentKind.FILE)

    assert not Attachment.objects.exists()
    assert not log.history(answer).filter(action__contains="attach").exists()
