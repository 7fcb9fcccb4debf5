"""The pages of indicators: the list, a definition, and the form for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators import access, actions
from nhipcau.indicators.errors import IndicatorsError
from nhipcau.indicators.forms import IndicatorForm
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

ICON = "list-ol"


def indicators(request: HttpRequest) -> HttpResponse:
    """Everything that is counted, with a filter by words."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    may_change = access.may_change(request.user)
    return staff_page(
        request,
        "indicators/indicators.html",
        {"indicators": access.visible_to(request.user).matching(words), "words": words},
        title=_("Indicators"),
        icon=ICON,
        primary=(reverse("indicators:add"), _("Add an indicator"), "plus") if may_change else None,
    )


def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """What exactly is counted, and how its figures behave."""
    shown = access.get_indicator(request.user, pk)
    may_change = access.may_change(request.user)
    return staff_page(
        request,
        "indicators/indicator.html",
        {"indicator": shown},
        title=shown.local_name,
        icon=ICON,
        trail=[_list()],
        primary=(reverse("indicators:edit", args=[pk]), _("Change"), "edit") if may_change else None,
    )


def add(request: HttpRequest) -> HttpResponse:
    """Begin to count something."""
    access.require_change(request.user)
    form = IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = actions.add_indicator(form.indicator(), by=signed_in(request), at=timezone.now())
        succeed(request, _("The indicator can be counted from now on."))
        return redirect("indicators:indicator", added.pk)
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Add")},
        title=_("Add an indicator"),
        icon=ICON,
        trail=[_list()],
    )


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator; what is fixed by use is locked."""
    access.require_change(request.user)
    shown = access.get_indicator(request.user, pk)
    used = access.is_used(shown)
    name = shown.local_name
    form = IndicatorForm(request.POST or None, instance=shown, used=used)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_indicator(shown, form.indicator(), by=signed_in(request), at=timezone.now())
        except IndicatorsError as error:
            refuse(request, error)
        else:
            succeed(request, _("The indicator was changed."))
        return redirect("indicators:indicator", pk)
    intro = _("Figures are counted under this indicator: what would change their meaning is locked.")
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Save"), "intro": intro if used else ""},
        title=_("Change an indicator"),
        icon=ICON,
        trail=[_list(), (reverse("indicators:indicator", args=[pk]), name)],
    )


def _list() -> tuple[str, str]:
    return reverse("indicators:indicators"), str(_("Indicators"))
