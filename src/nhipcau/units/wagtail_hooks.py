"""Brings units into the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("units/", include("nhipcau.units.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Units"),
        reverse_lazy("units:units"),
        roles=frozenset({Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}),
        icon="group",
        order=800,
        name="units",
    )
