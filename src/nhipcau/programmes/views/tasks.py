"""The pages of a programme's tasks: written while it is a draft, changed or withdrawn once it is issued."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.programmes import access, actions, cascading
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.cascade import DeadlineForm, WithdrawForm
from nhipcau.programmes.forms.tasks import TaskForm
from nhipcau.programmes.forms.units import listed
from nhipcau.programmes.models import Programme, Task
from nhipcau.programmes.views.ways import put_beside, trail, way
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def add_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task to a draft programme."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    names = access.assignable(request.user)
    form = TaskForm(
        names, access.audiences(request.user), None, request.POST if request.method == "POST" else None
    )

    def save() -> None:
        actions.add_task(shown, form.task(), by=signed_in(request), at=timezone.now())

    return _task_page(request, shown, form, save, title=_("Add a task"))


@require_http_methods(["GET", "POST"])
def change_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task of a draft programme."""
    task = access.get_task(request.user, pk)
    access.require_planner(request.user, task.programme.unit_id)
    names = access.assignable(request.user)
    form = TaskForm(
        names, access.audiences(request.user), task, request.POST if request.method == "POST" else None
    )

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
            put_beside(form, error)
        else:
            return redirect("programmes:programme", shown.pk)
    return staff_page(
        request,
        "programmes/task_form.html",
        {
            "form": form,
            "task": task,
            "names": listed(form.names),
            "submit": _("Save the task"),
        },
        title=title,
        icon="edit",
        trail=[*trail(), way(shown)],
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


@require_http_methods(["GET", "POST"])
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an issued task a new deadline; to tasks below it is proposed."""
    task = access.get_task(request.user, pk)
    form = DeadlineForm(request.POST or None, initial={"day": task.due_on})

    def save() -> None:
        given = form.cleaned_data
        actor, now = signed_in(request), timezone.now()
        cascading.change_deadline(task, given["day"], reason=given["reason"], by=actor, at=now)

    return _issued_page(request, task, form, save, title=_("New deadline"), submit=_("Set the new deadline"))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an issued task; to tasks below it is proposed."""
    task = access.get_task(request.user, pk)
    form = WithdrawForm(request.POST or None)

    def save() -> None:
        reason = form.cleaned_data["reason"]
        cascading.withdraw_task(task, reason=reason, by=signed_in(request), at=timezone.now())

    return _issued_page(
        request, task, form, save, title=_("Call the task back"), submit=_("Call the task back")
    )


def _issued_page(
    request: HttpRequest, task: Task, form: forms.Form, save: Callable[[], None], *, title: str, submit: str
) -> HttpResponse:
    shown = task.programme
    access.require_planner(request.user, shown.unit_id)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ProgrammesError as error:
            put_beside(form, error)
        else:
            succeed(request, _("Saved. Units below that have made tasks of it are asked to follow."))
            return redirect("programmes:programme", shown.pk)
    return staff_page(
        request,
        "programmes/issued_task_form.html",
        {"form": form, "task": task, "submit": submit},
        title=title,
        icon="edit",
        trail=[*trail(), way(shown)],
        status=422 if form.errors else 200,
    )
