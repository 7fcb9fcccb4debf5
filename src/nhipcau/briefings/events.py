"""The kinds of writes in briefings."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

SENT = "briefings.notice_sent"
CHANGED = "briefings.notice_changed"
CALLED_BACK = "briefings.notice_called_back"
OPENED = "briefings.notice_opened"
ACKNOWLEDGED = "briefings.notice_acknowledged"
SESSION = "briefings.session_logged"
SESSION_REMOVED = "briefings.session_removed"
FINISHED = "briefings.finished"
REOPENED = "briefings.opened_again"
HANDED_OVER = "briefings.handed_over"
TAKEN_OVER = "briefings.taken_over"

declare(
    Event(SENT, _("Directive sent to be made known")),
    Event(CHANGED, _("Directive to make known changed")),
    Event(CALLED_BACK, _("Directive to make known called back")),
    Event(OPENED, _("Directive received")),
    Event(ACKNOWLEDGED, _("Directive acknowledged")),
    Event(SESSION, _("Briefing session logged")),
    Event(SESSION_REMOVED, _("Briefing session removed")),
    Event(FINISHED, _("Briefing finished")),
    Event(REOPENED, _("Briefing opened again")),
    Event(HANDED_OVER, _("Open briefings handed over to the unit that took over")),
    Event(TAKEN_OVER, _("Briefing taken over from a unit that ended")),
)
