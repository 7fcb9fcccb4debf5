"""The kinds of writes in `desk`, by name."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

NATION_MADE_UP = "desk.nation_made_up"

declare(Event(NATION_MADE_UP, _("Sample nation loaded")))
