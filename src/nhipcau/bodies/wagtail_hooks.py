"""Brings bodies, meetings and joint programmes into the staff pages, and to the tasks made of their conclusions."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.bodies import access, overviews
from nhipcau.bodies.models import Conclusion
from nhipcau.programmes.links import TasksLink
from nhipcau.programmes.models import Assignment


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("bodies/", include("nhipcau.bodies.urls"))]


@hooks.register("nhipcau_tasks_links")
def tasks_links(user: Any) -> list[TasksLink]:
    """Return the way from the tasks to the bodies, for those who see any."""
    return [TasksLink(reverse("bodies:home"), _("Bodies and meetings"))] if access.sees_bodies(user) else []


@hooks.register("nhipcau_assignment_panels")
def came_from(request: HttpRequest, assignment: Assignment) -> str:
    """Return the meeting or joint programme that a task comes from, with the way to it for those who see it."""
    point = overviews.came_from(assignment.task)
    if point is None:
        return ""
    if isinstance(point, Conclusion):
        sees = access.visible_bodies(request.user).filter(pk=point.meeting.body_id).exists()
        address = reverse("bodies:meeting", args=[point.meeting_id])
        said = f"{point.meeting.body.name}: {point.meeting.title}"
    else:
        sees = access.visible_agreements(request.user).filter(pk=point.side.agreement_id).exists()
        address = reverse("bodies:agreement", args=[point.side.agreement_id])
        said = point.side.agreement.title
    context = {"point": point, "said": said, "address": address if sees else ""}
    return render_to_string("bodies/came_from.html", context, request)
