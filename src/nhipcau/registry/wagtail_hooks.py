"""Puts the register into the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.registry import access, offices
from nhipcau.registry.views.upkeep import document_panel
from nhipcau.units.menu import RoomMenuItem


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("registry/", include("nhipcau.registry.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Official documents"),
        reverse_lazy("registry:documents"),
        roles=frozenset(access.READERS),
        icon="doc-full-inverse",
        order=100,
        name="registry",
    )


hooks.register("nhipcau_waiting", offices.waiting)
hooks.register("nhipcau_document_panels", document_panel)
