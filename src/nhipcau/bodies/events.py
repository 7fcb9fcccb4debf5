"""The kinds of writes in bodies."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

FOUNDED = "bodies.body_founded"
CHANGED = "bodies.body_changed"
SEATED = "bodies.seat_given"
SEAT_ENDED = "bodies.seat_ended"
CALLED = "bodies.meeting_called"
MEETING_CHANGED = "bodies.meeting_changed"
INVITED = "bodies.meeting_invited"
CANCELLED = "bodies.meeting_cancelled"
RECORDED = "bodies.meeting_recorded"
CONCLUDED = "bodies.conclusion_added"
CONCLUSION_REMOVED = "bodies.conclusion_removed"
TASKS_MADE = "bodies.tasks_made"
AGREEMENT_MADE = "bodies.agreement_made"
OBLIGATION_ADDED = "bodies.obligation_added"
OBLIGATION_REMOVED = "bodies.obligation_removed"
AGREED = "bodies.side_agreed"

declare(
    Event(FOUNDED, _("Body founded")),
    Event(CHANGED, _("Body changed")),
    Event(SEATED, _("Seat in a body given")),
    Event(SEAT_ENDED, _("Seat in a body ended")),
    Event(CALLED, _("Meeting called")),
    Event(MEETING_CHANGED, _("Meeting changed")),
    Event(INVITED, _("Invitations to a meeting sent")),
    Event(CANCELLED, _("Meeting called off")),
    Event(RECORDED, _("Attendance and minutes entered")),
    Event(CONCLUDED, _("Conclusion of a meeting added")),
    Event(CONCLUSION_REMOVED, _("Conclusion of a meeting removed")),
    Event(TASKS_MADE, _("Tasks made of conclusions or obligations")),
    Event(AGREEMENT_MADE, _("Joint programme made")),
    Event(OBLIGATION_ADDED, _("Obligation of a side added")),
    Event(OBLIGATION_REMOVED, _("Obligation of a side removed")),
    Event(AGREED, _("Side agreed to a joint programme")),
)
