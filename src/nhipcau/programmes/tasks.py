"""Background work on programmes: reminders every morning and by hand, and the issuing of large programmes."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

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
def issue_large_programme(programme: int) -> None:
    """Issue a programme to many units, a task at a time. Running it again goes on where it stopped."""
    from nhipcau.programmes import issuing

    issuing.go_on(programme, at=timezone.now())
