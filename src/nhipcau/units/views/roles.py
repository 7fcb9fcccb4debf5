"""The pages on which roles are given and ended, and people added."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access, actions
from nhipcau.units.errors import UnitsError
from nhipcau.units.forms.people import EndForm, GrantForm, PersonForm
from nhipcau.units.views import ICON, way


def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a role in the unit."""
    shown = access.get_unit(request.user, pk)
    access.require_administrator(request.user, pk)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_membership(
                form.cleaned_data["person"],
                shown,
                form.cleaned_data["role"],
                valid_from=form.cleaned_data["valid_from"],
                valid_to=form.cleaned_data["valid_to"],
                by=access.signed_in(request),
                at=timezone.now(),
            )
        except UnitsError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("The role is given."))
            return redirect("units:unit", pk)
    context = {"form": form, "submit": _("Give the role")}
    return staff_page(
        request, "units/grant.html", {**context, "unit": shown}, title=_("Give a role"), icon=ICON,
        trail=way(shown),
    )  # fmt: skip


def add_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an account with its first role in the unit."""
    shown = access.get_unit(request.user, pk)
    access.require_administrator(request.user, pk)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_person(
                form.person(),
                shown,
                form.cleaned_data["role"],
                valid_from=form.cleaned_data["valid_from"],
                by=access.signed_in(request),
                at=timezone.now(),
            )
        except UnitsError as error:
            form.add_error(None, str(error.message))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            succeed(request, _("The person can sign in now."))
            return redirect("units:unit", pk)
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Add the person")},
        title=_("Add a person"),
        icon=ICON,
        trail=way(shown),
    )


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role."""
    membership = access.get_membership(request.user, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(
                membership,
                ends_on=form.cleaned_data["ends_on"],
                by=access.signed_in(request),
                at=timezone.now(),
            )
        except UnitsError as error:
            refuse(request, error)
        else:
            succeed(request, _("The role ends on that day."))
        return redirect("units:unit", membership.unit_id)
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("End the role"), "intro": str(membership)},
        title=_("End a role"),
        icon=ICON,
        trail=way(membership.unit),
    )
