"""Keep with each assignment the deadline in force and whether it was done late: until now both were the task's."""

from typing import Any

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

BATCH = 2000


def keep_deadlines(apps: Any, _schema: Any) -> None:
    """Copy the tasks' deadlines; fix lateness by the day, in the office's time zone, on which it was done."""
    assignments = apps.get_model("programmes", "Assignment").objects
    due = apps.get_model("programmes", "Task").objects.filter(pk=OuterRef("task")).values("due_on")
    issued = assignments.filter(task__programme__state="issued")
    issued.update(due_on=Subquery(due[:1]))
    assignments.filter(state="done").update(confirmed_at=F("done_at"))
    done = issued.filter(state="done", done_at__isnull=False, due_on__isnull=False)
    rows = done.values_list("pk", "done_at", "due_on").iterator(chunk_size=BATCH)
    late = [pk for pk, at, day in rows if timezone.localdate(at) > day]
    for first in range(0, len(late), BATCH):
        assignments.filter(pk__in=late[first : first + BATCH]).update(late=True)


class Migration(migrations.Migration):
    """Fills the columns of the migration before."""

    dependencies = [("programmes", "0002_cascade_asks_resources")]

    operations = [migrations.RunPython(keep_deadlines, migrations.RunPython.noop)]
