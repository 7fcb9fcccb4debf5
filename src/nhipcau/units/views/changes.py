"""The pages of changes that were entered: the list, one with what it did, and taking it back."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units import access, overviews, reorganising, undoing
from nhipcau.units.forms.looking import ChangesForm
from nhipcau.units.models import UnitChange
from nhipcau.units.views import ICON, Way, way
from nhipcau.units.views.pages import query_of

CHANGES_A_PAGE = 30


def changes(request: HttpRequest) -> HttpResponse:
    """The changes that concern units one sees, newest first."""
    asked = ChangesForm(request.GET or None)
    found = access.changes_seen(
        request.user,
        since=asked.day_asked("since"),
        until=asked.day_asked("until"),
        kind=asked.asked("kind"),
        words=asked.asked("q"),
    )
    if request.GET.get("as") == "csv":
        return download(_as_csv(list(found)), "sap-xep-don-vi.csv", "text/csv; charset=utf-8")
    page = Paginator(found, CHANGES_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "media": asked.media,
        "filter": asked,
        "page": page,
        "rows": overviews.changes_in_short(list(page)),
        "query": query_of(request),
        "narrowed": bool(request.GET),
    }
    return staff_page(
        request, "units/changes.html", context, title=_("Changes of units"), icon=ICON, trail=way()
    )


def _as_csv(found: list[UnitChange]) -> bytes:
    """Return the changes as a table; many units in one change are told as numbers, as the page does."""
    head = [_("What changed"), _("Takes effect on"), _("Units"), _("Legal basis")]
    rows = (
        (
            one.change.get_kind_display(),
            f"{one.change.effective_on:%Y-%m-%d}",
            safe_cell(", ".join(one.names)) if one.names else f"{one.ended} → {one.begun}",
            safe_cell(one.change.legal_basis),
        )
        for one in overviews.changes_in_short(found)
    )
    return csv_file([head, *rows])


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: what it began, ended and altered, and whether it can be undone."""
    shown = access.get_change(request.user, pk)
    may_undo = access.may_undo(request.user, undoing.units_concerned(shown))
    context = {
        "change": shown,
        "effects": overviews.effects_of(shown),
        "may_undo": may_undo,
        "objections": undoing.objections_to_undo(shown) if may_undo else [],
    }
    return staff_page(request, "units/change.html", context, title=str(shown), icon=ICON, trail=_way())


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a change back, after saying so once more."""
    shown = access.get_change(request.user, pk)
    by = access.signed_in(request)
    reorganising.require_all(by, undoing.units_concerned(shown), shown)
    if request.method == "POST":
        try:
            reorganising.undo_change(shown, by=by, at=timezone.now())
        except NhipCauError as error:
            refuse(request, error)
            return redirect("units:change", pk)
        succeed(request, _("The change is undone; every unit is again what it was."))
        return redirect("units:changes")
    context: dict[str, Any] = {"change": shown, "effects": overviews.effects_of(shown)}
    context["objections"] = undoing.objections_to_undo(shown)
    trail = [*_way(), (reverse("units:change", args=[pk]), str(shown))]
    return staff_page(
        request, "units/undo.html", context, title=_("Undo this change"), icon=ICON, trail=trail
    )


def _way() -> Way:
    return [*way(), (reverse("units:changes"), _("Changes of units"))]
