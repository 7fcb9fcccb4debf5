"""Brings activities into the staff pages, and under the tasks they were done for."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("activities/", include("nhipcau.activities.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Activities"),
        reverse_lazy("activities:activities"),
        roles=frozenset({Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.AUDITOR}),
        icon="calendar-check",
        order=300,
        name="activities",
    )
