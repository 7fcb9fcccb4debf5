"""Puts the desk in the place of Wagtail's own home page, and keeps Wagtail's entries out of the sidebar."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.desk.panels import HOME, panels_for
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the address of the list of everything that waits."""
    return [path("waiting/", include("nhipcau.desk.urls"))]


@hooks.register("construct_homepage_panels")
def the_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Replace Wagtail's panels by those of the person's roles."""
    panels[:] = panels_for(request.user)


@hooks.register("register_admin_menu_item")
def my_work_item() -> RoomMenuItem:
    """Return the way home, the first entry of everybody's sidebar."""
    return RoomMenuItem(
        _("My work"),
        reverse_lazy("wagtailadmin_home"),
        roles=frozenset(Role.values),
        icon="home",
        order=10,
        name=HOME,
    )


@hooks.register("construct_main_menu")
def only_our_rooms(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave the rooms of the house in the sidebar; everything of Wagtail's that is needed stands in a room."""
    menu_items[:] = [item for item in menu_items if isinstance(item, RoomMenuItem)]
