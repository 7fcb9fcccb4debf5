"""The list of activities, its calendar, and the list as a file."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhipcau.activities import access, tables
from nhipcau.activities.errors import TooManyError
from nhipcau.activities.forms.listing import ORDERS, Asked, month_asked, number_asked, read_asked
from nhipcau.activities.models import Activity, kind_choices
from nhipcau.activities.views.showing import ICON, to_list
from nhipcau.shell.spreadsheet import csv_file, xlsx_file
from nhipcau.shell.views import download, refuse, staff_page
from nhipcau.units.access import visible_units

A_PAGE = 30
MOST_IN_A_MONTH = 400
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def activities(request: HttpRequest) -> HttpResponse:
    """What the units one sees have done, by days, unit, kind, indicator, task and words."""
    asked = read_asked(request.GET)
    visible, seen, offered = access.seen_with_units(request.user, asked.unit)
    logs = access.units_to_log_for(request.user).exists()
    query = _query(request, "p")
    context = {
        "page": Paginator(asked.of(visible).told(), A_PAGE).get_page(request.GET.get("p")),
        "units": _options(offered, asked.unit) if len(seen) > 1 else "",
        **_choices(request, asked),
        "asked": asked,
        "query": query,
        "narrowed_by_more": bool(asked.indicator or asked.task or asked.withdrawn),
        "csv": f"{reverse('activities:export', args=['csv'])}?{query}",
        "xlsx": f"{reverse('activities:export', args=['xlsx'])}?{query}",
        "may_log": logs,
    }
    return staff_page(
        request,
        "activities/activities.html",
        context,
        title=_("Activities"),
        icon=ICON,
        primary=(reverse("activities:log"), _("Log an activity"), "plus") if logs else None,
    )


def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list as it is filtered, as CSV or XLSX; never a cell that a spreadsheet would run."""
    asked = read_asked(request.GET)
    visible = access.visible_to(request.user)
    try:
        rows = tables.rows_of(asked.of(visible), access.cases_of_splits())
    except TooManyError as error:
        refuse(request, error)
        return redirect(f"{reverse('activities:activities')}?{_query(request, 'p')}")
    name = f"{gettext('activities')}-{timezone.localdate():%Y-%m-%d}"
    if form == "xlsx":
        return download(xlsx_file(rows, sheet=gettext("Activities")), f"{name}.xlsx", XLSX)
    return download(csv_file(rows), f"{name}.csv", "text/csv; charset=utf-8")


def month(request: HttpRequest) -> HttpResponse:
    """The activities of a month, day by day; what began earlier stands on the first day."""
    first = month_asked(request.GET.get("month", ""), timezone.localdate())
    following = (first + timedelta(days=31)).replace(day=1)
    unit = number_asked(request.GET.get("unit"))
    visible, seen, offered = access.seen_with_units(request.user, unit)
    found = visible.standing().of_unit(unit).touching(first, following - timedelta(days=1))
    some = list(found.told().order_by("starts_on", "pk")[: MOST_IN_A_MONTH + 1])
    context = {
        "first": first,
        "days": _by_day(some[:MOST_IN_A_MONTH], first),
        "more": len(some) > MOST_IN_A_MONTH,
        "before": f"{first - timedelta(days=1):%Y-%m}" if first > date.min + timedelta(days=31) else "",
        "after": f"{following:%Y-%m}",
        "month": f"{first:%Y-%m}",
        "unit": unit,
        "units": _options(offered, unit) if len(seen) > 1 else "",
    }
    title = _("Activities of %(month)s") % {"month": f"{first:%m/%Y}"}
    return staff_page(request, "activities/month.html", context, title=title, icon=ICON, trail=[to_list()])


def _by_day(found: list[Activity], first: date) -> list[tuple[date, list[Activity]]]:
    return [(day, list(some)) for day, some in groupby(found, lambda one: max(one.starts_on, first))]


def _choices(request: HttpRequest, asked: Asked) -> dict[str, SafeString]:
    """Return the options of the filters."""
    indicators = {one.pk: one.local_name for one in access.indicators_to_count()}
    tasks = {task.pk: task.title for task in access.tasks_seen(visible_units(request.user))}
    return {
        "kinds": _options(dict(kind_choices()), asked.kind),
        "indicators": _options(indicators, asked.indicator),
        "tasks": _options(tasks, asked.task),
        "orders": _options({code: str(order[0]) for code, order in ORDERS.items()}, asked.order),
    }


def _options(names: Any, chosen: Any) -> SafeString:
    """Return the choices of a filter, quickly: there may be thousands."""
    rows = ((pk, SafeString(" selected") if pk == chosen else "", name) for pk, name in names.items())
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _query(request: HttpRequest, without: str) -> str:
    query = request.GET.copy()
    query.pop(without, None)
    return query.urlencode()
