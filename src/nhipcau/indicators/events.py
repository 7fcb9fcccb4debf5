"""What is written down of changes to indicators."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

ADDED = "indicators.indicator_added"
CHANGED = "indicators.indicator_changed"

declare(Event(ADDED, _("Indicator added")), Event(CHANGED, _("Indicator changed")))
