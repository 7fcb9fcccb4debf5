"""The pages of issued numbers and of the terms of committees."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.registry import access, numbering, offices, secrecy
from nhipcau.registry.errors import (
    NoTermError,
    RegistryError,
    SeriesBegunError,
    TermDaysError,
    TermOverlapError,
    TermUsedError,
    VoidReasonError,
)
from nhipcau.registry.models import IssuedNumber, NumberLayout, SecretRemoval
from nhipcau.registry.office_forms import BeginForm, TermForm, VoidForm
from nhipcau.registry.views.trail import trail
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

ICON = "list-ol"
A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Way = list[tuple[str, str]]
# Beside which field a refusal stands.
_FIELDS: dict[type[RegistryError], str] = {
    TermDaysError: "ends_on",
    TermOverlapError: "starts_on",
    TermUsedError: "starts_on",
    NoTermError: "day",
    SeriesBegunError: "first",
    VoidReasonError: "reason",
}


def to_numbers() -> Way:
    """Return the way back to the register of numbers."""
    return [*trail(), (reverse("registry:numbers"), _("Register of numbers"))]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], str],
    *,
    title: str,
    submit: str,
    way: Way,
    intro: str | Promise = "",
) -> HttpResponse:
    """Show a form, or do what it asks and go where `save` says; what is refused stands beside its field."""
    if request.method == "POST" and form.is_valid():
        try:
            onward = save()
        except RegistryError as error:
            field = _FIELDS.get(type(error))
            form.add_error(field if field in form.fields else None, str(error.message))
        else:
            succeed(request, _("Saved."))
            return redirect(onward)
    status = 422 if form.errors else 200
    context = {"form": form, "submit": submit, "intro": intro}
    return staff_page(request, "shell/form.html", context, title=title, icon="edit", trail=way, status=status)


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """List the series of numbers: years and terms, how many numbers each gave."""
    access.require_reader(request.user)
    page = Paginator(access.visible_series(request.user).in_full(), A_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "sets_up": bool(access.numberer_units(request.user))}
    return staff_page(
        request, "registry/numbers.html", context, title=_("Register of numbers"), icon=ICON, trail=trail()
    )


@require_GET
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every number of a year or of a kind in a term, and whether none is missing."""
    shown = access.get_series(request.user, pk)
    page = Paginator(offices.numbers_of(shown), A_PAGE).get_page(request.GET.get("p"))
    context = {
        "series": shown,
        "page": page,
        "density": offices.density_of(shown),
        "sets_up": access.numbers(request.user, shown.unit_id),
    }
    title = _("Numbers: %(series)s") % {"series": shown}
    return staff_page(request, "registry/series.html", context, title=title, icon=ICON, trail=to_numbers())


@require_GET
def series_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the register of one series as a workbook."""
    shown = access.get_series(request.user, pk)
    name = f"{_('register-of-numbers')}-{shown}.xlsx"
    return download(xlsx_file(offices.rows_of_numbers(shown), sheet=_("Register of numbers")), name, XLSX)


@require_http_methods(["GET", "POST"])
def begin_series(request: HttpRequest) -> HttpResponse:
    """Let a series begin at a number."""
    form = BeginForm(_sets_up(request), request.POST or None, initial=_home(request))

    def save() -> str:
        given = form.cleaned_data
        kind = given["kind"] if given["layout"] == NumberLayout.PARTY else ""
        begun = numbering.begin_series(
            given["unit"], kind, given["layout"], given["day"], given["first"], by=signed_in(request)
        )
        return reverse("registry:series", args=[begun.pk])

    return form_page(
        request,
        form,
        save,
        title=_("Begin at a number"),
        submit=_("Begin at this number"),
        way=to_numbers(),
        intro=_(
            "Only for an office that comes here in the middle of a year or term. All others begin at 1 by themselves."
        ),
    )


@require_http_methods(["GET", "POST"])
def void_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a number void, with the reason."""
    given: IssuedNumber = access.get_issued_number(request.user, pk)
    access.require_numberer(request.user, given.series.unit_id)
    form = VoidForm(request.POST or None)
    back = reverse("registry:series", args=[given.series_id])

    def save() -> str:
        numbering.void_number(given, form.cleaned_data["reason"], by=signed_in(request), at=timezone.now())
        return back

    return form_page(
        request,
        form,
        save,
        title=_("Declare number %(number)s void") % {"number": given.number},
        submit=_("Declare it void"),
        way=[*to_numbers(), (back, str(given.series))],
        intro=_("The number stays in the register with this reason and is never given again."),
    )


@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """List the terms of committees."""
    access.require_reader(request.user)
    page = Paginator(access.visible_terms(request.user), A_PAGE).get_page(request.GET.get("p"))
    sets_up = access.numberer_units(request.user)
    rows = [(term, term.unit_id in sets_up) for term in page.object_list]
    primary = (reverse("registry:new_term"), _("Set up a term"), "plus") if sets_up else None
    return staff_page(
        request,
        "registry/terms.html",
        {"page": page, "rows": rows, "sets_up": bool(sets_up)},
        title=_("Terms of committees"),
        icon=ICON,
        trail=to_numbers(),
        primary=primary,
    )


@require_http_methods(["GET", "POST"])
def new_term(request: HttpRequest) -> HttpResponse:
    """Set up a term."""
    form = TermForm(_sets_up(request), request.POST or None, initial=_home(request))

    def save() -> str:
        numbering.set_up_term(form.cleaned_data["unit"], form.span(), by=signed_in(request))
        return reverse("registry:terms")

    return form_page(
        request, form, save, title=_("Set up a term"), submit=_("Set up the term"), way=_to_terms()
    )


@require_http_methods(["GET", "POST"])
def change_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name or the days of a term."""
    term = access.get_term(request.user, pk)
    access.require_numberer(request.user, term.unit_id)
    form = TermForm((), request.POST if request.method == "POST" else None, term=term)

    def save() -> str:
        numbering.change_term(term, form.span(), by=signed_in(request))
        return reverse("registry:terms")

    return form_page(request, form, save, title=_("Change the term"), submit=_("Save"), way=_to_terms())


@require_GET
def removals(request: HttpRequest) -> HttpResponse:
    """Tell a person which of their files were removed because of a mark of secrecy, and what to do."""
    access.require_reader(request.user)
    found = SecretRemoval.objects.unseen_by(signed_in(request))
    return staff_page(
        request,
        "registry/removals.html",
        {"removals": list(found[:A_PAGE])},
        title=_("Secret files that were removed"),
        icon="warning",
        trail=trail(),
    )


@require_POST
def see_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person has seen it."""
    access.require_reader(request.user)
    secrecy.acknowledge(access.get_removal(request.user, pk), by=signed_in(request))
    succeed(request, _("Noted."))
    return redirect("registry:removals")


def _to_terms() -> Way:
    return [*to_numbers(), (reverse("registry:terms"), _("Terms of committees"))]


def _sets_up(request: HttpRequest) -> frozenset[int]:
    found = access.numberer_units(request.user)
    if not found:
        access.require_numberer(request.user, 0)
    return found


def _home(request: HttpRequest) -> dict[str, int]:
    home = units.home_unit(request.user)
    return {"unit": home.pk} if home and access.numbers(request.user, home.pk) else {}
