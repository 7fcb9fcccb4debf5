"""Money, people, equipment, annexes and targets of a programme, and files that show progress."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.indicators.models import Indicator
from nhipcau.programmes import resourcing
from nhipcau.programmes.errors import AlreadyIssuedError, ForeignTaskError
from nhipcau.programmes.models import BudgetLine, Programme, ResourceKind, TaskTarget
from nhipcau.programmes.resourcing import Money, Need
from nhipcau.programmes.tests.builders import AT, assignment_of, make_draft, make_issued, task_plan
from nhipcau.shell import files
from nhipcau.units.tests.builders import House

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
STALLS = Money("Thuê gian hàng", "Ngân sách tỉnh", Decimal(120_000_000), Decimal(30_000_000))


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def draft(house: House) -> Programme:
    return make_draft(house)


def test_budget_lines_add_up_to_what_is_left_and_below_zero_where_more_was_spent(
    house: House, draft: Programme
) -> None:
    resourcing.add_money(draft, STALLS, by=house.son, at=AT)
    line = resourcing.add_money(
        draft, Money("In ấn", "Tài trợ", Decimal(10), Decimal(15)), by=house.son, at=AT
    )

    found = resourcing.sums(draft)
    assert [int(one) for one in (found.planned, found.spent, found.left)] == [
        120_000_010,
        30_000_015,
        89_999_995,
    ]
    assert line.left == -5

    resourcing.remove_money(line, by=house.son, at=AT)
    assert resourcing.sums(draft).spent == 30_000_000


def test_money_is_for_a_task_of_the_programme_and_entered_by_its_planners(
    house: House, draft: Programme
) -> None:
    other = make_draft(house).tasks.get()

    with pytest.raises(ForeignTaskError):
        resourcing.add_money(draft, Money("Xe", "Tỉnh", Decimal(1), task=other.pk), by=house.son, at=AT)
    with pytest.raises(PermissionDenied):
        resourcing.add_money(draft, STALLS, by=house.minh, at=AT)

    assert not BudgetLine.objects.exists()


def test_money_is_typed_as_people_write_it_and_a_fault_stays_beside_its_field(
    officer: Client, draft: Programme
) -> None:
    address = reverse("programmes:add_money", args=[draft.pk])
    typed = {"item": "Thuê xe", "source": "Ngân sách tỉnh", "planned": "1.500.000", "spent": ""}

    wrong = officer.post(address, typed | {"planned": "nhiều"})
    assert wrong.status_code == 422
    assert "Thuê xe" in wrong.content.decode()

    officer.post(address, typed)
    assert draft.budget.get().planned == 1_500_000
    page = officer.get(reverse("programmes:resources", args=[draft.pk])).content.decode()
    assert "1.500.000" in page


def test_people_and_equipment_are_named_changed_and_taken_out(house: House, draft: Programme) -> None:
    need = Need(ResourceKind.PEOPLE, "Phiên dịch tiếng Anh", 4)
    kept = resourcing.add_need(draft, need, by=house.son, at=AT)

    resourcing.change_need(kept, Need(ResourceKind.PEOPLE, "Phiên dịch tiếng Anh", 6), by=house.son, at=AT)
    assert draft.resources.get().quantity == 6

    resourcing.remove_need(kept, by=house.son, at=AT)
    assert not draft.resources.exists()


def test_an_annex_is_checked_kept_in_order_and_stays_once_the_programme_is_issued(
    officer: Client, house: House, draft: Programme
) -> None:
    address = reverse("programmes:add_annex", args=[draft.pk])

    wrong = officer.post(address, {"title": "Phụ lục", "file": SimpleUploadedFile("bảng.pdf", b"MZ no pdf")})
    assert wrong.status_code == 422
    officer.post(address, {"title": "Danh mục gian hàng", "file": SimpleUploadedFile("bảng.pdf", PDF)})

    annex = draft.annexes.get()
    assert (annex.title, annex.name, annex.size) == ("Danh mục gian hàng", "bảng.pdf", len(PDF))
    assert officer.get(reverse("programmes:annex", args=[annex.pk])).content == PDF
    Programme.objects.filter(pk=draft.pk).update(state="issued")
    annex.programme.refresh_from_db()
    with pytest.raises(AlreadyIssuedError):
        resourcing.remove_annex(annex, by=house.son, at=AT)


@pytest.mark.django_db(transaction=True)
def test_an_annex_taken_out_leaves_no_file(draft: Programme, house: House) -> None:
    annex = resourcing.add_annex(draft, "", files.document("bảng.pdf", PDF), by=house.son, at=AT)
    where = Path(annex.file.path)
    assert where.exists()

    resourcing.remove_annex(annex, by=house.son, at=AT)

    assert not where.exists()


def test_targets_are_set_while_the_programme_is_a_draft_and_shown_to_the_unit(
    officer: Client, house: House, draft: Programme
) -> None:
    posts = Indicator.objects.create(
        code="posts", name="Tin, bài", name_en="Posts", measure="tin, bài", measure_en="posts"
    )
    task = draft.tasks.get()
    address = reverse("programmes:targets", args=[task.pk])

    assert officer.post(address, {"indicator0": "", "target0": "12"}).status_code == 422
    assert officer.post(address, {"indicator0": posts.pk, "target0": "1.200"}).status_code == 302

    assert TaskTarget.objects.get(task=task).target == 1200
    Programme.objects.filter(pk=draft.pk).update(state="issued")
    client = Client()
    client.force_login(house.lan)
    page = client.get(reverse("programmes:assignment", args=[assignment_of(draft, house.ward_a).pk]))
    assert "1.200" in page.content.decode()
    assert officer.post(address, {"indicator0": "", "target0": ""}).status_code == 422


def test_a_file_shows_progress_and_only_those_who_see_the_task_get_it(house: House, client: Client) -> None:
    given = assignment_of(make_issued(house, task_plan(house.ward_a)), house.ward_a)
    client.force_login(house.lan)
    file = SimpleUploadedFile("biên bản.pdf", PDF)

    client.post(
        reverse("programmes:progress", args=[given.pk]),
        {"state": "under_way", "text": "Đã họp với các hộ kinh doanh.", "file": file},
    )

    note = given.notes.get()
    address = reverse("programmes:note_file", args=[note.pk])
    assert client.get(address).content == PDF
    client.force_login(house.hoa)
    assert client.get(address).status_code == 404
