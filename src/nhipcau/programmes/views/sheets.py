"""The round trip of a programme through a spreadsheet: written out, compared, taken in when confirmed."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.programmes import access, tabling, taking_in
from nhipcau.programmes.errors import AlreadyIssuedError, ProgrammesError, TableError
from nhipcau.programmes.forms.sheets import SheetForm
from nhipcau.programmes.models import Programme
from nhipcau.programmes.taking_in import Row
from nhipcau.programmes.views.ways import trail, way
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "nhipcau.programmes.sheet"
AN_HOUR = 3600


@require_GET
def tasks_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the tasks of a programme as a workbook, to be kept or filled in."""
    shown = access.get_programme(request.user, pk)
    rows = tabling.programme_rows(shown, access.assignable(request.user), timezone.localdate())
    return download(xlsx_file(rows, sheet="Nhiệm vụ"), f"{shown.title[:80].replace('/', '-')}.xlsx", XLSX)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the filled-in file; see what it would change and what is wrong; take over what is right."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    if shown.state != "draft":
        refuse(request, AlreadyIssuedError())
        return redirect("programmes:programme", pk)
    if "confirm" in request.POST:
        return _confirmed(request, shown)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, shown, taking_in.read(form.content()))
        except TableError as error:
            form.add_error("file", str(error.message))
    context = {"form": form, "programme": shown}
    return _page(request, shown, context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, shown: Programme, rows: list[Row]) -> HttpResponse:
    lines = taking_in.compare(shown, rows, access.assignable(request.user))
    kinds = [line.kind for line in lines]
    context = {
        "programme": shown,
        "lines": [line for line in lines if line.kind != "same"],
        "numbers": {kind: kinds.count(kind) for kind in ("new", "changed", "same", "wrong")},
        "takes": "new" in kinds or "changed" in kinds,
        "kept": signing.dumps({"programme": shown.pk, "rows": rows}, salt=SALT, compress=True),
    }
    return _page(request, shown, context)


def _confirmed(request: HttpRequest, shown: Programme) -> HttpResponse:
    """Take in what was shown; it travels with the page, signed, and is compared anew."""
    try:
        kept = signing.loads(request.POST["confirm"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        kept = {"programme": None}
    if kept["programme"] != shown.pk:
        refuse(request, TableError(_("This page has been open for too long. Choose the file again.")))
        return redirect("programmes:upload", shown.pk)
    names = access.assignable(request.user)
    try:
        new, changed = taking_in.take_in(shown, kept["rows"], names, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
        return redirect("programmes:upload", shown.pk)
    succeed(
        request, _("Taken over: %(new)d new tasks, %(changed)d changed.") % {"new": new, "changed": changed}
    )
    return redirect("programmes:programme", shown.pk)


def _page(
    request: HttpRequest, shown: Programme, context: dict[str, object], status: int = 200
) -> HttpResponse:
    title, where = _("Upload XLSX"), [*trail(), way(shown)]
    template = "programmes/upload.html"
    return staff_page(request, template, context, title=title, icon="upload", trail=where, status=status)
