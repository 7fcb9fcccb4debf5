"""The pages of totals: a table, what stands behind one figure, and the table as CSV."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.reporting import overviews
from nhipcau.reporting.choosing import Chosen, choose, period_key
from nhipcau.reporting.overviews import Reason, Total
from nhipcau.rollup import CellState
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, staff_page

ICON = "table"
A_PAGE = 200
REASONS = {
    Reason.NEVER_OVER_UNITS: gettext_lazy(
        "Never added up over units: the same people would be counted twice."
    ),
    Reason.NEVER_OVER_PERIODS: gettext_lazy("Never added up over periods: see each period by itself."),
    Reason.NO_SINGLE_LATEST: gettext_lazy("Units gave different latest figures: see each unit by itself."),
}
STATES = {
    CellState.BLANK: gettext_lazy("Nothing reported"),
    CellState.NOT_APPLICABLE: gettext_lazy("Did not occur"),
    CellState.NOT_DUE: gettext_lazy("Not yet due"),
}


def totals(request: HttpRequest) -> HttpResponse:
    """Totals of a set of indicators for a unit and a period."""
    chosen = choose(request.user, request.GET)
    found = _totals(chosen)
    context = {
        "chosen": chosen,
        "rows": [(one, _no_number(one)) for one in found],
        "query": _query(chosen),
        "periods": [(period_key(one), one) for one in chosen.periods],
        "period_key": period_key(chosen.period) if chosen.period else "",
        **_completeness(found),
    }
    return staff_page(request, "reporting/totals.html", context, title=gettext_lazy("Totals"), icon=ICON)


def total(request: HttpRequest, code: str) -> HttpResponse:
    """What one total is made of: the units' figures, each leading to its report."""
    chosen = choose(request.user, request.GET)
    indicator = next((one for one in chosen.indicators if one.code == code), None)
    if indicator is None or chosen.place is None or chosen.period is None:
        raise Http404
    found = overviews.total(
        indicator, chosen.place.unit, chosen.period, include_unapproved=chosen.include_unapproved
    )
    query = _query(chosen)
    context = {
        "total": found,
        "reason": _no_number(found),
        "chosen": chosen,
        "query": query,
        "page": Paginator(found.parts, A_PAGE).get_page(request.GET.get("p")),
        "several_periods": len(found.periods) > 1,
    }
    trail = [(f"{reverse('reporting:totals')}?{query}", gettext_lazy("Totals"))]
    return staff_page(
        request, "reporting/total.html", context, title=indicator.local_name, icon=ICON, trail=trail
    )


def totals_csv(request: HttpRequest) -> HttpResponse:
    """The same table as CSV, which spreadsheets open with the right letters and never as formulas."""
    chosen = choose(request.user, request.GET)
    rows: list[list[object]] = [[
        _("Code"), _("Indicator"), _("Unit of measure"), _("Unit"), _("Period"), _("First day"), _("Last day"),
        _("Number"), _("Remark"), _("Units that reported"), _("Units expected"), _("Counted"),
    ]]  # fmt: skip
    counted = _("approved and not yet approved") if chosen.include_unapproved else _("approved only")
    for one in _totals(chosen):
        rows.append([
            safe_cell(one.indicator.code), safe_cell(one.indicator.local_name),
            safe_cell(one.indicator.local_measure), safe_cell(chosen.place.name if chosen.place else ""), str(one.period),
            one.period.starts_on.isoformat(), one.period.ends_on.isoformat(),
            "" if one.number is None else f"{one.number.normalize():f}", safe_cell(_no_number(one)),
            one.reported, one.expected, counted,
        ])  # fmt: skip
    name = f"{_('totals')}-{period_key(chosen.period) if chosen.period else ''}.csv"
    return download(csv_file(rows), name, "text/csv; charset=utf-8")


def _totals(chosen: Chosen) -> tuple[Total, ...]:
    if chosen.place is None or chosen.period is None:
        return ()
    return overviews.totals(
        chosen.indicators,
        chosen.place.unit,
        chosen.period,
        include_unapproved=chosen.include_unapproved,
        with_parts=False,
    )


def _no_number(one: Total) -> str:
    """Return why there is no number; empty when there is one."""
    if one.number is not None:
        return ""
    return str(REASONS[one.reason]) if one.reason else str(STATES.get(one.state, ""))


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
    named = {
        "unit": chosen.place.unit.pk if chosen.place else "",
        "period": period_key(chosen.period) if chosen.period else "",
        "form": chosen.form.pk if chosen.form else "",
        "approved": "0" if chosen.include_unapproved else "1",
    }
    return urlencode(named)
