"""Brings indicators into the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("indicators/", include("nhipcau.indicators.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Indicators"),
        reverse_lazy("indicators:indicators"),
        roles=frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
        icon="list-ol",
        order=900,
        name="indicators",
    )
