"""What is written down of changes to indicators."""

from django.utils.translation import gettext_lazy as _

from nhipcau.audit.events import Event, declare

ADDED = "indicators.indicator_added"
CHANGED = "indicators.indicator_changed"
SPLIT_ADDED = "indicators.split_added"
CASES_ADDED = "indicators.cases_added"
PARTED = "indicators.indicator_parted"

declare(
    Event(ADDED, _("Indicator added")),
    Event(CHANGED, _("Indicator changed")),
    Event(SPLIT_ADDED, _("Split added")),
    Event(CASES_ADDED, _("Cases added to a split")),
    Event(PARTED, _("Indicator told apart")),
)
