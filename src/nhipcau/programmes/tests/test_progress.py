"""Done, later, given back, passed on: what a unit asks for, and what is answered."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.programmes import progress
from nhipcau.programmes.errors import (
    AlreadyAskedError,
    AnsweredError,
    EarlierDayError,
    FinishedError,
    NoReasonError,
    NoUnitError,
    StartedError,
)
from nhipcau.programmes.models import Answer, Ask, AskKind, Assignment, AssignmentState
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_issued, task_plan
from nhipcau.units.tests.builders import House

LATE = AT + timedelta(days=60)


@pytest.fixture
def given(house: House) -> Assignment:
    return assignment_of(make_issued(house), house.ward_a)


def done(given: Assignment, house: House, at: datetime = AT) -> Assignment:
    return progress.report_progress(
        given, state=AssignmentState.DONE, text="Đã dựng đủ gian hàng", by=house.lan, at=at
    )


def extension(given: Assignment, house: House, day: date = date(2026, 11, 1)) -> Ask:
    return progress.ask(given, AskKind.EXTENSION, reason="Chờ hàng về", day=day, by=house.lan, at=AT)


def test_done_waits_for_whoever_gave_the_task(given: Assignment, house: House) -> None:
    asked = done(given, house).asks.get()
    assert Assignment.objects.get(pk=given.pk).state == AssignmentState.WAITING

    for stranger in (house.lan, house.hoa, house.tam, house.khach):
        with pytest.raises(PermissionDenied):
            progress.grant(asked, by=stranger, at=LATE)
    progress.grant(asked, by=house.minh, at=LATE)

    given.refresh_from_db()
    assert (given.state, given.done_at, given.confirmed_at) == (AssignmentState.DONE, AT, LATE)


def test_lateness_is_fixed_when_completion_is_asked_for_not_when_it_is_confirmed(
    given: Assignment, house: House
) -> None:
    asked = done(given, house).asks.get()
    progress.grant(asked, by=house.son, at=LATE)
    given.refresh_from_db()
    assert given.late is False

    other = assignment_of(make_issued(house), house.ward_a)
    assert done(other, house, LATE).late is True


def test_what_is_not_accepted_as_done_goes_on_and_needs_a_reason(given: Assignment, house: House) -> None:
    asked = done(given, house).asks.get()

    with pytest.raises(NoReasonError):
        progress.refuse(asked, text=" ", by=house.son, at=AT)
    progress.refuse(asked, text="Thiếu ảnh gian hàng", by=house.son, at=AT)

    given.refresh_from_db()
    assert (given.state, given.done_at, given.late) == (AssignmentState.UNDER_WAY, None, False)
    with pytest.raises(AnsweredError):
        progress.grant(asked, by=house.son, at=AT)
    assert done(given, house, LATE).done_at == LATE


def test_who_may_confirm_is_not_asked_to_confirm_their_own(house: House) -> None:
    own = assignment_of(make_issued(house, task_plan(house.department)), house.department)

    progress.report_progress(own, state=AssignmentState.DONE, text="Xong", by=house.son, at=AT)

    own.refresh_from_db()
    assert own.state == AssignmentState.DONE
    assert own.asks.get().answer == Answer.GRANTED


def test_a_later_deadline_is_given_by_whoever_gave_the_task_and_both_days_are_kept(
    given: Assignment, house: House
) -> None:
    with pytest.raises(EarlierDayError):
        extension(given, house, DUE)
    with pytest.raises(NoReasonError):
        progress.ask(given, AskKind.EXTENSION, reason="", day=date(2026, 11, 1), by=house.lan, at=AT)
    asked = extension(given, house)
    with pytest.raises(AlreadyAskedError):
        extension(given, house)

    progress.grant(asked, day=date(2026, 10, 20), by=house.son, at=AT)

    given.refresh_from_db()
    asked.refresh_from_db()
    assert given.due_on == date(2026, 10, 20)
    assert (asked.day_before, asked.day, asked.granted_day) == (DUE, date(2026, 11, 1), date(2026, 10, 20))
    assert given.task.due_on == DUE


def test_work_goes_on_while_a_later_deadline_is_asked_for(given: Assignment, house: House) -> None:
    asked = extension(given, house)

    progress.report_progress(given, state=AssignmentState.UNDER_WAY, text="Đang làm", by=house.lan, at=AT)
    done(given, house)

    asked.refresh_from_db()
    assert asked.answer == Answer.TAKEN_BACK
    assert given.asks.open().get().kind == AskKind.COMPLETION


def test_a_task_is_given_back_only_before_work_began(given: Assignment, house: House) -> None:
    started = assignment_of(make_issued(house), house.ward_a)
    progress.report_progress(started, state=AssignmentState.UNDER_WAY, text="Đã làm", by=house.lan, at=AT)
    with pytest.raises(StartedError):
        progress.ask(started, AskKind.RETURN, reason="Không thuộc phường", by=house.lan, at=AT)

    asked = progress.ask(given, AskKind.RETURN, reason="Không thuộc phường", by=house.lan, at=AT)
    progress.grant(asked, by=house.son, at=AT)

    given.refresh_from_db()
    assert given.state == AssignmentState.RETURNED
    with pytest.raises(FinishedError):
        done(given, house)


def test_a_task_is_passed_on_to_a_unit_that_does_not_have_it(house: House) -> None:
    given = assignment_of(make_issued(house, task_plan(house.ward_a)), house.ward_a)
    for unit in (None, house.ward_a):
        with pytest.raises(NoUnitError):
            progress.ask(given, AskKind.PASS_ON, reason="Thuộc Phường B", unit=unit, by=house.lan, at=AT)
    asked = progress.ask(
        given, AskKind.PASS_ON, reason="Thuộc Phường B", unit=house.ward_b, by=house.lan, at=AT
    )

    progress.grant(asked, by=house.son, at=AT)

    given.refresh_from_db()
    new = Assignment.objects.get(unit=house.ward_b)
    assert given.state == AssignmentState.PASSED_ON
    assert (new.passed_from, new.due_on, new.part) == (given, DUE, given.part)


def test_what_was_asked_can_be_taken_back_by_the_unit(given: Assignment, house: House) -> None:
    asked = done(given, house).asks.get()

    with pytest.raises(PermissionDenied):
        progress.take_back(asked, by=house.hoa, at=AT)
    progress.take_back(asked, by=house.lan, at=AT)

    given.refresh_from_db()
    assert (given.state, given.done_at) == (AssignmentState.UNDER_WAY, None)


def test_an_optional_task_is_given_back_at_once(house: House) -> None:
    programme = make_issued(house, task_plan(house.ward_a, optional=True))
    offered = assignment_of(programme, house.ward_a)
    with pytest.raises(NoReasonError):
        progress.ask(offered, AskKind.RETURN, reason=" ", by=house.lan, at=AT)

    asked = progress.ask(offered, AskKind.RETURN, reason="Không hợp với phường", by=house.lan, at=AT)

    offered.refresh_from_db()
    assert (asked.answer, offered.state) == (Answer.GRANTED, AssignmentState.RETURNED)
