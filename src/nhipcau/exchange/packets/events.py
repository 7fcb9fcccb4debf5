"""The kinds of writes about packets."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

TAKEN_IN = "exchange.packet_taken_in"
ENTERED = "exchange.packet_document_entered"
MARKED_REFUSED = "exchange.secret_packet_refused"
SENT = "exchange.packet_sent"
STATE_TOLD = "exchange.packet_state_told"
STATE_CAME = "exchange.packet_state_came"
IDENTIFIER_ENTERED = "exchange.identifier_entered"
IDENTIFIER_ENDED = "exchange.identifier_ended"

declare(
    Event(TAKEN_IN, _("Packet taken in")),
    Event(ENTERED, _("Document of a packet put into the register")),
    Event(MARKED_REFUSED, _("Secret packet refused; nothing of it was kept")),
    Event(SENT, _("Document sent as a packet")),
    Event(STATE_TOLD, _("State of a packet told to the other side")),
    Event(STATE_CAME, _("State of a packet came from the other side")),
    Event(IDENTIFIER_ENTERED, _("Identifier of an organisation entered")),
    Event(IDENTIFIER_ENDED, _("Identifier of an organisation ended")),
)
