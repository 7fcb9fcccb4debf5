"""The statistic that leaders ask for, and who is late."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.programmes import access, tallying
from nhipcau.programmes.forms.statistics import StatisticsForm
from nhipcau.programmes.querysets import AssignmentQuerySet
from nhipcau.programmes.views.ways import trail
from nhipcau.shell.views import staff_page
from nhipcau.units import reach
from nhipcau.units.models import Kind

A_PAGE = 100


@require_GET
def statistics(request: HttpRequest) -> HttpResponse:
    """Show the four cells by unit, level or theme, with what they are counted of."""
    access.require_reads_programmes(request.user)
    form = StatisticsForm(access.highest_programmes(request.user), request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    rows = _asked(request, given)
    by = given.get("by") or "unit"
    if by == "theme":
        tallies = tallying.by_theme(rows, today)
    elif by == "level":
        tallies = tallying.by_level(rows, today, _level_of(today))
    else:
        tallies = tallying.by_unit(rows, today)
    context = {
        "form": form,
        "page": Paginator(tallies, A_PAGE).get_page(request.GET.get("p")),
        "whole": tallying.together(tallies),
        "by": by,
        "parts": given.get("part") == "partner",
        "first": given.get("first"),
        "last": given.get("last"),
    }
    title = _("In time and late")
    return staff_page(
        request, "programmes/statistics.html", context, title=title, icon="table", trail=trail()
    )


def _asked(request: HttpRequest, given: Mapping[str, Any]) -> AssignmentQuerySet:
    """Return what is counted: tasks given by the own unit, or at all levels, each where it is done."""
    rows = access.tallied_assignments(request.user, every_level=given.get("scope") == "all")
    rows = rows.filter(part="partner") if given.get("part") == "partner" else rows.to_doers()
    names = {"first": "due_on__gte", "last": "due_on__lte", "programme": "task__programme"}
    return rows.filter(**{field: given[name] for name, field in names.items() if given.get(name)})


def _level_of(today: date) -> Callable[[int], str]:
    """Return what says the level of a unit: the kind it is of today, or was of last."""
    tree = reach.tree()
    standing = tree.on(today)

    def level(unit: int) -> str:
        found = standing.get(unit) or tree.newest().get(unit)
        return str(Kind(found.kind).label) if found else ""

    return level
