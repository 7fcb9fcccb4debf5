"""The list of the register, and the taking in of files."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.registry import access, intake, rules
from nhipcau.registry.forms import FilterForm, UploadForm
from nhipcau.registry.models import Document, DocumentState
from nhipcau.registry.reader import check_size
from nhipcau.registry.views.trail import ICON, trail
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

A_PAGE = 25


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """List the register, narrowed by the filters in the address."""
    access.require_reader(request.user)
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    every = access.visible_documents(request.user)
    found = every.narrowed(
        direction=wanted.get("direction", ""),
        state=wanted.get("state", ""),
        words=rules.fold(wanted.get("q", "")).split(),
    )
    rows = found.with_counts().defer("text", "search_text").prefetch_related("unit__versions")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    context = {"form": form, "page": page, "any": bool(page.object_list) or every.exists()}
    context["keeps"] = bool(access.keeper_units(request.user))
    primary = (reverse("registry:take_in"), _("Take in files"), "upload") if context["keeps"] else None
    return staff_page(
        request, "registry/documents.html", context, title=_("Official documents"), icon=ICON, primary=primary
    )


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in files; each gets its own outcome. One file taken in opens at once."""
    keeps = access.keeper_units(request.user)
    if not keeps:
        access.require_keeper(request.user, 0)
    form = UploadForm(keeps, request.POST or None, request.FILES or None, initial=_home(request, keeps))
    outcomes = []
    if request.method == "POST" and form.is_valid():
        outcomes = [
            _outcome(request, form.cleaned_data["unit"], file) for file in form.cleaned_data["documents"]
        ]
        only = outcomes[0].document if len(outcomes) == 1 and outcomes[0].taken_in else None
        if only is not None:
            succeed(request, _taken_in(only))
            return redirect("registry:document", only.pk)
    return staff_page(
        request,
        "registry/take_in.html",
        {"form": form, "outcomes": outcomes, "submit": _("Take in"), "is_upload": True},
        title=_("Take in files"),
        icon="upload",
        trail=trail(),
    )


def _taken_in(document: Document) -> str:
    if document.state == DocumentState.WAITING:
        return _("The file was taken in and is being read now. You may go on with other work meanwhile.")
    return _("The file was read. Check what was found in it, then enter it in the register.")


def _home(request: HttpRequest, keeps: frozenset[int]) -> dict[str, Any]:
    home = units.home_unit(request.user)
    return {"unit": home.pk} if home and home.pk in keeps else {}


def _outcome(request: HttpRequest, unit: Any, file: Any) -> intake.Outcome:
    def content() -> bytes:
        check_size(file.name, file.size)
        return bytes(file.read())

    return intake.take_in_one(unit, file.name, content, by=signed_in(request), at=timezone.now())
