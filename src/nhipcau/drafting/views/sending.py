"""Who gets a document, and the documents that reached one's own unit."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions
from nhipcau.drafting.forms import RecipientsForm
from nhipcau.drafting.models import Recipient
from nhipcau.drafting.views.files import stored_pdf, stored_word
from nhipcau.drafting.views.ways import ICON, draft_crumb, list_crumb, posted
from nhipcau.programmes.forms.units import listed
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def recipients(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who gets the document; once it is issued, see who has acknowledged it."""
    shown = access.get_draft(request.user, pk)
    writes = access.may_issue(request.user, shown)
    names, sets = access.units_to_send_to(request.user)
    form = RecipientsForm(names, sets, posted(request))
    if request.method == "POST":
        access.require_party(request.user, shown.unit_id)
        if form.is_valid():
            added = actions.add_recipients(
                shown,
                units=form.chosen(),
                outside=form.cleaned_data["outside"],
                by=signed_in(request),
                at=timezone.now(),
            )
            said = ngettext("%(n)d recipient added.", "%(n)d recipients added.", added)
            succeed(request, said % {"n": added})
            return redirect("drafting:recipients", pk)
    rows = shown.receivers.select_related("unit", "acknowledged_by").prefetch_related("unit__versions")
    if "open" in request.GET:
        rows = rows.open()
    context = {
        "draft": shown,
        "rows": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "counted": shown.receivers.all().counted(),
        "only_open": "open" in request.GET,
        "writes": writes,
        "form": form,
        "names": listed(names),
    }
    return staff_page(
        request,
        "drafting/recipients.html",
        context,
        title=_("Recipients"),
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown)],
        status=422 if form.errors else 200,
    )


@require_POST
def drop(request: HttpRequest, pk: int, recipient: int) -> HttpResponse:
    """Take somebody off the list before the document is issued."""
    shown = access.get_draft(request.user, pk)
    access.require_party(request.user, shown.unit_id)
    found = get_object_or_404(Recipient, pk=recipient, draft=shown)
    try:
        actions.remove_recipient(found, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Taken off the list."))
    return redirect("drafting:recipients", pk)


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letters again that have not gone out."""
    shown = access.get_draft(request.user, pk)
    try:
        actions.send_again(shown, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The letters that have not gone out are on their way."))
    return redirect("drafting:recipients", pk)


@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """List the documents that reached one's own units, the open ones first on demand."""
    access.require_receives(request.user)
    rows = access.received(request.user).in_full()
    only_open = "open" in request.GET
    if only_open:
        rows = rows.open()
    return staff_page(
        request,
        "drafting/received.html",
        {"rows": Paginator(rows, A_PAGE).get_page(request.GET.get("page")), "only_open": only_open},
        title=_("Documents received"),
        icon="mail",
    )


@require_GET
def received_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document that reached one's own unit, to be read and acknowledged."""
    found = access.get_received(request.user, pk)
    return staff_page(
        request,
        "drafting/received_one.html",
        {"received": found, "draft": found.draft},
        title=found.draft.subject,
        icon="mail",
        trail=[(reverse("drafting:received"), _("Documents received"))],
    )


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the unit has received the document."""
    found = access.get_received(request.user, pk)
    try:
        actions.acknowledge(found, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Acknowledged. The sender sees it."))
    return redirect("drafting:received_one", pk)


@require_GET
def received_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the PDF of a document that reached one's own unit."""
    return stored_pdf(access.get_received(request.user, pk).draft)


@require_GET
def received_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the Word file of a document that reached one's own unit."""
    return stored_word(access.get_received(request.user, pk).draft)
