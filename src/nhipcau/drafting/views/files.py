"""The files of a document: of a draft as it is now, of an issued one those that were stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions, composing, overviews
from nhipcau.drafting.models import Draft
from nhipcau.shell.views import download, refuse

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@require_GET
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the Word file: of a draft as it is now, of an issued document the one in the register."""
    shown = access.get_draft(request.user, pk)
    if shown.document is not None:
        return stored_word(shown)
    page = overviews.draft_page(shown)
    try:
        content = composing.docx_of(shown, page.texts, page.figures)
    except NhipCauError as error:
        refuse(request, error)
        return redirect("drafting:draft", pk)
    return download(content, actions.file_name(shown), WORD)


@require_GET
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the PDF: of a draft as it is now, of an issued document the stored one."""
    shown = access.get_draft(request.user, pk)
    if shown.pdf:
        return stored_pdf(shown)
    page = overviews.draft_page(shown)
    try:
        content = composing.pdf_of(shown, page.texts, page.figures)
    except NhipCauError as error:
        refuse(request, error)
        return redirect("drafting:draft", pk)
    return download(content, actions.file_name(shown, ".pdf"), PDF)


def stored_word(shown: Draft) -> HttpResponse:
    """Return the Word file of an issued document. Raises Http404 when it has none."""
    if shown.document is None:
        raise Http404
    with shown.document.file.open("rb") as stored:
        return download(stored.read(), actions.file_name(shown), WORD)


def stored_pdf(shown: Draft) -> HttpResponse:
    """Return the PDF of an issued document. Raises Http404 when it has none."""
    if not shown.pdf:
        raise Http404
    with shown.pdf.open("rb") as stored:
        return download(stored.read(), actions.file_name(shown, ".pdf"), PDF)
