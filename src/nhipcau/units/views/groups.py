"""The pages of groups of units: border, coastal, mountain communes; what forms are assigned by."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access, grouping, overviews, reach
from nhipcau.units.forms.grouping import AddForm, GroupForm, LeaveForm
from nhipcau.units.forms.looking import FilterForm
from nhipcau.units.looking import Looking, Wanted
from nhipcau.units.models import Role, UnitGroup
from nhipcau.units.views import ICON, Way, way
from nhipcau.units.views.pages import query_of

STAYS_A_PAGE = 100


def groups(request: HttpRequest) -> HttpResponse:
    """The groups, and how many of the units one sees belong to each today."""
    administers = Role.ADMINISTRATOR in access.roles_of(request.user)
    context = {"groups": overviews.groups_in_short(access.visible_units(request.user), timezone.localdate())}
    return staff_page(
        request,
        "units/groups.html",
        {**context, "administers": administers},
        title=_("Groups of units"),
        icon=ICON,
        trail=way(),
        primary=(reverse("units:new_group"), _("Make a group"), "plus") if administers else None,
    )


def group(request: HttpRequest, pk: int) -> HttpResponse:
    """The units of a group on a day."""
    shown = access.get_group(request.user, pk)
    day = FilterForm(request.GET or None).day()
    looking = Looking(reach.tree(), access.visible_units(request.user), day)
    administered = access.units_where(request.user, [Role.ADMINISTRATOR])
    stays = {stay.unit_id: stay for stay in access.stays_in_group(request.user, shown, day)}
    members = looking.matching(Wanted(within=frozenset(stays)))
    page = Paginator(members, STAYS_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "group": shown,
        "day": day,
        "today": timezone.localdate(),
        "page": page,
        "rows": [(stays[unit], looking.row(unit), unit in administered) for unit in page],
        "administers": bool(administered),
        "query": query_of(request),
    }
    return staff_page(request, "units/group.html", context, title=str(shown), icon=ICON, trail=_way())


def new(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    access.require_somewhere(request.user, Role.ADMINISTRATOR)
    form = GroupForm(request.POST or None)

    def act() -> str:
        made = grouping.make_group(**form.cleaned_data, by=access.signed_in(request), at=timezone.now())
        return reverse("units:group", args=[made.pk])

    return _answer(request, form, act, _("Make a group"), _("The group is made."), _way())


def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a group another name or description."""
    shown = access.get_group(request.user, pk)
    access.require_somewhere(request.user, Role.ADMINISTRATOR)
    form = GroupForm(request.POST or None, instance=shown)

    def act() -> str:
        kept = access.get_group(request.user, pk)
        grouping.describe_group(kept, **form.cleaned_data, by=access.signed_in(request), at=timezone.now())
        return reverse("units:group", args=[pk])

    return _answer(request, form, act, _("Describe the group"), _("The description is kept."), _way(shown))


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put units in a group."""
    shown = access.get_group(request.user, pk)
    access.require_somewhere(request.user, Role.ADMINISTRATOR)
    offered = access.units_where(request.user, [Role.ADMINISTRATOR])
    form = AddForm(request.POST or None, offered=offered, day=timezone.localdate())

    def act() -> str:
        given = form.cleaned_data
        grouping.put_in_group(
            shown,
            given["units"],
            valid_from=given["effective_on"],
            legal_basis=given["legal_basis"],
            by=access.signed_in(request),
            at=timezone.now(),
        )
        return reverse("units:group", args=[pk])

    return _answer(request, form, act, _("Put units in"), _("The units belong to the group."), _way(shown))


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a unit out of a group."""
    stay = access.get_group_stay(request.user, pk)
    form = LeaveForm(request.POST or None)

    def act() -> str:
        day = form.cleaned_data["ends_on"]
        grouping.end_group_stay(stay, ends_on=day, by=access.signed_in(request), at=timezone.now())
        return reverse("units:group", args=[stay.group_id])

    said = _("The unit leaves the group on that day.")
    return _answer(request, form, act, _("Take out of the group"), said, _way(stay.group), intro=str(stay))


def _answer(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], str],
    title: str,
    said: str,
    trail: Way,
    intro: str = "",
) -> HttpResponse:
    """Answer with the form, or do what it says and go where `act` says."""
    if request.method == "POST" and form.is_valid():
        try:
            target = act()
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            succeed(request, said)
            return redirect(target)
    context = {"form": form, "submit": title, "intro": intro}
    return staff_page(request, "units/offering.html", context, title=title, icon=ICON, trail=trail)


def _way(shown: UnitGroup | None = None) -> Way:
    back = [*way(), (reverse("units:groups"), _("Groups of units"))]
    return [*back, (reverse("units:group", args=[shown.pk]), str(shown))] if shown else back
