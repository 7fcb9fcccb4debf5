"""What rooms above put beside a text on the item's page."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class TextLink:
    """A button beside a text; `primary` for the one thing to do next."""

    url: str
    label: str | Promise
    primary: bool = False
