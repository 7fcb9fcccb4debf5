"""The pages of units: those one sees on a day, and a unit's way through time.

Rooms above show themselves on a unit's page through the hook `nhipcau_unit_panels`: a function of (request, unit,
day) that returns safe HTML, or "" to stay away. Who opens the page sees the unit, so what it did may be shown.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, staff_page
from nhipcau.units import access, overviews, reach
from nhipcau.units.forms.looking import FilterForm
from nhipcau.units.looking import Looking, Row, Wanted
from nhipcau.units.models import Role, Unit, UnitVersion
from nhipcau.units.views import ICON, way

BRANCHES_A_PAGE = 20
ROWS_A_PAGE = 50


def units(request: HttpRequest) -> HttpResponse:
    """The units one sees as they stood on a day: the tree, or a list of those that are asked for."""
    asked, looking = _asked(request)
    context: dict[str, Any] = {
        "media": asked.media,
        "filter": asked,
        "day": looking.day,
        "today": timezone.localdate(),
        "query": query_of(request),
        "may_import": Role.ADMINISTRATOR in access.roles_of(request.user),
    }
    if asked.is_narrowed():
        found = looking.matching(_wanted(asked))
        page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("p"))
        context |= {"page": page, "rows": [looking.row(unit) for unit in page], "found": len(found)}
    else:
        context["page"] = Paginator(looking.branches(), BRANCHES_A_PAGE).get_page(request.GET.get("p"))
    return staff_page(request, "units/units.html", context, title=_("Units"), icon=ICON)


def export(request: HttpRequest) -> HttpResponse:
    """The units that are asked for, all of them, as a table for a spreadsheet."""
    asked, looking = _asked(request)
    heading = [
        _("Name"), _("Kind"), _("Line"), _("Code"), _("Superior unit"), _("Province"), _("From"),
        _("Until (first day no longer)"),
    ]  # fmt: skip
    rows = (_cells(looking.row(unit)) for unit in looking.matching(_wanted(asked)))
    return download(csv_file([heading, *rows]), f"don-vi-{looking.day:%Y-%m-%d}.csv", "text/csv")


def _asked(request: HttpRequest) -> tuple[FilterForm, Looking]:
    groups = access.groups()
    day = FilterForm(request.GET or None).day()
    looking = Looking(reach.tree(), access.visible_units(request.user), day)
    given = request.GET.copy()
    given.setdefault("on", f"{day:%d/%m/%Y}")
    choices = {"provinces": looking.provinces(), "groups": [(group.pk, str(group)) for group in groups]}
    return FilterForm(given, **choices), looking


def _wanted(asked: FilterForm) -> Wanted:
    group = asked.asked("group")
    return Wanted(
        words=asked.asked("q"),
        kind=asked.asked("kind"),
        line=asked.asked("line"),
        province=int(asked.asked("province") or 0) or None,
        within=access.units_in_group(int(group), asked.day()) if group else None,
    )


def _cells(row: Row) -> list[object]:
    words = [
        safe_cell(each) for each in (row.name, row.kind, row.line, row.code, row.parent_name, row.province)
    ]
    return [*words, f"{row.valid_from:%d/%m/%Y}", f"{row.valid_to:%d/%m/%Y}" if row.valid_to else ""]


def query_of(request: HttpRequest) -> str:
    """Return what was asked for, without the page, to be asked for again."""
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit on a day: what it was, what it came from and went into, who worked in it."""
    shown, roles = access.get_unit_and_roles(request.user, pk)
    day = FilterForm(request.GET or None).day()
    administers = Role.ADMINISTRATOR in roles
    history = overviews.history(shown)
    context = {
        "unit": shown,
        "day": day,
        "today": timezone.localdate(),
        "then": history.on(day),
        "history": history,
        "below": overviews.below(shown, day),
        "groups": access.groups_of(shown, day),
        "people": access.people_of(shown, day) if roles & access.SEES_PEOPLE else None,
        "administers": administers,
        "panels": [panel(request, shown, day) for panel in hooks.get_hooks("nhipcau_unit_panels")],
    }
    return staff_page(
        request,
        "units/unit.html",
        context,
        title=_name(history.on(day) or shown),
        icon=ICON,
        trail=way(),
        primary=(reverse("units:grant", args=[pk]), _("Give a role"), "plus") if administers else None,
    )


def _name(shown: Unit | UnitVersion) -> str:
    return shown.name if isinstance(shown, Unit) else shown.local_name
