"""Links on a page that rooms above give by a hook: the page names the hook, and what it shows."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail import hooks


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and what it says."""

    url: str
    label: str | Promise


def links(hook: str, user: Any, *shown: Any) -> list[Link]:
    """Return what rooms above offer on a page: each function under `hook` gives `(user, *shown) -> list[Link]`."""
    return [link for offer in hooks.get_hooks(hook) for link in offer(user, *shown)]
