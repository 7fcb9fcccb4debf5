"""The pages of programmes and tasks.

Rooms above show themselves on the page of a task given to a unit through the hook `nhipcau_assignment_panels`: a
function `(request, assignment) -> str` that gives the panel's safe HTML, or "" for none; and on a programme's page
through `nhipcau_programme_panels`: `(request, programme) -> str`.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail import hooks

from nhipcau.programmes import access, actions, overviews
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms import (
    NewProgrammeForm,
    PlanForm,
    ProgressForm,
    RowForm,
    ShowForm,
    TaskForm,
    whole_year,
)
from nhipcau.programmes.models import Assignment, Programme, ProgrammeState
from nhipcau.programmes.proposals import proposals
from nhipcau.registry.access import get_document
from nhipcau.registry.models import DocumentState
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

A_PAGE = 50
ICON = "tasks"


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
    rows = access.visible_programmes(request.user).with_progress().prefetch_related("unit__versions")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    plans = bool(access.planner_units(request.user))
    new = (reverse("programmes:new"), _("New programme"), "plus") if plans else None
    context = {"page": page, "plans": plans}
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
            form.cleaned_data["unit"], form.plan(), by=signed_in(request), at=timezone.now()
        )
        return redirect("programmes:programme", made.pk)
    context = {"form": form, "submit": _("Make the programme")}
    return staff_page(
        request, "shell/form.html", context, title=_("New programme"), icon="plus", trail=_trail()
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
    rows = [RowForm(proposal, names, data) for proposal in proposals(document, names)]
    if data is not None and _all_valid(form, rows):
        chosen = [row.task() for row in rows if row.chosen]
        made = actions.make_programme(
            document.unit,
            form.plan(),
            chosen,
            source=document,
            by=signed_in(request),
            at=timezone.now(),
        )
        said = ngettext("Programme made with %(n)d task.", "Programme made with %(n)d tasks.", len(chosen))
        succeed(request, said % {"n": len(chosen)})
        return redirect("programmes:programme", made.pk)
    context = {"form": form, "rows": rows, "names": names.values(), "document": document}
    wrong = sum(bool(row.chosen and row.errors) for row in rows)
    context["wrong"] = wrong + bool(form.errors)
    return staff_page(
        request,
        "programmes/make.html",
        context,
        title=_("Make a programme"),
        icon=ICON,
        trail=[(reverse("registry:documents"), _("Official documents")), (_document_url(pk), str(document))],
        status=422 if context["wrong"] else 200,
    )


def _all_valid(form: PlanForm, rows: list[RowForm]) -> bool:
    """Judge the form and every row, so that each shows its own faults."""
    return all([form.is_valid(), *(row.is_valid() for row in rows)])


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
    draft = shown.state == ProgrammeState.DRAFT
    context = {
        "programme": shown,
        "themes": groups,
        "months": overviews.months(shown, groups),
        "plans": plans,
        "draft": draft,
        "panels": _panels("nhipcau_programme_panels", request, shown),
    }
    add = (
        (reverse("programmes:add_task", args=[shown.pk]), _("Add a task"), "plus")
        if plans and draft
        else None
    )
    return staff_page(
        request,
        "programmes/programme.html",
        context,
        title=shown.title,
        icon=ICON,
        trail=_trail(),
        primary=add,
        status=status,
    )


def _panels(hook: str, request: HttpRequest, shown: Any) -> list[str]:
    return [panel for offer in hooks.get_hooks(hook) if (panel := offer(request, shown))]


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the title and time of a programme."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    initial = {"title": shown.title, "starts_on": shown.starts_on, "ends_on": shown.ends_on}
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
        trail=[*_trail(), _way(shown)],
    )


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the tasks of a programme to the units."""
    shown = access.get_programme(request.user, pk)
    try:
        actions.issue_programme(shown, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
        return _programme_page(request, shown, status=422)
    succeed(request, _("Issued: the units now see their tasks."))
    return redirect("programmes:programme", pk)


@require_http_methods(["GET", "POST"])
def add_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task to a draft programme."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    form = TaskForm(access.assignable(request.user), None, request.POST if request.method == "POST" else None)

    def save() -> None:
        actions.add_task(shown, form.task(), by=signed_in(request), at=timezone.now())

    return _task_page(request, shown, form, save, title=_("Add a task"))


@require_http_methods(["GET", "POST"])
def change_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task of a draft programme."""
    task = access.get_task(request.user, pk)
    access.require_planner(request.user, task.programme.unit_id)
    names = access.assignable(request.user)
    form = TaskForm(names, task, request.POST if request.method == "POST" else None)

    def save() -> None:
        actions.change_task(task, form.task(), by=signed_in(request), at=timezone.now())

    return _task_page(request, task.programme, form, save, title=_("Change the task"), task=task)


def _task_page(
    request: HttpRequest,
    shown: Programme,
    form: TaskForm,
    save: Callable[[], None],
    *,
    title: str,
    task: Any = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ProgrammesError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("programmes:programme", shown.pk)
    return staff_page(
        request,
        "programmes/task_form.html",
        {"form": form, "task": task, "submit": _("Save the task")},
        title=title,
        icon="edit",
        trail=[*_trail(), _way(shown)],
        status=422 if form.errors else 200,
    )


@require_POST
def remove_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task out of a draft programme."""
    task = access.get_task(request.user, pk)
    shown = task.programme
    try:
        actions.remove_task(task, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
    else:
        succeed(request, _("The task was removed."))
    return redirect("programmes:programme", shown.pk)


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """List what issued programmes give to the units of the person: their own plan."""
    access.require_sees_tasks(request.user)
    form = ShowForm(request.GET)
    show = form.cleaned_data["show"] if form.is_valid() else ""
    today = timezone.localdate()
    every = access.visible_assignments(request.user)
    rows = every.shown_as(show, today).soonest_first()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    works = [overviews.work(assignment, today) for assignment in page.object_list]
    context = {
        "form": form,
        "page": page,
        "works": works,
        "several": len({one.unit for one in works}) > 1,
        "any": bool(works) or every.exists(),
        "reads": access.reads_programmes(request.user),
    }
    return staff_page(request, "programmes/tasks.html", context, title=_("Tasks of the unit"), icon=ICON)


@require_GET
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task as given to a unit: what it asks, where it comes from, how far it is."""
    shown = access.get_assignment(request.user, pk)
    return _assignment_page(request, shown, ProgressForm(shown))


@require_POST
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Report how far the unit is with a task."""
    shown = access.get_assignment(request.user, pk)
    access.require_worker(request.user, shown)
    form = ProgressForm(shown, request.POST)
    if form.is_valid():
        try:
            actions.report_progress(shown, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except ProgrammesError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Progress saved."))
            return redirect("programmes:assignment", pk)
    return _assignment_page(request, shown, form, status=422)


def _assignment_page(
    request: HttpRequest, shown: Assignment, form: ProgressForm, status: int = 200
) -> HttpResponse:
    context = {
        "assignment": shown,
        "work": overviews.work(shown, timezone.localdate()),
        "others": shown.task.assignments.exclude(pk=shown.pk).prefetch_related("unit__versions"),
        "notes": shown.notes.select_related("by"),
        "panels": _panels("nhipcau_assignment_panels", request, shown),
    }
    if access.works(request.user, shown):
        context["form"] = form
    return staff_page(
        request,
        "programmes/assignment.html",
        context,
        title=shown.task.title,
        icon=ICON,
        trail=[(reverse("programmes:tasks"), _("Tasks of the unit"))],
        status=status,
    )


def _home_and_year(request: HttpRequest, offered: frozenset[int]) -> dict[str, Any]:
    own = units.home_unit(request.user)
    unit = {"unit": own.pk} if own and own.pk in offered else {}
    return {**unit, **whole_year(timezone.localdate())}


def _trail() -> list[tuple[str, str]]:
    return [(reverse("programmes:programmes"), _("Programmes"))]


def _way(shown: Programme) -> tuple[str, str]:
    return reverse("programmes:programme", args=[shown.pk]), shown.title
