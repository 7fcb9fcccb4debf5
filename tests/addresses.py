"""Every address that the house answers, read from Django's own resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from nhipcau.config.urls import CLOSED


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: `name` with its namespaces (`registry:document`), `route`, and the module of what answers."""

    name: str
    route: str
    module: str

    @property
    def is_wagtails(self) -> bool:
        """Whether Wagtail brings it, or closes it for the house, not a room of ours."""
        if self.route.startswith("staff/") and self.route.split("/")[1] in CLOSED:
            return True
        return self.name.startswith("wagtail") or self.module.startswith(("wagtail.", "nhipcau.config."))

    @property
    def takes_nothing(self) -> bool:
        """Whether the path is the same for every object."""
        return not any(sign in self.route for sign in "<(^")


def all_addresses() -> list[Address]:
    """Return every address; one without a name has the name `?` and its route."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[Any], route: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, below)
        elif isinstance(pattern, URLPattern):
            name = namespace + pattern.name if pattern.name else f"?{here}"
            yield Address(name, here, pattern.callback.__module__)
