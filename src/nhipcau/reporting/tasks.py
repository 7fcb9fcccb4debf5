"""Notices by e-mail, sent in the background, one message a person."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from nhipcau.reporting.models import Submission
from nhipcau.units import rules as units_rules
from nhipcau.units.models import Membership, Role, UnitVersion

# Whoever reads a notice has no page language yet: the office works in Vietnamese.
LANGUAGE = "vi"
# When reminders go out: before the working day begins.
MORNING = time(7, 0)


class Notice(Protocol):
    """A background job about one answer."""

    def enqueue(self, submission_pk: int, /) -> object:
        """Queue the job."""


@task()
def tell_of_sending(submission_pk: int) -> None:
    """Tell those who approve for the asking unit that an answer has come."""
    submission = Submission.objects.in_full().get(pk=submission_pk)
    _send("sending", submission, _approvers(submission), reverse("reporting:decide", args=[submission.pk]))


@task()
def tell_of_return(submission_pk: int) -> None:
    """Tell the reporters of the unit that their answer is to be corrected."""
    submission = Submission.objects.in_full().get(pk=submission_pk)
    _send("return", submission, _reporters(submission), reverse("reporting:submission", args=[submission.pk]))


@task()
def tell_of_approval(submission_pk: int) -> None:
    """Tell the reporters of the unit that their answer was accepted."""
    submission = Submission.objects.in_full().get(pk=submission_pk)
    _send(
        "approval", submission, _reporters(submission), reverse("reporting:submission", args=[submission.pk])
    )


@task()
def remind_every_day() -> None:
    """Remind the units of what they owe, and queue the next morning's reminders."""
    from nhipcau.reporting import reminding

    now = timezone.now()
    schedule_reminders(now, not_before=timezone.localdate(now) + timedelta(days=1))
    reminding.send_reminders(at=now)


def schedule_reminders(now: datetime, *, not_before: date | None = None) -> None:
    """Queue the reminders for the morning of `not_before` (today when None), now when that has passed.

    Nothing where they are queued already, or where the queue cannot wait. Called once a start, and by the job itself.
    """
    if not remind_every_day.get_backend().supports_defer:
        return
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    queued = DBTaskResult.objects.filter(
        task_path=remind_every_day.module_path, status=TaskResultStatus.READY
    )
    if not queued.exists():
        day = not_before or timezone.localdate(now)
        morning = timezone.make_aware(datetime.combine(day, MORNING))
        remind_every_day.using(run_after=max(morning, now)).enqueue()


def _reporters(submission: Submission) -> list[str]:
    today = Membership.objects.on(timezone.localdate())
    return _addresses(today.filter(role=Role.REPORTER, unit=submission.unit_id))


def _approvers(submission: Submission) -> list[str]:
    today = timezone.localdate()
    reaching = units_rules.above(UnitVersion.objects.parents(today), submission.collection.form.unit_id)
    return _addresses(Membership.objects.on(today).filter(role=Role.APPROVER, unit__in=reaching))


def _addresses(memberships: Iterable[Membership]) -> list[str]:
    people = Membership.objects.filter(pk__in=[one.pk for one in memberships], user__is_active=True)
    return sorted(set(people.exclude(user__email="").values_list("user__email", flat=True)))


def _send(kind: str, submission: Submission, to: list[str], path: str) -> None:
    with translation.override(LANGUAGE):
        context = {
            "submission": submission,
            "returned": submission.decisions.filter(approved=False).first(),
            "address": settings.WAGTAILADMIN_BASE_URL + path,
        }
        subject = " ".join(render_to_string(f"reporting/mail/{kind}_subject.txt", context).split())
        body = render_to_string(f"reporting/mail/{kind}.txt", context)
    with get_connection() as connection:
        for address in to:
            EmailMessage(subject, body, to=[address], connection=connection).send()
