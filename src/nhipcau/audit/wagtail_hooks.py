"""Makes the declared events known to Wagtail's log, so that its history reports show them."""

from django.utils.module_loading import autodiscover_modules
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from nhipcau.audit.events import EVENTS


@hooks.register("register_log_actions")
def register_events(registry: LogActionRegistry) -> None:
    """Register every declared event as a log action of the same name; every room declares its own in `events`."""
    autodiscover_modules("events")
    for event in EVENTS.values():
        registry.register_action(event.name, event.label, event.label)
