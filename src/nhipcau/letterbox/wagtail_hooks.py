"""Brings the letters into the staff pages: beside the items, and in what waits."""

from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.letterbox import access, waiting
from nhipcau.shell.links import Link
from nhipcau.units import access as units


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("letters/", include("nhipcau.letterbox.urls"))]


hooks.register("nhipcau_waiting_rows", waiting.rows)


@hooks.register("nhipcau_newsroom_links")
def links(user: Any) -> list[Link]:
    """Return the way from the list of items to the letters."""
    if not units.units_where(user, access.HANDLERS):
        return []
    return [Link(reverse("letterbox:letters"), _("Letters"))]
