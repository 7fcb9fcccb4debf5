"""The kinds of writes in `reporting`, by name."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

PERIOD_MADE = "reporting.period_made"
FORM_MADE = "reporting.form_made"
COLLECTION_OPENED = "reporting.collection_opened"
SUBMISSION_STARTED = "reporting.submission_started"
VALUES_SAVED = "reporting.values_saved"
SUBMISSION_SUBMITTED = "reporting.submission_submitted"
SUBMISSION_RETURNED = "reporting.submission_returned"
SUBMISSION_APPROVED = "reporting.submission_approved"

declare(
    Event(PERIOD_MADE, _("Reporting period made")),
    Event(FORM_MADE, _("Form made")),
    Event(COLLECTION_OPENED, _("Report asked for")),
    Event(SUBMISSION_STARTED, _("Report begun")),
    Event(VALUES_SAVED, _("Figures saved")),
    Event(SUBMISSION_SUBMITTED, _("Report sent")),
    Event(SUBMISSION_RETURNED, _("Report returned")),
    Event(SUBMISSION_APPROVED, _("Report approved")),
)
