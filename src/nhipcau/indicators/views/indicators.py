"""The list of indicators, a definition, and the forms for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators import access, actions
from nhipcau.indicators.errors import IndicatorsError
from nhipcau.indicators.forms import IndicatorForm, RatioForm
from nhipcau.indicators.models import Stage
from nhipcau.indicators.querysets import IndicatorQuerySet
from nhipcau.indicators.views import ICON, listing
from nhipcau.shell.spreadsheet import csv_file, safe_cell
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in


def indicators(request: HttpRequest) -> HttpResponse:
    """Everything that is counted, parts under their whole, with filters by words and stage."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    stage = request.GET.get("stage", "")
    found = access.visible_to(request.user).matching(words).of_stage(stage)
    if request.GET.get("as") == "csv":
        return download(_as_csv(found), "chi-tieu.csv", "text/csv; charset=utf-8")
    may_change = access.may_change(request.user)
    context = {
        "indicators": found.parts_after_wholes(),
        "words": words,
        "stage": stage,
        "stages": Stage.choices,
        "may_change": may_change,
    }
    return staff_page(
        request,
        "indicators/indicators.html",
        context,
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
        {"indicator": shown, "parts": shown.parts.order_by("pk"), "may_change": may_change},
        title=shown.local_name,
        icon=ICON,
        trail=[listing()],
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
        trail=[listing()],
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
        trail=[listing(), (reverse("indicators:indicator", args=[pk]), name)],
    )


def add_ratio(request: HttpRequest) -> HttpResponse:
    """Begin a ratio of two indicators."""
    access.require_change(request.user)
    form = RatioForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_ratio(
                form.indicator(),
                form.cleaned_data["numerator"],
                form.cleaned_data["denominator"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except IndicatorsError as error:
            form.add_error("denominator", str(error.message))
        else:
            succeed(request, _("The ratio is computed from its two numbers from now on."))
            return redirect("indicators:indicator", added.pk)
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Add")},
        title=_("Add a ratio"),
        icon=ICON,
        trail=[listing()],
    )


def _as_csv(found: IndicatorQuerySet) -> bytes:
    head = [_("Code"), _("Indicator"), _("Unit of measure"), _("Stage"), _("Over units"), _("Over periods")]
    rows = (
        (
            one.code,
            safe_cell(one.local_name),
            safe_cell(one.local_measure),
            one.get_stage_display(),
            one.get_over_units_display(),
            one.get_over_periods_display(),
        )
        for one in found
    )
    return csv_file([head, *rows])
