"""What `portal` adds to the staff's pages."""

from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.portal import access
from nhipcau.shell.links import Link


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the staff's pages."""
    return [path("portal/", include("nhipcau.portal.staff_urls"))]


@hooks.register("nhipcau_newsroom_links")
def links(user: Any) -> list[Link]:
    """Return the ways from the list of items to what is kept of the public site."""
    if not access.is_keeper(user):
        return []
    return [
        Link(reverse("portal_keeping:addresses"), _("Old addresses")),
        Link(reverse("portal_keeping:readings"), _("Readings of the portal")),
    ]
