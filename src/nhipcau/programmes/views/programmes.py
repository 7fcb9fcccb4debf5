"""The pages of programmes: the list, making one, its page, its texts, issuing."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.programmes import access, actions, behind, issuing, overviews
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.plans import NewProgrammeForm, PlanForm, TextsForm, whole_year
from nhipcau.programmes.forms.tasks import RowForm, UsualForm
from nhipcau.programmes.forms.units import listed
from nhipcau.programmes.links import tasks_links
from nhipcau.programmes.models import Programme, ProgrammeState
from nhipcau.programmes.proposals import proposals
from nhipcau.programmes.views.ways import ICON, panels, trail, way
from nhipcau.registry.access import get_document
from nhipcau.registry.models import DocumentState
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

A_PAGE = 50
MOST_BEFORE = 10


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Go to what the person works with: programmes for those who read them, else the tasks of the own unit."""
    access.require_sees_tasks(request.user)
    if access.reads_programmes(request.user) and not access.reports(request.user):
        return redirect("programmes:programmes")
    return redirect("programmes:tasks")


@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes of the units one reads."""
    if not access.reads_programmes(request.user):
        raise PermissionDenied
    rows = access.visible_programmes(request.user).newest_first()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    shown = list(page.object_list)
    done = overviews.done_of([one.pk for one in shown])
    plans = bool(access.planner_units(request.user))
    new = (reverse("programmes:new"), _("New programme"), "plus") if plans else None
    context = {
        "page": page,
        "rows": [(one, done[one.pk]) for one in shown],
        "plans": plans,
        "links": tasks_links(request.user),
    }
    return staff_page(
        request, "programmes/programmes.html", context, title=_("Programmes"), icon=ICON, primary=new
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a programme by itself; its tasks are added on its page."""
    own = access.planner_units(request.user)
    if not own:
        raise PermissionDenied
    form = NewProgrammeForm(own, request.POST or None, initial=_home_and_year(request, own))
    if request.method == "POST" and form.is_valid():
        made = actions.make_programme(
            form.cleaned_data["unit"], form.plan(), once=form.once(), by=signed_in(request), at=timezone.now()
        )
        return redirect("programmes:programme", made.pk)
    before = access.planned_programmes(request.user)[:MOST_BEFORE]
    context = {"form": form, "submit": _("Make the programme"), "before": before}
    return staff_page(
        request, "programmes/new.html", context, title=_("New programme"), icon="plus", trail=trail()
    )


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a programme from a document: chosen duties and outline points become its tasks."""
    document = get_document(request.user, pk)
    access.require_planner(request.user, document.unit_id)
    if document.state != DocumentState.REGISTERED:
        raise Http404
    names = access.assignable(request.user)
    data = request.POST if request.method == "POST" else None
    # The work is done from now on, however old the document that asks for it.
    form = PlanForm(data, initial={"title": document.subject[:300], **whole_year(timezone.localdate())})
    usual, audiences = UsualForm(data, prefix="usual"), access.audiences(request.user)
    rows = [RowForm(proposal, names, audiences, data) for proposal in proposals(document, names)]
    if data is not None and _all_valid(form, usual, *rows):
        chosen = [row.task(usual.usual()) for row in rows if row.chosen]
        made = actions.make_programme(
            document.unit,
            form.plan(),
            chosen,
            source=document,
            once=form.once(),
            by=signed_in(request),
            at=timezone.now(),
        )
        said = ngettext("Programme made with %(n)d task.", "Programme made with %(n)d tasks.", len(chosen))
        succeed(request, said % {"n": len(chosen)})
        return redirect("programmes:programme", made.pk)
    context = {"form": form, "usual": usual, "rows": rows, "names": listed(names), "document": document}
    wrong = sum(bool(row.chosen and row.errors) for row in rows)
    context["wrong"] = wrong + bool(form.errors) + bool(usual.errors)
    return staff_page(
        request,
        "programmes/make.html",
        context,
        title=_("Make a programme"),
        icon=ICON,
        trail=[(reverse("registry:documents"), _("Official documents")), (_document_url(pk), str(document))],
        status=422 if context["wrong"] else 200,
    )


def _all_valid(*judged: forms.Form) -> bool:
    """Judge every form, so that each shows its own faults."""
    return all([form.is_valid() for form in judged])


def _document_url(pk: int) -> str:
    return reverse("registry:document", args=[pk])


@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a programme: its tasks by theme, with units, due dates and how each stands."""
    shown = access.get_programme(request.user, pk)
    return _programme_page(request, shown)


def _programme_page(request: HttpRequest, shown: Programme, status: int = 200) -> HttpResponse:
    groups = overviews.themes(shown, timezone.localdate())
    plans = access.plans(request.user, shown.unit_id)
    draft, giving = shown.state == ProgrammeState.DRAFT, behind.going_on(shown)
    closed = giving is not None and giving.closes
    context = {
        "programme": shown,
        "themes": groups,
        "months": overviews.months(shown, groups),
        "plans": plans,
        "draft": draft,
        "giving": giving,
        "closed": closed,
        "texts": overviews.texts(shown),
        "carried_out": _own_programme(request, shown) if not draft else None,
        "panels": panels("nhipcau_programme_panels", request, shown),
    }
    add = (
        (reverse("programmes:add_task", args=[shown.pk]), _("Add a task"), "plus")
        if plans and draft and not closed
        else None
    )
    return staff_page(
        request,
        "programmes/programme.html",
        context,
        title=shown.title,
        icon=ICON,
        trail=trail(),
        primary=add,
        status=status,
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the title and time of a programme."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    names = ("title", "starts_on", "ends_on", "kind")
    initial = {name: getattr(shown, name) for name in names}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_programme(shown, form.plan(), by=signed_in(request), at=timezone.now())
        return redirect("programmes:programme", pk)
    context = {"form": form, "submit": _("Save the programme")}
    return staff_page(
        request,
        "shell/form.html",
        context,
        title=_("Title and time"),
        icon="edit",
        trail=[*trail(), way(shown)],
    )


@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the texts of a programme: purposes, audiences, methods, organisation …"""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    form = TextsForm(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.write_texts(shown, form.cleaned_data, by=signed_in(request), at=timezone.now())
        return redirect("programmes:programme", pk)
    context = {"form": form, "submit": _("Save the texts")}
    where = [*trail(), way(shown)]
    return staff_page(
        request, "shell/form.html", context, title=_("Texts of the programme"), icon="edit", trail=where
    )


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the tasks of a programme to the units."""
    shown = access.get_programme(request.user, pk)
    try:
        now = issuing.begin_issuing(shown, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
        return _programme_page(request, shown, status=422)
    if now.state == ProgrammeState.ISSUED:
        succeed(request, _("Issued: the units now see their tasks."))
    else:
        succeed(request, _("Issuing to many units has begun. This page says how far it is."))
    return redirect("programmes:programme", pk)


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let what stopped in the background go on where it was."""
    shown = access.get_programme(request.user, pk)
    actions.go_on_with(shown, by=signed_in(request))
    return redirect("programmes:programme", pk)


def _own_programme(request: HttpRequest, shown: Programme) -> dict[str, Any] | None:
    """Return how a unit of the person stands to a programme given to it: its own programme, or that it may make one."""
    home = units.home_of(request.user)
    if home is None or home == shown.unit_id or not shown.gives_to(home):
        return None
    own = shown.children.filter(unit=home).first()
    return {"own": own, "may_take_up": own is None and access.plans(request.user, home)}


def _home_and_year(request: HttpRequest, offered: frozenset[int]) -> dict[str, Any]:
    own = units.home_of(request.user)
    unit = {"unit": own} if own in offered else {}
    return {**unit, **whole_year(timezone.localdate())}
