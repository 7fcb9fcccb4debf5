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
ASKED = "programmes.asked"
ANSWERED = "programmes.answered"
TAKEN_BACK = "programmes.taken_back"
TAKEN_UP = "programmes.programme_taken_up"
DEADLINE_CHANGED = "programmes.deadline_changed"
TASK_WITHDRAWN = "programmes.task_withdrawn"
CHANGE_ANSWERED = "programmes.change_answered"
HANDED_OVER = "programmes.tasks_handed_over"
TEXTS = "programmes.texts_changed"
BUDGET = "programmes.budget_changed"
RESOURCES = "programmes.resources_changed"
ANNEXES = "programmes.annexes_changed"
TARGETS = "programmes.targets_set"
TASKS_CHANGED = "programmes.tasks_changed_together"
TAKEN_IN = "programmes.tasks_taken_from_a_file"
FEED_MADE = "programmes.calendar_address_made"
FEED_ENDED = "programmes.calendar_address_ended"
REMINDED = "programmes.units_reminded"
REMINDED_BY_HAND = "programmes.reminded_by_hand"
ISSUING = "programmes.issuing_begun"
GONE_ON = "programmes.giving_gone_on"

declare(
    Event(MADE, _("Programme made")),
    Event(CHANGED, _("Programme changed")),
    Event(ISSUED, _("Programme issued to the units")),
    Event(TASK_ADDED, _("Task added")),
    Event(TASK_CHANGED, _("Task changed")),
    Event(TASK_REMOVED, _("Task removed")),
    Event(PROGRESS, _("Progress reported")),
    Event(ASKED, _("Asked about a task")),
    Event(ANSWERED, _("Answered about a task")),
    Event(TAKEN_BACK, _("Question about a task taken back")),
    Event(TAKEN_UP, _("Programme made from a higher one")),
    Event(DEADLINE_CHANGED, _("Deadline of a task changed")),
    Event(TASK_WITHDRAWN, _("Task withdrawn")),
    Event(CHANGE_ANSWERED, _("Change from above answered")),
    Event(HANDED_OVER, _("Open tasks handed over to the unit that took over")),
    Event(TEXTS, _("Texts of a programme changed")),
    Event(BUDGET, _("Budget of a programme changed")),
    Event(RESOURCES, _("People or equipment of a programme changed")),
    Event(ANNEXES, _("Annexes of a programme changed")),
    Event(TARGETS, _("Targets of a task set")),
    Event(TASKS_CHANGED, _("Several tasks changed together")),
    Event(TAKEN_IN, _("Tasks taken from a spreadsheet")),
    Event(FEED_MADE, _("Secret address of a calendar made")),
    Event(FEED_ENDED, _("Secret address of a calendar ended")),
    Event(REMINDED, _("Units reminded of their tasks")),
    Event(REMINDED_BY_HAND, _("Unit reminded of a task by hand")),
    Event(ISSUING, _("Issuing of a large programme begun")),
    Event(GONE_ON, _("Work that had stopped in the background went on")),
)
