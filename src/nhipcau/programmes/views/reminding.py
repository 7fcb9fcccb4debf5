"""The pages of reminders: what went out and to whom, and the button that reminds a unit now."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from nhipcau.programmes import access, reminding
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.views.ways import trail
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

A_PAGE = 50


@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """List the reminders that went out about the programmes one reads, the newest first."""
    access.require_reads_programmes(request.user)
    rows = reminding.sent_about(access.visible_programmes(request.user))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    title = _("Reminders that went out")
    return staff_page(
        request, "programmes/reminders.html", {"page": page}, title=title, icon="mail", trail=trail()
    )


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind a unit of a task now."""
    shown = access.get_assignment(request.user, pk)
    access.require_answerer(request.user, shown)
    try:
        kept = reminding.remind_by_hand(shown, by=signed_in(request), at=timezone.now())
    except ProgrammesError as error:
        refuse(request, error)
    else:
        said = ngettext("A letter goes to %(n)d person.", "Letters go to %(n)d people.", len(kept))
        succeed(request, said % {"n": len(kept)})
    return redirect("programmes:assignment", pk)
