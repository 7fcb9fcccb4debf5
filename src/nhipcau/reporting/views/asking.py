"""The pages on which reports are asked for and followed: the lists, a form, a collection with its units."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, actions, overviews
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.forms import CollectionForm, FormForm
from nhipcau.reporting.models import Collection, Form, Submission
from nhipcau.reporting.views import ICON
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in
from nhipcau.units.models import Role, Unit

A_PAGE = 24
REFUSED = 422


def index(request: HttpRequest) -> HttpResponse:
    """What the person's units still have to send, what they sent, and the collections the person follows."""
    now = timezone.now()
    roles = units_access.roles_of(request.user)
    own = units_access.units_where(request.user, [Role.REPORTER]) if Role.REPORTER in roles else frozenset()
    followed = _followed(request) if roles & set(access.FOLLOWERS) else []
    far = overviews.progress(followed)
    asks = Role.OFFICER in roles
    context = {
        "owed": overviews.owed_by(own, now) if own else (),
        "sent": _sent(own) if own else [],
        "reports": bool(own),
        "followed": [(one, far[one.pk]) for one in followed],
        "asks": asks,
        "decides": Role.APPROVER in roles,
        "now": now,
    }
    primary = (reverse("reporting:open_collection"), _("Ask for a report"), "plus") if asks else None
    return staff_page(
        request, "reporting/index.html", context, title=_("Reports"), icon=ICON, primary=primary
    )


def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """A tile for each unit asked, by state."""
    shown = access.get_followed(request.user, pk)
    now = timezone.now()
    rows = overviews.standings(shown, now)
    state = request.GET.get("state", "")
    sent = sum(row.state in overviews.SENT for row in rows)
    states = sorted({row.state for row in rows})
    context = {
        "collection": shown,
        "rows": [row for row in rows if state in ("", row.state)],
        "states": [(name, sum(row.state == name for row in rows)) for name in states],
        "state": state,
        "expected": len(rows),
        "sent": sent,
        "missing": len(rows) - sent,
        "late": sum(row.late for row in rows),
    }
    return staff_page(
        request, "reporting/collection.html", context, title=str(shown), icon=ICON, trail=[_list()]
    )


def open_collection(request: HttpRequest) -> HttpResponse:
    """Ask units for a report."""
    _require_officer(request)
    forms = Form.objects.asked_by(request.user).filter(active=True)
    reach = _reach(request)
    data = request.POST if request.method == "POST" else None
    typed = CollectionForm(
        data,
        may_ask=forms,
        reach=reach,
        today=timezone.localdate(),
        initial={"form": request.GET.get("form")},
    )
    if data is None or not typed.is_valid():
        return _open_page(request, typed, forms)
    try:
        opened = _opened(request, typed, reach)
    except ReportingError as error:
        typed.add_error(None, str(error.message))
        return _open_page(request, typed, forms)
    succeed(request, _("The report is asked for. It stands in the lists of the units from now on."))
    return redirect("reporting:collection", opened.pk)


def new_form(request: HttpRequest) -> HttpResponse:
    """Make a form."""
    _require_officer(request)
    where = units_access.units_where(request.user, [Role.OFFICER])
    units = (
        Unit.objects.filter(pk__in=where)
        .named_on(timezone.localdate())
        .prefetch_related("versions")
        .distinct()
    )
    indicators = Indicator.objects.filter(active=True, numerator__isnull=True)
    data = request.POST if request.method == "POST" else None
    typed = FormForm(data, units=units, indicators=indicators)
    if data is None or not typed.is_valid():
        return _form_page(request, typed)
    try:
        made = actions.make_form(
            typed.cleaned_data["unit"],
            title=typed.cleaned_data["title"],
            title_en=typed.cleaned_data["title_en"],
            sections=typed.sections(),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ReportingError as error:
        typed.add_error(None, str(error.message))
        return _form_page(request, typed)
    succeed(request, _("The form is made. Now ask units to fill it in."))
    return redirect("reporting:form", made.pk)


def form(request: HttpRequest, pk: int) -> HttpResponse:
    """A form as it was made, with the collections it was asked in."""
    shown = access.get_form(request.user, pk)
    context = {
        "asked": shown,
        "sections": shown.sections.prefetch_related("fields__indicator"),
        "collections": shown.collections.select_related("form", "period"),
    }
    asks = units_access.may(request.user, shown.unit_id, Role.OFFICER)
    address = f"{reverse('reporting:open_collection')}?form={shown.pk}"
    return staff_page(
        request,
        "reporting/form.html",
        context,
        title=str(shown),
        icon=ICON,
        trail=[_list()],
        primary=(address, _("Ask for a report"), "plus") if asks else None,
    )


def _followed(request: HttpRequest) -> list[Collection]:
    """Return the newest collections the person follows."""
    followed = Collection.objects.asked_by(request.user).select_related("form", "period")
    return list(followed.order_by("-due_at", "pk")[:A_PAGE])


def _sent(own: frozenset[int]) -> list[Submission]:
    """Return the newest answers of the person's own units that were sent."""
    answers = Submission.objects.of_units(own).in_full().filter(state__in=overviews.SENT)
    return list(answers.order_by("-submitted_at", "pk")[:A_PAGE])


def _opened(request: HttpRequest, typed: CollectionForm, reach: Any) -> Collection:
    named = typed.cleaned_data
    period = actions.make_period(
        named["kind"],
        named["calendar"],
        named["year"],
        named["number"],
        by=signed_in(request),
        at=timezone.now(),
    )
    return actions.open_collection(
        named["form"],
        period,
        due_at=typed.due_at(period),
        units=typed.chosen_units(reach, period),
        by=signed_in(request),
        at=timezone.now(),
    )


def _reach(request: HttpRequest) -> Any:
    """Return the units an officer may ask: those the officer reaches."""
    where = units_access.units_where(request.user, [Role.OFFICER])
    return Unit.objects.filter(pk__in=where).prefetch_related("versions")


def _require_officer(request: HttpRequest) -> None:
    if Role.OFFICER not in units_access.roles_of(request.user):
        raise PermissionDenied("officer")


def _open_page(request: HttpRequest, typed: CollectionForm, forms: Any) -> HttpResponse:
    context = {
        "form": typed,
        "submit": _("Ask for the report"),
        "forms": forms,
        "intro": _(
            "Choose a form, a period and the units. Units that do not exist at the period's end are left out."
        ),
    }
    return staff_page(
        request,
        "reporting/open_collection.html",
        context,
        title=_("Ask for a report"),
        icon=ICON,
        trail=[_list()],
        status=REFUSED if typed.is_bound else 200,
    )


def _form_page(request: HttpRequest, typed: FormForm) -> HttpResponse:
    return staff_page(
        request,
        "reporting/new_form.html",
        {"form": typed},
        title=_("New form"),
        icon=ICON,
        trail=[_list()],
        status=REFUSED if typed.is_bound else 200,
    )


def _list() -> tuple[str, Any]:
    return reverse("reporting:index"), _("Reports")
