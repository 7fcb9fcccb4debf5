"""Work that is done every morning: queued once, and by itself again for the next day."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

# Before the working day begins.
MORNING = time(7, 0)


def schedule_morning(job: Any, now: datetime, *, not_before: date | None = None) -> None:
    """Queue the job for the morning of `not_before` (today when None), now when that has passed.

    Nothing where it is queued already, or where the queue cannot wait.
    """
    if not job.get_backend().supports_defer:
        return
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    queued = DBTaskResult.objects.filter(task_path=job.module_path, status=TaskResultStatus.READY)
    if not queued.exists():
        day = not_before or timezone.localdate(now)
        morning = timezone.make_aware(datetime.combine(day, MORNING))
        job.using(run_after=max(morning, now)).enqueue()
