"""Puts programmes into the staff pages, and their link on the page of a registered document."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks

from nhipcau.programmes import access, overviews, reminding, waiting
from nhipcau.programmes.links import TasksLink
from nhipcau.programmes.models import Assignment
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document, DocumentState
from nhipcau.shell.waiting import Waiting
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import UnitChange
from nhipcau.units.overviews import ended_by


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("programmes/", include("nhipcau.programmes.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Tasks"),
        reverse_lazy("programmes:home"),
        roles=frozenset(access.SEE_TASKS),
        icon="tasks",
        order=200,
        name="programmes",
    )


@hooks.register("nhipcau_document_links")
def document_links(user: Any, document: Document) -> list[DocumentLink]:
    """Return the way from a registered document to a programme made from it."""
    if document.state != DocumentState.REGISTERED or not access.plans(user, document.unit_id):
        return []
    return [DocumentLink(reverse("programmes:make", args=[document.pk]), _("Make a programme"), "tasks")]


@hooks.register("nhipcau_waiting")
def what_waits(user: Any, now: datetime) -> list[Waiting]:
    """Return what of programmes waits for the person."""
    return waiting.waiting(user, now)


@hooks.register("nhipcau_tasks_links")
def link_to_reminders(user: Any) -> list[TasksLink]:
    """Return the way to what went out about tasks, for those who read programmes."""
    if not access.reads_programmes(user):
        return []
    return [TasksLink(reverse("programmes:reminders"), _("Reminders that went out"))]


@hooks.register("nhipcau_assignment_panels")
def reminders_of_a_task(request: HttpRequest, shown: Assignment) -> str:
    """Return what went out about a task given to a unit, with the button that reminds the unit now."""
    found = reminding.standing(request.user, shown, timezone.now())
    if not found.sent and not found.may_remind:
        return ""
    return render_to_string("programmes/reminders_panel.html", {"assignment": shown, "found": found}, request)


@hooks.register("nhipcau_unit_change_effects")
def tasks_that_wait(change: UnitChange) -> list[str]:
    """Return how many tasks wait at each unit that ends, for the preview of a change."""
    ended = ended_by(change)
    return [
        ngettext(
            "%(number)s task given to “%(unit)s” is not done: give it to the unit that takes over.",
            "%(number)s tasks given to “%(unit)s” are not done: give them to the unit that takes over.",
            number,
        )
        % {"number": number, "unit": ended[unit]}
        for unit, number in overviews.waiting_at(list(ended)).items()
    ]
