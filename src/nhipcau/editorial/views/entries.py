"""An entry of the plan: written, moved, called off, copied, and its item begun."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.editorial import access, actions, overviews
from nhipcau.editorial.forms import CopyForm, EntryForm, IntentForm, ItemForm, MoveForm, UnitForm
from nhipcau.editorial.models import Entry
from nhipcau.editorial.views.ways import ICON, address, trail, way
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item
from nhipcau.newsroom.views.ways import form_page
from nhipcau.programmes.models import Assignment
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit


@require_GET
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an entry: what is meant, how far it is, who does what, what was asked of whom."""
    found = access.get_entry(request.user, pk)
    today = timezone.localdate()
    asked = found.fact_requests.select_related("asked", "answered_by").prefetch_related("asked__versions")
    context = {
        "line": overviews.line_of(found),
        "entry": found,
        "item": found.item,
        "languages": [one for one in newsroom.languages() if one.code in found.languages],
        "works": found.commissions.select_related("person", "given_by"),
        "requests": [overviews.clock(one, today) for one in asked],
        "plans": access.plans(request.user, found.unit_id),
        "writes": access.writes(request.user, found.unit_id),
        "task": found.task,
    }
    return staff_page(request, "editorial/entry.html", context, title=found.title, icon=ICON, trail=trail())


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan something: from nothing, for a day of the calendar, or from a task."""
    access.require_planning(request.user)
    units = access.planning_units(request.user)
    idea = _idea(request)
    unit = _unit(request, units, idea)
    if unit is None:
        return _ask_unit(request)
    form = EntryForm(unit.pk, request.POST or None, initial=_begun(request, idea))
    form.initial.setdefault("languages", ["vi"])

    def save() -> str:
        task = idea.task if idea else None
        made = actions.plan_entry(unit, form.planned(task), by=signed_in(request), at=timezone.now())
        return address(made.pk)

    return form_page(
        request,
        form,
        save,
        title=_("Plan something"),
        submit=_("Put it into the plan"),
        way=trail(),
        intro=str(unit),
    )


def _idea(request: HttpRequest) -> Assignment | None:
    key = request.GET.get("task", "")
    return overviews.idea(request.user, int(key)) if key.isdecimal() and len(key) < 18 else None


def _unit(request: HttpRequest, units: frozenset[int], idea: Assignment | None) -> Unit | None:
    """Return the unit to plan for: that of the task, the only one, or the one that was chosen."""
    chosen = request.GET.get("unit", "")
    wanted = idea.unit_id if idea else int(chosen) if chosen.isdecimal() and len(chosen) < 18 else None
    if wanted is None and len(units) == 1:
        wanted = next(iter(units))
    if wanted not in units:
        return None
    return Unit.objects.prefetch_related("versions").get(pk=wanted)


def _ask_unit(request: HttpRequest) -> HttpResponse:
    form = UnitForm(signed_in(request), request.POST or None)

    if request.method == "POST" and form.is_valid():
        day = parse_date_or_none(request.GET.get("day", "")) or ""
        return redirect(f"{reverse('editorial:new')}?unit={form.cleaned_data['unit'].pk}&day={day}")
    context = {"form": form, "submit": _("Go on")}
    return staff_page(
        request, "shell/form.html", context, title=_("Plan something"), icon=ICON, trail=trail()
    )


def parse_date_or_none(text: str) -> date | None:
    """Return the day that `text` writes as 2026-09-05, None for anything else."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _begun(request: HttpRequest, idea: Assignment | None) -> dict[str, Any]:
    """Return what the form begins with."""
    begun: dict[str, Any] = {"day": parse_date_or_none(request.GET.get("day", ""))}
    if idea:
        due = idea.due_on or idea.task.due_on
        begun |= {"title": idea.task.title[:200], "day": due if due and due >= timezone.localdate() else None}
    return begun


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an entry says."""
    found = _planned(request, pk)
    initial = {"channels": list(found.channels.all())}
    form = EntryForm(
        found.unit_id, request.POST or None, instance=access.get_entry(request.user, pk), initial=initial
    )

    def save() -> str:
        actions.change_entry(found, form.planned(intent=found.intent), by=signed_in(request))
        return address(pk)

    return form_page(request, form, save, title=_("Change the entry"), submit=_("Save"), way=way(found))


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an entry to another day."""
    found = _planned(request, pk)
    form = MoveForm(request.POST or None, initial={"day": found.day})

    def save() -> str:
        actions.move_entry(found, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        return address(pk)

    return form_page(request, form, save, title=_("Move to another day"), submit=_("Move"), way=way(found))


@require_http_methods(["GET", "POST"])
def intent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is meant to become of an entry."""
    found = _planned(request, pk)
    form = IntentForm(request.POST or None, initial={"intent": found.intent, "reason": found.reason})

    def save() -> str:
        actions.set_intent(found, **form.cleaned_data, by=signed_in(request))
        return address(pk)

    return form_page(request, form, save, title=_("Intent"), submit=_("Save"), way=way(found))


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy an entry to later days."""
    found = _planned(request, pk)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.copy_entry(found, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        said = ngettext("Copied to %(n)d day.", "Copied to %(n)d days.", len(made))
        succeed(request, said % {"n": len(made)})
        first = made[0] if made else found
        return redirect(f"{reverse('editorial:plan')}?span=month&day={first.day}")
    context = {"form": form, "submit": _("Copy")}
    return staff_page(
        request, "shell/form.html", context, title=_("Copy to other days"), icon=ICON, trail=way(found)
    )


@require_http_methods(["GET", "POST"])
def begin_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the item of an entry."""
    found = _planned(request, pk)
    newsroom.require_writer(request.user, Item(unit_id=found.unit_id))
    begun = {"contact": found.unit.contact_email or found.unit.contact_phone}
    form = ItemForm(request.POST or None, initial=begun)

    def save() -> str:
        item = actions.begin_item(found, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        return reverse("newsroom:text", args=[item.pk, "vi"])

    return form_page(
        request,
        form,
        save,
        title=_("Begin the item"),
        submit=_("Make the item"),
        way=way(found),
        said=_("The item is there. Write its text now."),
    )


def _planned(request: HttpRequest, pk: int) -> Entry:
    found = access.get_entry(request.user, pk)
    access.require_planner(request.user, found.unit_id)
    return found
