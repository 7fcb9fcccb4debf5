"""The views of the tasks given to units: table, year, calendar, work by unit. All share their filters."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from nhipcau.programmes import access, choosing, overviews, pictures, tabling
from nhipcau.programmes.choosing import Choice
from nhipcau.programmes.forms.choices import ChoiceForm
from nhipcau.programmes.models import Programme
from nhipcau.programmes.querysets import AssignmentQuerySet
from nhipcau.programmes.rules import months_later
from nhipcau.programmes.views.ways import ICON
from nhipcau.shell.forms import day_asked
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.shell.views import download, staff_page

A_PAGE = 50
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VIEWS = (
    ("table", gettext_lazy("Table")),
    ("year", gettext_lazy("Year")),
    ("calendar", gettext_lazy("Calendar")),
    ("workload", gettext_lazy("By unit")),
)
# What an address carries besides the filters: kept apart, so that a view opens the other with the same filters.
OF_A_VIEW = ("p", "by", "year", "day", "span")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page, what they leave, and the words to keep them in an address."""

    form: ChoiceForm
    choice: Choice
    rows: AssignmentQuerySet
    query: str
    today: date


def _asked(request: HttpRequest) -> Asked:
    access.require_sees_tasks(request.user)
    today, seen = timezone.localdate(), access.followed_assignments(request.user)
    form = ChoiceForm(list(access.followed_themes(request.user)[:200]), request.GET)
    choice = form.choice()
    query = request.GET.copy()
    for name in OF_A_VIEW:
        query.pop(name, None)
    kept = query.copy()
    for name, value in query.items():
        if not value:
            kept.pop(name)
    return Asked(form, choice, choosing.chosen(seen, choice, today), kept.urlencode(), today)


def _page(
    request: HttpRequest, template: str, here: str, asked: Asked, context: dict[str, Any]
) -> HttpResponse:
    ways = [(reverse(f"programmes:{name}"), label, name == here) for name, label in VIEWS]
    only = [choosing.branch_name(asked.choice)] if asked.choice.branch else []
    if asked.choice.programme:
        found = access.visible_programmes(request.user) | access.received_programmes(request.user)
        titles = Programme.objects.filter(pk=asked.choice.programme, pk__in=found.values("pk"))
        only += list(titles.values_list("title", flat=True))
    shared = {
        "form": asked.form,
        "query": asked.query,
        "ways": ways,
        "only": only,
        "here": here,
        "today": asked.today,
    }
    title = _("All tasks")
    trail = [(reverse("programmes:tasks"), _("Tasks of the unit"))]
    return staff_page(request, template, {**shared, **context}, title=title, icon=ICON, trail=trail)


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Show the tasks as a table, in the order in which they fall due, or under their units or themes."""
    asked = _asked(request)
    by = request.GET.get("by", "")
    order = {"unit": ("unit",), "theme": ("task__theme",)}.get(by, ())
    page = Paginator(_ordered(asked.rows, order), A_PAGE).get_page(request.GET.get("p"))
    rows = []
    before: str | None = None
    for one in page.object_list:
        work = overviews.work(one, asked.today)
        group = work.unit_name if by == "unit" else one.task.theme if by == "theme" else ""
        rows.append((work, one.task, group if order and group != before else None))
        before = group
    context = {"page": page, "rows": rows, "by": by if order else ""}
    return _page(request, "programmes/table.html", "table", asked, context)


def _ordered(rows: AssignmentQuerySet, first: tuple[str, ...]) -> AssignmentQuerySet:
    soonest = rows.soonest_first()
    return soonest.order_by(*first, *soonest.query.order_by) if first else soonest


@require_GET
def table_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the tasks that the table shows as a workbook."""
    asked = _asked(request)
    rows = asked.rows.soonest_first()[:MOST_ROWS]
    content = xlsx_file(tabling.state_rows(rows, asked.today), sheet=_("Tasks"))
    return download(content, f"{_('Tasks')} {asked.today:%Y-%m-%d}.xlsx", XLSX)


@require_GET
def year(request: HttpRequest) -> HttpResponse:
    """Show what falls due in each month of a year, by theme."""
    asked = _asked(request)
    typed = request.GET.get("year", "")
    number = int(typed) if typed.isdecimal() and 2000 <= int(typed[:5]) <= 2100 else asked.today.year
    months = [
        (date(number, month, 1), date(number, month, monthrange(number, month)[1])) for month in range(1, 13)
    ]
    rows = pictures.year(asked.rows, number, asked.today)
    columns = [sum(row.cells[place].due for row in rows) for place in range(12)]
    context = {
        "rows": [(row, list(zip(row.cells, months, strict=True))) for row in rows],
        "months": months,
        "columns": columns,
        "number": number,
        "whole": sum(columns),
        "around": ((number - 1, _("Year before")), (number + 1, _("Year after"))),
    }
    return _page(request, "programmes/year.html", "year", asked, context)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what falls due on the days of a month or a week."""
    asked = _asked(request)
    day = day_asked(request.GET.get("day", "")) or asked.today
    day = min(max(day, date(2000, 1, 31)), date(2100, 1, 1))
    week = request.GET.get("span") == "week"
    if week:
        first = day - timedelta(days=day.weekday())
        last, before, after = first + timedelta(days=6), first - timedelta(days=7), first + timedelta(days=7)
    else:
        first = day.replace(day=1)
        last = day.replace(day=monthrange(day.year, day.month)[1])
        before, after = months_later(first, -1), months_later(first, 1)
    context = {
        "weeks": pictures.calendar(asked.rows, first, last, asked.today),
        "first": first,
        "last": last,
        "day": day,
        "week": week,
        "before": before,
        "after": after,
        "anything": asked.rows.filter(due_on__range=(first, last)).exists(),
    }
    return _page(request, "programmes/calendar.html", "calendar", asked, context)


@require_GET
def workload(request: HttpRequest) -> HttpResponse:
    """Show what each unit has open, late and due soon, and a tile for each branch of the tree."""
    asked = _asked(request)
    rows = pictures.loads(asked.rows if asked.choice.part else asked.rows.to_doers(), asked.today)
    roots = [asked.choice.branch] if asked.choice.branch else sorted(access.reading_units(request.user))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "tiles": pictures.branches(rows, roots, asked.today)}
    return _page(request, "programmes/workload.html", "workload", asked, context)
