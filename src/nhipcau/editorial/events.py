"""The kinds of writes in `editorial`, by name."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

ENTRY_PLANNED = "editorial.entry_planned"
ENTRY_CHANGED = "editorial.entry_changed"
ENTRY_MOVED = "editorial.entry_moved"
INTENT_CHANGED = "editorial.intent_changed"
ENTRY_COPIED = "editorial.entry_copied"
ITEM_BEGUN = "editorial.item_begun"
WORK_GIVEN = "editorial.work_given"
WORK_ANSWERED = "editorial.work_answered"
WORK_TAKEN_BACK = "editorial.work_taken_back"
FACTS_ASKED = "editorial.facts_asked"
FACTS_ANSWERED = "editorial.facts_answered"
REQUEST_WITHDRAWN = "editorial.request_withdrawn"
TAKEN_OVER = "editorial.taken_over"
ORIGIN_SEEN = "editorial.origin_seen"

declare(
    Event(ENTRY_PLANNED, _("Entry put into the plan")),
    Event(ENTRY_CHANGED, _("Entry of the plan changed")),
    Event(ENTRY_MOVED, _("Entry moved to another day")),
    Event(INTENT_CHANGED, _("Intent of an entry changed")),
    Event(ENTRY_COPIED, _("Entry copied to other days")),
    Event(ITEM_BEGUN, _("Item begun from the plan")),
    Event(WORK_GIVEN, _("Piece of work given")),
    Event(WORK_ANSWERED, _("Piece of work answered")),
    Event(WORK_TAKEN_BACK, _("Piece of work taken back")),
    Event(FACTS_ASKED, _("Facts asked for")),
    Event(FACTS_ANSWERED, _("Facts given")),
    Event(REQUEST_WITHDRAWN, _("Request for facts withdrawn")),
    Event(TAKEN_OVER, _("Item taken over from another unit")),
    Event(ORIGIN_SEEN, _("Change of the origin seen")),
)
