"""From one level to the next: own programmes from a higher one, changes from above, units that end."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.programmes import actions, cascading, levels, overviews, progress
from nhipcau.programmes.actions import Plan
from nhipcau.programmes.cascading import TakenUp
from nhipcau.programmes.errors import AnsweredError, CircleError, NoReasonError, NotYoursError, TakenUpError
from nhipcau.programmes.forms.cascade import TakeUpRow
from nhipcau.programmes.forms.tasks import Usual
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Answer, Assignment, AssignmentState, ParentChange, Programme
from nhipcau.programmes.rules import Cells
from nhipcau.programmes.succeeding import left_behind
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_issued, task_plan
from nhipcau.units import actions as unit_actions
from nhipcau.units.models import Role, User
from nhipcau.units.tests.builders import House, make_person

PLAN = Plan("Kế hoạch của phường", date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 9, 10)
NEW = date(2026, 9, 30)


@pytest.fixture
def an(house: House) -> User:
    """An makes the plans of Phường A."""
    return make_person("an", house.ward_a, Role.OFFICER)


@pytest.fixture
def above(house: House) -> Programme:
    return make_issued(
        house,
        task_plan(house.ward_a, title="Gian hàng", clause="2. Phường A dựng gian hàng."),
        task_plan(house.ward_b),
    )


def take_up(house: House, above: Programme, an: User, *titles: str, issue: bool = True) -> Programme:
    given = assignment_of(above, house.ward_a)
    tasks = tuple(task_plan(house.ward_a, title=title) for title in titles)
    made = cascading.take_up_programme(above, house.ward_a, PLAN, [TakenUp(given, tasks)], by=an, at=AT)
    return issue_programme(made, by=an, at=AT) if issue else made


def merge_a_into_b(house: House) -> None:
    merged_on = TODAY - timedelta(days=5)
    unit_actions.merge_units(
        [house.ward_a], house.ward_b, effective_on=merged_on, legal_basis="NQ 1", by=house.quang, at=AT
    )


def test_a_unit_makes_its_own_programme_and_the_link_and_the_clause_stay(
    house: House, above: Programme, an: User
) -> None:
    with pytest.raises(PermissionDenied):
        take_up(house, above, house.lan, "Dựng gian")
    made = take_up(house, above, an, "Đặt gian hàng", "Trang trí gian hàng", issue=False)

    assert (made.parent, made.unit) == (above, house.ward_a)
    given = assignment_of(above, house.ward_a)
    for task in made.tasks.all():
        assert (task.parent, task.clause) == (given.task, "2. Phường A dựng gian hàng.")
    with pytest.raises(TakenUpError):
        take_up(house, above, an, "Lần nữa")


def test_only_what_was_given_to_the_unit_is_taken_up(house: House, above: Programme, an: User) -> None:
    theirs = assignment_of(above, house.ward_b)

    with pytest.raises(NotYoursError):
        cascading.take_up_programme(
            above, house.ward_a, PLAN, [TakenUp(theirs, (task_plan(house.ward_a),))], by=an, at=AT
        )

    assert not Programme.objects.filter(parent=above).exists()


def test_a_programme_does_not_come_to_stand_under_itself(house: House, above: Programme) -> None:
    given = assignment_of(above, house.ward_a)

    with pytest.raises(CircleError):
        cascading.take_up_programme(
            above, house.department, PLAN, [TakenUp(given, (task_plan(house.ward_a),))], by=house.son, at=AT
        )


def test_states_are_rolled_up_from_where_the_work_is_done(house: House, above: Programme, an: User) -> None:
    tasks = [task.pk for task in above.tasks.all()]
    assert [levels.rolled_up(tasks, TODAY)[task].total for task in tasks] == [1, 1]

    made = take_up(house, above, an, "Đặt gian hàng", "Trang trí gian hàng")
    first = assignment_of(made, house.ward_a)
    progress.report_progress(first, state=AssignmentState.DONE, text="Xong", by=an, at=AT)

    rolled = levels.rolled_up(tasks, TODAY)
    assert rolled[tasks[0]] == Cells(done_in_time=1, open_in_time=1)
    assert rolled[tasks[1]] == Cells(open_in_time=1)


def test_from_above_one_sees_who_has_made_theirs_and_what_nobody_took_up(
    house: House, above: Programme, an: User
) -> None:
    assert [task.title for task in levels.nobody_took_up(above)] == [
        "Gian hàng",
        "Chuẩn bị gian hàng ẩm thực",
    ]

    take_up(house, above, an, "Đặt gian hàng")

    below = {one.unit_name: one for one in levels.units_below(above)}
    assert below["Phường A"].is_issued
    assert below["Phường A"].taken_up == 1
    assert below["Phường B"].programme is None
    assert [task.title for task in levels.nobody_took_up(above)] == ["Chuẩn bị gian hàng ẩm thực"]


def test_a_new_deadline_above_is_proposed_below_and_changes_nothing_there_until_it_is_followed(
    house: House, above: Programme, an: User
) -> None:
    made = take_up(house, above, an, "Đặt gian hàng")
    task, own = assignment_of(above, house.ward_a).task, made.tasks.get()

    with pytest.raises(NoReasonError):
        cascading.change_deadline(task, NEW, reason=" ", by=house.son, at=AT)
    cascading.change_deadline(task, NEW, reason="Lễ hội sớm hơn", by=house.son, at=AT)

    own.refresh_from_db()
    assert own.due_on == DUE
    assert assignment_of(above, house.ward_a).due_on == NEW
    change = ParentChange.objects.get()
    with pytest.raises(PermissionDenied):
        cascading.answer_change(change, follow=True, by=house.hoa, at=AT)
    with pytest.raises(NoReasonError):
        cascading.answer_change(change, follow=False, by=an, at=AT)
    assert levels.proposed([task.pk]) == {task.pk: levels.Proposed(open=1)}
    cascading.answer_change(change, follow=True, by=an, at=AT)
    assert levels.proposed([task.pk]) == {task.pk: levels.Proposed(followed=1)}
    own.refresh_from_db()
    assert (own.due_on, assignment_of(made, house.ward_a).due_on) == (NEW, NEW)
    with pytest.raises(AnsweredError):
        cascading.answer_change(change, follow=True, by=an, at=AT)


def test_who_was_given_an_extension_keeps_it_when_the_deadline_changes(
    house: House, above: Programme
) -> None:
    given = assignment_of(above, house.ward_a)
    given.due_on = date(2026, 11, 5)
    given.save()

    cascading.change_deadline(given.task, NEW, reason="Lễ hội sớm hơn", by=house.son, at=AT)

    given.refresh_from_db()
    assert given.due_on == date(2026, 11, 5)


def test_a_withdrawn_task_is_no_longer_to_be_done_and_those_below_decide_for_themselves(
    house: House, above: Programme, an: User
) -> None:
    made = take_up(house, above, an, "Đặt gian hàng")

    cascading.withdraw_task(assignment_of(above, house.ward_a).task, reason="Bão", by=house.son, at=AT)

    assert assignment_of(above, house.ward_a).state == AssignmentState.WITHDRAWN
    assert assignment_of(made, house.ward_a).state == AssignmentState.NOT_STARTED
    cascading.answer_change(ParentChange.objects.get(), follow=False, text="Phường vẫn làm", by=an, at=AT)
    assert assignment_of(made, house.ward_a).state == AssignmentState.NOT_STARTED
    assert ParentChange.objects.get().answer == Answer.REFUSED


def test_when_its_own_tasks_are_withdrawn_the_unit_stands_for_itself_again(
    house: House, above: Programme, an: User
) -> None:
    made = take_up(house, above, an, "Đặt gian hàng")
    assert assignment_of(above, house.ward_a).taken_up

    cascading.withdraw_task(made.tasks.get(), reason="Làm cách khác", by=an, at=AT)

    assert not assignment_of(above, house.ward_a).taken_up


def test_open_tasks_of_a_unit_that_ended_pass_to_the_one_that_took_over_and_done_ones_stay(
    house: House, above: Programme
) -> None:
    finished = assignment_of(make_issued(house), house.ward_a)
    finished.state = AssignmentState.DONE
    finished.save()
    merge_a_into_b(house)

    left = left_behind(frozenset({house.ward_a.pk, house.ward_b.pk}), TODAY)
    assert [(one.unit_name, one.tasks, one.heirs) for one in left] == [
        ("Phường A", 1, ((house.ward_b.pk, "Phường B"),))
    ]
    assert cascading.hand_over_tasks(house.ward_a, house.ward_b, by=house.son, at=AT) == 1

    finished.refresh_from_db()
    assert finished.state == AssignmentState.DONE
    task = above.tasks.get(title="Gian hàng")
    assert {(one.unit, one.state) for one in task.assignments.all()} == {
        (house.ward_a, AssignmentState.PASSED_ON),
        (house.ward_b, AssignmentState.NOT_STARTED),
    }
    assert left_behind(frozenset({house.ward_a.pk}), TODAY) == []
    assert cascading.hand_over_tasks(house.ward_a, house.ward_b, by=house.son, at=AT) == 0


def test_a_recurring_task_is_given_once_for_each_time(house: House) -> None:
    plan = task_plan(house.ward_a, house.ward_b, due_on=date(2026, 3, 31), recurrence="quarterly")

    programme = make_issued(house, plan)

    days = Assignment.objects.filter(task__programme=programme, unit=house.ward_a).order_by("turn")
    quarters = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert [one.due_on for one in days] == quarters
    assert assignment_of(programme, house.ward_a).task.lead == days[0]


def test_a_task_for_all_is_one_task_with_a_state_a_unit(house: House) -> None:
    plan = task_plan(each=(house.ward_a.pk, house.ward_b.pk))

    programme = make_issued(house, plan)
    progress.report_progress(
        assignment_of(programme, house.ward_a), state=AssignmentState.DONE, text="Xong", by=house.lan, at=AT
    )

    task = programme.tasks.get()
    assert levels.rolled_up([task.pk], TODAY)[task.pk] == Cells(open_in_time=2)
    assert {one.state for one in task.assignments.all()} == {
        AssignmentState.WAITING,
        AssignmentState.NOT_STARTED,
    }


def test_what_a_unit_made_of_a_task_goes_on_standing_for_it_when_the_unit_ends(
    house: House, above: Programme, an: User
) -> None:
    made = take_up(house, above, an, "Đặt gian hàng", "Trang trí gian hàng")
    first = assignment_of(made, house.ward_a)
    progress.report_progress(first, state=AssignmentState.DONE, text="Xong", by=an, at=AT)
    merge_a_into_b(house)

    assert cascading.hand_over_tasks(house.ward_a, house.ward_b, by=house.son, at=AT) == 2

    task = above.tasks.get(title="Gian hàng")
    assert levels.rolled_up([task.pk], TODAY)[task.pk] == Cells(done_in_time=1, open_in_time=1)
    assert overviews.given_to(above, house.ward_b.pk) == [
        Assignment.objects.get(task__programme=above, task__title=task_plan(house.ward_b).title)
    ]
    left = made.tasks.get(title="Trang trí gian hàng")
    cascading.withdraw_task(left, reason="Bão", by=house.son, at=AT)
    cascading.withdraw_task(made.tasks.get(title="Đặt gian hàng"), reason="Bão", by=house.son, at=AT)
    assert not Assignment.objects.filter(task=task, taken_up=True).exists()


def test_a_draft_issued_after_its_unit_ended_stands_for_what_the_successor_holds(
    house: House, above: Programme, an: User
) -> None:
    made = take_up(house, above, an, "Đặt gian hàng", issue=False)
    merge_a_into_b(house)
    cascading.hand_over_tasks(house.ward_a, house.ward_b, by=house.son, at=AT)

    actions.change_task(made.tasks.get(), task_plan(house.ward_b, title="Đặt gian"), by=house.son, at=AT)
    issue_programme(made, by=house.son, at=AT)

    task = above.tasks.get(title="Gian hàng")
    assert Assignment.objects.get(task=task, unit=house.ward_b).taken_up
    assert levels.rolled_up([task.pk], TODAY)[task.pk] == Cells(open_in_time=1)


def test_a_task_that_recurs_above_recurs_in_the_units_own_programme(house: House) -> None:
    above = make_issued(house, task_plan(house.ward_a, recurrence="quarterly"))
    given = Assignment.objects.get(task__programme=above, turn=0)
    typed = {
        f"a{given.pk}-include": "on", f"a{given.pk}-titles": "Báo cáo quý", f"a{given.pk}-due_on": "2026-10-10",
        f"a{given.pk}-lead": "Phường A",
    }  # fmt: skip
    row = TakeUpRow(given, "Phường A", {house.ward_a.pk: "Phường A"}, typed)

    assert row.is_valid(), row.errors
    (plan,) = row.taken(Usual()).tasks
    assert (plan.recurrence, plan.due_on) == ("quarterly", date(2026, 10, 10))
