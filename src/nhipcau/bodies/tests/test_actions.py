"""Bodies, seats, meetings, invitations, minutes, conclusions."""

from dataclasses import replace
from datetime import date, timedelta
from email.message import Message
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhipcau.bodies import actions, errors, tasking
from nhipcau.bodies.actions import BodyPlan, SeatPlan, Was
from nhipcau.bodies.models import Conclusion, Invitation, Meeting, MeetingState, Presence
from nhipcau.bodies.tests.builders import (
    AFTER,
    AT,
    SINCE,
    STARTS,
    conclusion_of,
    make_body,
    make_joint,
    make_meeting,
    meeting_plan,
    obligation_of,
    seat,
    side_of,
)
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.errors import UnclearTasksError, UnknownUnitError
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Task
from nhipcau.shell import files
from nhipcau.units.tests.builders import House


def calendars(letter: Any) -> list[str]:
    """Return the lines of the calendar in a letter, as a program reads them."""
    message: Message = letter.message()
    [part] = [
        one for one in message.walk() if one.get_content_type() == "text/calendar" and not one.get_filename()
    ]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return [f"method={part.get_param('method')}", *content.decode().replace("\r\n ", "").split("\r\n")]


def test_a_body_is_entered_by_an_officer_of_the_unit_and_ends_after_it_begins(house: House) -> None:
    plan = BodyPlan("Tổ giúp việc", SINCE, kind="working")

    for stranger in (house.lan, house.minh, house.khach):
        with pytest.raises(PermissionDenied):
            actions.found_body(house.department, plan, by=stranger, at=AT)
    with pytest.raises(errors.WrongTimeError):
        actions.found_body(house.department, replace(plan, valid_to=SINCE), by=house.son, at=AT)

    assert actions.found_body(house.department, plan, by=house.son, at=AT).kind == "working"


def test_a_seat_is_held_by_an_office_or_a_person_each_once_at_a_time(house: House) -> None:
    body = make_body(house)
    with pytest.raises(errors.NobodySitsError):
        actions.give_seat(body, SeatPlan(SINCE), by=house.son, at=AT)
    held = seat(body, house)
    person = actions.give_seat(body, SeatPlan(SINCE, role="head", person=house.minh), by=house.son, at=AT)
    for again in (SeatPlan(SINCE, office="Giám đốc Sở Du lịch"), SeatPlan(SINCE, person=house.minh)):
        with pytest.raises(errors.SeatedTwiceError):
            actions.give_seat(body, again, by=house.son, at=AT)

    actions.end_seat(held, date(2026, 6, 1), by=house.son, at=AT)

    assert seat(body, house, valid_from=date(2026, 6, 1)).address == "giam-doc@example.vn"
    assert person.address == "minh@example.vn"
    assert [one.role for one in body.seats.on(date(2026, 7, 1)).in_order()] == ["head", "member"]


def test_an_invitation_is_a_letter_with_the_meeting_as_a_calendar_entry(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    meeting = make_meeting(house)
    seat(meeting.body, house, office="Chủ tịch phường", email="")

    with django_capture_on_commit_callbacks(execute=True):
        letters = actions.invite(meeting, by=house.son, at=AT)

    assert (letters, len(mail.outbox), mail.outbox[0].to) == (1, 1, ["giam-doc@example.vn"])
    lines = calendars(mail.outbox[0])
    assert {"method=REQUEST", "METHOD:REQUEST", "SEQUENCE:0", f"UID:{meeting.uid}@nhipcau"} <= set(lines)
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20260905T080000" in lines
    assert [bool(one.sent_at) for one in Invitation.objects.order_by("pk")] == [True, False]


def test_a_change_and_calling_off_keep_the_identity_and_count_up(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    meeting = make_meeting(house)
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(meeting, by=house.son, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        later = meeting_plan(starts_at=STARTS + timedelta(days=1))
        actions.change_meeting(meeting, later, by=house.son, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_meeting(meeting, why="Trùng lịch", by=house.son, at=AT)

    told = [calendars(letter) for letter in mail.outbox]
    assert [next(line for line in lines if line.startswith("SEQUENCE")) for lines in told] == [
        "SEQUENCE:0",
        "SEQUENCE:1",
        "SEQUENCE:2",
    ]
    assert all(f"UID:{meeting.uid}@nhipcau" in lines for lines in told)
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20260906T080000" in told[1]
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "method=CANCEL"} <= set(told[2])
    with pytest.raises(errors.CalledOffError):
        actions.invite(meeting, by=house.son, at=AT)


def test_a_change_before_anybody_was_invited_tells_nobody(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    meeting = make_meeting(house)

    with django_capture_on_commit_callbacks(execute=True):
        changed = actions.change_meeting(
            meeting, meeting_plan(agenda=("Một", " ", "Hai")), by=house.son, at=AT
        )

    assert (mail.outbox, changed.sequence) == ([], 0)
    assert [point.title for point in changed.agenda.all()] == ["Một", "Hai"]


def test_inviting_again_sends_nothing_twice(house: House, django_capture_on_commit_callbacks: Any) -> None:
    meeting = make_meeting(house)
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.invite(meeting, by=house.son, at=AT)

    assert len(mail.outbox) == 1


def test_a_body_without_seats_invites_nobody(house: House) -> None:
    meeting = actions.call_meeting(make_body(house), meeting_plan(), by=house.son, at=AT)

    with pytest.raises(errors.NoSeatsError):
        actions.invite(meeting, by=house.son, at=AT)


def test_who_was_represented_and_the_minutes_are_entered_once_it_has_begun(house: House) -> None:
    meeting = make_meeting(house)
    [held] = meeting.body.seats.all()
    was = {held.pk: Was(Presence.SUBSTITUTE, "Phó Giám đốc"), 0: Was(Presence.PRESENT)}
    with pytest.raises(errors.BeforeMeetingError):
        actions.record_meeting(meeting, was, minutes="Đã họp", by=house.son, at=AT)
    with pytest.raises(PermissionDenied):
        actions.record_meeting(meeting, was, minutes="Đã họp", by=house.minh, at=AFTER)

    actions.record_meeting(meeting, was, minutes="Đã họp", by=house.son, at=AFTER)
    actions.record_meeting(
        meeting, {held.pk: Was(Presence.PRESENT, "x")}, minutes="Đã họp", by=house.son, at=AFTER
    )

    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes) == (MeetingState.HELD, "Đã họp")
    assert [(one.presence, one.substitute) for one in meeting.attendances.all()] == [("present", "")]
    with pytest.raises(errors.HeldError):
        actions.cancel_meeting(meeting, why="Muộn", by=house.son, at=AFTER)
    with pytest.raises(errors.HeldError):
        actions.change_meeting(meeting, meeting_plan(), by=house.son, at=AFTER)


def test_a_file_of_the_minutes_that_is_replaced_goes(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    meeting, first = make_meeting(house), ""
    for content in (b"%PDF-1.7 one %%EOF", b"%PDF-1.7 two %%EOF"):
        with django_capture_on_commit_callbacks(execute=True):
            file = files.document("biên bản.pdf", content)
            recorded = actions.record_meeting(meeting, {}, minutes="", file=file, by=house.son, at=AFTER)
        first = first or str(recorded.minutes_file.name)

    kept = Meeting.objects.get(pk=meeting.pk).minutes_file
    assert kept.read() == b"%PDF-1.7 two %%EOF"
    assert not kept.storage.exists(first)


def test_conclusions_become_tasks_of_a_programme_which_asks_for_the_six(house: House) -> None:
    meeting = make_meeting(house)
    first, second = conclusion_of(meeting, house), conclusion_of(meeting, house, "In tờ gấp")
    plan = TaskPlan(first.text, lead=house.ward_a.pk, due_on=first.due_on)

    programme = tasking.make_tasks_of_conclusions(meeting, {first.pk: plan}, None, by=house.son, at=AFTER)
    with pytest.raises(UnclearTasksError):
        issue_programme(programme, by=house.son, at=AFTER)
    whole = replace(plan, title="In tờ gấp", product="500 tờ", responsible="Phó", authority="Giám đốc")
    tasking.make_tasks_of_conclusions(meeting, {second.pk: whole}, programme, by=house.son, at=AFTER)

    assert [one.task.programme for one in meeting.conclusions.all() if one.task] == [programme, programme]
    assert Task.objects.get(conclusion=second).title == "In tờ gấp"
    with pytest.raises(errors.HasTaskError):
        tasking.make_tasks_of_conclusions(meeting, {first.pk: plan}, programme, by=house.son, at=AFTER)
    first.refresh_from_db()
    with pytest.raises(errors.HasTaskError):
        actions.remove_conclusion(first, by=house.son, at=AFTER)


def test_tasks_are_refused_whole_where_one_cannot_be_given(house: House) -> None:
    meeting = make_meeting(house)
    conclusion = conclusion_of(meeting, house)
    elsewhere = house.khach.memberships.all()[0].unit_id

    with pytest.raises(UnknownUnitError):
        tasking.make_tasks_of_conclusions(
            meeting, {conclusion.pk: TaskPlan("x", lead=elsewhere)}, None, by=house.son, at=AFTER
        )
    with pytest.raises(errors.NothingChosenError):
        tasking.make_tasks_of_conclusions(meeting, {}, None, by=house.son, at=AFTER)

    assert Conclusion.objects.get().task_id is None


def test_conclusions_are_numbered_in_order_and_a_removed_one_leaves_the_others(house: House) -> None:
    meeting = make_meeting(house)
    with pytest.raises(errors.BeforeMeetingError):
        actions.add_conclusion(meeting, "Sớm", by=house.son, at=AT)
    for text in ("Một", "Hai", "Ba"):
        conclusion_of(meeting, house, text)

    actions.remove_conclusion(meeting.conclusions.get(number=2), by=house.son, at=AFTER)

    assert list(meeting.conclusions.values_list("number", "text")) == [(1, "Một"), (3, "Ba")]


def test_what_is_pressed_twice_is_there_once(house: House) -> None:
    meeting = make_meeting(house)

    assert make_body(house) == meeting.body
    assert actions.call_meeting(meeting.body, meeting_plan(), by=house.son, at=AT) == meeting
    assert conclusion_of(meeting, house) == conclusion_of(meeting, house)
    assert make_joint(house) == make_joint(house)
    side = side_of(make_joint(house), house.department)
    assert obligation_of(side, house) == obligation_of(side, house)


def test_whoever_has_no_seat_any_more_is_told_that_the_meeting_goes_on_without_them(
    house: House, django_capture_on_commit_callbacks: Any
) -> None:
    meeting = make_meeting(house)
    seat(meeting.body, house, office="Chánh Văn phòng", email="chanh@example.vn")
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(meeting, by=house.son, at=AT)
    leaving = meeting.body.seats.get(office="Chánh Văn phòng")
    actions.end_seat(leaving, timezone.localdate(AT), by=house.son, at=AT)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_meeting(meeting, meeting_plan(place="Phòng họp số 3"), by=house.son, at=AT)

    letters = {letter.to[0]: str(letter.attachments[0].content) for letter in mail.outbox}
    assert "METHOD:REQUEST" in letters["giam-doc@example.vn"]
    assert "METHOD:CANCEL" in letters["chanh@example.vn"]
    assert "STATUS:CANCELLED" in letters["chanh@example.vn"]
    assert "SEQUENCE:1" in letters["chanh@example.vn"]
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.invite(meeting, by=house.son, at=AT) == 0
