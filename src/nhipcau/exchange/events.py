"""The kinds of writes of this room."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

FILE_TAKEN_IN = "exchange.file_taken_in"
VALUES_TAKEN_OVER = "exchange.values_taken_over"

declare(
    Event(FILE_TAKEN_IN, _("File of another system taken in")),
    Event(VALUES_TAKEN_OVER, _("Values of another system taken over")),
)
