"""Brings reporting into the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("reporting/", include("nhipcau.reporting.urls"))]


@hooks.register("register_admin_menu_item")
def reports_item() -> RoomMenuItem:
    """Return the entry of the reports in the sidebar."""
    return RoomMenuItem(
        _("Reports"),
        reverse_lazy("reporting:index"),
        roles=frozenset({Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.AUDITOR}),
        icon="form",
        order=400,
        name="reporting",
    )


@hooks.register("register_admin_menu_item")
def totals_item() -> RoomMenuItem:
    """Return the entry of the totals in the sidebar."""
    return RoomMenuItem(
        _("Totals"),
        reverse_lazy("reporting:totals"),
        roles=frozenset({Role.OFFICER, Role.APPROVER, Role.AUDITOR}),
        icon="table",
        order=410,
        name="totals",
    )
