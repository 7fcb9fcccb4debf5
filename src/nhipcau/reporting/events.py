"""The kinds of writes in `reporting`, by name."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

PERIOD_MADE = "reporting.period_made"
FORM_MADE = "reporting.form_made"
FORM_CHANGED = "reporting.form_changed"
FORM_COPIED = "reporting.form_copied"
FORM_PUT_IN_USE = "reporting.form_put_in_use"
FORM_PUT_AWAY = "reporting.form_put_away"
COLLECTION_OPENED = "reporting.collection_opened"
COLLECTION_MOVED = "reporting.collection_moved"
COLLECTION_CLOSED = "reporting.collection_closed"
UNITS_ADDED = "reporting.units_added"
UNITS_REMOVED = "reporting.units_removed"
EXCEPTION_MADE = "reporting.exception_made"
EXCEPTION_ENDED = "reporting.exception_ended"
REMINDING_SWITCHED = "reporting.reminding_switched"
REMINDED = "reporting.reminded"
SUBMISSION_STARTED = "reporting.submission_started"
VALUES_SAVED = "reporting.values_saved"
SUBMISSION_SUBMITTED = "reporting.submission_submitted"
FILE_ATTACHED = "reporting.file_attached"
FILE_DETACHED = "reporting.file_detached"
SUBMISSION_RETURNED = "reporting.submission_returned"
FIGURE_MARKED = "reporting.figure_marked"
MARK_CLEARED = "reporting.mark_cleared"
SUBMISSION_APPROVED = "reporting.submission_approved"
PLAN_SET = "reporting.plan_set"
COLLECTION_SEALED = "reporting.collection_sealed"
CORRECTION_OPENED = "reporting.correction_opened"

declare(
    Event(COLLECTION_SEALED, _("Figures sealed")),
    Event(CORRECTION_OPENED, _("Sealed figures opened for a correction")),
    Event(PLAN_SET, _("Plan set")),
    Event(PERIOD_MADE, _("Reporting period made")),
    Event(FORM_MADE, _("Form made")),
    Event(FORM_CHANGED, _("Form changed")),
    Event(FORM_COPIED, _("Form copied")),
    Event(FORM_PUT_IN_USE, _("Form put in use")),
    Event(FORM_PUT_AWAY, _("Form put away")),
    Event(COLLECTION_OPENED, _("Report asked for")),
    Event(COLLECTION_MOVED, _("Due day or lock changed")),
    Event(COLLECTION_CLOSED, _("Report closed")),
    Event(UNITS_ADDED, _("Units added to a report")),
    Event(UNITS_REMOVED, _("Units taken out of a report")),
    Event(EXCEPTION_MADE, _("Opened again for a unit")),
    Event(EXCEPTION_ENDED, _("Exception of a unit ended")),
    Event(REMINDING_SWITCHED, _("Reminders switched on or off")),
    Event(REMINDED, _("Units reminded")),
    Event(SUBMISSION_STARTED, _("Report begun")),
    Event(VALUES_SAVED, _("Figures saved")),
    Event(SUBMISSION_SUBMITTED, _("Report sent")),
    Event(FILE_ATTACHED, _("File kept with a report")),
    Event(FILE_DETACHED, _("File taken away from a report")),
    Event(SUBMISSION_RETURNED, _("Report returned")),
    Event(FIGURE_MARKED, _("Figure marked to be looked at again")),
    Event(MARK_CLEARED, _("Mark of a figure taken away")),
    Event(SUBMISSION_APPROVED, _("Report approved")),
)
