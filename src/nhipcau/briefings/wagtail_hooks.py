"""Brings directives made known into the staff pages: on a document's page, and beside the tasks."""

from datetime import datetime
from typing import Any

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.briefings import access, waiting
from nhipcau.programmes.links import TasksLink
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document, DocumentState
from nhipcau.shell.waiting import Waiting


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("briefings/", include("nhipcau.briefings.urls"))]


@hooks.register("nhipcau_document_links")
def document_links(user: Any, document: Document) -> list[DocumentLink]:
    """Return the way from a registered document to making it known."""
    if document.state != DocumentState.REGISTERED or not access.asks(user, document.unit_id):
        return []
    return [
        DocumentLink(
            reverse("briefings:make", args=[document.pk]), _("Make it known to units"), "info-circle"
        )
    ]


@hooks.register("nhipcau_tasks_links")
def tasks_links(user: Any) -> list[TasksLink]:
    """Return the way from the tasks to the directives to make known."""
    return [TasksLink(reverse("briefings:home"), _("Directives to make known"))]


@hooks.register("nhipcau_waiting")
def what_waits(user: Any, now: datetime) -> list[Waiting]:
    """Return what of directives made known waits for the person."""
    return waiting.waiting(user, now)
