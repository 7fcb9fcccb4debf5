"""The pages of the register.

Rooms above show themselves on a document's page through the hook `nhipcau_document_links`: a function
`(user, document) -> list[DocumentLink]`, asked for every document the person reads.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail import hooks

from nhipcau.registry import access, actions, intake, overviews, rules
from nhipcau.registry.errors import RegistryError
from nhipcau.registry.forms import CorrectionForm, FilterForm, HeadForm, UploadForm
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document, DocumentState, Finding, FindingField
from nhipcau.registry.reader import check_size
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

A_PAGE = 25
ICON = "doc-full-inverse"


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
            succeed(
                request, _("The file was read. Check what was found in it, then enter it in the register.")
            )
            return redirect("registry:document", only.pk)
    return staff_page(
        request,
        "registry/take_in.html",
        {"form": form, "outcomes": outcomes, "submit": _("Take in"), "is_upload": True},
        title=_("Take in files"),
        icon="upload",
        trail=_trail(),
    )


def _home(request: HttpRequest, keeps: frozenset[int]) -> dict[str, Any]:
    home = units.home_unit(request.user)
    return {"unit": home.pk} if home and home.pk in keeps else {}


def _outcome(request: HttpRequest, unit: Any, file: Any) -> intake.Outcome:
    def content() -> bytes:
        check_size(file.name, file.size)
        return bytes(file.read())

    return intake.take_in_one(unit, file.name, content, by=signed_in(request), at=timezone.now())


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document: its text with what was found in it, the findings to decide on, its header."""
    shown = access.get_document(request.user, pk)
    return _document_page(request, shown, HeadForm(shown))


@require_POST
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a document in the register under the header as confirmed, or correct its header."""
    shown = access.get_document(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    form = HeadForm(shown, request.POST)
    if not form.is_valid():
        return _document_page(request, shown, form, status=422)
    try:
        actions.register_document(shown, form.head(), by=signed_in(request), at=timezone.now())
    except RegistryError as error:
        refuse(request, error)
        return _document_page(request, shown, form, status=422)
    succeed(request, _("Saved in the register."))
    return redirect("registry:document", pk)


def _document_page(
    request: HttpRequest, shown: Document, form: HeadForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "document": shown,
        "read": overviews.read_document(request.user, shown),
        "form": form,
        "keeps": access.keeps(request.user, shown.unit_id),
        "registered": shown.state == DocumentState.REGISTERED,
        "links": _links(request, shown),
    }
    return staff_page(
        request,
        "registry/document.html",
        context,
        title=str(shown),
        icon=ICON,
        trail=_trail(),
        status=status,
    )


def _links(request: HttpRequest, shown: Document) -> list[DocumentLink]:
    return [
        link for offer in hooks.get_hooks("nhipcau_document_links") for link in offer(request.user, shown)
    ]


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file as it came in."""
    shown = access.get_document(request.user, pk)
    with shown.file.open("rb") as stored:
        return download(stored.read(), shown.file_name, shown.media_type)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a finding and go on to the next."""
    finding = access.get_finding(request.user, pk)
    actions.confirm_finding(finding, by=signed_in(request), at=timezone.now())
    return _onward(finding)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Reject a finding and go on to the next."""
    finding = access.get_finding(request.user, pk)
    actions.reject_finding(finding, by=signed_in(request), at=timezone.now())
    return _onward(finding)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the values of a finding in a small form."""
    finding = access.get_finding(request.user, pk)
    access.require_keeper(request.user, finding.document.unit_id)
    form = CorrectionForm(finding, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_finding(finding, form.values(), by=signed_in(request), at=timezone.now())
        except RegistryError as error:
            form.add_error(None, str(error.message))
        else:
            return _onward(finding)
    before, after = rules.around(finding.document.text, finding.start, finding.end)
    return staff_page(
        request,
        "registry/correct.html",
        {
            "form": form,
            "finding": finding,
            "before": before,
            "after": after,
            "submit": _("Save the correction"),
        },
        title=_("Correct: %(kind)s") % {"kind": finding.get_field_display()},
        icon="edit",
        trail=[*_trail(), (_at(finding), str(finding.document))],
        status=422 if form.errors else 200,
    )


@require_POST
def confirm_all(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Confirm every finding of one kind that no one has decided on."""
    shown = access.get_document(request.user, pk)
    number = actions.confirm_all(shown, field, by=signed_in(request), at=timezone.now())
    succeed(
        request, ngettext("%(n)d finding confirmed.", "%(n)d findings confirmed.", number) % {"n": number}
    )
    return redirect(f"{reverse('registry:document', args=[pk])}#{FindingField(field)}")


def _onward(finding: Finding) -> HttpResponse:
    """Go to the next finding of the same kind that waits, in the order of the text, or stay at this one."""
    following = finding.document.findings.proposed().after(finding).first()
    return redirect(_at(following or finding))


def _at(finding: Finding) -> str:
    return f"{reverse('registry:document', args=[finding.document_id])}#f{finding.pk}"


def _trail() -> list[tuple[str, str]]:
    return [(reverse("registry:documents"), _("Official documents"))]
