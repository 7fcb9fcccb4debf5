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
from nhipcau.programmes.access import Counted
from nhipcau.programmes.forms.statistics import StatisticsForm
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
    every, by = given.get("scope") == "all", given.get("by") or "unit"
    if by == "theme":
        sums = access.tallied_sums(request.user, every_level=every)
        tallies = tallying.by_theme(_asked(sums, given), today)
    else:
        rows = _asked(access.tallied_assignments(request.user, every_level=every), given)
        of_levels = by == "level"
        tallies = (
            tallying.by_level(rows, today, _level_of(today)) if of_levels else tallying.by_unit(rows, today)
        )
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


def _asked(rows: Counted, given: Mapping[str, Any]) -> Counted:
    """Return of `rows` what the form asks for."""
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
