"""The registry of events: every kind of write has a name, declared once by the room that does it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of write: `name` is dotted (`registry.document_received`), `label` is what people read."""

    name: str
    label: str | Promise


EVENTS: dict[str, Event] = {}


def declare(*events: Event) -> None:
    """Add `events` to the registry; a name declared twice is a mistake of the programmer.

    Raises ValueError when a name is taken by another room's event.
    """
    for event in events:
        if EVENTS.setdefault(event.name, event) is not event:
            raise ValueError(f"event {event.name} is declared twice")
