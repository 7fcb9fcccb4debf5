"""Reminders: who is written to, when, and never twice a day."""

from datetime import timedelta
from pathlib import Path
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from nhipcau.reporting import tasks
from nhipcau.reporting.asking import end_of_work
from nhipcau.reporting.models import Collection, LockException, Reminder, SubmissionState
from nhipcau.reporting.reminding import send_reminders
from nhipcau.reporting.tests import builders
from nhipcau.units.models import Role, Unit
from nhipcau.units.tests.builders import House, make_person, make_unit

NOW = timezone.now()
IN_DAYS = timedelta(days=1)


class Refusing(EmailBackend):
    """A mail server that takes nothing for Lan."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:  # type: ignore[override]  # as Django calls it
        if any("lan@" in address for one in messages for address in one.to):
            raise SMTPException("mailbox full")
        return super().send_messages(messages)


def due(house: House, days: int, *wards: Unit, title: str = "Báo cáo quý") -> Collection:
    """Return a collection of both wards that is due `days` from now (the period being long past does not matter)."""
    indicator = builders.make_indicator(f"chi-tieu-{Collection.objects.count()}")
    form = builders.make_form(house.department, indicator, title=title)
    collection = builders.make_collection(form, *(wards or (house.ward_a, house.ward_b)))
    collection.due_at = end_of_work(timezone.localdate(NOW) + timedelta(days=days))
    collection.save()
    return collection


def sent_to() -> list[str]:
    return sorted(one.to[0] for one in mail.outbox)


def test_reporters_of_units_that_have_not_sent_are_reminded_once_a_day(house: House) -> None:
    collection = due(house, 3)
    builders.make_answer(collection, house.ward_b, {}, state=SubmissionState.SUBMITTED)

    first, again = send_reminders(at=NOW), send_reminders(at=NOW)

    assert (first.letters, first.units, again.letters) == (1, 1, 0)
    assert sent_to() == ["lan@example.vn"]
    letter = mail.outbox[0]
    assert "Phường A" in letter.body
    assert f"/units/{house.ward_a.pk}/" in letter.body
    assert "còn 3 ngày" in letter.body
    row = Reminder.objects.get()
    assert (row.unit, row.days_left, row.people) == (house.ward_a, 3, 1)


@pytest.mark.parametrize(
    ("days", "reminded"), [(4, False), (2, True), (0, True), (-1, True), (-6, False), (-7, True)]
)
def test_reminders_go_on_their_days_and_a_missed_one_soon_after(
    house: House, days: int, reminded: object
) -> None:
    due(house, days)

    assert bool(send_reminders(at=NOW).letters) is reminded


def test_the_day_after_a_reminder_nothing_is_caught_up(house: House) -> None:
    due(house, 3)
    send_reminders(at=NOW)

    assert send_reminders(at=NOW + IN_DAYS).letters == 0
    assert send_reminders(at=NOW + 2 * IN_DAYS).letters == 2


def test_when_late_the_head_of_the_unit_is_told_too(house: House) -> None:
    make_person("truong", house.ward_a, Role.APPROVER)
    due(house, -1, house.ward_a)

    send_reminders(at=NOW)

    assert sent_to() == ["lan@example.vn", "truong@example.vn"]
    assert "chậm 1 ngày" in mail.outbox[0].body


def test_all_that_a_person_owes_stands_in_one_letter(house: House) -> None:
    due(house, 3, house.ward_a, title="Báo cáo một")
    due(house, -1, house.ward_a, title="Báo cáo hai")

    outcome = send_reminders(at=NOW)

    assert (outcome.letters, outcome.units) == (1, 2)
    assert "Báo cáo một" in mail.outbox[0].body
    assert "Báo cáo hai" in mail.outbox[0].body
    assert "chậm" in mail.outbox[0].subject


def test_units_without_a_reporter_are_written_to_their_contact_or_told_of(house: House) -> None:
    third, fourth = make_unit("Phường C", house.province), make_unit("Phường D", house.province)
    Unit.objects.filter(pk=third.pk).update(contact_email="phuong.c@example.vn")
    due(house, 1, third, fourth)

    outcome = send_reminders(at=NOW)

    assert (sent_to(), outcome.nobody) == (["phuong.c@example.vn"], 1)
    assert Reminder.objects.get(unit=fourth).people == 0


def test_switched_off_or_locked_collections_remind_nobody_but_units_with_an_exception(house: House) -> None:
    off, locked = due(house, 3, title="Tắt"), due(house, -1, title="Khóa")
    Collection.objects.filter(pk=off.pk).update(reminds=False)
    Collection.objects.filter(pk=locked.pk).update(locks_at=NOW - timedelta(hours=1))
    LockException.objects.create(
        collection=locked, unit=house.ward_b, until=NOW + IN_DAYS, reason="Mất điện", by=house.son, at=NOW
    )

    send_reminders(at=NOW)

    assert sent_to() == ["hoa@example.vn"]


def test_a_letter_the_server_refuses_is_sent_the_next_time(house: House) -> None:
    due(house, 3)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        failed = send_reminders(at=NOW)
    assert (failed.letters, failed.failed, Reminder.objects.count()) == (1, 1, 1)

    assert send_reminders(at=NOW).letters == 1
    assert Reminder.objects.count() == 2


def test_the_command_says_what_it_did_and_fails_with_the_server(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    due(house, 3)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"), pytest.raises(CommandError, match="SMTP"):
        call_command("send_reminders")
    call_command("send_reminders")

    assert "Đã gửi 1 thư" in capsys.readouterr().out


def test_the_daily_job_is_queued_once_and_queues_itself(house: House) -> None:
    backend = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    with override_settings(TASKS=backend):
        tasks.schedule_reminders(NOW)
        tasks.schedule_reminders(NOW)
        (queued,) = DBTaskResult.objects.all()
        DBTaskResult.objects.all().delete()
        due(house, 3)
        tasks.remind_every_day.func()
        (next_one,) = DBTaskResult.objects.all()

    assert queued.run_after >= NOW
    assert next_one.run_after > timezone.now()
    assert sent_to() == ["hoa@example.vn", "lan@example.vn"]


def test_mail_is_written_to_files_where_no_server_is_named(house: House, tmp_path: Path) -> None:
    due(house, 3, house.ward_a)
    files = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=files, EMAIL_FILE_PATH=tmp_path):
        send_reminders(at=NOW)

    assert len(list(tmp_path.iterdir())) == 1


def test_reminders_of_many_units_take_few_queries(house: House) -> None:
    wards = [make_unit(f"Phường {n}", house.province) for n in range(60)]
    due(house, 1, *wards)

    with CaptureQueriesContext(connection) as queries:
        outcome = send_reminders(at=NOW)

    assert (outcome.units, outcome.nobody) == (60, 60)
    assert len(queries) <= 30
