"""The reading page: a document's text with what was found in it, its pages as they are, its header, its file."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail import hooks

from nhipcau.registry import access, actions, connecting, overviews, pages
from nhipcau.registry.errors import RegistryError, SecretDocumentError
from nhipcau.registry.force import ForceState, force_of
from nhipcau.registry.forms import HeadForm, MissedForm, WantedForm
from nhipcau.registry.links import DocumentLink
from nhipcau.registry.models import Document, DocumentState, ReadingState
from nhipcau.registry.views.trail import ICON, trail
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

A_WEEK = 7 * 24 * 3600


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


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file once more; what a person confirmed stays as it is."""
    shown = access.get_document(request.user, pk)
    reading = actions.read_again(shown, by=signed_in(request), at=timezone.now())
    if not access.visible_documents(request.user).filter(pk=pk).exists():
        refuse(request, SecretDocumentError())
        return redirect("registry:documents")
    if reading.state == ReadingState.DONE:
        succeed(request, _("The file was read again. What changed stands on top; what you decided on stays."))
    elif reading.state == ReadingState.WAITING:
        succeed(request, _("The file is being read again. You may go on with other work meanwhile."))
    return redirect("registry:document", pk)


def _document_page(
    request: HttpRequest, shown: Document, form: HeadForm, *, status: int = 200
) -> HttpResponse:
    latest = shown.latest_reading
    wanted = WantedForm(request.GET).wanted()
    is_waiting = shown.state == DocumentState.WAITING
    context = {
        "document": shown,
        "latest": latest,
        "is_waiting": is_waiting,
        "rereading": latest is not None and latest.state == ReadingState.WAITING,
        "failed": latest is not None and latest.state == ReadingState.FAILED,
        "read": None if is_waiting else overviews.read_document(request.user, shown, wanted),
        "changes": overviews.changes_of(request.user, shown),
        "form": form,
        "missed": MissedForm(shown.text),
        "keeps": access.keeps(request.user, shown.unit_id),
        "registered": shown.state == DocumentState.REGISTERED,
        "force": _force(request, shown),
        "relations_waiting": connecting.waiting_for(shown),
        "links": _links(request, shown),
        "panels": _panels(request, shown),
    }
    return staff_page(
        request,
        "registry/document.html",
        context,
        title=str(shown),
        icon=ICON,
        trail=trail(),
        status=status,
    )


def _force(request: HttpRequest, shown: Document) -> str:
    """Return in words how the document stands today; one that ended it is named to who may see it."""
    force = force_of(shown, timezone.localdate())
    if force.state == ForceState.NONE:
        return ""
    by = force.ended_by.document_id if force.ended_by else None
    seen = access.visible_documents(request.user).filter(pk=by).values_list("pk", flat=True) if by else ()
    return force.says(set(seen))


def _links(request: HttpRequest, shown: Document) -> list[DocumentLink]:
    return [
        link for offer in hooks.get_hooks("nhipcau_document_links") for link in offer(request.user, shown)
    ]


def _panels(request: HttpRequest, shown: Document) -> list[str]:
    """Return what rooms above show of the document: the hook `nhipcau_document_panels` gives safe HTML, or ""."""
    found = (offer(request, shown) for offer in hooks.get_hooks("nhipcau_document_panels"))
    return [panel for panel in found if panel]


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file as it came in."""
    shown = access.get_document(request.user, pk)
    if not shown.file:
        raise Http404
    with shown.file.open("rb") as stored:
        return download(stored.read(), shown.file_name, shown.media_type)


@require_GET
def page(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show a page of the file as a picture. The browser keeps it: the file of a document never changes."""
    shown = access.get_document(request.user, pk)
    etag = quote_etag(f"{shown.sha256}-{number}")
    known = get_conditional_response(request, etag=etag)
    if known is None or known.status_code != 304:
        picture = pages.picture(shown, number)
        if picture is None:
            raise Http404
        known = download(picture, f"{number}.webp", pages.MEDIA_TYPE, inline=True)
    known["ETag"] = etag
    known["Cache-Control"] = f"private, max-age={A_WEEK}"
    return known
