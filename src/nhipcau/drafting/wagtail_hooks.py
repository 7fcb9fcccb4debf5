"""Puts drafting into the staff pages, and the way back to it on a document's page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.drafting import access, links, waiting
from nhipcau.oversight.links import ReviewLink
from nhipcau.oversight.models import Review
from nhipcau.programmes.links import TasksLink
from nhipcau.programmes.models import Programme
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document
from nhipcau.shell.waiting import Waiting
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role

MOST_SHOWN = 20


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("drafting/", include("nhipcau.drafting.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Drafting"),
        reverse_lazy("drafting:drafts"),
        roles=frozenset({Role.OFFICER, Role.APPROVER}),
        icon="edit",
        order=500,
        name="drafting",
    )


@hooks.register("nhipcau_waiting")
def what_waits(user: Any, now: datetime) -> list[Waiting]:
    """Return what of drafting waits for the person."""
    return waiting.waiting(user, now)


@hooks.register("nhipcau_tasks_links")
def tasks_links(user: Any) -> list[TasksLink]:
    """Return the way from the tasks to the documents that reached the own unit."""
    if not access.receives(user):
        return []
    return [TasksLink(reverse("drafting:received"), _("Documents received"))]


@hooks.register("nhipcau_document_links")
def document_links(user: Any, document: Document) -> list[DocumentLink]:
    """Return, for a document that was written here, the way to its figures."""
    draft = access.visible_drafts(user).filter(document=document).first()
    if draft is None:
        return []
    return [
        DocumentLink(reverse("drafting:draft", args=[draft.pk]), _("The figures of this document"), "list-ol")
    ]


hooks.register("nhipcau_regulation_links", links.of_regulation)
hooks.register("nhipcau_meeting_links", links.of_meeting)
hooks.register("nhipcau_agreement_links", links.of_agreement)
hooks.register("nhipcau_totals_links", links.of_totals)


@hooks.register("nhipcau_programme_panels")
def of_a_programme(request: HttpRequest, programme: Programme) -> str:
    """Return the drafts made from a programme, and the ways to new ones."""
    drafts = access.visible_drafts(request.user).filter(programme=programme)[:MOST_SHOWN]
    ways = links.of_programme(request.user, programme)
    if not ways and not drafts:
        return ""
    return render_to_string("drafting/programme_panel.html", {"drafts": drafts, "links": ways}, request)


@hooks.register("nhipcau_review_links")
def review_links(user: Any, review: Review) -> list[ReviewLink]:
    """Return the way from a review of a programme to a draft that begins with what was taken over."""
    if not access.units_to_write_for(user):
        return []
    return [ReviewLink(f"{reverse('drafting:start')}?review={review.pk}", _("Draft a report from this"))]
