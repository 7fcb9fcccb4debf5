"""Brings units into the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.units import overviews
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role, UnitChange


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("units/", include("nhipcau.units.urls"))]


@hooks.register("nhipcau_unit_change_effects")
def groups_that_wait(change: UnitChange) -> list[str]:
    """Return which groups the units that end belong to: whether their heirs do is for a person to say."""
    return [
        _(
            "“%(unit)s” belongs to the group “%(group)s”: put the unit that takes over in it, if that is right."
        )
        % {"unit": unit, "group": group}
        for unit, group in overviews.groups_of_ended(change)
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> RoomMenuItem:
    """Return the entry in the sidebar."""
    return RoomMenuItem(
        _("Units"),
        reverse_lazy("units:units"),
        roles=frozenset({Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}),
        icon="group",
        order=800,
        name="units",
    )
