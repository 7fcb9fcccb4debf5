"""Tasks out to a spreadsheet and in again; several tasks at once; the next programme from the one before."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from nhipcau.programmes import repeating, tabling, together
from nhipcau.programmes.actions import Plan
from nhipcau.programmes.errors import AlreadyIssuedError, NothingChosenError, NothingLeftError
from nhipcau.programmes.models import Assignment, AssignmentState, Programme, ProgrammeState, Recurrence, Task
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_draft, make_issued, task_plan
from nhipcau.programmes.together import Same
from nhipcau.units.models import UnitVersion
from nhipcau.units.tests.builders import House

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEXT_YEAR = Plan("Tuần lễ năm sau", date(2027, 1, 1), date(2027, 12, 31))


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def draft(house: House) -> Programme:
    return make_draft(house, task_plan(house.ward_a, house.ward_b, recurrence=Recurrence.QUARTERLY))


def book_of(officer: Client, programme: Programme) -> Any:
    answer = officer.get(reverse("programmes:tasks_xlsx", args=[programme.pk]))
    return load_workbook(BytesIO(answer.content))


def sent(officer: Client, programme: Programme, book: Any) -> Any:
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("việc.xlsx", out.getvalue(), XLSX)
    return officer.post(reverse("programmes:upload", args=[programme.pk]), {"file": file})


def confirm(officer: Client, programme: Programme, preview: Any) -> Any:
    return officer.post(
        reverse("programmes:upload", args=[programme.pk]), {"confirm": preview.context_data["kept"]}
    )


def column(key: str) -> int:
    return list(tabling.HEADS).index(key) + 1


def test_a_sheet_that_nobody_changed_changes_nothing(officer: Client, draft: Programme) -> None:
    preview = sent(officer, draft, book_of(officer, draft))

    assert preview.context_data["numbers"] == {"new": 0, "changed": 0, "same": 1, "wrong": 0}
    assert not preview.context_data["takes"]


def test_changed_and_new_rows_are_shown_first_kept_when_confirmed_and_not_taken_twice(
    officer: Client, house: House, draft: Programme
) -> None:
    book = book_of(officer, draft)
    sheet = book.active
    sheet.cell(2, column("product")).value = "12 gian hàng"
    sheet.cell(3, column("title")).value = "Mời khách"
    sheet.cell(3, column("lead")).value = "PHUONG B"
    sheet.cell(3, column("due_on")).value = "20/11/2026"

    preview = sent(officer, draft, book)
    assert preview.context_data["numbers"] == {"new": 1, "changed": 1, "same": 0, "wrong": 0}
    assert draft.tasks.count() == 1

    confirm(officer, draft, preview)
    guests = draft.tasks.get(title="Mời khách")
    assert guests.due_on == date(2026, 11, 20)
    assert guests.assignments.get().unit == house.ward_b
    assert draft.tasks.filter(product="12 gian hàng", recurrence="quarterly").count() == 1

    again = sent(officer, draft, book)
    assert again.context_data["numbers"] == {"new": 0, "changed": 0, "same": 2, "wrong": 0}


def test_wrong_cells_are_named_beside_their_row_and_the_right_rows_are_kept(
    officer: Client, house: House, draft: Programme
) -> None:
    UnitVersion.objects.filter(unit=house.ward_b).update(valid_to=date(2026, 7, 1))
    book = book_of(officer, draft)
    sheet = book.active
    sheet.cell(2, column("lead")).value = "Phường Không Có"
    sheet.cell(2, column("partners")).value = "Phường B"
    sheet.cell(3, column("title")).value = "Việc đúng"
    sheet.cell(4, column("title")).value = "Việc sai ngày"
    sheet.cell(4, column("due_on")).value = "31/02/2026"
    sheet.cell(5, column("code")).value = "NV-999999"

    preview = sent(officer, draft, book)

    wrong = {line.number: dict(line.wrong) for line in preview.context_data["lines"] if line.wrong}
    assert set(wrong) == {2, 4, 5}
    assert "Phường Không Có" in wrong[2][tabling.HEADS["lead"]]
    assert "31/02/2026" in wrong[4][tabling.HEADS["due_on"]]
    confirm(officer, draft, preview)
    assert sorted(draft.tasks.values_list("title", flat=True)) == ["Chuẩn bị gian hàng ẩm thực", "Việc đúng"]


def test_a_unit_that_ended_is_named_as_such(officer: Client, house: House, draft: Programme) -> None:
    Assignment.objects.filter(unit=house.ward_b).delete()
    UnitVersion.objects.filter(unit=house.ward_b).update(valid_to=date(2026, 7, 1))
    book = book_of(officer, draft)
    book.active.cell(2, column("lead")).value = "Phường B"

    preview = sent(officer, draft, book)

    line = preview.context_data["lines"][0]
    assert "Phường B" in dict(line.wrong)[tabling.HEADS["lead"]]


@pytest.mark.parametrize("content", [b"", b"no workbook", b"%PDF-1.7"], ids=["empty", "text", "pdf"])
def test_what_is_no_table_of_tasks_is_refused_beside_its_field(
    officer: Client, draft: Programme, content: bytes
) -> None:
    file = SimpleUploadedFile("việc.xlsx", content, XLSX)

    answer = officer.post(reverse("programmes:upload", args=[draft.pk]), {"file": file})

    assert answer.status_code == 422
    page: Any = answer
    assert page.context_data["form"].errors["file"]


def test_a_workbook_without_the_heads_of_the_sheet_is_refused(officer: Client, draft: Programme) -> None:
    book = Workbook()
    book.active.append(["Họ tên", "Địa chỉ"])

    assert sent(officer, draft, book).status_code == 422


def test_a_forged_confirmation_takes_nothing_over(officer: Client, draft: Programme) -> None:
    answer = officer.post(reverse("programmes:upload", args=[draft.pk]), {"confirm": "forged"})

    assert answer["Location"] == reverse("programmes:upload", args=[draft.pk])
    assert draft.tasks.count() == 1


def test_several_tasks_of_a_draft_are_changed_at_once_all_or_none(house: House) -> None:
    draft = make_draft(house, task_plan(house.ward_a), task_plan(house.ward_a, house.ward_b, title="Hai"))
    tasks = list(draft.tasks.values_list("pk", flat=True))

    same = Same(lead=house.ward_b.pk, responsible="Giám đốc", due_on=date(2026, 12, 20))
    assert together.change_tasks(draft, tasks, same, by=house.son, at=AT) == 2

    given = Assignment.objects.filter(task__in=tasks)
    assert {(one.unit, one.part) for one in given} == {(house.ward_b, "lead")}
    assert set(draft.tasks.values_list("responsible", "due_on")) == {("Giám đốc", date(2026, 12, 20))}
    with pytest.raises(NothingChosenError):
        together.change_tasks(draft, tasks, Same(), by=house.son, at=AT)
    with pytest.raises(PermissionDenied):
        together.change_tasks(draft, tasks, same, by=house.minh, at=AT)


def test_several_issued_tasks_are_given_a_new_deadline_with_its_reason(officer: Client, house: House) -> None:
    issued = make_issued(house, task_plan(house.ward_a), task_plan(house.ward_b, title="Hai"))
    tasks = list(issued.tasks.values_list("pk", flat=True))
    address = reverse("programmes:together", args=[issued.pk])

    assert officer.post(address, {"task": tasks, "day": "2026-12-20"}).status_code == 422
    typed = {"task": tasks, "day": "2026-12-20", "reason": "Dời lễ"}
    shown = officer.post(address, typed)
    before = set(Assignment.objects.values_list("due_on", flat=True))
    back = officer.post(address, {**typed, "back": ""}).content.decode()
    assert officer.post(address, {**typed, "confirm": ""}).status_code == 302

    assert "<ins>20/12/2026</ins>" in shown.content.decode()
    assert 'name="reason" value="Dời lễ"' in shown.content.decode()
    assert before == {DUE}
    assert "Dời lễ" in back
    assert 'name="confirm"' not in back
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {date(2026, 12, 20)}
    with pytest.raises(AlreadyIssuedError):
        together.change_tasks(issued, tasks, Same(theme="Lễ"), by=house.son, at=AT)


def test_several_tasks_of_a_draft_are_shown_as_they_would_be_before_they_change(
    officer: Client, draft: Programme, house: House
) -> None:
    tasks = list(draft.tasks.values_list("pk", flat=True))
    address = reverse("programmes:together", args=[draft.pk])
    typed = {"task": tasks, "lead": "Phường B", "theme": "Lễ hội", "due_on": "2026-12-20"}

    page = officer.post(address, typed).content.decode()
    untouched = set(draft.tasks.values_list("theme", flat=True))
    hidden = dict(re.findall(r'<input type="hidden" name="(lead|theme|due_on)" value="([^"]*)"', page))
    officer.post(address, {**hidden, "task": tasks, "confirm": ""})

    assert "<ins>Phường B</ins>" in page
    assert "Lễ hội" not in untouched
    assert set(draft.tasks.values_list("theme", "due_on")) == {("Lễ hội", date(2026, 12, 20))}
    given = Assignment.objects.filter(task__in=tasks, part="lead")
    assert set(given.values_list("unit", flat=True)) == {house.ward_b.pk}


def test_the_page_of_several_tasks_keeps_what_was_typed_when_nothing_is_chosen(
    officer: Client, draft: Programme
) -> None:
    answer = officer.post(reverse("programmes:together", args=[draft.pk]), {"responsible": "Phó Chủ tịch"})

    assert answer.status_code == 422
    assert "Phó Chủ tịch" in answer.content.decode()


def test_the_next_programme_moves_days_by_years_and_leaves_out_what_is_finished(house: House) -> None:
    before = make_issued(
        house,
        task_plan(house.ward_a, title="Làm một lần, xong"),
        task_plan(house.ward_a, title="Làm một lần, còn", due_on=date(2026, 10, 17)),
        task_plan(house.ward_b, title="Hằng quý", recurrence=Recurrence.QUARTERLY),
    )
    done = Task.objects.get(title="Làm một lần, xong")
    done.assignments.update(state=AssignmentState.DONE)
    Assignment.objects.filter(task__title="Hằng quý").update(state=AssignmentState.DONE)

    made = repeating.repeat_programme(
        before, NEXT_YEAR, 1, {house.ward_a.pk, house.ward_b.pk}, today=DUE, by=house.son, at=AT
    )

    assert (made.state, made.previous) == (ProgrammeState.DRAFT, before)
    assert list(made.tasks.values_list("title", "due_on")) == [
        ("Làm một lần, còn", date(2027, 10, 17)), ("Hằng quý", date(2027, 10, 15)),
    ]  # fmt: skip
    assert made.tasks.get(title="Hằng quý").assignments.get().unit == house.ward_b
    assert assignment_of(made, house.ward_a).state == AssignmentState.NOT_STARTED


def test_a_unit_that_is_gone_is_named_and_a_finished_programme_gives_nothing(house: House) -> None:
    before = make_issued(house, task_plan(house.ward_a))

    rows = repeating.proposed(before, 1, {house.ward_b.pk}, DUE)
    assert rows[0].lost == ("Phường A",)
    Assignment.objects.update(state=AssignmentState.DONE)
    with pytest.raises(NothingLeftError):
        repeating.repeat_programme(before, NEXT_YEAR, 1, set(), today=DUE, by=house.son, at=AT)


def test_the_page_shows_what_would_be_made_before_it_is_made(officer: Client, draft: Programme) -> None:
    address = reverse("programmes:again", args=[draft.pk])

    page = officer.get(address, {"years": 2}).content.decode()
    assert "15/10/2028" in page
    assert Programme.objects.count() == 1

    form = {
        "title": "Năm sau",
        "starts_on": "2028-01-01",
        "ends_on": "2028-12-31",
        "kind": "year",
        "years": "2",
    }
    officer.post(address, form)
    assert draft.following.get().tasks.get().due_on == date(2028, 10, 15)
