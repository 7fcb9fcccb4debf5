"""The kinds of writes in oversight."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

PLANNED = "oversight.inspection_planned"
RECORDED = "oversight.inspection_recorded"
FOUND = "oversight.shortcoming_added"
MENDED = "oversight.shortcoming_mended"
ACCEPTED = "oversight.mending_accepted"
REOPENED = "oversight.shortcoming_reopened"
SENT = "oversight.self_check_sent"
CHECK_ACCEPTED = "oversight.self_check_accepted"
CHECK_RETURNED = "oversight.self_check_returned"
PHOTO_ADDED = "oversight.photo_added"
PHOTO_REMOVED = "oversight.photo_removed"
YEAR_PLANNED = "oversight.year_planned"
CHECKLIST_KEPT = "oversight.checklist_kept"
CHECKLIST_RETIRED = "oversight.checklist_retired"
TASK_MADE = "oversight.task_made"
REVIEW_ASKED = "oversight.review_asked"
REPLY_KEPT = "oversight.reply_kept"
REPLY_SENT = "oversight.reply_sent"
REPLY_RETURNED = "oversight.reply_returned"
PASSAGES_TAKEN = "oversight.passages_taken"

declare(
    Event(PLANNED, _("Inspection planned")),
    Event(RECORDED, _("Inspection recorded")),
    Event(FOUND, _("Shortcoming of an inspection added")),
    Event(MENDED, _("Shortcoming said to be mended")),
    Event(ACCEPTED, _("Mending accepted")),
    Event(REOPENED, _("Shortcoming opened again")),
    Event(SENT, _("Self-check sent")),
    Event(CHECK_ACCEPTED, _("Self-check accepted")),
    Event(CHECK_RETURNED, _("Self-check sent back")),
    Event(PHOTO_ADDED, _("Photo of a visit added")),
    Event(PHOTO_REMOVED, _("Photo of a visit removed")),
    Event(YEAR_PLANNED, _("Plan of inspections made")),
    Event(CHECKLIST_KEPT, _("Checklist kept")),
    Event(CHECKLIST_RETIRED, _("Checklist taken out of use")),
    Event(TASK_MADE, _("Task made of a shortcoming")),
    Event(REVIEW_ASKED, _("Review asked of units")),
    Event(REPLY_KEPT, _("Reply to a review kept")),
    Event(REPLY_SENT, _("Reply to a review sent")),
    Event(REPLY_RETURNED, _("Reply to a review sent back")),
    Event(PASSAGES_TAKEN, _("Passages of a review chosen")),
)
