"""The pages of units: the tree on a day, a unit's way through time, and the roles people hold in it.

Rooms above show themselves on a unit's page through the hook `nhipcau_unit_panels`: a function of (request, unit,
day) that returns safe HTML, or "" to stay away. Who opens the page sees the unit, so what it did may be shown.
"""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access, actions, overviews
from nhipcau.units.errors import UnitsError
from nhipcau.units.forms import EndForm, FilterForm, GrantForm, PersonForm
from nhipcau.units.models import Role, Unit, UnitVersion

ICON = "group"
BRANCHES_A_PAGE = 20
Way = list[tuple[str, str]]


def units(request: HttpRequest) -> HttpResponse:
    """The units one sees as they stood on a day."""
    asked = FilterForm(request.GET or None)
    day = asked.day()
    visible = access.visible_units(request.user)
    branches = overviews.tree(visible, day, words=asked.asked("q"), kind=asked.asked("kind"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "media": asked.media,
        "filter": asked if asked.is_bound else FilterForm(initial={"on": day}),
        "day": day,
        "today": timezone.localdate(),
        "page": Paginator(branches, BRANCHES_A_PAGE).get_page(request.GET.get("p")),
        "filtered": bool(asked.asked("q") or asked.asked("kind")),
        "query": query.urlencode(),
    }
    return staff_page(request, "units/units.html", context, title=_("Units"), icon=ICON)


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit on a day: what it was, what it came from and went into, who worked in it."""
    shown, roles = access.get_unit_and_roles(request.user, pk)
    day = FilterForm(request.GET or None).day()
    administers = Role.ADMINISTRATOR in roles
    history = overviews.history(shown)
    context = {
        "unit": shown,
        "day": day,
        "today": timezone.localdate(),
        "then": history.on(day),
        "history": history,
        "below": overviews.below(shown, day),
        "people": access.people_of(shown, day) if roles & access.SEES_PEOPLE else None,
        "administers": administers,
        "panels": [panel(request, shown, day) for panel in hooks.get_hooks("nhipcau_unit_panels")],
    }
    return staff_page(
        request,
        "units/unit.html",
        context,
        title=_name(history.on(day) or shown),
        icon=ICON,
        trail=_way(),
        primary=(reverse("units:grant", args=[pk]), _("Give a role"), "plus") if administers else None,
    )


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
    context = {"form": form, "submit": _("Give the role"), "people": access.people_known_to(request.user)}
    return staff_page(
        request, "units/grant.html", {**context, "unit": shown}, title=_("Give a role"), icon=ICON,
        trail=_way(shown),
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
        trail=_way(shown),
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
        trail=_way(membership.unit),
    )


def _name(shown: Unit | UnitVersion) -> str:
    return shown.name if isinstance(shown, Unit) else shown.local_name


def _way(above: Unit | None = None) -> Way:
    way = [(reverse("units:units"), str(_("Units")))]
    return [*way, (reverse("units:unit", args=[above.pk]), above.name)] if above else way
