"""Brings reporting into the staff pages."""

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks

from nhipcau.practices.links import ApprovedFigure
from nhipcau.reporting import practising, reorganised
from nhipcau.units.menu import RoomMenuItem
from nhipcau.units.models import Role, UnitChange


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    """Return the addresses of this room."""
    return [path("reporting/", include("nhipcau.reporting.urls"))]


@hooks.register("register_admin_menu_item")
def reports_item() -> RoomMenuItem:
    """Return the entry of the reports in the sidebar."""
    return RoomMenuItem(
        _("Reports"),
        reverse_lazy("reporting:index"),
        roles=frozenset({Role.REPORTER, Role.OFFICER, Role.APPROVER, Role.AUDITOR}),
        icon="form",
        order=400,
        name="reporting",
    )


@hooks.register("register_admin_menu_item")
def totals_item() -> RoomMenuItem:
    """Return the entry of the totals in the sidebar."""
    return RoomMenuItem(
        _("Totals"),
        reverse_lazy("reporting:totals"),
        roles=frozenset({Role.OFFICER, Role.APPROVER, Role.AUDITOR}),
        icon="table",
        order=410,
        name="totals",
    )


@hooks.register("nhipcau_practice_figures")
def approved_figures(unit: int, key: str) -> list[ApprovedFigure]:
    """Return the newest figures that a unit has approved, or the one of that key."""
    return practising.approved_figures(unit, key)


@hooks.register("nhipcau_unit_change_effects")
def reports_no_longer_owed(change: UnitChange) -> list[str]:
    """Return how many reports units that end owe no more, for the preview of a change."""
    return [
        ngettext(
            "“%(unit)s” owes %(number)s report no more, for it is gone on the last day of its period. "
            "Ask the unit that takes over.",
            "“%(unit)s” owes %(number)s reports no more, for it is gone on the last day of their periods. "
            "Ask the unit that takes over.",
            number,
        )
        % {"number": number, "unit": unit}
        for unit, number in reorganised.no_longer_owed(change).items()
    ]


@hooks.register("nhipcau_unit_change_objections")
def reported_since(change: UnitChange) -> list[str]:
    """Return why a change cannot be taken back: a unit that took over has reported since."""
    return [
        str(_("“%(unit)s” has sent a report since this change was entered.") % {"unit": unit})
        for unit in reorganised.reported_since(change)
    ]
