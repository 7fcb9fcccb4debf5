"""A draft goes to the approver, comes back, or is approved."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions, overviews
from nhipcau.drafting.errors import ChangedSinceCheckedError
from nhipcau.drafting.forms import ApproveForm, ReturnForm, SubmitForm
from nhipcau.drafting.models import Draft
from nhipcau.drafting.views.ways import ICON, before_of, draft_crumb, list_crumb, posted, unless_issued
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
@unless_issued
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft for approval, once nothing blocks it."""
    shown = access.get_draft(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    form = SubmitForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit_draft(
                shown,
                remark=form.cleaned_data["remark"],
                by=signed_in(request),
                at=timezone.now(),
                before=before_of(request),
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Sent for approval. It stays as it is until the answer comes."))
            return redirect("drafting:draft", pk)
    page = overviews.draft_page(shown)
    context = {"draft": shown, "page": page, "form": form, "before": str(shown.revision)}
    return staff_page(
        request,
        "drafting/submit.html",
        context,
        title=_("Send for approval"),
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown)],
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@unless_issued
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the document and approve it as it stands."""
    shown = _for_approver(request, pk)
    page = overviews.draft_page(shown)
    form = ApproveForm(posted(request), initial={"looked_at": page.fingerprint})
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve_draft(shown, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except ChangedSinceCheckedError as error:
            refuse(request, error)
            return redirect("drafting:approve", pk)
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Approved. It can be issued as it stands now."))
            return redirect("drafting:draft", pk)
    return staff_page(
        request,
        "drafting/approve.html",
        {"draft": shown, "page": page, "form": form, "steps": overviews.steps_of(shown)},
        title=_("Read and approve"),
        icon="check",
        trail=[list_crumb(), draft_crumb(shown)],
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@unless_issued
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back with what has to be mended."""
    shown = _for_approver(request, pk)
    form = ReturnForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_draft(shown, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("Given back. Its writer sees what you wrote."))
            return redirect("drafting:draft", pk)
    approving = (reverse("drafting:approve", args=[pk]), _("Read and approve"))
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Give back")},
        title=_("Give back"),
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown), approving],
        status=422 if form.errors else 200,
    )


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a draft again that was sent or approved."""
    shown = access.get_draft(request.user, pk)
    if not access.may_issue(request.user, shown):
        raise PermissionDenied
    try:
        actions.reopen_draft(shown, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Open again: it can be changed, and needs approval anew."))
    return redirect("drafting:draft", pk)


def _for_approver(request: HttpRequest, pk: int) -> Draft:
    shown = access.get_draft(request.user, pk)
    access.require_approver(request.user, shown.unit_id)
    return shown
