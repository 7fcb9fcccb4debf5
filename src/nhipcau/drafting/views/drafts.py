"""The list, the beginning of a draft, its page, and its file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.drafting import access, overviews
from nhipcau.drafting.forms import ListForm
from nhipcau.drafting.models import Draft
from nhipcau.drafting.views.ways import ICON, list_crumb
from nhipcau.shell.views import staff_page

A_PAGE = 25
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """List the drafts, newest first, those that are asked for."""
    access.require_reader(request.user)
    form = ListForm(request.GET or None)
    choice = form.asked() if form.is_bound else overviews.Choice()
    page = Paginator(overviews.drafts_listed(request.user, choice), A_PAGE).get_page(request.GET.get("p"))
    may_start = bool(access.units_to_write_for(request.user))
    return staff_page(
        request,
        "drafting/drafts.html",
        {"form": form, "page": page, "asks": choice != overviews.Choice(), "may_start": may_start},
        title=_("Drafts"),
        icon=ICON,
        primary=(reverse("drafting:start"), _("Start a draft"), "plus") if may_start else None,
    )


@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the document as it will look, with its figures, the checks, and how far it is."""
    shown = access.get_draft(request.user, pk)
    may = access.Rights.of(request.user, shown)
    context = {
        "draft": shown,
        "page": overviews.draft_page(shown),
        "may": may,
        "steps": overviews.steps_of(shown),
        "counted": shown.receivers.all().counted(),
    }
    return staff_page(
        request,
        "drafting/draft.html",
        context,
        title=shown.subject,
        icon=ICON,
        trail=[list_crumb()],
        primary=_primary(shown, may),
    )


def _primary(shown: Draft, may: access.Rights) -> tuple[str, str, str] | None:
    """Return the one thing to do next, as far as the draft is and for whom."""
    if may.write:
        return reverse("drafting:edit", args=[shown.pk]), _("Write the text"), "edit"
    if may.approve:
        return reverse("drafting:approve", args=[shown.pk]), _("Read and approve"), "check"
    return (reverse("drafting:issue", args=[shown.pk]), _("Issue"), "check") if may.issue else None
