"""The list of the register, and the taking in of files."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.registry import access, intake
from nhipcau.registry.errors import RegistryError
from nhipcau.registry.force import forces
from nhipcau.registry.forms import FilterForm, UploadForm
from nhipcau.registry.listing import LONG, rows_of
from nhipcau.registry.models import Document, DocumentState, Finding
from nhipcau.registry.reader import check_size
from nhipcau.registry.views.trail import ICON, trail
from nhipcau.shell.spreadsheet import csv_file, xlsx_file
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

A_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """List the register, narrowed and sorted as the address says."""
    access.require_reader(request.user)
    form, today = FilterForm(request.GET), timezone.localdate()
    every = access.visible_documents(request.user)
    found = form.asked().of(every, today).values_list("pk", flat=True)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    rows = Document.objects.in_order(list(page.object_list)).defer(*LONG).prefetch_related("unit__versions")
    query = _query(request)
    context = {
        "form": form,
        "page": page,
        "lines": _lines(list(rows), today),
        "any": bool(page.object_list) or every.exists(),
        "keeps": bool(access.keeper_units(request.user)),
        "query": query,
        "csv": f"{reverse('registry:export', args=['csv'])}?{query}",
        "xlsx": f"{reverse('registry:export', args=['xlsx'])}?{query}",
    }
    primary = (reverse("registry:take_in"), _("Take in files"), "upload") if context["keeps"] else None
    return staff_page(
        request, "registry/documents.html", context, title=_("Official documents"), icon=ICON, primary=primary
    )


def _lines(documents: list[Document], today: date) -> list[dict[str, Any]]:
    """Return the rows of a page: each document, how it stands, how many findings it has and how many wait."""
    counts = Finding.objects.all().counts([one.pk for one in documents])
    stand = forces(documents, today)
    lines = []
    for one in documents:
        found, waiting = counts.get(one.pk, (0, 0))
        lines.append({"document": one, "force": stand[one.pk], "found": found, "waiting": waiting})
    return lines


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list as it is narrowed, as CSV or XLSX."""
    access.require_reader(request.user)
    today = timezone.localdate()
    found = FilterForm(request.GET).asked().of(access.visible_documents(request.user), today)
    try:
        rows = rows_of(found, today)
    except RegistryError as error:
        refuse(request, error)
        return redirect(f"{reverse('registry:documents')}?{_query(request)}")
    name = f"{_('official-documents')}-{today:%Y-%m-%d}"
    if form == "xlsx":
        return download(xlsx_file(rows, sheet=_("Official documents")), f"{name}.xlsx", XLSX)
    return download(csv_file(rows), f"{name}.csv", "text/csv; charset=utf-8")


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()


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
