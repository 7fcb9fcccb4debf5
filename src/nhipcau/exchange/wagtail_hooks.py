"""Brings exchange into the staff pages."""

from typing import Any

from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.reporting.links import ReportLink
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("exchange/", include("nhipcau.exchange.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar. Reporters come by their list of reports: they see few entries."""
    return RoomMenuItem(
        _("Exchange"),
        reverse_lazy("exchange:index"),
        roles=frozenset({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR}),
        icon="download",
        order=420,
        name="exchange",
    )


@hooks.register("nhipcau_report_links")
def report_links(user: Any) -> list[ReportLink]:
    """Return, for reporters, the way to files of other systems."""
    return [ReportLink(reverse("exchange:index"), _("Figures from another system"))]
