"""The pages of programmes and tasks."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks

from nhipcau.programmes.models import AssignmentState, Part, Programme, ProgrammeState, Task
from nhipcau.programmes.proposals import proposals
from nhipcau.programmes.tests.builders import assignment_of, make_draft, make_issued, task_plan
from nhipcau.registry.models import Document, FindingField
from nhipcau.registry.tests.builders import make_document, make_registered
from nhipcau.units.tests.builders import House


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


@pytest.fixture
def document(house: House) -> Document:
    return make_registered(house.department, house.son)


def shown(answer: Any, name: str) -> Any:
    """Return what the page was given under `name`."""
    return answer.context_data[name]


def duties(document: Document) -> list[int]:
    return [finding.pk for finding in document.findings.filter(field=FindingField.DUTY)]


def plan_form(**values: str) -> dict[str, str]:
    return {
        "title": "Chương trình du lịch biển",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        **values,
    }


def row_form(finding: int, **values: str) -> dict[str, str]:
    row = {
        "include": "on",
        "title": "Một việc",
        "theme": "",
        "lead": "",
        "partners": "",
        "due_on": "",
        **values,
    }
    return {f"f{finding}-{name}": value for name, value in row.items()}


def test_a_document_proposes_its_duties_with_their_clause_and_the_unit_it_names(
    house: House, document: Document
) -> None:
    names = {house.department.pk: "Sở Văn hóa, Thể thao và Du lịch", house.ward_a.pk: "Phường A"}

    found = proposals(document, names)

    given = [one for one in found if one.is_duty]
    assert [one.lead for one in given] == [house.department.pk, house.ward_a.pk, None]
    assert given[1].clause == "Phường A chuẩn bị 10 gian hàng ẩm thực."
    assert (given[1].clause_label, given[1].theme) == ("2", "TỔ CHỨC THỰC HIỆN")
    assert given[0].due_on == date(2026, 10, 15)
    points = [one.clause_label for one in found if not one.is_duty]
    assert points == ["I", "1", "2", "II"]


def test_a_programme_made_from_an_old_document_is_offered_for_this_year(
    officer: Client, document: Document
) -> None:
    document.issued_on = date(2024, 6, 17)
    document.save(update_fields=["issued_on"])

    form = shown(officer.get(reverse("programmes:make", args=[document.pk])), "form")

    this_year = timezone.localdate().year
    assert form.initial["starts_on"] == date(this_year, 1, 1)
    assert form.initial["ends_on"] == date(this_year, 12, 31)


def test_a_registered_document_leads_to_making_a_programme_and_others_do_not(
    house: House, officer: Client, document: Document
) -> None:
    reading = make_document(house.ward_a, house.son, text="Thông báo.")

    for shown, leads in ((document, True), (reading, False)):
        page = officer.get(reverse("registry:document", args=[shown.pk])).content.decode()
        assert (reverse("programmes:make", args=[shown.pk]) in page) is leads
    assert officer.get(reverse("programmes:make", args=[reading.pk])).status_code == 404


def test_duties_are_ticked_beforehand_and_chosen_rows_become_tasks(
    house: House, officer: Client, document: Document
) -> None:
    address = reverse("programmes:make", args=[document.pk])
    first, second, third = duties(document)
    rows = shown(officer.get(address), "rows")
    assert [row.proposal.finding.pk for row in rows if row.chosen] == [first, second, third]

    answer = officer.post(
        address,
        plan_form()
        | row_form(
            second, title="Gian hàng", lead="phuong a", partners="Phường B; phường b", due_on="2026-10-01"
        ),
    )

    programme = Programme.objects.get()
    assert answer["Location"] == reverse("programmes:programme", args=[programme.pk])
    task = programme.tasks.get()
    assert (task.title, task.due_on, task.finding_id) == ("Gian hàng", date(2026, 10, 1), second)
    assert (task.clause_label, task.clause) == ("2", "Phường A chuẩn bị 10 gian hàng ẩm thực.")
    assert {(one.unit, one.part) for one in task.assignments.all()} == {
        (house.ward_a, Part.LEAD),
        (house.ward_b, Part.PARTNER),
    }


def test_a_wrong_row_says_so_beside_the_field_and_nothing_typed_is_lost(
    house: House, officer: Client, document: Document
) -> None:
    first, second, _third = duties(document)
    data = (
        plan_form(title="Tên đang gõ")
        | row_form(first, title="Đúng")
        | row_form(second, title="Gõ dở", lead="Phường Không Có", due_on="32/13/2026")
    )

    page = officer.post(reverse("programmes:make", args=[document.pk]), data)

    assert page.status_code == 422
    assert not Programme.objects.exists()
    row = next(row for row in shown(page, "rows") if row.proposal.finding.pk == second)
    assert set(row.errors) == {"lead", "due_on"}
    text = page.content.decode()
    for typed in ("Tên đang gõ", "Gõ dở", "Phường Không Có", "Đúng"):
        assert typed in text


def test_a_row_that_is_not_ticked_is_not_judged(officer: Client, document: Document) -> None:
    first, second, _third = duties(document)
    unticked = row_form(second, lead="Không ai")
    del unticked[f"f{second}-include"]

    officer.post(reverse("programmes:make", args=[document.pk]), plan_form() | row_form(first) | unticked)

    assert Programme.objects.get().tasks.count() == 1


def test_a_programme_can_be_made_without_a_document(house: House, officer: Client) -> None:
    data = plan_form(unit=str(house.department.pk))

    assert officer.post(reverse("programmes:new"), plan_form(ends_on="2025-01-01")).status_code == 200
    officer.post(reverse("programmes:new"), data)

    assert Programme.objects.get().unit == house.department


def test_tasks_are_added_changed_and_removed_on_their_pages(house: House, officer: Client) -> None:
    programme = make_draft(house)
    task = programme.tasks.get()
    form = {"title": "Mới", "lead": "Phường B", "partners": "phường a", "due_on": "2026-11-01"}

    officer.post(reverse("programmes:add_task", args=[programme.pk]), form)
    officer.post(reverse("programmes:change_task", args=[task.pk]), {**form, "title": "Đã đổi"})
    assert {one.title for one in programme.tasks.all()} == {"Mới", "Đã đổi"}
    refused = officer.post(reverse("programmes:change_task", args=[task.pk]), {**form, "title": ""})
    assert refused.status_code == 422
    officer.post(reverse("programmes:remove_task", args=[task.pk]))

    assert Task.objects.get().title == "Mới"


def test_title_and_time_are_changed(house: House, officer: Client) -> None:
    programme = make_draft(house)

    officer.post(reverse("programmes:change", args=[programme.pk]), plan_form(title="Tên mới"))

    programme.refresh_from_db()
    assert programme.title == "Tên mới"


def test_issuing_names_the_tasks_that_are_not_complete(house: House, officer: Client) -> None:
    programme = make_draft(house, task_plan(title="Việc thiếu đơn vị"))
    address = reverse("programmes:issue", args=[programme.pk])

    refused = officer.post(address)
    assert refused.status_code == 422
    assert refused.content.decode().count("Việc thiếu đơn vị") > 1
    task = programme.tasks.get()
    officer.post(
        reverse("programmes:change_task", args=[task.pk]),
        {
            "title": task.title,
            "lead": "Phường A",
            "due_on": "2026-10-01",
            "product": "10 gian hàng",
            "responsible": "Phó Giám đốc",
            "authority": "Giám đốc",
        },
    )
    officer.post(address)

    programme.refresh_from_db()
    assert programme.state == ProgrammeState.ISSUED


def test_a_unit_sees_its_tasks_only_once_they_are_issued(house: House, client: Client) -> None:
    make_draft(house, task_plan(house.ward_a, title="Còn nháp"))
    make_issued(
        house, task_plan(house.ward_a, title="Đã giao"), task_plan(house.ward_b, title="Của nơi khác")
    )
    client.force_login(house.lan)

    page = client.get(reverse("programmes:tasks")).content.decode()

    assert "Đã giao" in page
    assert "Còn nháp" not in page
    assert "Của nơi khác" not in page


def test_a_reporter_tells_how_far_the_work_is(house: House, client: Client) -> None:
    programme = make_issued(house)
    mine, theirs = assignment_of(programme, house.ward_a), assignment_of(programme, house.ward_b)
    client.force_login(house.lan)
    address = reverse("programmes:progress", args=[mine.pk])

    refused = client.post(address, {"state": "done", "text": ""})
    assert refused.status_code == 422
    client.post(address, {"state": "done", "text": "Đã mở đủ gian hàng"})

    mine.refresh_from_db()
    assert mine.state == AssignmentState.WAITING
    assert (
        "Đã mở đủ gian hàng" in client.get(reverse("programmes:assignment", args=[mine.pk])).content.decode()
    )
    assert client.get(reverse("programmes:assignment", args=[theirs.pk])).status_code == 404


def test_who_only_reads_sees_the_task_without_a_form(house: House, client: Client) -> None:
    given = assignment_of(make_issued(house), house.ward_a)

    for person, form in ((house.lan, True), (house.tam, False)):
        client.force_login(person)
        page = client.get(reverse("programmes:assignment", args=[given.pk])).content.decode()
        assert (reverse("programmes:progress", args=[given.pk]) in page) is form


def test_what_is_late_is_said_in_words_where_the_officer_looks(house: House, officer: Client) -> None:
    programme = make_issued(house, task_plan(house.ward_a, due_on=date(2020, 1, 1)))

    for address in (reverse("programmes:programme", args=[programme.pk]), reverse("programmes:tasks")):
        assert "nc-state--late" in officer.get(address).content.decode()
    works = shown(officer.get(reverse("programmes:tasks"), {"show": "late"}), "works")
    assert [work.late for work in works] == [True]
    assert shown(officer.get(reverse("programmes:tasks"), {"show": "done"}), "works") == []


def test_the_clause_opens_under_its_task(house: House, officer: Client, document: Document) -> None:
    second = duties(document)[1]
    officer.post(reverse("programmes:make", args=[document.pk]), plan_form() | row_form(second))

    page = officer.get(reverse("programmes:programme", args=[Programme.objects.get().pk])).content.decode()

    assert "Phường A chuẩn bị 10 gian hàng ẩm thực." in page
    assert reverse("registry:document", args=[document.pk]) in page


def test_the_entry_leads_each_to_what_they_work_with(house: House, client: Client) -> None:
    for person, address in ((house.son, "programmes"), (house.lan, "tasks"), (house.hoa, "tasks")):
        client.force_login(person)
        assert client.get(reverse("programmes:home"))["Location"] == reverse(f"programmes:{address}")


def test_rooms_above_show_their_panels(house: House, officer: Client) -> None:
    programme = make_issued(house)
    given = assignment_of(programme, house.ward_a)

    def panel(request: object, shown: object) -> SafeString:
        return mark_safe("<p>what was done: <b>5</b></p>")

    with (
        hooks.register_temporarily("nhipcau_assignment_panels", panel),
        hooks.register_temporarily("nhipcau_programme_panels", panel),
    ):
        for name, pk in (("assignment", given.pk), ("programme", programme.pk)):
            assert "<b>5</b>" in officer.get(reverse(f"programmes:{name}", args=[pk])).content.decode()
