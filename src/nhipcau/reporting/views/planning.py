"""The page of results against the year before and against the plan, and the page on which the plan is entered."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.figures import write_figure
from nhipcau.indicators.models import Indicator
from nhipcau.reporting.against import change_in_words, percent_of_plan
from nhipcau.reporting.asking_forms import ListForm
from nhipcau.reporting.choosing import Chosen, choose, period_key
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.listing import read_list
from nhipcau.reporting.models import Period
from nhipcau.reporting.periods import YEARS, along
from nhipcau.reporting.planning import PlanRow, pasted_figures, plan_rows, set_targets, source_of, targets_of
from nhipcau.reporting.tables import Asked, Axis, Cell, Table, table
from nhipcau.reporting.words import no_number
from nhipcau.reporting.workbook import MEDIA_TYPE
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in
from nhipcau.units.models import Role, Unit

ICON = "table"
REFUSED = 422


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator with its result, that of the year before, the difference in words, the plan and how far it is."""

    indicator: Indicator
    url: str
    number: Decimal | None
    why: str
    before: Decimal | None
    change: str
    plan: Decimal | None
    percent: Decimal | None


def plan(request: HttpRequest) -> HttpResponse:
    """Each indicator of a unit and period: against the same period of the year before, and against the plan."""
    chosen = choose(request.user, request.GET)
    query = urlencode(chosen.query)
    context: dict[str, Any] = {"chosen": chosen, "query": query, "way": "plan", "rows": ()}
    if chosen.unit and chosen.period and chosen.indicators:
        before = _year_before(chosen.period, chosen.periods)
        found = _answered(chosen, chosen.unit, chosen.period, before)
        context |= {
            "rows": _compared(found, chosen, targets_of(chosen.unit, chosen.period)),
            "before": before,
            "reported": found.reported,
            "expected": found.expected,
            "may_plan": units_access.may(request.user, chosen.unit.pk, Role.OFFICER),
        }
    return staff_page(request, "reporting/plan.html", context, title=_("Totals"), icon=ICON)


def enter_plan(request: HttpRequest) -> HttpResponse:
    """Write the plan figures of a unit and period, one by one or pasted from a spreadsheet."""
    chosen, unit, period = _to_plan(request)
    if request.method == "POST":
        return _keep_plan(request, chosen, unit, period)
    there = targets_of(unit, period)
    typed = {one.code: write_figure(there[one.pk]) for one in chosen.indicators if one.pk in there}
    return _entry(request, chosen, typed, source=source_of(unit, period))


def _to_plan(request: HttpRequest) -> tuple[Chosen, Unit, Period]:
    """Return the unit and period whose plan is to be written. Raises Http404, PermissionDenied."""
    chosen = choose(request.user, request.GET)
    if chosen.unit is None or chosen.period is None:
        raise Http404
    if not units_access.may(request.user, chosen.unit.pk, Role.OFFICER):
        raise PermissionDenied
    return chosen, chosen.unit, chosen.period


def plan_workbook(request: HttpRequest) -> HttpResponse:
    """The plan as a spreadsheet, to be filled in and taken in again."""
    chosen, unit, period = _to_plan(request)
    there = targets_of(unit, period)
    rows = [
        [one.code, one.local_name, one.local_measure, _as_cell(there.get(one.pk))]
        for one in chosen.indicators
        if one.numerator_id is None
    ]
    head = [str(word) for word in (_("Code"), _("Indicator"), _("Unit of measure"), _("Plan"))]
    name = f"{chosen.query['period']}-plan.xlsx"
    return download(xlsx_file([head, *rows], sheet=str(_("Plan"))), name, MEDIA_TYPE)


def _as_cell(number: Decimal | None) -> object:
    return None if number is None else int(number) if number == number.to_integral_value() else number


def plan_file(request: HttpRequest) -> HttpResponse:
    """What a list of plan figures would change; it is kept by the page of the plan, when it is confirmed there."""
    chosen, unit, period = _to_plan(request)
    form = ListForm(request.POST or None, request.FILES or None)
    rows: tuple[PlanRow, ...] = ()
    if request.method == "POST" and form.is_valid():
        names = [chosen.place.name if chosen.place else "", str(unit), *unit_codes(unit, period)]
        try:
            listed = read_list(form.cleaned_data["file"].read())
            rows = plan_rows(listed, chosen.indicators, targets_of(unit, period), names)
        except ReportingError as error:
            form.add_error("file", str(error.message))
    query = urlencode(chosen.query)
    context = {
        "chosen": chosen,
        "query": query,
        "form": form,
        "rows": rows,
        "source": source_of(unit, period),
        "changed": [one for one in rows if one.changes],
        "same": sum(not one.error and not one.changes for one in rows),
        "wrong": sum(bool(one.error) for one in rows),
    }
    trail = [
        (f"{reverse('reporting:plan')}?{query}", _("Plan and results")),
        (f"{reverse('reporting:enter_plan')}?{query}", _("Enter the plan")),
    ]
    return staff_page(
        request,
        "reporting/plan_file.html",
        context,
        title=_("Plan from a file"),
        icon=ICON,
        trail=trail,
        status=REFUSED if form.errors else 200,
    )


def unit_codes(unit: Unit, period: Period) -> tuple[str, ...]:
    """Return the name and code of the unit at the end of the period. One query."""
    version = unit.version_on(period.ends_on)
    return (version.name, version.code) if version else ()


def _keep_plan(request: HttpRequest, chosen: Chosen, unit: Unit, period: Period) -> HttpResponse:
    # What comes from a file are some of the figures; the others stay.
    named = [
        one.code
        for one in chosen.indicators
        if "some" not in request.POST or f"plan-{one.code}" in request.POST
    ]
    typed = {code: request.POST.get(f"plan-{code}", "") for code in named}
    pasted, strange = pasted_figures(request.POST.get("pasted", ""), _names(chosen))
    source = request.POST.get("source", "")
    kept = set_targets(
        unit,
        period,
        {} if strange else typed | pasted,
        indicators=chosen.indicators,
        source=source,
        by=signed_in(request),
        at=timezone.now(),
    )
    if strange or kept.refused:
        refused = dict(kept.refused)
        return _entry(request, chosen, typed | pasted, source=source, refused=refused, strange=strange)
    succeed(request, _("The plan is saved."))
    return redirect(f"{reverse('reporting:plan')}?{urlencode(chosen.query)}")


def _entry(
    request: HttpRequest,
    chosen: Chosen,
    typed: dict[str, str],
    *,
    source: str,
    refused: dict[str, str] | None = None,
    strange: tuple[str, ...] = (),
) -> HttpResponse:
    wrong = refused or {}
    query = urlencode(chosen.query)
    context = {
        "chosen": chosen,
        "query": query,
        "rows": [
            (one, typed.get(one.code, ""), wrong.get(one.code, ""))
            for one in chosen.indicators
            if one.numerator_id is None
        ],
        "source": source,
        "strange": strange,
        "pasted": request.POST.get("pasted", "") if strange else "",
    }
    trail = [(f"{reverse('reporting:plan')}?{query}", _("Plan and results"))]
    status = REFUSED if wrong or strange else 200
    title = _("Enter the plan")
    return staff_page(
        request, "reporting/enter_plan.html", context, title=title, icon=ICON, trail=trail, status=status
    )


def _names(chosen: Chosen) -> dict[str, str]:
    named = ((name, one.code) for one in chosen.indicators for name in (one.name, one.name_en))
    by_name = {name.lower(): code for name, code in named if name}
    return by_name | {one.code.lower(): one.code for one in chosen.indicators}


def _year_before(period: Period, known: tuple[Period, ...]) -> Period | None:
    """Return the same period of the year before, where something was asked in it."""
    years = along(period, known, YEARS)
    return next((one for one in years if one.year == period.year - 1), None)


def _answered(chosen: Chosen, unit: Unit, period: Period, before: Period | None) -> Table:
    asked = Asked(
        rows=Axis.INDICATOR,
        columns=Axis.PERIOD,
        indicators=chosen.indicators,
        unit=unit,
        periods=(period, before) if before else (period,),
        boundaries=chosen.boundaries,
        include_unapproved=chosen.include_unapproved,
    )
    found = table(asked, today=timezone.localdate())
    if before is None:
        return found
    # How complete the page says it is concerns the period shown, not the year before.
    now = [row[0] for row in found.cells if row[0]]
    least = max(now, key=lambda one: one.expected - one.reported, default=None)
    return replace(found, reported=least.reported if least else 0, expected=least.expected if least else 0)


def _compared(found: Table, chosen: Chosen, plans: dict[int, Decimal]) -> list[Compared]:
    rows = []
    for heading, cells in zip(found.rows, found.cells, strict=True):
        if heading.indicator:
            then = cells[1] if len(cells) > 1 else None
            rows.append(_one(heading.indicator, cells[0], then, chosen, plans.get(heading.indicator.pk)))
    return rows


def _one(
    indicator: Indicator, now: Cell | None, then: Cell | None, chosen: Chosen, plan: Decimal | None
) -> Compared:
    number, before = (now.number if now else None), (then.number if then else None)
    period = period_key(chosen.period) if chosen.period else ""
    query = urlencode(chosen.query | {"form": "", "period": period})
    return Compared(
        indicator=indicator,
        url=f"{reverse('reporting:total', args=[indicator.code])}?{query}",
        number=number,
        why=no_number(number, now.state, now.reason) if now else str(_("not asked for")),
        before=before,
        change=change_in_words(number, before, language=get_language() or "vi"),
        plan=plan,
        percent=percent_of_plan(number, plan),
    )
