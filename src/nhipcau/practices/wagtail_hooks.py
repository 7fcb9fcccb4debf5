"""Brings good practice into the staff pages: beside the tasks, on the page of a task, in what waits."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.practices import access, rules, waiting
from nhipcau.practices.models import Spread
from nhipcau.programmes.links import TasksLink
from nhipcau.programmes.models import Assignment, AssignmentState
from nhipcau.shell.waiting import Waiting
from nhipcau.units import access as units


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of the room."""
    return [path("practices/", include("nhipcau.practices.urls"))]


@hooks.register("nhipcau_tasks_links")
def tasks_links(user: Any) -> list[TasksLink]:
    """Return the way from the tasks to good practice."""
    return [TasksLink(reverse("practices:home"), _("Good practices"))]


@hooks.register("nhipcau_waiting")
def what_waits(user: Any, now: datetime) -> list[Waiting]:
    """Return what of good practice waits for the person."""
    return waiting.waiting(user, now)


@hooks.register("nhipcau_assignment_panels", order=-10)
def of_a_task(request: HttpRequest, assignment: Assignment) -> str:
    """Return the practice that a task spreads, to be taken up or not; of a task that was done, the way to propose one."""
    spread = None
    if assignment.task.optional:
        spread = Spread.objects.select_related("practice").filter(task=assignment.task_id).first()
    works = units.may(request.user, assignment.unit_id, *access.WRITERS)
    silent = rules.answer_of(assignment.state, in_own_programme=assignment.taken_up) == rules.SILENT
    home = assignment.unit_id in access.home_units(request.user)
    context = {
        "assignment": assignment,
        "spread": spread,
        "answers": spread is not None and works and silent,
        "proposes": home and assignment.state == AssignmentState.DONE,
    }
    if spread is None and not context["proposes"]:
        return ""
    return render_to_string("practices/task_panel.html", context, request)
