"""Making, issuing and carrying out programmes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.audit import log
from nhipcau.programmes import actions, progress
from nhipcau.programmes.actions import Plan
from nhipcau.programmes.errors import (
    AlreadyIssuedError,
    NoTasksError,
    NotGivenError,
    SilentProgressError,
    UnclearTasksError,
    UnknownUnitError,
    WrongPeriodError,
)
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import AssignmentState, Part, Programme, ProgrammeState, Task
from nhipcau.programmes.tests.builders import AT, PLAN, assignment_of, make_draft, make_issued, task_plan
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House


def test_only_an_officer_of_the_unit_makes_its_programme(house: House) -> None:
    for other in (house.lan, house.minh, house.tam, house.quang, house.khach):
        with pytest.raises(PermissionDenied):
            actions.make_programme(house.department, PLAN, [], by=other, at=AT)

    programme = actions.make_programme(house.department, PLAN, [], by=house.son, at=AT)

    assert programme.state == ProgrammeState.DRAFT
    assert log.history(programme)[0].action == "programmes.programme_made"


def test_a_task_keeps_its_order_its_lead_and_its_partners(house: House) -> None:
    programme = make_draft(house, task_plan(house.ward_a, house.ward_b), task_plan(title="Thứ hai"))

    first, second = programme.tasks.all()
    assert {(one.unit, one.part) for one in first.assignments.all()} == {
        (house.ward_a, Part.LEAD),
        (house.ward_b, Part.PARTNER),
    }
    assert (second.title, second.lead) == ("Thứ hai", None)


def test_no_task_goes_to_a_unit_the_planner_has_no_say_over(house: House) -> None:
    elsewhere = house.khach.memberships.get(role=Role.OFFICER).unit

    with pytest.raises(UnknownUnitError):
        make_draft(house, task_plan(elsewhere))
    with pytest.raises(UnknownUnitError):
        make_draft(house, task_plan(house.ward_a, house.ward_a))

    assert not Programme.objects.exists()


def test_a_programme_does_not_end_before_it_starts(house: House) -> None:
    with pytest.raises(WrongPeriodError):
        actions.make_programme(
            house.department, Plan("x", date(2026, 2, 1), date(2026, 1, 1)), by=house.son, at=AT
        )


def test_issuing_asks_for_a_lead_and_a_due_date_in_every_task_and_names_those_without(house: House) -> None:
    programme = make_draft(
        house,
        task_plan(house.ward_a),
        task_plan(title="Không đơn vị"),
        task_plan(house.ward_b, title="Không hạn", due_on=None),
    )

    with pytest.raises(UnclearTasksError) as refusal:
        issue_programme(programme, by=house.son, at=AT)

    assert refusal.value.tasks == (("Không đơn vị", ("rõ người",)), ("Không hạn", ("rõ thời gian",)))
    assert "“Không đơn vị” (rõ người); “Không hạn” (rõ thời gian)" in str(refusal.value.message)
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.DRAFT


def test_a_programme_without_tasks_is_not_issued(house: House) -> None:
    empty = actions.make_programme(house.department, PLAN, [], by=house.son, at=AT)

    with pytest.raises(NoTasksError):
        issue_programme(empty, by=house.son, at=AT)


def test_issuing_is_for_its_officers_and_twice_is_once(house: House) -> None:
    programme = make_draft(house)
    with pytest.raises(PermissionDenied):
        issue_programme(programme, by=house.minh, at=AT)

    issued = issue_programme(programme, by=house.son, at=AT)
    again = issue_programme(programme, by=house.son, at=AT + timedelta(days=1))

    assert (issued.state, again.issued_at) == (ProgrammeState.ISSUED, AT)


def test_after_issuing_no_task_changes(house: House) -> None:
    programme = make_issued(house)
    task = programme.tasks.get()

    with pytest.raises(AlreadyIssuedError):
        actions.add_task(programme, task_plan(), by=house.son, at=AT)
    with pytest.raises(AlreadyIssuedError):
        actions.change_task(task, task_plan(title="Khác"), by=house.son, at=AT)
    with pytest.raises(AlreadyIssuedError):
        actions.remove_task(task, by=house.son, at=AT)

    assert Task.objects.get().title == "Chuẩn bị gian hàng ẩm thực"


def test_a_draft_s_tasks_are_added_changed_and_removed(house: House) -> None:
    programme = make_draft(house)
    task = programme.tasks.get()

    added = actions.add_task(programme, task_plan(title="Thêm"), by=house.son, at=AT)
    actions.change_task(task, task_plan(house.ward_b, title="Đổi"), by=house.son, at=AT)
    assert [one.title for one in programme.tasks.all()] == ["Đổi", "Thêm"]
    assert [one.unit for one in task.assignments.all()] == [house.ward_b]
    with pytest.raises(PermissionDenied):
        actions.remove_task(added, by=house.minh, at=AT)
    actions.remove_task(added, by=house.son, at=AT)

    assert programme.tasks.count() == 1


def test_a_unit_reports_its_own_progress_and_no_one_else_s(house: House) -> None:
    assignment = assignment_of(make_issued(house), house.ward_a)

    for other in (house.hoa, house.minh, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            progress.report_progress(assignment, state=AssignmentState.DONE, text="Xong", by=other, at=AT)
    told = progress.report_progress(
        assignment, state=AssignmentState.UNDER_WAY, text="Đã dựng 5 gian", by=house.lan, at=AT
    )

    assert told.state == AssignmentState.UNDER_WAY
    note = told.notes.get()
    assert (note.text, note.by, note.at) == ("Đã dựng 5 gian", house.lan, AT)


def test_progress_needs_words_and_an_issued_programme(house: House) -> None:
    draft = assignment_of(make_draft(house), house.ward_a)
    issued = assignment_of(make_issued(house), house.ward_a)

    with pytest.raises(NotGivenError):
        progress.report_progress(draft, state=AssignmentState.DONE, text="Xong", by=house.lan, at=AT)
    with pytest.raises(SilentProgressError):
        progress.report_progress(issued, state=AssignmentState.DONE, text="  ", by=house.lan, at=AT)
