"""The pages of lists of units from files: take one in, see what it comes to, choose, and apply it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access, importing, reach
from nhipcau.units.comparing import Compared, Comparison, Fault, Outcome
from nhipcau.units.forms.importing import ColumnsForm, TakeInForm
from nhipcau.units.looking import Looking
from nhipcau.units.models import Kind, Role, UnitList
from nhipcau.units.views import ICON, Way, way

LISTS_A_PAGE = 30
# Of what needs no decision, so many rows are shown.
SHOWN = 100
Label = str | Promise

OUTCOMES: dict[Outcome, Label] = {
    Outcome.ERROR: _("Wrong rows"),
    Outcome.DOUBTFUL: _("Doubtful rows: choose which unit each is"),
    Outcome.NEW: _("New units"),
    Outcome.RENAMED: _("Renamed"),
    Outcome.RETYPED: _("Of another kind"),
    Outcome.RECODED: _("With another code"),
    Outcome.MOVED: _("In another province"),
}
FAULTS: dict[Fault, Label] = {
    Fault.NO_NAME: _("The name is missing."),
    Fault.NO_KIND: _(
        "Neither the column of kinds nor the name says whether this is a commune, a ward or a special zone."
    ),
    Fault.NO_PROVINCE: _("The province is missing, or not written as elsewhere in the list."),
    Fault.TOO_LONG: _("The name or the code is too long."),
    Fault.CODE_TWICE: _("This code stands in the list twice."),
    Fault.NAME_TWICE: _("This name stands in the province twice."),
    Fault.CLAIMED: _("Another row is taken for the same unit already."),
    Fault.PROVINCE_NEW: _(
        "None of your units is this province. Write its name as it is here, or ask who administers the country."
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it: what the list says, what is here, and what can be chosen."""

    compared: Compared
    kind: Label
    here: str
    fault: Label
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that come to the same; `more` are not shown."""

    title: Label
    lines: tuple[Line, ...]
    number: int
    outcome: str

    @property
    def more(self) -> int:
        """How many rows are left out."""
        return self.number - len(self.lines)


def lists(request: HttpRequest) -> HttpResponse:
    """The lists one took in."""
    access.require_somewhere(request.user, Role.ADMINISTRATOR)
    page = Paginator(access.unit_lists(request.user), LISTS_A_PAGE).get_page(request.GET.get("p"))
    return staff_page(
        request,
        "units/lists.html",
        {"page": page, "query": ""},
        title=_("Lists from files"),
        icon=ICON,
        trail=way(),
        primary=(reverse("units:take_in_list"), _("Take in a list"), "upload"),
    )


def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file; nothing is written of the units yet."""
    access.require_somewhere(request.user, Role.ADMINISTRATOR)
    form = TakeInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = importing.take_in_list(
                file.name,
                file.read(),
                effective_on=form.cleaned_data["effective_on"],
                legal_basis=form.cleaned_data["legal_basis"],
                by=access.signed_in(request),
                at=timezone.now(),
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("units:list", kept.pk)
    context = {"form": form, "submit": _("Compare with what is here"), "is_upload": True}
    return staff_page(request, "shell/form.html", context, title=_("Take in a list"), icon=ICON, trail=_way())


def one_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list comes to: each row with what becomes of it, and what the list lacks."""
    kept = access.get_unit_list(request.user, pk)
    context: dict[str, Any] = {"list": kept}
    if kept.applied_at is None:
        if request.method == "POST":
            return _chosen(request, kept)
        comparison = importing.comparison_of(kept, access.signed_in(request))
        context |= _compared(kept, comparison)
        initial = {field: str(at) for field, at in kept.columns.items()}
        context["columns"] = ColumnsForm(headings=kept.headings, initial=initial)
    else:
        context["changes"] = access.changes_seen(request.user).filter(
            note=kept.name, entered_at=kept.applied_at
        )
    return staff_page(request, "units/list.html", context, title=kept.name, icon=ICON, trail=_way())


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the columns mean."""
    kept = access.get_unit_list(request.user, pk)
    form = ColumnsForm(request.POST, headings=kept.headings)
    try:
        given = form.columns() if form.is_valid() else {}
        importing.name_columns(kept, given, by=access.signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    return redirect("units:list", pk)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the list comes to."""
    kept = access.get_unit_list(request.user, pk)
    try:
        _choose(request, kept)
        expected = request.POST.get("digest", "")
        importing.apply_list(kept, expected=expected, by=access.signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The list is applied."))
    return redirect("units:list", pk)


def _chosen(request: HttpRequest, kept: UnitList) -> HttpResponse:
    try:
        _choose(request, kept)
    except NhipCauError as error:
        refuse(request, error)
    return redirect("units:list", kept.pk)


def _choose(request: HttpRequest, kept: UnitList) -> None:
    """Keep what was chosen for doubtful rows and missing units."""
    posted = request.POST.items()
    choices = {name.removeprefix("row-"): str(value) for name, value in posted if name.startswith("row-")}
    ending = [int(unit) for unit in request.POST.getlist("ending") if unit.isdigit()]
    importing.choose_for_list(kept, choices, ending, by=access.signed_in(request), at=timezone.now())


def _compared(kept: UnitList, comparison: Comparison) -> dict[str, Any]:
    units = {each.unit for each in comparison.rows if each.unit is not None} | set(comparison.missing)
    units |= {unit for each in comparison.rows for unit in each.candidates}
    looking = Looking(reach.tree(), units, kept.effective_on)
    chosen = kept.choices.get("rows", {})
    sections = [_section(looking, comparison, outcome, title) for outcome, title in OUTCOMES.items()]
    ending = set(kept.choices.get("ending", []))
    return {
        "sections": [section for section in sections if section.number],
        "chosen": [_line(looking, each) for each in comparison.rows if str(each.row.number) in chosen],
        "same": len(comparison.of(Outcome.SAME)),
        "missing": [(looking.row(unit), unit in ending) for unit in comparison.missing],
        "digest": comparison.digest,
        "is_ready": not comparison.of(Outcome.ERROR, Outcome.DOUBTFUL),
        "total": len(comparison.rows),
    }


def _section(looking: Looking, comparison: Comparison, outcome: Outcome, title: Label) -> Section:
    rows = comparison.of(outcome)
    shown = rows if outcome in (Outcome.DOUBTFUL, Outcome.ERROR) else rows[:SHOWN]
    return Section(title, tuple(_line(looking, each) for each in shown), len(rows), str(outcome))


def _line(looking: Looking, each: Compared) -> Line:
    kinds: Mapping[str, Label] = dict(Kind.choices)
    here = _said(looking, each.unit) if each.unit is not None else ""
    choices = tuple((str(unit), _said(looking, unit)) for unit in each.candidates)
    return Line(each, kinds.get(each.row.kind, ""), here, FAULTS[each.fault] if each.fault else "", choices)


def _said(looking: Looking, unit: int) -> str:
    if unit not in looking.standing:
        return f"#{unit}"
    row = looking.row(unit)
    return ", ".join(part for part in (row.name, row.kind, row.code, row.parent_name) if part)


def _way() -> Way:
    return [*way(), (reverse("units:lists"), str(_("Lists from files")))]
