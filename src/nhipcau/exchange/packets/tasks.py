"""Background work on packets: a look into the folders, every few minutes and after each write."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

EVERY = timedelta(minutes=5)


@task()
def put_out() -> None:
    """Put what waits into the folder for what goes out. Running it twice writes nothing twice."""
    from nhipcau.exchange.packets import sending

    sending.write_waiting(at=timezone.now())


def hand_over() -> None:
    """Queue the writing of what waits."""
    if settings.EDXML_OUT:
        put_out.enqueue()


@task()
def look_into_folders() -> None:
    """Take in what came, put out what waits, and queue the next look."""
    from nhipcau.exchange.packets import watching

    now = timezone.now()
    schedule(now + EVERY)
    watching.look(at=now)


def schedule(when: datetime) -> None:
    """Queue a look at a moment; nothing where one is queued, no folder is set, or the queue cannot wait."""
    if not (settings.EDXML_IN or settings.EDXML_OUT) or not look_into_folders.get_backend().supports_defer:
        return
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    queued = DBTaskResult.objects.filter(
        task_path=look_into_folders.module_path, status=TaskResultStatus.READY
    )
    if not queued.exists():
        look_into_folders.using(run_after=when).enqueue()
