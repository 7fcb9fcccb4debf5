"""Brings exchange into the staff pages."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.exchange.packets import answering
from nhipcau.exchange.packets.views import document_panel
from nhipcau.registry.models import Document
from nhipcau.reporting.links import ReportLink
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role, User


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


@hooks.register("register_admin_menu_item")
def packets_item() -> RoomMenuItem:
    """Return the entry of administrators, who enter identifiers; others come by Exchange."""
    return RoomMenuItem(
        _("Packets of documents"),
        reverse_lazy("exchange:packets"),
        roles=frozenset({Role.ADMINISTRATOR}),
        icon="mail",
        order=421,
        name="packets",
    )


@hooks.register("nhipcau_report_links")
def report_links(user: Any) -> list[ReportLink]:
    """Return, for reporters, the way to files of other systems."""
    return [ReportLink(reverse("exchange:index"), _("Figures from another system"))]


@hooks.register("nhipcau_document_panels")
def packets_of_a_document(request: HttpRequest, document: Document) -> str:
    """Return the packets by which a document came or went, with their states."""
    return document_panel(request, document)


@hooks.register("nhipcau_document_registered")
def tell_senders(document: Document, by: User, at: datetime) -> None:
    """Tell those who sent a document as a packet that it stands in the register."""
    answering.tell_registered(document, by=by, at=at)
