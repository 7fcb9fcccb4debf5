"""Sources that are cited: treaties, joint statements, books, articles, and documents known without their file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.registry import access, relating
from nhipcau.registry.errors import RegistryError
from nhipcau.registry.forms import SourceForm
from nhipcau.registry.models import Document
from nhipcau.registry.reader import check_size
from nhipcau.registry.views.trail import trail
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def add_source(request: HttpRequest) -> HttpResponse:
    """Enter a source in the register."""
    keeps = access.keeper_units(request.user)
    if not keeps:
        access.require_keeper(request.user, 0)
    home = units.home_unit(request.user)
    initial = {"unit": home.pk} if home and home.pk in keeps else {}
    form = SourceForm(keeps, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        document = _added(request, form)
        if document is not None:
            succeed(request, _("The source stands in the register and may be cited."))
            return redirect("registry:document", document.pk)
    return _page(request, form, _("Enter a source"))


@require_http_methods(["GET", "POST"])
def correct_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was entered of a source."""
    shown = access.get_document(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    if shown.is_official and shown.file:
        raise Http404
    form = SourceForm((), request.POST if request.method == "POST" else None, document=shown)
    if request.method == "POST" and form.is_valid():
        relating.correct_source(shown, form.said(), by=signed_in(request), at=timezone.now())
        succeed(request, _("Saved in the register."))
        return redirect("registry:document", pk)
    return _page(request, form, _("Correct the source"))


def _added(request: HttpRequest, form: SourceForm) -> Document | None:
    file: Any = form.cleaned_data["file"]
    try:
        if file:
            check_size(file.name, file.size)
        return relating.add_source(
            form.cleaned_data["unit"],
            form.said(),
            by=signed_in(request),
            at=timezone.now(),
            file_name=file.name if file else "",
            content=bytes(file.read()) if file else b"",
        )
    except RegistryError as error:
        form.add_error("file" if file else None, str(error.message))
        return None


def _page(request: HttpRequest, form: SourceForm, title: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    intro = _("What is cited but has no number of its own, or whose file the office does not hold.")
    context = {"form": form, "submit": _("Save"), "is_upload": True, "intro": intro}
    return staff_page(
        request, "shell/form.html", context, title=title, icon="doc-full", trail=trail(), status=status
    )
