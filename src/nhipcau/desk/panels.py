"""The panels of the staff's home: each role sees its own work first."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.menu import admin_menu
from wagtail.admin.ui.components import Component

from nhipcau.desk import overviews
from nhipcau.desk.overviews import Desk
from nhipcau.units.models import Role

# The sidebar's entry of the home page, which offers no door to itself.
HOME = "my-work"


class DeskPanel(Component):
    """A panel that the roles in `roles` need; `order` decides what comes first."""

    roles: frozenset[str] = frozenset()
    order = 100
    name = ""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk


class FirstThings(DeskPanel):
    """What to do now."""

    name, order = "first_things", 10
    roles = frozenset({Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.EDITOR, Role.PUBLISHER})
    template_name = "desk/first_things.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The jobs, soonest first."""
        return {"jobs": overviews.first_things(self.desk)}


class PlanOfTheWeek(DeskPanel):
    """What is to be told this week, and how far it is."""

    name, order = "plan_of_the_week", 5
    roles = frozenset({Role.EDITOR})
    template_name = "editorial/week.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The days of the week on which something is planned."""
        return {"days": overviews.plan_of_the_week(self.desk)}


class ComingUp(DeskPanel):
    """What falls due in the next weeks."""

    name, order = "coming_up", 20
    roles = frozenset({Role.REPORTER})
    template_name = "desk/coming_up.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The jobs, soonest first."""
        return {"jobs": overviews.coming_up(self.desk)}


class WhoIsMissing(DeskPanel):
    """A tile a unit: who has sent the newest report, who has not."""

    name, order = "who_is_missing", 15
    roles = frozenset({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
    template_name = "desk/who_is_missing.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """How far the units are with the newest collections."""
        return {"collections": self.desk.progress}


class RecentActivities(DeskPanel):
    """What was done lately, with its pictures."""

    name, order = "recent_activities", 40
    roles = frozenset({Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
    template_name = "desk/recent_activities.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The newest activities."""
        return {"activities": overviews.recent_activities(self.desk.user)}


class Doors(DeskPanel):
    """The ways in for roles whose work starts from a list."""

    name, order = "doors", 50
    roles = frozenset({Role.EDITOR, Role.PUBLISHER, Role.SPOKESPERSON, Role.AUDITOR, Role.ADMINISTRATOR})
    template_name = "desk/doors.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Links to the public site and to the rooms the person's roles enter."""
        return {"doors": doors_for(parent_context["request"])}


PANELS = (PlanOfTheWeek, FirstThings, WhoIsMissing, ComingUp, RecentActivities, Doors)


def panels_for(user: Any) -> list[DeskPanel]:
    """Return the panels that the roles of `user` need."""
    desk = Desk(user, timezone.now())
    return [panel(desk) for panel in PANELS if panel.roles & desk.roles]


def doors_for(request: Any) -> list[tuple[str, str, str]]:
    """Return (address, label, icon) of the rooms in the person's sidebar, and of the public site."""
    shown = [
        (item.url, str(item.label), item.icon_name)
        for item in admin_menu.menu_items_for_request(request)
        if item.name != HOME
    ]
    rooms = [(url, label, icon) for url, label, icon in shown if url]
    return [*rooms, (reverse("portal:root"), _("The public site"), "site")]


def primary_action(roles: frozenset[str]) -> tuple[str, str] | None:
    """Return the one main action of the home page for `roles` as (address, label)."""
    choices = (
        (Role.REPORTER, "activities:log", _("Log an activity")),
        (Role.OFFICER, "registry:take_in", _("Take in files")),
        (Role.APPROVER, "reporting:waiting", _("Decide on reports")),
        (Role.EDITOR, "newsroom:item_new", _("Write an item")),
    )
    return next(((reverse(address), label) for role, address, label in choices if role in roles), None)
