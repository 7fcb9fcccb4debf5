"""The kinds of writes in `portal`, by name."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

ADDRESSES_TAKEN_IN = "portal.addresses_taken_in"
ADDRESS_STRUCK = "portal.address_struck"
EARLIER_VIEWS_ENTERED = "portal.earlier_views_entered"
EARLIER_VIEWS_STRUCK = "portal.earlier_views_struck"

declare(
    Event(ADDRESSES_TAKEN_IN, _("Old addresses taken in")),
    Event(ADDRESS_STRUCK, _("Old address struck out")),
    Event(EARLIER_VIEWS_ENTERED, _("Number of an earlier counter entered")),
    Event(EARLIER_VIEWS_STRUCK, _("Number of an earlier counter struck out")),
)
