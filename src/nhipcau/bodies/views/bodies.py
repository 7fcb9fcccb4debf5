"""The pages of bodies: the list, one body, founding and changing it, its seats."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.audit.errors import NhipCauError
from nhipcau.bodies import access, actions
from nhipcau.bodies.forms.bodies import BodyForm, EndSeatForm, NewBodyForm, SeatForm, body_as_entered
from nhipcau.bodies.models import Body
from nhipcau.registry.access import visible_documents
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

ICON = "group"
NEWEST = 50


def trail() -> list[tuple[str, str]]:
    """Return the way back to the list of bodies."""
    return [(reverse("bodies:home"), _("Bodies and meetings"))]


def way(body: Body) -> list[tuple[str, str]]:
    """Return the way back to a body."""
    return [*trail(), (reverse("bodies:body", args=[body.pk]), body.name)]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the bodies, the meetings to come, and the joint programmes."""
    access.require_sees_bodies(request.user)
    keeps = bool(access.keeper_units(request.user))
    context = {
        "bodies": access.visible_bodies(request.user).working_first(),
        "coming": access.visible_meetings(request.user).coming(timezone.now())[:NEWEST],
        "agreements": access.visible_agreements(request.user)[:NEWEST],
        "keeps": keeps,
        "today": timezone.localdate(),
    }
    return staff_page(request, "bodies/home.html", context, title=_("Bodies and meetings"), icon=ICON)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a body."""
    offered = access.keeper_units(request.user)
    if not offered:
        raise PermissionDenied
    home_unit = units.home_unit(request.user)
    first = {"unit": home_unit.pk if home_unit else None, "valid_from": timezone.localdate()}
    form = NewBodyForm(offered, visible_documents(request.user), request.POST or None, initial=first)

    def save() -> str:
        made = actions.found_body(
            form.cleaned_data["unit"], form.plan(), by=signed_in(request), at=timezone.now()
        )
        return reverse("bodies:body", args=[made.pk])

    return form_page(request, form, save, title=_("New body"), submit=_("Enter the body"), way=trail())


@require_GET
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a body: its seats, its meetings, what founds it."""
    shown = access.get_body(request.user, pk)
    today = timezone.localdate()
    keeps = access.keeps(request.user, shown.unit_id)
    context = {
        "body": shown,
        "seats": shown.seats.on(today).in_order(),
        "meetings": shown.meetings.order_by("-starts_at", "-pk")[:NEWEST],
        "keeps": keeps,
        "today": today,
    }
    return staff_page(request, "bodies/body.html", context, title=shown.name, icon=ICON, trail=trail())


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a body."""
    shown = access.get_body(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    form = BodyForm(visible_documents(request.user), request.POST or None, initial=body_as_entered(shown))

    def save() -> str:
        actions.change_body(shown, form.plan(), by=signed_in(request), at=timezone.now())
        return reverse("bodies:body", args=[pk])

    return form_page(
        request, form, save, title=_("Change the body"), submit=_("Save the body"), way=way(shown)
    )


@require_http_methods(["GET", "POST"])
def give_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a seat in a body."""
    shown = access.get_body(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    form = SeatForm(request.user, request.POST or None)

    def save() -> str:
        actions.give_seat(shown, form.plan(), by=signed_in(request), at=timezone.now())
        return reverse("bodies:body", args=[pk])

    return form_page(
        request,
        form,
        save,
        title=_("Give a seat"),
        submit=_("Give the seat"),
        way=way(shown),
    )


@require_http_methods(["GET", "POST"])
def end_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """End a seat."""
    seat = access.get_seat(request.user, pk)
    access.require_keeper(request.user, seat.body.unit_id)
    form = EndSeatForm(request.POST or None)

    def save() -> str:
        actions.end_seat(seat, form.cleaned_data["day"], by=signed_in(request), at=timezone.now())
        return reverse("bodies:body", args=[seat.body_id])

    submit = _("End the seat")
    return form_page(request, form, save, title=f"{submit}: {seat}", submit=submit, way=way(seat.body))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], str],
    *,
    title: str,
    submit: str,
    way: list[tuple[str, str]],
    template: str = "shell/form.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or do what it asks and go where `save` says; what is refused stands above what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            onward = save()
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Saved."))
            return redirect(onward)
    context = {"form": form, "submit": submit, **(more or {})}
    status = 422 if form.errors else 200
    return staff_page(request, template, context, title=title, icon="edit", trail=way, status=status)
