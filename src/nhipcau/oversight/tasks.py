"""Background work of oversight: reminders every morning."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from nhipcau.shell.mornings import schedule_morning


@task()
def remind_every_day() -> None:
    """Remind units of what they have to mend and to reply, and queue the next morning's reminders."""
    from nhipcau.oversight import reminding

    now = timezone.now()
    schedule_reminders(now, tomorrow=True)
    reminding.send_reminders(at=now)


def schedule_reminders(now: datetime, *, tomorrow: bool = False) -> None:
    """Queue the reminders of this morning, or tomorrow's; nothing where they are queued. Called once a start."""
    not_before = timezone.localdate(now) + timedelta(days=1) if tomorrow else None
    schedule_morning(remind_every_day, now, not_before=not_before)
