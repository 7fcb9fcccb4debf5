"""The kinds of writes in programmes."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

MADE = "programmes.programme_made"
CHANGED = "programmes.programme_changed"
ISSUED = "programmes.programme_issued"
TASK_ADDED = "programmes.task_added"
TASK_CHANGED = "programmes.task_changed"
TASK_REMOVED = "programmes.task_removed"
PROGRESS = "programmes.progress_reported"

declare(
    Event(MADE, _("Programme made")),
    Event(CHANGED, _("Programme changed")),
    Event(ISSUED, _("Programme issued to the units")),
    Event(TASK_ADDED, _("Task added")),
    Event(TASK_CHANGED, _("Task changed")),
    Event(TASK_REMOVED, _("Task removed")),
    Event(PROGRESS, _("Progress reported")),
)
