"""Brings activities into the staff pages, and under the tasks they were done for."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.activities import access
from nhipcau.activities.models import Activity
from nhipcau.practices.links import Origin
from nhipcau.programmes.models import Assignment
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role, Unit

NEWEST = 5
ORIGIN, MOST_ORIGINS = "activity-", 50


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


@hooks.register("nhipcau_assignment_panels")
def under_a_task(request: HttpRequest, assignment: Assignment) -> str:
    """Return what was done under a unit's task, and the way to log more."""
    context = {
        "activities": access.visible_to(request.user).standing().under(assignment).told(),
        "assignment": assignment,
        "may_log": access.may_log(request.user, assignment.unit_id),
    }
    return render_to_string("activities/under_task.html", context, request)


@hooks.register("nhipcau_practice_origins")
def behind_a_practice(user: Any, units: frozenset[int], key: str) -> list[Origin]:
    """Return the newest activities of the units a good practice may come from, or the one of that key. Few queries."""
    rows = access.visible_to(user).standing().filter(unit__in=units).order_by("-starts_on", "-pk")
    number = key.removeprefix(ORIGIN)
    if key and (number == key or not number.isdecimal() or len(number) > 17):
        return []
    found = rows.filter(pk=int(number)) if key else rows[:MOST_ORIGINS]
    return [
        Origin(f"{ORIGIN}{one.pk}", one.unit_id, one.title, reverse("activities:activity", args=[one.pk]))
        for one in found
    ]


@hooks.register("nhipcau_unit_panels")
def of_a_unit(request: HttpRequest, unit: Unit, day: date) -> str:
    """Return the newest activities of a unit up to a day, "" when there are none. Whoever sees the unit sees them."""
    newest = list(Activity.objects.of_unit(unit).standing().between(None, day).told()[:NEWEST])
    return render_to_string("activities/of_unit.html", {"activities": newest, "unit": unit}) if newest else ""
