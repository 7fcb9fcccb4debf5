"""The kinds of writes of this room."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare
from nhipcau.exchange.packets import events as of_packets

__all__ = ["FILE_TAKEN_IN", "KEY_ENDED", "KEY_MADE", "VALUES_TAKEN_OVER", "of_packets"]

FILE_TAKEN_IN = "exchange.file_taken_in"
VALUES_TAKEN_OVER = "exchange.values_taken_over"
METADATA_TAKEN_OVER = "exchange.metadata_taken_over"
KEY_MADE = "exchange.key_made"
KEY_ENDED = "exchange.key_ended"

declare(
    Event(FILE_TAKEN_IN, _("File of another system taken in")),
    Event(VALUES_TAKEN_OVER, _("Values of another system taken over")),
    Event(METADATA_TAKEN_OVER, _("Metadata of another system taken over")),
    Event(KEY_MADE, _("Key for another system made")),
    Event(KEY_ENDED, _("Key for another system ended")),
)
