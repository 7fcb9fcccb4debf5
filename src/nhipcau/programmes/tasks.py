"""Background work on programmes: reminders every morning and by hand, and the issuing of large programmes."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

from nhipcau.shell.mornings import schedule_morning


@task()
def remind_every_day() -> None:
    """Remind the units of their tasks, and queue the next morning's reminders."""
    from nhipcau.programmes import reminding, summing

    now = timezone.now()
    schedule_reminders(now, tomorrow=True)
    summing.draw_together()
    reminding.send_reminders(at=now)


def schedule_reminders(now: datetime, *, tomorrow: bool = False) -> None:
    """Queue the reminders of this morning, or tomorrow's; nothing where they are queued. Called once a start."""
    not_before = timezone.localdate(now) + timedelta(days=1) if tomorrow else None
    schedule_morning(remind_every_day, now, not_before=not_before)


@task()
def remind_of_one(assignment: int, at: str) -> None:
    """Send the letters of a reminder by hand."""
    from nhipcau.programmes import reminding

    reminding.send_by_hand(assignment, at=datetime.fromisoformat(at))


@task()
def give_large_programme(programme: int) -> None:
    """Do what was begun with a programme of many units, a task at a time. Running it again goes on where it stopped."""
    from nhipcau.programmes import large

    large.go_on(programme, at=timezone.now())


def hand_over_waiting() -> None:
    """Queue what was begun with programmes and is in no queue: what did it stopped, for no reason that could be kept."""
    from django_tasks_db.models import DBTaskResult

    from nhipcau.programmes.models import Giving

    queued = DBTaskResult.objects.filter(
        task_path=give_large_programme.module_path, status=TaskResultStatus.READY
    )
    known = {arguments["args"][0] for arguments in queued.values_list("args_kwargs", flat=True)}
    for programme in Giving.objects.filter(finished_at__isnull=True, fault="").values_list(
        "programme", flat=True
    ):
        if programme not in known:
            give_large_programme.enqueue(programme)
