"""What is written down of activities."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

LOGGED = "activities.activity_logged"
CHANGED = "activities.activity_changed"
WITHDRAWN = "activities.activity_withdrawn"
EVIDENCE_REMOVED = "activities.evidence_removed"

declare(
    Event(LOGGED, _("Activity logged")),
    Event(CHANGED, _("Activity changed")),
    Event(WITHDRAWN, _("Activity withdrawn")),
    Event(EVIDENCE_REMOVED, _("Evidence removed")),
)
