"""What is written down of drafts."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

STARTED = "drafting.draft_started"
HEAD_WRITTEN = "drafting.head_written"
PARTNERS_WRITTEN = "drafting.partners_written"
TEXT_WRITTEN = "drafting.text_written"
FIGURE_ADDED = "drafting.figure_added"
FIGURE_REMOVED = "drafting.figure_removed"
FIGURES_ACCEPTED = "drafting.figures_accepted"
WRITTEN_BACK = "drafting.revision_written_back"
CITATION_ADDED = "drafting.citation_added"
COMMENTED = "drafting.comment_written"
COMMENT_SETTLED = "drafting.comment_settled"
COMMENT_REOPENED = "drafting.comment_reopened"
TAKEN_OVER = "drafting.narrative_taken_over"
ASKED_BESIDE = "drafting.question_laid_beside"
SUBMITTED = "drafting.draft_submitted"
RETURNED = "drafting.draft_returned"
APPROVED = "drafting.draft_approved"
REOPENED = "drafting.draft_reopened"
RECIPIENTS_WRITTEN = "drafting.recipients_written"
ACKNOWLEDGED = "drafting.document_acknowledged"
SENT_AGAIN = "drafting.letters_sent_again"
ISSUED = "drafting.draft_issued"

declare(
    Event(STARTED, _("Draft started")),
    Event(HEAD_WRITTEN, _("Heading and signature of a draft written")),
    Event(PARTNERS_WRITTEN, _("Bodies that issue a draft together written")),
    Event(TEXT_WRITTEN, _("Text of a draft written")),
    Event(FIGURE_ADDED, _("Figure added to a draft")),
    Event(FIGURE_REMOVED, _("Figure removed from a draft")),
    Event(FIGURES_ACCEPTED, _("Changed figures accepted")),
    Event(WRITTEN_BACK, _("Older text of a draft written back")),
    Event(CITATION_ADDED, _("Citation added to a draft")),
    Event(COMMENTED, _("Comment on a draft written")),
    Event(COMMENT_SETTLED, _("Comment on a draft settled")),
    Event(COMMENT_REOPENED, _("Comment on a draft opened again")),
    Event(TAKEN_OVER, _("Words of a unit taken over into a draft")),
    Event(ASKED_BESIDE, _("Answers of units laid beside a section")),
    Event(SUBMITTED, _("Draft sent for approval")),
    Event(RETURNED, _("Draft returned")),
    Event(APPROVED, _("Draft approved")),
    Event(REOPENED, _("Draft opened again")),
    Event(RECIPIENTS_WRITTEN, _("Recipients of a draft written")),
    Event(ACKNOWLEDGED, _("Issued document acknowledged")),
    Event(SENT_AGAIN, _("Letters with a document sent again")),
    Event(ISSUED, _("Document issued")),
)
