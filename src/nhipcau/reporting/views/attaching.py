"""Files kept with an answer: added, taken away, downloaded by whoever sees the answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.reporting import access
from nhipcau.reporting.attaching import attach_file, detach_file
from nhipcau.reporting.forms import AttachForm
from nhipcau.reporting.models import Attachment
from nhipcau.shell.views import download, refuse, succeed
from nhipcau.units.access import signed_in


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file with the answer."""
    shown = access.get_submission(request.user, pk)
    access.require_reporter(request.user, shown.unit_id)
    typed = AttachForm(request.POST, request.FILES)
    if not typed.is_valid():
        for words in typed.errors.values():
            refuse(request, NhipCauError(str(words[0])))
        return redirect("reporting:submission", pk)
    file = typed.cleaned_data["file"]
    try:
        attach_file(
            shown,
            file.name,
            file.read(),
            kind=typed.cleaned_data["kind"],
            by=signed_in(request),
            at=timezone.now(),
        )
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The file is kept with the report."))
    return redirect("reporting:submission", pk)


@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away from an answer that is being filled in."""
    attachment = _get(request, pk)
    access.require_reporter(request.user, attachment.submission.unit_id)
    try:
        detach_file(attachment, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The file was taken away."))
    return redirect("reporting:submission", attachment.submission_id)


def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself."""
    kept = _get(request, pk)
    with kept.file.open("rb") as file:
        return download(file.read(), kept.file_name, kept.media_type)


def _get(request: HttpRequest, pk: int) -> Attachment:
    """Return the file if the person sees its answer. Raises Http404 otherwise."""
    found = Attachment.objects.select_related("submission").filter(pk=pk).first()
    if found is None:
        raise Http404
    access.get_submission(request.user, found.submission_id)
    return found
