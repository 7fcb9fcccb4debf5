"""The pages of what a programme takes and carries: money, people, equipment, annexes, targets."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.indicators import access as indicators
from nhipcau.programmes import access, resourcing
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.resources import AnnexForm, MoneyForm, NeedForm, TargetsForm
from nhipcau.programmes.models import BudgetLine, Programme, Resource
from nhipcau.programmes.views.ways import trail, way
from nhipcau.shell.views import Label, download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

STORED = "application/octet-stream"


@require_GET
def resources(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the money, people, equipment and annexes of a programme."""
    shown = access.get_programme(request.user, pk)
    plans = access.plans(request.user, shown.unit_id)
    context = {
        "programme": shown,
        "plans": plans,
        "draft": shown.state == "draft",
        "budget": shown.budget.select_related("task"),
        "sums": resourcing.sums(shown),
        "resources": shown.resources.all(),
        "annexes": shown.annexes.all(),
    }
    add = (reverse("programmes:add_money", args=[pk]), _("Add a budget line"), "plus") if plans else None
    return staff_page(
        request,
        "programmes/resources.html",
        context,
        title=_("Money, people, annexes"),
        icon="folder-open-inverse",
        trail=[*trail(), way(shown)],
        primary=add,
    )


@require_http_methods(["GET", "POST"])
def add_money(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a budget line."""
    return _money(request, _planned(request, pk), None, _("Add a budget line"))


@require_http_methods(["GET", "POST"])
def change_money(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a budget line, such as by what was spent."""
    line = access.get_budget_line(request.user, pk)
    access.require_planner(request.user, line.programme.unit_id)
    return _money(request, line.programme, line, _("Change the budget line"))


def _money(request: HttpRequest, shown: Programme, line: BudgetLine | None, title: str) -> HttpResponse:
    form = MoneyForm(shown, line, request.POST if request.method == "POST" else None)

    def save() -> None:
        by, at = signed_in(request), timezone.now()
        if line is None:
            resourcing.add_money(shown, form.money(), by=by, at=at)
        else:
            resourcing.change_money(line, form.money(), by=by, at=at)

    return _form_page(request, shown, form, save, title=title)


@require_POST
def remove_money(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a budget line out."""
    line = access.get_budget_line(request.user, pk)
    resourcing.remove_money(line, by=signed_in(request), at=timezone.now())
    succeed(request, _("The budget line was taken out."))
    return redirect("programmes:resources", line.programme_id)


@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Add people or equipment."""
    return _need(request, _planned(request, pk), None, _("Add people or equipment"))


@require_http_methods(["GET", "POST"])
def change_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Change people or equipment."""
    found = access.get_resource(request.user, pk)
    access.require_planner(request.user, found.programme.unit_id)
    return _need(request, found.programme, found, _("Change people or equipment"))


def _need(request: HttpRequest, shown: Programme, found: Resource | None, title: str) -> HttpResponse:
    form = NeedForm(found, request.POST if request.method == "POST" else None)

    def save() -> None:
        by, at = signed_in(request), timezone.now()
        if found is None:
            resourcing.add_need(shown, form.need(), by=by, at=at)
        else:
            resourcing.change_need(found, form.need(), by=by, at=at)

    return _form_page(request, shown, form, save, title=title)


@require_POST
def remove_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Take people or equipment out."""
    found = access.get_resource(request.user, pk)
    resourcing.remove_need(found, by=signed_in(request), at=timezone.now())
    succeed(request, _("Taken out."))
    return redirect("programmes:resources", found.programme_id)


@require_http_methods(["GET", "POST"])
def add_annex(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file to the programme."""
    shown = _planned(request, pk)
    form = AnnexForm(request.POST, request.FILES) if request.method == "POST" else AnnexForm()

    def save() -> None:
        given = form.cleaned_data
        resourcing.add_annex(shown, given["title"], given["file"], by=signed_in(request), at=timezone.now())

    return _form_page(request, shown, form, save, title=_("Add an annex"), is_upload=True)


@require_GET
def annex(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an annex as the file it was."""
    found = access.get_annex(request.user, pk)
    with found.file.open("rb") as file:
        return download(file.read(), found.name, STORED)


@require_POST
def remove_annex(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an annex out of a draft programme."""
    found = access.get_annex(request.user, pk)
    try:
        resourcing.remove_annex(found, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
    else:
        succeed(request, _("The annex was taken out."))
    return redirect("programmes:resources", found.programme_id)


@require_GET
def note_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the file that shows a progress."""
    note = access.get_note(request.user, pk)
    if not note.file:
        raise Http404
    with note.file.open("rb") as file:
        return download(file.read(), note.file_name, STORED)


@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a task of a draft programme is to reach."""
    task = access.get_task(request.user, pk)
    access.require_planner(request.user, task.programme.unit_id)
    countable = {one.pk: one for one in indicators.visible_to(request.user).in_use()}
    form = TargetsForm(task, countable, request.POST if request.method == "POST" else None)

    def save() -> None:
        resourcing.set_targets(task, form.targets, by=signed_in(request), at=timezone.now())

    return _form_page(
        request,
        task.programme,
        form,
        save,
        title=_("Targets of the task"),
        intro=task.title,
        back=reverse("programmes:programme", args=[task.programme_id]),
    )


def _planned(request: HttpRequest, pk: int) -> Programme:
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    return shown


def _form_page(
    request: HttpRequest,
    shown: Programme,
    form: forms.Form,
    save: Callable[[], None],
    *,
    title: Label,
    intro: str = "",
    back: str = "",
    is_upload: bool = False,
) -> HttpResponse:
    """Show a form, or save it and go back to the page of the resources."""
    here = reverse("programmes:resources", args=[shown.pk])
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ProgrammesError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Saved."))
            return redirect(back or here)
    context: dict[str, Any] = {"form": form, "submit": _("Save"), "intro": intro, "is_upload": is_upload}
    return staff_page(
        request,
        "shell/form.html",
        context,
        title=title,
        icon="edit",
        trail=[*trail(), way(shown), (here, _("Money, people, annexes"))],
        status=422 if form.errors else 200,
    )
