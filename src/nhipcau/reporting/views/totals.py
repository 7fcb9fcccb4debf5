"""The pages of totals: a table, what stands behind one figure, and the table as CSV."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import overviews
from nhipcau.reporting.choosing import Chosen, choose
from nhipcau.reporting.marking import marked_answers
from nhipcau.reporting.models import Period
from nhipcau.reporting.overviews import Total
from nhipcau.reporting.tables import Asked, Axis, table
from nhipcau.reporting.words import UNPLACED, no_number
from nhipcau.shell.links import Link, links
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, staff_page
from nhipcau.units import reach
from nhipcau.units.models import Unit

ICON = "table"
A_PAGE = 200


def totals(request: HttpRequest) -> HttpResponse:
    """Totals of a set of indicators for a unit and a period."""
    chosen = choose(request.user, request.GET)
    found = _totals(chosen)
    context = {
        "chosen": chosen,
        "rows": [(one, _no_number(one)) for one in found],
        "query": _query(chosen),
        "way": "totals",
        "links": _links(request, chosen),
        **_completeness(found),
    }
    return staff_page(request, "reporting/totals.html", context, title=gettext_lazy("Totals"), icon=ICON)


def _links(request: HttpRequest, chosen: Chosen) -> list[Link]:
    if chosen.unit is None or chosen.period is None:
        return []
    return links("nhipcau_totals_links", request.user, chosen.unit, chosen.period)


def total(request: HttpRequest, code: str) -> HttpResponse:
    """What one total is made of: the units' figures, each leading to its report."""
    chosen = choose(request.user, request.GET)
    indicator = next((one for one in chosen.indicators if one.code == code), None)
    if indicator is None or chosen.unit is None or chosen.period is None:
        raise Http404
    query = _query(chosen)
    context = {
        "indicator": indicator,
        "chosen": chosen,
        "query": query,
        **(_carried if chosen.boundaries else _parts)(request, chosen, indicator, chosen.unit, chosen.period),
    }
    trail = [(f"{reverse('reporting:totals')}?{query}", gettext_lazy("Totals"))]
    return staff_page(
        request, "reporting/total.html", context, title=indicator.local_name, icon=ICON, trail=trail
    )


def _parts(
    request: HttpRequest,
    chosen: Chosen,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    among: frozenset[int] | None = None,
) -> dict[str, Any]:
    """Return a total with the cells of the units it is made of."""
    found = overviews.total(
        indicator, unit, period, include_unapproved=chosen.include_unapproved, among=among
    )
    page = Paginator(found.parts, A_PAGE).get_page(request.GET.get("p"))
    answers = {part.submission_id for part in page if part.submission_id}
    return {
        "total": found,
        "reason": _no_number(found),
        "page": page,
        "moved": overviews.moved_answers(answers, indicator),
        "marked": marked_answers(answers, indicator.pk),
        "several_periods": len(found.periods) > 1,
    }


def _carried(
    request: HttpRequest, chosen: Chosen, indicator: Indicator, unit: Unit, period: Period
) -> dict[str, Any]:
    """Return a total in today's boundaries with the units of today under it.

    Of a unit that has none under it, what it and those it took over from have reported.
    """
    asked = Asked(
        rows=Axis.UNIT,
        columns=Axis.NOTHING,
        indicators=(indicator,),
        unit=unit,
        periods=(period,),
        boundaries=chosen.boundaries,
        include_unapproved=chosen.include_unapproved,
    )
    found = table(asked, today=timezone.localdate())
    units = [(row, cells[0]) for row, cells in zip(found.rows, found.cells, strict=True) if row.unit_id]
    context: dict[str, Any] = {"units": units}
    if {row.unit_id for row, _cell in units} <= {unit.pk}:
        came_from = reach.tree().under(frozenset([unit.pk]), timezone.localdate()) & chosen.seen
        context = _parts(request, chosen, indicator, unit, period, frozenset(came_from))
    whole = found.cells[-1][0] if found.cells else None
    return context | {
        "carried": whole,
        "reason": no_number(whole.number, whole.state, whole.reason) if whole else "",
        "not_allocated": [(one, UNPLACED[one.why]) for one in found.not_allocated],
    }


def totals_csv(request: HttpRequest) -> HttpResponse:
    """The same table as CSV, which spreadsheets open with the right letters and never as formulas."""
    chosen = choose(request.user, request.GET)
    rows: list[list[object]] = [[
        _("Code"), _("Indicator"), _("Unit of measure"), _("Unit"), _("Period"), _("First day"), _("Last day"),
        _("Number"), _("Remark"), _("Units that reported"), _("Units expected"), _("Counted"),
    ]]  # fmt: skip
    counted = chosen.counted
    for one in _totals(chosen):
        rows.append([
            safe_cell(one.indicator.code), safe_cell(one.indicator.local_name),
            safe_cell(one.indicator.local_measure), safe_cell(chosen.place.name if chosen.place else ""), str(one.period),
            one.period.starts_on.isoformat(), one.period.ends_on.isoformat(),
            "" if one.number is None else f"{one.number.normalize():f}", safe_cell(_no_number(one)),
            one.reported, one.expected, counted,
        ])  # fmt: skip
    name = f"{_('totals')}-{chosen.query['period']}.csv"
    return download(csv_file(rows), name, "text/csv; charset=utf-8")


def _totals(chosen: Chosen) -> tuple[Total, ...]:
    if chosen.unit is None or chosen.period is None:
        return ()
    return overviews.totals(
        chosen.indicators,
        chosen.unit,
        chosen.period,
        include_unapproved=chosen.include_unapproved,
        with_parts=False,
    )


def _no_number(one: Total) -> str:
    """Return why there is no number; empty when there is one."""
    return no_number(one.number, one.state, one.reason)


def _completeness(found: tuple[Total, ...]) -> dict[str, int]:
    """Return the least complete of the totals: what the line above the table says of the whole table."""
    if not found:
        return {"reported": 0, "expected": 0, "missing": 0}
    least = max(found, key=lambda one: one.expected - one.reported)
    return {
        "reported": least.reported,
        "expected": least.expected,
        "missing": least.expected - least.reported,
    }


def _query(chosen: Chosen) -> str:
    return urlencode(chosen.query)
