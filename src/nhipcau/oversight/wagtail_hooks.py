"""Brings inspections and reviews into the staff pages: beside the tasks, on a programme's page, in what waits."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.oversight import access, waiting
from nhipcau.oversight.models import Reply, Shortcoming
from nhipcau.programmes.links import TasksLink
from nhipcau.programmes.models import Assignment, Programme, ProgrammeState
from nhipcau.shell.waiting import Waiting


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("oversight/", include("nhipcau.oversight.urls"))]


@hooks.register("nhipcau_tasks_links")
def tasks_links(user: Any) -> list[TasksLink]:
    """Return the way from the tasks to inspections and reviews."""
    if not access.sees_oversight(user):
        return []
    return [TasksLink(reverse("oversight:home"), _("Inspections and reviews"))]


@hooks.register("nhipcau_waiting")
def what_waits(user: Any, now: datetime) -> list[Waiting]:
    """Return what of oversight waits for the person."""
    return waiting.waiting(user, now)


hooks.register("nhipcau_waiting_rows", waiting.rows)


@hooks.register("nhipcau_assignment_panels")
def of_a_task(request: HttpRequest, assignment: Assignment) -> str:
    """Return the shortcoming a task comes from, and the reviews in which the unit is asked about it."""
    shortcoming = Shortcoming.objects.select_related("inspection").filter(task=assignment.task_id).first()
    if shortcoming and not access.sees(request.user, shortcoming.inspection):
        shortcoming = None
    asked = Reply.objects.filter(
        review__programme=assignment.task.programme_id, unit=assignment.unit_id
    ).select_related("review")
    works = assignment.unit_id in access.working_units(request.user)
    context = {"shortcoming": shortcoming, "replies": list(asked) if works else []}
    if shortcoming is None and not context["replies"]:
        return ""
    return render_to_string("oversight/task_panel.html", context, request)


@hooks.register("nhipcau_programme_panels")
def of_a_programme(request: HttpRequest, programme: Programme) -> str:
    """Return the inspections and reviews of a programme, and the ways to new ones."""
    if programme.state != ProgrammeState.ISSUED:
        return ""
    context = {
        "programme": programme,
        "inspections": access.visible_inspections(request.user).filter(programme=programme)[:20],
        "reviews": access.visible_reviews(request.user).filter(programme=programme)[:20],
        "asks": access.asks_reviews(request.user, programme.unit_id),
    }
    if not (context["asks"] or context["inspections"] or context["reviews"]):
        return ""
    return render_to_string("oversight/programme_panel.html", context, request)
