"""Reminders of tasks: who is written to, when, one letter a day, and never for nothing."""

from datetime import datetime, time, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.programmes import progress, reminding, tasks
from nhipcau.programmes.errors import NobodyToRemindError, RemindedLatelyError
from nhipcau.programmes.models import AskKind, Assignment, AssignmentState, Reminder
from nhipcau.programmes.reminding import send_reminders
from nhipcau.programmes.tests.builders import DUE, assignment_of, make_issued, task_plan
from nhipcau.units.models import Role, Unit
from nhipcau.units.tests.builders import House, make_person


def morning(days_left: int) -> datetime:
    """Return seven o'clock so many days before the deadline."""
    return timezone.make_aware(datetime.combine(DUE, time(7))) - timedelta(days=days_left)


def given_to_a(house: House) -> Assignment:
    return assignment_of(make_issued(house, task_plan(house.ward_a)), house.ward_a)


def sent_to() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


class Refusing(EmailBackend):
    """A mail server that takes nothing for Lan."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:  # type: ignore[override]  # as Django calls it
        if any("lan@" in address for one in messages for address in one.to):
            raise SMTPException("mailbox full")
        return super().send_messages(messages)


def test_one_letter_a_person_tells_of_all_tasks_and_goes_once_a_day(house: House) -> None:
    make_issued(
        house, task_plan(house.ward_a), task_plan(house.ward_a, title="Tập huấn"), task_plan(house.ward_b)
    )

    first, again = send_reminders(at=morning(3)), send_reminders(at=morning(3) + timedelta(hours=2))

    assert (first.letters, first.lines, again.letters) == (2, 3, 0)
    assert sent_to() == ["hoa@example.vn", "lan@example.vn"]
    letter = next(one for one in mail.outbox if one.to == ["lan@example.vn"])
    assert "Phường A" in letter.body
    assert "Tập huấn" in letter.body
    assert "gian hàng" in letter.body
    assert Reminder.objects.filter(person=house.lan, days_left=3, at=morning(3)).count() == 2


@pytest.mark.parametrize(
    ("days_left", "goes"),
    [(8, False), (7, True), (4, False), (1, True), (0, True), (-1, True), (-14, True), (-18, False)],
)
def test_it_goes_before_and_after_the_deadline_on_its_days(
    house: House, days_left: int, goes: object
) -> None:
    given_to_a(house)

    assert bool(send_reminders(at=morning(days_left)).letters) is goes


def test_what_nothing_sent_is_caught_up_once(house: House) -> None:
    given_to_a(house)

    assert send_reminders(at=morning(6)).letters == 1
    assert send_reminders(at=morning(5)).letters == 0


def test_the_head_is_told_when_it_is_overdue_for_days(house: House) -> None:
    make_person("dung", house.ward_a, Role.APPROVER)
    given_to_a(house)

    send_reminders(at=morning(-1))
    before = sent_to()
    send_reminders(at=morning(-3))

    assert before == ["lan@example.vn"]
    assert sent_to() == ["dung@example.vn", "lan@example.vn", "lan@example.vn"]
    assert Reminder.objects.get(head=True).address == "dung@example.vn"


def test_a_unit_that_asked_for_a_later_deadline_is_left_alone_until_it_is_answered(house: House) -> None:
    given = given_to_a(house)
    asked = progress.ask(
        given, AskKind.EXTENSION, reason="Mưa bão", day=DUE + timedelta(days=9), by=house.lan, at=morning(1)
    )

    muted = send_reminders(at=morning(0))
    progress.refuse(asked, text="Không lùi được", by=house.son, at=morning(0))
    told = send_reminders(at=morning(-1))

    assert muted.letters == 0
    assert told.letters == 1


@pytest.mark.parametrize("state", [AssignmentState.DONE, AssignmentState.WAITING, AssignmentState.WITHDRAWN])
def test_nobody_is_reminded_of_what_is_no_longer_theirs_to_do(house: House, state: str) -> None:
    given = given_to_a(house)
    Assignment.objects.filter(pk=given.pk).update(state=state)

    assert send_reminders(at=morning(0)).letters == 0


def test_who_has_to_answer_is_reminded_after_two_days(house: House) -> None:
    given = given_to_a(house)
    progress.ask(given, AskKind.RETURN, reason="Không thuộc phường", by=house.lan, at=morning(40))

    assert send_reminders(at=morning(39)).letters == 0
    assert send_reminders(at=morning(38)).letters == 2
    assert send_reminders(at=morning(37)).letters == 0
    assert send_reminders(at=morning(36)).letters == 2
    assert set(sent_to()) == {"minh@example.vn", "son@example.vn"}


def test_a_unit_without_people_is_written_to_its_contact_address(house: House) -> None:
    given_to_a(house)
    house.lan.is_active = False
    house.lan.save()

    nobody = send_reminders(at=morning(3))
    Unit.objects.filter(pk=house.ward_a.pk).update(contact_email="vp@a.vn")
    reached = send_reminders(at=morning(1))

    assert (nobody.letters, nobody.nobody) == (0, 1)
    assert (reached.letters, sent_to()) == (1, ["vp@a.vn"])


def test_what_the_mail_server_does_not_take_goes_out_the_next_time(house: House) -> None:
    make_issued(house, task_plan(house.ward_a), task_plan(house.ward_b))

    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        first = send_reminders(at=morning(3))
    again = send_reminders(at=morning(3) + timedelta(hours=1))

    assert (first.letters, first.failed) == (1, 1)
    assert (again.letters, again.failed) == (1, 0)
    assert Reminder.objects.count() == 2


def test_more_tasks_cost_no_more_queries(house: House) -> None:
    make_issued(house, task_plan(house.ward_a))
    with CaptureQueriesContext(connection) as few:
        send_reminders(at=morning(7))
    Reminder.objects.all().delete()
    for _number in range(5):
        make_issued(house, task_plan(house.ward_a), task_plan(house.ward_b))

    with CaptureQueriesContext(connection) as many:
        send_reminders(at=morning(7))

    # An audit row a programme, and nothing else more.
    assert len(many) <= len(few) + 5 * 2 + 2


def test_whoever_gave_a_task_reminds_by_hand_at_most_every_four_hours(
    house: House, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    given = given_to_a(house)
    client.force_login(house.son)
    address = reverse("programmes:remind", args=[given.pk])

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        client.post(address)
    with pytest.raises(RemindedLatelyError):
        reminding.remind_by_hand(given, by=house.minh, at=timezone.now())
    page = client.get(reverse("programmes:assignment", args=[given.pk])).content.decode()
    later = reminding.remind_by_hand(given, by=house.minh, at=timezone.now() + timedelta(hours=5))

    assert sent_to() == ["lan@example.vn"]
    assert "Nhắc bằng tay" in page
    assert len(later) == 1
    assert [row.action for row in log.history(given)].count("programmes.reminded_by_hand") == 2


def test_nobody_else_reminds_and_nobody_is_reminded_in_vain(house: House) -> None:
    given = given_to_a(house)
    with pytest.raises(PermissionDenied):
        reminding.remind_by_hand(given, by=house.lan, at=morning(3))
    Assignment.objects.filter(pk=given.pk).update(state=AssignmentState.DONE)
    with pytest.raises(NobodyToRemindError):
        reminding.remind_by_hand(given, by=house.son, at=morning(3))


def test_a_letter_by_hand_that_is_not_taken_may_be_sent_again(house: House) -> None:
    given = given_to_a(house)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        reminding.remind_by_hand(given, by=house.son, at=morning(3))
        outcome = reminding.send_by_hand(given.pk, at=morning(3))

    assert outcome.failed == 1
    assert reminding.standing(house.son, given, morning(3)).may_remind


def test_what_went_out_is_listed_for_those_who_read_the_programme(house: House, client: Client) -> None:
    given_to_a(house)
    send_reminders(at=morning(3))
    client.force_login(house.tam)
    page = client.get(reverse("programmes:reminders")).content.decode()
    client.force_login(house.khach)
    elsewhere = client.get(reverse("programmes:reminders")).content.decode()

    assert "Chuẩn bị gian hàng ẩm thực" in page
    assert "Chuẩn bị gian hàng ẩm thực" not in elsewhere


def test_the_job_of_the_morning_sends(house: House) -> None:
    given = given_to_a(house)
    Assignment.objects.filter(pk=given.pk).update(due_on=timezone.localdate())

    tasks.remind_every_day.enqueue()

    assert sent_to() == ["lan@example.vn"]
