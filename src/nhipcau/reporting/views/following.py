"""The pages on which a collection is followed and steered: who is where, days and lock, units, exceptions, reminders."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from nhipcau.reporting import access, audiences, collecting, following
from nhipcau.reporting.asking_forms import (
    DaysForm,
    ExceptionForm,
    FollowForm,
    Standing,
    UnitsForm,
    local_day,
)
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.following import Following, Row
from nhipcau.reporting.models import Collection
from nhipcau.reporting.views import ICON
from nhipcau.reporting.views.shaping import unknown_units
from nhipcau.shell.formats import number
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in
from nhipcau.units.models import Role, Unit

REFUSED = 422
A_PAGE = 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is where: a row for each unit asked, searched, filtered, sorted; what was done about it."""
    shown = access.get_followed(request.user, pk)
    now = timezone.now()
    found = following.follow(shown, now)
    asked = FollowForm(request.GET, above=found.above)
    rows = _chosen(asked, found)
    steers = units_access.may(request.user, shown.form.unit_id, Role.OFFICER)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "collection": shown,
        "filter": asked,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "states": found.states,
        "state": asked.cleaned_data.get("state", ""),
        "expected": len(found.rows),
        "sent": found.sent,
        "missing": len(found.rows) - found.sent,
        "late": found.late,
        "locked": shown.locks_at is not None and shown.locks_at <= now,
        "open": sum(row.open_until is not None for row in found.rows),
        "gone": found.gone,
        "more_asked": len(following.not_asked(shown, found)) if steers else 0,
        "reminders": following.reminders_of(shown),
        "steers": steers,
    }
    return staff_page(
        request, "reporting/collection.html", context, title=str(shown), icon=ICON, trail=[_list()]
    )


def collection_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows shown, as CSV."""
    shown = access.get_followed(request.user, pk)
    rows = [
        [safe_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in _table(request, shown)
    ]
    return download(csv_file(rows), f"{shown}.csv", "text/csv")


def collection_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows shown, as a workbook."""
    shown = access.get_followed(request.user, pk)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Units"))
    for row in _table(request, shown):
        sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return download(out.getvalue(), f"{shown}.xlsx", XLSX)


def collection_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a collection another due day and lock."""
    shown = _steered(request, pk)
    typed = DaysForm(
        _data(request), initial={"due_on": local_day(shown.due_at), "locks_on": local_day(shown.locks_at)}
    )
    if typed.is_bound and typed.is_valid():
        due_at, locks_at = typed.moments()
        try:
            collecting.move_collection(
                shown, due_at=due_at, locks_at=locks_at, by=signed_in(request), at=timezone.now()
            )
        except ReportingError as error:
            typed.add_error(None, str(error.message))
        else:
            succeed(request, _("Saved. Whether a report came in time is told by the new due day."))
            return redirect("reporting:collection", pk)
    return _form_page(request, shown, typed, title=_("Due day and lock"), submit=_("Save"))


@require_POST
def close_collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock a collection now."""
    collecting.close_collection(_steered(request, pk), by=signed_in(request), at=timezone.now())
    succeed(request, _("Closed: units can no longer write or send. Give it a later lock to open it again."))
    return redirect("reporting:collection", pk)


@require_POST
def switch_reminders(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch the reminders of a collection on or off."""
    on = "on" in request.POST
    collecting.switch_reminders(_steered(request, pk), on=on, by=signed_in(request), at=timezone.now())
    succeed(request, _("Units are reminded by e-mail.") if on else _("Units are not reminded any more."))
    return redirect("reporting:collection", pk)


def collection_units(request: HttpRequest, pk: int) -> HttpResponse:
    """Units to be asked too or no more; proposes those that the form asks and the collection does not."""
    shown = _steered(request, pk)
    typed = UnitsForm(_data(request), initial={"units": "\n".join(_proposed(shown))})
    if typed.is_bound and typed.is_valid():
        done = _change_units(request, shown, typed)
        if done is not None:
            succeed(request, done)
            return redirect("reporting:collection", pk)
    context = {"form": typed, "collection": shown}
    return staff_page(
        request,
        "reporting/collection_units.html",
        context,
        title=_("Units asked"),
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a collection again for some units; shows who may still write, and ends that."""
    shown = _steered(request, pk)
    typed = ExceptionForm(_data(request))
    if typed.is_bound and typed.is_valid():
        try:
            units = _named(typed, shown)
            for unit in units:
                collecting.open_again(
                    shown,
                    unit,
                    until=typed.moment(),
                    reason=typed.cleaned_data["reason"],
                    by=signed_in(request),
                    at=timezone.now(),
                )
        except ReportingError as error:
            typed.add_error(None, str(error.message))
        except ValidationError as error:
            typed.add_error("units", error)
        else:
            succeed(request, _("Opened again for these units until that day."))
            return redirect("reporting:open_again", pk)
    running = shown.exceptions.filter(until__gt=timezone.now()).select_related("unit", "by")
    context = {"form": typed, "collection": shown, "exceptions": running.prefetch_related("unit__versions")}
    return staff_page(
        request,
        "reporting/open_again.html",
        context,
        title=_("Open again for units"),
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


@require_POST
def end_exceptions(request: HttpRequest, pk: int) -> HttpResponse:
    """End the exceptions ticked."""
    shown = _steered(request, pk)
    ticked = [int(text) for text in request.POST.getlist("unit") if text.isascii() and text.isdigit()]
    ended = collecting.end_exceptions(shown, ticked, by=signed_in(request), at=timezone.now())
    say = ngettext("{n} exception ended.", "{n} exceptions ended.", ended)
    succeed(request, say.format(n=number(ended)))
    return redirect("reporting:open_again", pk)


def _chosen(asked: FollowForm, found: Following) -> list[Row]:
    """Return the rows that the filter lets through; a filter that says nonsense lets all through."""
    asked.is_valid()
    typed = asked.cleaned_data
    return following.chosen(
        found.rows,
        words=typed.get("q", ""),
        state=typed.get("state", ""),
        late=bool(typed.get("late")),
        under=int(typed["under"]) if typed.get("under") else None,
        sort=typed.get("sort", ""),
    )


def _table(request: HttpRequest, shown: Collection) -> list[list[Any]]:
    """Return the rows that the page would show, with a head that says of what and when."""
    now = timezone.now()
    found = following.follow(shown, now)
    rows = _chosen(FollowForm(request.GET, above=found.above), found)
    labels = dict(Standing.choices)
    head = [_("Unit"), _("Under"), _("State"), _("Late"), _("Sent"), _("Open until"), _("Reminded")]
    return [
        [str(shown)],
        [_("Taken on"), _moment(now)],
        head,
        *(
            [
                row.name,
                row.above_name,
                str(labels[row.state]),
                _("late") if row.late else "",
                _moment(row.submitted_at),
                _moment(row.open_until),
                f"{row.reminded_on:%d/%m/%Y}" if row.reminded_on else "",
            ]
            for row in rows
        ),
    ]


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}" if moment else ""


def _change_units(request: HttpRequest, shown: Collection, typed: UnitsForm) -> str | None:
    """Add or take out the units named, and return what to say; None when it was refused, which the form says."""
    who: dict[str, Any] = {"by": signed_in(request), "at": timezone.now()}
    try:
        units = _named(typed, shown)
        if "remove" in request.POST:
            reason = typed.cleaned_data["reason"]
            changed = len(collecting.remove_units(shown, units, reason=reason, **who))
            say = ngettext("{n} unit taken out.", "{n} units taken out.", changed)
        else:
            changed = len(collecting.add_units(shown, units, **who))
            say = ngettext("{n} unit added.", "{n} units added.", changed)
    except ReportingError as error:
        typed.add_error(None, str(error.message))
        return None
    except ValidationError as error:
        typed.add_error("units", error)
        return None
    return say.format(n=number(changed))


def _named(typed: Any, shown: Collection) -> list[Unit]:
    """Return the units typed, as they stand at the period's end. Raises ValidationError."""
    house = audiences.house_of(shown.form.unit_id, shown.period.ends_on)
    named = audiences.read_units(typed.cleaned_data["units"], house)
    if named.unknown:
        raise ValidationError(unknown_units(named.unknown))
    if not named.units:
        raise ValidationError(_("Name at least one unit."))
    return list(Unit.objects.filter(pk__in=named.units))


def _proposed(shown: Collection) -> list[str]:
    """Return the units that the form asks and the collection does not, as one would write them."""
    missing = following.not_asked(shown, following.follow(shown, timezone.now()))
    house = audiences.house_of(shown.form.unit_id, shown.period.ends_on)
    standing = house.tree.on(house.day)
    lines = []
    for unit in missing:
        one = standing[unit]
        above = standing.get(one.parent) if one.parent is not None else None
        lines.append(one.code or (f"{one.name}, {above.name}" if above else one.name))
    return sorted(lines)


def _steered(request: HttpRequest, pk: int) -> Collection:
    """Return a collection that the person follows and may change. Raises Http404, PermissionDenied."""
    shown = access.get_followed(request.user, pk)
    access.require_officer(request.user, shown.form.unit_id)
    return shown


def _form_page(
    request: HttpRequest, shown: Collection, typed: Any, *, title: str, submit: str
) -> HttpResponse:
    return staff_page(
        request,
        "shell/form.html",
        {"form": typed, "submit": submit},
        title=title,
        icon=ICON,
        trail=_way(shown),
        status=REFUSED if typed.is_bound else 200,
    )


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _list() -> tuple[str, Any]:
    return reverse("reporting:index"), _("Reports")


def _way(shown: Collection) -> list[tuple[str, Any]]:
    return [_list(), (reverse("reporting:collection", args=[shown.pk]), str(shown))]
