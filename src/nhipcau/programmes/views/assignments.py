"""The pages of a task as given to a unit: the unit's list, what is asked, how far it is, what the unit asks for."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau.programmes import access, overviews
from nhipcau.programmes import progress as progressing
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.progress import AnswerForm, AskForm, ProgressForm, ShowForm
from nhipcau.programmes.forms.units import listed
from nhipcau.programmes.links import tasks_links
from nhipcau.programmes.models import Answer, AskKind, Assignment
from nhipcau.programmes.progress import Proof
from nhipcau.programmes.querysets import TO_DO
from nhipcau.programmes.views.ways import ICON, panels, put_beside
from nhipcau.shell.files import Checked
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

A_PAGE = 50


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
        "links": tasks_links(request.user),
    }
    return staff_page(request, "programmes/tasks.html", context, title=_("Tasks of the unit"), icon=ICON)


@require_GET
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task as given to a unit: what it asks, where it comes from, how far it is."""
    shown = access.get_assignment(request.user, pk)
    return _assignment_page(request, shown)


@require_POST
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Report how far the unit is with a task."""
    shown = access.get_assignment(request.user, pk)
    access.require_worker(request.user, shown)
    form = ProgressForm(shown, request.POST, request.FILES)
    if form.is_valid():
        try:
            given = form.cleaned_data
            proof = _proof(given.pop("link"), given.pop("file"))
            progressing.report_progress(shown, **given, proof=proof, by=signed_in(request), at=timezone.now())
        except ProgrammesError as error:
            put_beside(form, error)
        else:
            succeed(request, _("Progress saved."))
            return redirect("programmes:assignment", pk)
    return _assignment_page(request, shown, form, status=422)


def _proof(link: str, file: Checked | None) -> Proof:
    return Proof(link, file.name, file.content, file.sha256) if file else Proof(link)


def _assignment_page(
    request: HttpRequest,
    shown: Assignment,
    form: ProgressForm | None = None,
    *,
    ask: AskForm | None = None,
    answer: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    form, others = form or ProgressForm(shown), overviews.beside(shown)
    asked = shown.asks.select_related("asked_by", "answered_by", "unit").prefetch_related("unit__versions")
    # Panels read them too.
    prefetch_related_objects([shown], Prefetch("asks", asked))
    context: dict[str, Any] = {
        "assignment": shown,
        "work": overviews.work(shown, timezone.localdate(), overviews.named(shown.unit_id)),
        "others": others,
        "notes": shown.notes.select_related("by"),
        "targets": shown.task.targets.select_related("indicator"),
        "asks": list(shown.asks.all()),
        "panels": panels("nhipcau_assignment_panels", request, shown),
    }
    if access.works(request.user, shown) and shown.state in TO_DO:
        context |= {"form": form, **_asking(request, shown, ask)}
    if waiting := next((one for one in context["asks"] if one.answer == Answer.OPEN), None):
        context["waiting"] = waiting
        context["takes_back"] = access.works(request.user, shown)
        if access.answers(request.user, shown):
            context["answer"] = answer or AnswerForm(day=waiting.day)
    elif answer is not None:
        # Somebody else has answered in the meantime: what was typed is shown with what stands now.
        context["in_vain"] = answer
    return staff_page(
        request,
        "programmes/assignment.html",
        context,
        title=shown.task.title,
        icon=ICON,
        trail=[(reverse("programmes:tasks"), _("Tasks of the unit"))],
        status=status,
    )


def _asking(request: HttpRequest, shown: Assignment, ask: AskForm | None) -> dict[str, Any]:
    """Return the form with which a unit asks for something: offered in the unit, not to those above who act for it."""
    if ask is None and shown.unit_id not in access.own_units(request.user):
        return {}
    names = access.assignable(request.user)
    return {"ask": ask or AskForm(names), "names": listed(names)}


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a later deadline, to give the task back, or to pass it on."""
    shown = access.get_assignment(request.user, pk)
    access.require_worker(request.user, shown)
    form = AskForm(access.assignable(request.user), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            progressing.ask(
                shown,
                AskKind(given["kind"]),
                reason=given["reason"],
                day=given["day"],
                unit=Unit.objects.get(pk=given["unit"]) if given["unit"] else None,
                by=signed_in(request),
                at=timezone.now(),
            )
        except ProgrammesError as error:
            put_beside(form, error)
        else:
            succeed(request, _("Asked. You see the answer here."))
            return redirect("programmes:assignment", pk)
    return _assignment_page(request, shown, ask=form, status=422)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse what a unit asked for: the button pressed says which."""
    asked = access.get_ask(request.user, pk)
    shown = access.get_assignment(request.user, asked.assignment_id)
    access.require_answerer(request.user, shown)
    form = AnswerForm(request.POST, day=asked.day)
    if form.is_valid():
        given, actor, now = form.cleaned_data, signed_in(request), timezone.now()
        try:
            if "grant" in request.POST:
                progressing.grant(asked, day=given.get("day"), text=given["text"], by=actor, at=now)
            else:
                progressing.refuse(asked, text=given["text"], by=actor, at=now)
        except ProgrammesError as error:
            put_beside(form, error)
        else:
            succeed(request, _("Answered."))
            return redirect("programmes:assignment", shown.pk)
    return _assignment_page(request, shown, answer=form, status=422)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was asked."""
    asked = access.get_ask(request.user, pk)
    shown = access.get_assignment(request.user, asked.assignment_id)
    access.require_worker(request.user, shown)
    try:
        progressing.take_back(asked, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
    else:
        succeed(request, _("Taken back."))
    return redirect("programmes:assignment", shown.pk)
