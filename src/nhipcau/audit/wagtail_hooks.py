"""Makes the declared events known to Wagtail's log, so that its history reports show them."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from nhipcau.audit.events import EVENTS


@hooks.register("register_log_actions")
def register_events(registry: LogActionRegistry) -> None:
    """Register every declared event as a log action of the same name."""
    for event in EVENTS.values():
        registry.register_action(event.name, event.label, event.label)
