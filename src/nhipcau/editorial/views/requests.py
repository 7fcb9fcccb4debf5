"""Facts asked of others: asked, seen by who is asked, answered, withdrawn."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.editorial import access, actions, overviews
from nhipcau.editorial.forms import FactsForm, RequestForm, others_than
from nhipcau.editorial.views.ways import ICON, address, trail, way
from nhipcau.newsroom.views.ways import do, form_page
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in

PER_PAGE = 30


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another body for facts."""
    found = access.get_entry(request.user, pk)
    access.require_planner(request.user, found.unit_id)
    form = RequestForm(others_than(found.unit_id), request.POST or None)

    def save() -> str:
        actions.ask_for_facts(found, form.asked(), by=signed_in(request), at=timezone.now())
        return address(pk)

    return form_page(request, form, save, title=_("Ask for facts"), submit=_("Ask"), way=way(found))


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Show what is asked of the units where the person works, the open ones first."""
    asked = access.requests_to(request.user).select_related("entry__unit", "asked")
    ready = asked.prefetch_related("entry__unit__versions", "asked__versions")
    shown = ready if request.GET.get("all") else ready.unanswered()
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("p"))
    today = timezone.localdate()
    context = {
        "page": page,
        "clocks": [overviews.clock(one, today) for one in page],
        "all": request.GET.get("all"),
    }
    return staff_page(request, "editorial/requests.html", context, title=_("Facts asked of us"), icon="help")


@require_http_methods(["GET", "POST"])
def request_(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request for facts; who is asked gives them here."""
    found = access.get_request(request.user, pk)
    answers = access.may_answer(request.user, found)
    is_open = found.answered_at is None and found.withdrawn_at is None
    form = FactsForm(request.POST or None) if answers and is_open else None
    if request.method == "POST":
        access.require_answerer(request.user, found)
        if form is not None and form.is_valid():
            try:
                actions.answer_request(found, **form.cleaned_data, by=signed_in(request), at=timezone.now())
            except NhipCauError as error:
                form.add_error(None, str(error.message))
            else:
                succeed(request, _("The facts are given."))
                return redirect("editorial:request", pk)
    context = {
        "asked": found,
        "clock": overviews.clock(found, timezone.localdate()),
        "form": form,
        "is_open": is_open,
        "plans": access.plans(request.user, found.entry.unit_id),
    }
    return staff_page(
        request, "editorial/request.html", context, title=_("Request for facts"), icon=ICON, trail=trail()
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    found = access.get_request(request.user, pk)
    access.require_planner(request.user, found.entry.unit_id)
    do(
        request,
        lambda: actions.withdraw_request(found, by=signed_in(request), at=timezone.now()),
        _("Withdrawn."),
    )
    return redirect("editorial:entry", found.entry_id)
