"""What is written down of drafts."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

STARTED = "drafting.draft_started"
HEAD_WRITTEN = "drafting.head_written"
TEXT_WRITTEN = "drafting.text_written"
FIGURE_ADDED = "drafting.figure_added"
FIGURE_REMOVED = "drafting.figure_removed"
FIGURES_ACCEPTED = "drafting.figures_accepted"
ISSUED = "drafting.draft_issued"

declare(
    Event(STARTED, _("Draft started")),
    Event(HEAD_WRITTEN, _("Heading and signature of a draft written")),
    Event(TEXT_WRITTEN, _("Text of a draft written")),
    Event(FIGURE_ADDED, _("Figure added to a draft")),
    Event(FIGURE_REMOVED, _("Figure removed from a draft")),
    Event(FIGURES_ACCEPTED, _("Changed figures accepted")),
    Event(ISSUED, _("Document issued")),
)
