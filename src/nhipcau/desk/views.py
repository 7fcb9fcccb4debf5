"""The page of everything that waits for a person."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.desk.overviews import Desk
from nhipcau.desk.waiting import kinds, of_kind, waiting
from nhipcau.shell.views import staff_page

A_PAGE = 50


@require_GET
def everything(request: HttpRequest) -> HttpResponse:
    """List what waits for the person in all rooms, the most urgent first; `kind` in the address chooses one kind."""
    desk = Desk(request.user, timezone.now())
    found = waiting(desk)
    kind = request.GET.get("kind", "")
    chosen = of_kind(found, kind)
    page = Paginator([(one, one.urgency(desk.today)) for one in chosen], A_PAGE).get_page(
        request.GET.get("p")
    )
    context = {"page": page, "kinds": kinds(found), "kind": kind, "number": len(found), "today": desk.today}
    return staff_page(request, "desk/waiting.html", context, title=_("Waiting for my work"), icon="tasks")
