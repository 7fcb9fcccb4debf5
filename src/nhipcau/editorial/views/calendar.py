"""The calendar of the plan by week, month and year, the plan as a file, and tasks from which nothing is planned yet."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.editorial import access, overviews, rules
from nhipcau.editorial.forms import ChoiceForm
from nhipcau.editorial.querysets import EntryQuerySet
from nhipcau.editorial.views.ways import ICON, trail
from nhipcau.newsroom import access as newsroom
from nhipcau.programmes.overviews import work
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, staff_page
from nhipcau.units.access import signed_in

PER_PAGE = 30
MOST_IN_FILE = 5000


def _asked(request: HttpRequest) -> tuple[str, date]:
    """Return the span that is asked for and its first day; this month where nothing sensible is asked."""
    span = request.GET.get("span", rules.MONTH)
    span = span if span in rules.SPANS else rules.MONTH
    try:
        day = parse_date(request.GET.get("day", "")) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    return span, rules.first_of(span, day)


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan of a week, a month or a year."""
    newsroom.require_reader(request.user)
    span, first = _asked(request)
    form = ChoiceForm(signed_in(request), request.GET)
    entries = overviews.chosen(request.user, form.choice())
    until = rules.after(span, first)
    plans = bool(access.planning_units(request.user))
    context = {
        "form": form,
        "span": span,
        "spans": [(rules.WEEK, _("Week")), (rules.MONTH, _("Month")), (rules.YEAR, _("Year"))],
        "first": first,
        "last": until,
        "before": rules.before(span, first),
        "after": until,
        "today": timezone.localdate(),
        "plans": plans,
        "filtered": any(request.GET.get(name) for name in form.fields),
        **_shown(span, first, until, entries),
    }
    primary = (reverse("editorial:new"), _("Plan something"), "plus") if plans else None
    return staff_page(
        request, "editorial/plan.html", context, title=_("Plan"), icon=ICON, trail=_items(), primary=primary
    )


def _items() -> list[Any]:
    return [(reverse("newsroom:items"), _("Items"))]


def _shown(span: str, first: date, until: date, entries: EntryQuerySet) -> dict[str, Any]:
    if span == rules.YEAR:
        return {"months": overviews.months(entries, first)}
    found = overviews.lines(entries.between(first, until).by_day())
    weeks = overviews.weeks(found, first, until)
    return {"weeks": weeks, "days": [day for week in weeks for day in week if day.lines], "count": len(found)}


@require_GET
def plan_file(request: HttpRequest) -> HttpResponse:
    """Give the plan of a span as CSV."""
    newsroom.require_reader(request.user)
    span, first = _asked(request)
    entries = overviews.chosen(request.user, ChoiceForm(signed_in(request), request.GET).choice())
    found = overviews.lines(_of_span(entries, span, first)[:MOST_IN_FILE])
    head = [
        _("Day"),
        _("Hour"),
        _("What is to be told"),
        _("Kind of item"),
        _("Topic"),
        _("Unit"),
        _("Channels"),
    ]
    head += [_("Languages"), _("People"), _("Intent"), _("Reason"), _("How far it is")]
    rows = [
        [
            one.entry.day.isoformat(),
            one.entry.hour.strftime("%H:%M") if one.entry.hour else "",
            *map(
                safe_cell,
                [
                    one.entry.title,
                    one.entry.get_kind_display(),
                    str(one.entry.topic),
                    str(one.entry.unit),
                    "; ".join(one.channels),
                    ", ".join(one.entry.languages),
                    "; ".join(one.people),
                    one.entry.get_intent_display(),
                    one.entry.reason,
                    str(one.progress_label),
                ],
            ),
        ]
        for one in found
    ]
    return download(csv_file([head, *rows]), f"ke-hoach-{first}.csv", "text/csv; charset=utf-8")


def _of_span(entries: EntryQuerySet, span: str, first: date) -> EntryQuerySet:
    found = entries.between(first, rules.after(span, first)).by_day()
    return found.prefetch_related("unit__versions")


@require_GET
def ideas(request: HttpRequest) -> HttpResponse:
    """Show the tasks of the own units from which nothing is planned yet."""
    access.require_planning(request.user)
    today = timezone.localdate()
    page = Paginator(overviews.ideas(request.user), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "tasks": [work(one, today) for one in page]}
    return staff_page(
        request, "editorial/ideas.html", context, title=_("Ideas from tasks"), icon="help", trail=trail()
    )
