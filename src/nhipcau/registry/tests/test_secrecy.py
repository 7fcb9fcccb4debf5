"""Files that bear a mark of secrecy: refused at every door, removed where reading finds it later."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from nhipcau.reading.secrecy import secret_field, secret_line
from nhipcau.reading.tests.test_recognition import LINES, a_scan, page
from nhipcau.registry import actions, events, intake
from nhipcau.registry.errors import SecretDocumentError
from nhipcau.registry.models import Document, SecretRemoval
from nhipcau.registry.relating import SourceSaid, add_source
from nhipcau.registry.tests.builders import AT, PLAN, make_document, stored_files
from nhipcau.units.tests.builders import House

MARKED = PLAN.replace("KẾ HOẠCH\n", "TỐI MẬT\n\nKẾ HOẠCH\n", 1)
HONEY = PLAN.replace("KẾ HOẠCH\n", "LỄ HỘI MẬT ONG\nMẬT ONG\tMẬT MÍA\nGiữ bí mật thông tin của khách.\n", 1)


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TUYỆT MẬT      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TOI MAT",
        "Độ mật: Tối mật",
        "Số: 12/KH-UBND MẬT",
        "[MẬT]",
        "TUYỆT MẬT Bản số: 03",
    ],
)
def test_a_mark_is_known(line: str) -> None:
    assert secret_line(f"TỈNH BẾN ĐÁ\n{line}\nKẾ HOẠCH")


@pytest.mark.parametrize(
    "line",
    [
        "LỄ HỘI MẬT ONG",
        "MẬT ONG",
        "Bảo vệ bí mật nhà nước ở các độ Tuyệt mật, Tối mật, Mật",
        "MẬT ĐỘ KHÁCH",
        "Mật khẩu: mười ký tự",
        "MẮT",
    ],
)
def test_other_words_are_no_mark(line: str) -> None:
    assert not secret_line(f"TỈNH BẾN ĐÁ\n{line}\nKẾ HOẠCH")


def test_names_of_files_and_subjects_are_looked_at() -> None:
    assert secret_field("Kế hoạch (Mật).docx")
    assert secret_field("tuyet-mat.pdf")
    assert not secret_field("Le hoi mat ong.docx")
    assert not secret_field("Bảo vệ BÍ MẬT nhà nước")


@pytest.fixture(autouse=True)
def before() -> set[str]:
    """The files that other tests left."""
    return stored_files()


def nothing_is_kept(before: set[str]) -> None:
    assert not Document.objects.exists()
    assert stored_files() == before
    refused = ModelLogEntry.objects.get(action=events.MARKED_REFUSED)
    assert refused.data == {}


def test_a_marked_file_is_refused_and_nothing_of_it_is_kept(house: House, before: set[str]) -> None:
    with override("en"), pytest.raises(SecretDocumentError, match="clerk for secret documents"):
        make_document(house.department, house.son, text=MARKED)
    nothing_is_kept(before)


def test_a_marked_name_is_refused_before_the_file_is_read(house: House, before: set[str]) -> None:
    with pytest.raises(SecretDocumentError):
        make_document(house.department, house.son, name="ke-hoach-toi-mat.txt")
    nothing_is_kept(before)


def test_the_page_says_what_to_do_with_a_marked_file(
    house: House, before: set[str], client: Client, tmp_path: Path
) -> None:
    client.force_login(house.son)
    marked = tmp_path / "van-ban.txt"
    marked.write_text(MARKED, encoding="utf-8")
    with marked.open("rb") as file:
        answer = client.post(reverse("registry:take_in"), {"unit": house.department.pk, "documents": file})
    assert "TUYỆT MẬT" in answer.content.decode()
    nothing_is_kept(before)


def test_a_marked_file_in_a_folder_is_refused_and_the_others_are_taken_in(
    house: House, before: set[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(MARKED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(HONEY, encoding="utf-8")
    outcomes = intake.take_in_folder(house.department, tmp_path, by=house.son, at=AT)
    assert [one.taken_in for one in outcomes] == [False, True]
    assert len(stored_files() - before) == 1


def test_a_source_with_a_marked_file_is_refused(house: House, before: set[str]) -> None:
    said = SourceSaid("book", "", "Sổ tay lễ hội biển")
    with pytest.raises(SecretDocumentError):
        add_source(
            house.department, said, by=house.son, at=AT, file_name="so-tay.txt", content=MARKED.encode()
        )
    nothing_is_kept(before)


def test_a_mark_found_in_the_background_removes_file_row_and_words(
    house: House, before: set[str], client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        scan = a_scan("Trang dau co chu: 12 doan khach.", page("TOI MAT", *LINES))
        taken = actions.take_in_document(house.department, "le-hoi-bien.pdf", scan, by=house.son, at=AT)

    assert not Document.objects.filter(pk=taken.pk).exists()
    assert stored_files() == before
    left = ModelLogEntry.objects.all()
    assert not any("le-hoi-bien" in f"{row.label} {row.data}" for row in left)
    assert left.filter(action=events.MARKED_REMOVED).count() == 1

    client.force_login(house.son)
    removal = SecretRemoval.objects.get()
    assert (
        reverse("registry:see_removal", args=[removal.pk])
        in client.get(reverse("registry:removals")).content.decode()
    )
    client.post(reverse("registry:see_removal", args=[removal.pk]))
    assert not SecretRemoval.objects.unseen_by(house.son).exists()
