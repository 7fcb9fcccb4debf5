"""The kinds of writes in `productions`."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

OPENED = "productions.series_opened"
CHANGED = "productions.series_changed"
ENDED = "productions.series_ended"
PUT_IN = "productions.item_put_in"
TAKEN_OUT = "productions.item_taken_out"

declare(
    Event(OPENED, _("Series opened")),
    Event(CHANGED, _("Series changed")),
    Event(ENDED, _("Series ended")),
    Event(PUT_IN, _("Item put into a series")),
    Event(TAKEN_OUT, _("Item taken out of a series")),
)
