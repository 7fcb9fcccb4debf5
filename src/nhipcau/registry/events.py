"""The kinds of writes in the register."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

TAKEN_IN = "registry.document_taken_in"
REGISTERED = "registry.document_registered"
HEADER_CORRECTED = "registry.header_corrected"
ISSUED = "registry.document_issued"
CONFIRMED = "registry.finding_confirmed"
CORRECTED = "registry.finding_corrected"
REJECTED = "registry.finding_rejected"
ADDED = "registry.finding_added"
ALL_CONFIRMED = "registry.findings_confirmed"
HEADER_COMPLETED = "registry.header_completed"
READ_ASKED = "registry.reading_asked"
READ = "registry.document_read"
READ_FAILED = "registry.reading_failed"
NEWER_ACCEPTED = "registry.newer_accepted"
NEWER_DISMISSED = "registry.newer_dismissed"

declare(
    Event(TAKEN_IN, _("Document taken in")),
    Event(REGISTERED, _("Document entered in the register")),
    Event(HEADER_CORRECTED, _("Header of the document corrected")),
    Event(ISSUED, _("Issued document entered in the register")),
    Event(CONFIRMED, _("Finding confirmed")),
    Event(CORRECTED, _("Finding corrected")),
    Event(REJECTED, _("Finding rejected")),
    Event(ADDED, _("Finding added that the reading missed")),
    Event(ALL_CONFIRMED, _("All findings of a kind confirmed")),
    Event(HEADER_COMPLETED, _("Header filled in as the sender gives it")),
    Event(READ_ASKED, _("Document to be read again")),
    Event(READ, _("Document read")),
    Event(READ_FAILED, _("Document could not be read")),
    Event(NEWER_ACCEPTED, _("Newer reading accepted")),
    Event(NEWER_DISMISSED, _("Newer reading dismissed")),
)
