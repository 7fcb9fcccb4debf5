"""The page of the map of successions between two days, and its table for a spreadsheet."""

from collections.abc import Iterator
from collections.abc import Mapping as Names
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.shell.formats import number
from nhipcau.shell.spreadsheet import safe_cell
from nhipcau.shell.views import download_portions, staff_page
from nhipcau.units import access, mapping
from nhipcau.units.forms.looking import MapForm
from nhipcau.units.mapping import Going, Mapping, Stand, Way
from nhipcau.units.models import UnitChange
from nhipcau.units.views import ICON, way
from nhipcau.units.views.pages import query_of

WAYS_A_PAGE = 50
WAYS_A_PORTION = 500  # of the map as a file
# The day before communes and provinces were arranged anew: what most people ask for first.
EVE = date(2025, 6, 30)


def succession_map(request: HttpRequest) -> HttpResponse:
    """From old to new between two days: who took over from whom, whole or in part, by which decision."""
    asked, shown = _asked(request)
    found = _found(asked, shown)
    page = Paginator(found, WAYS_A_PAGE).get_page(request.GET.get("p"))
    ways = [shown.way(going) for going in page]
    bases = mapping.bases(ways)
    context: dict[str, Any] = {
        "media": asked.media,
        "filter": asked,
        "page": page,
        "rows": [(each, said_how(each), _bases_of(each, bases)) for each in ways],
        "found": len(found),
        "first": shown.first,
        "last": shown.last,
        "query": query_of(request),
        "backwards": shown.first > shown.last,
    }
    return staff_page(
        request, "units/map.html", context, title=_("Map of successions"), icon=ICON, trail=way()
    )


def export(request: HttpRequest) -> StreamingHttpResponse:
    """The whole map that is asked for, as a table."""
    asked, shown = _asked(request)
    name = f"ke-thua-{shown.first:%Y-%m-%d}-{shown.last:%Y-%m-%d}.csv"
    return download_portions(_portions(_found(asked, shown), shown), name)


def _portions(found: list[Going], shown: Mapping) -> Iterator[list[list[object]]]:
    """Return the heading, then the rows in portions. A query for each portion."""
    first, last = (f"{day:%d/%m/%Y}" for day in (shown.first, shown.last))
    sides = [
        f"{each} ({day})"
        for day in (first, last)
        for each in (_("Name"), _("Kind"), _("Code"), _("Superior unit"))
    ]
    yield [[*sides, _("How"), _("Share, in %"), _("Legal basis")]]
    for begin in range(0, len(found), WAYS_A_PORTION):
        ways = [shown.way(going) for going in found[begin : begin + WAYS_A_PORTION]]
        bases = mapping.bases(ways)
        yield [[*_side(each.old), *_side(each.new), *_how(each, bases)] for each in ways]


def _asked(request: HttpRequest) -> tuple[MapForm, Mapping]:
    given = request.GET.copy()
    today = timezone.localdate()
    days = MapForm(given)
    first, last = days.day_asked("first") or EVE, days.day_asked("last") or today
    given["first"], given["last"] = f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}"
    shown = Mapping(access.visible_units(request.user), first, last)
    return MapForm(given, provinces=shown.provinces()), shown


def _found(asked: MapForm, shown: Mapping) -> list[Going]:
    if shown.first > shown.last:
        return []
    province = asked.asked("province")
    return shown.found(
        words=asked.asked("q"),
        province=int(province) if province else None,
        every=asked.asked("every") == "True",
    )


def _bases_of(each: Way, bases: Names[int, UnitChange]) -> list[UnitChange]:
    return [bases[change] for change in each.changes if change in bases]


def _side(side: Stand | None) -> list[object]:
    if side is None:
        return [""] * 4
    return [safe_cell(text) for text in (side.name, side.kind, side.code, side.parent)]


def _how(each: Way, bases: Names[int, UnitChange]) -> list[object]:
    said = "; ".join(
        f"{change.legal_basis} ({change.effective_on:%d/%m/%Y})" for change in _bases_of(each, bases)
    )
    return [said_how(each), number(each.percent), safe_cell(said)]


def said_how(each: Way) -> str:
    """Return in words how the old became the new."""
    if each.old is None:
        return _("established")
    if each.new is None:
        return _("ended without a successor") if each.whole else _("a part ended without a successor")
    if each.goes_on:
        return _("unchanged") if each.is_same else _("the same unit")
    return _("whole") if each.whole else _("in part")
