"""The pages that tell figures apart: the splits, their cases, and the parts of an indicator."""

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nhipcau.indicators import access, actions
from nhipcau.indicators.errors import IndicatorsError
from nhipcau.indicators.forms import CaseForm, CaseFormSet, PartForm, SplitForm, read_cases
from nhipcau.indicators.models import Split
from nhipcau.indicators.views import ICON, listing
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


def splits(request: HttpRequest) -> HttpResponse:
    """The ways figures can be told apart, with their cases."""
    may_change = access.may_change(request.user)
    return staff_page(
        request,
        "indicators/splits.html",
        {"splits": access.splits_for(request.user), "may_change": may_change},
        title=_("Splits"),
        icon=ICON,
        trail=[listing()],
        primary=(reverse("indicators:add_split"), _("Add a split"), "plus") if may_change else None,
    )


def add_split(request: HttpRequest) -> HttpResponse:
    """Begin a way of telling figures apart."""
    access.require_change(request.user)
    form = SplitForm(request.POST or None)
    cases = CaseFormSet(request.POST or None, prefix="cases")
    if request.method == "POST" and form.is_valid() and cases.is_valid():
        try:
            actions.add_split(
                **form.cleaned_data, cases=read_cases(cases), by=signed_in(request), at=timezone.now()
            )
        except IndicatorsError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Indicators can be told apart by it from now on."))
            return redirect("indicators:splits")
    return _cases_page(request, form, cases, _("Add a split"))


def add_cases(request: HttpRequest, pk: int) -> HttpResponse:
    """Add cases to a split."""
    access.require_change(request.user)
    split = access.get_split(request.user, pk)
    cases = CaseFormSet(request.POST or None, prefix="cases")
    if request.method == "POST" and cases.is_valid():
        try:
            actions.add_cases(split, read_cases(cases), by=signed_in(request), at=timezone.now())
        except IndicatorsError as error:
            refuse(request, error)
        else:
            succeed(request, _("The cases were added."))
            return redirect("indicators:splits")
    return _cases_page(request, None, cases, split.local_name, split)


def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell an indicator apart by one or two splits."""
    access.require_change(request.user)
    indicator = access.get_indicator(request.user, pk)
    form = PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.part_indicator(indicator, form.splits(), by=signed_in(request), at=timezone.now())
        except IndicatorsError as error:
            form.add_error(None, str(error.message))
        else:
            count = len(made)
            said = ngettext("%(count)d part was made.", "%(count)d parts were made.", count)
            succeed(request, said % {"count": count})
            return redirect("indicators:indicator", pk)
    intro = _(
        "Each case, or each pair of cases of two splits, becomes a part that is asked for and counted by itself. "
        "Where parts add up, the whole is their sum."
    )
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Tell apart"), "intro": intro},
        title=_("Tell apart"),
        icon=ICON,
        trail=[listing(), (reverse("indicators:indicator", args=[pk]), indicator.local_name)],
    )


def _cases_page(
    request: HttpRequest,
    form: SplitForm | None,
    cases: BaseFormSet[CaseForm],
    title: object,
    split: Split | None = None,
) -> HttpResponse:
    return staff_page(
        request,
        "indicators/cases.html",
        {"form": form, "cases": cases, "split": split},
        title=str(title),
        icon=ICON,
        trail=[listing(), (reverse("indicators:splits"), _("Splits"))],
        status=422 if request.method == "POST" else 200,
    )
