"""The kinds of writes in good practice."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

WRITTEN = "practices.practice_written"
CHANGED = "practices.practice_changed"
FIGURE_ADDED = "practices.figure_added"
FIGURE_REMOVED = "practices.figure_removed"
PROOF_ADDED = "practices.proof_added"
PROOF_REMOVED = "practices.proof_removed"
PROPOSED = "practices.practice_proposed"
TAKEN_BACK = "practices.proposal_taken_back"
UNDER_REVIEW = "practices.proposal_under_review"
ACCEPTED = "practices.practice_accepted"
NOT_ACCEPTED = "practices.practice_not_accepted"
SENT_BACK = "practices.proposal_sent_back"
SPREAD = "practices.practice_spread"
TAKEN_UP = "practices.practice_taken_up"
DECLINED = "practices.practice_declined"
COMMENDED = "practices.unit_commended"

declare(
    Event(WRITTEN, _("Good practice written down")),
    Event(CHANGED, _("Good practice changed")),
    Event(FIGURE_ADDED, _("Figure added to a good practice")),
    Event(FIGURE_REMOVED, _("Figure taken out of a good practice")),
    Event(PROOF_ADDED, _("Evidence added to a good practice")),
    Event(PROOF_REMOVED, _("Evidence taken out of a good practice")),
    Event(PROPOSED, _("Good practice proposed")),
    Event(TAKEN_BACK, _("Proposal of a good practice taken back")),
    Event(UNDER_REVIEW, _("Proposal of a good practice taken under review")),
    Event(ACCEPTED, _("Good practice accepted")),
    Event(NOT_ACCEPTED, _("Good practice not accepted")),
    Event(SENT_BACK, _("Proposal of a good practice sent back")),
    Event(SPREAD, _("Good practice spread to units")),
    Event(TAKEN_UP, _("Good practice taken up")),
    Event(DECLINED, _("Good practice not taken up")),
    Event(COMMENDED, _("Unit commended for a good practice")),
)
