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
NUMBER_TAKEN = "registry.number_taken"
NUMBER_VOIDED = "registry.number_voided"
SERIES_BEGUN = "registry.series_begun"
TERM_SET_UP = "registry.term_set_up"
TERM_CHANGED = "registry.term_changed"
REVIEW_SET = "registry.review_set"
REGULATION_REVIEWED = "registry.regulation_reviewed"
MARKED_REFUSED = "registry.secret_refused"
MARKED_REMOVED = "registry.secret_removed"
RELATION_CONFIRMED = "registry.relation_confirmed"
RELATION_REJECTED = "registry.relation_rejected"
FORCE_DAYS_SET = "registry.force_days_set"
SOURCE_ADDED = "registry.source_added"
SOURCE_CORRECTED = "registry.source_corrected"

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
    Event(NUMBER_TAKEN, _("Number given to a document")),
    Event(NUMBER_VOIDED, _("Number declared void")),
    Event(SERIES_BEGUN, _("Series of numbers begun")),
    Event(TERM_SET_UP, _("Term of a committee set up")),
    Event(TERM_CHANGED, _("Term of a committee changed")),
    Event(REVIEW_SET, _("Regular review set")),
    Event(REGULATION_REVIEWED, _("Regulation reviewed")),
    Event(MARKED_REFUSED, _("File with a mark of secrecy refused")),
    Event(MARKED_REMOVED, _("File with a mark of secrecy removed")),
    Event(RELATION_CONFIRMED, _("Relation to another document confirmed")),
    Event(RELATION_REJECTED, _("Relation to another document rejected")),
    Event(FORCE_DAYS_SET, _("Days between which the document holds entered")),
    Event(SOURCE_ADDED, _("Source entered in the register")),
    Event(SOURCE_CORRECTED, _("Source corrected")),
)
