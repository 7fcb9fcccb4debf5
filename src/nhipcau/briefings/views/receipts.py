"""The pages of a unit: what it is to make known, how many there are, its sessions, that it is finished."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nhipcau.briefings import access, actions, overviews
from nhipcau.briefings.errors import BriefingsError, MoreThanThereAreError
from nhipcau.briefings.forms import HeldForm, HowManyForm
from nhipcau.briefings.models import Receipt, Session
from nhipcau.briefings.rules import Tally
from nhipcau.briefings.views.notices import ICON, trail
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit what it is to make known. The first time somebody of the unit looks, it has received it."""
    shown = access.get_receipt(request.user, pk)
    actions.open_receipt(shown, by=signed_in(request), at=timezone.now())
    return _page(request, shown)


def _page(
    request: HttpRequest,
    shown: Receipt,
    held: HeldForm | None = None,
    how_many: HowManyForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    sessions = list(Session.objects.counting_for(shown.pk).newest_first())
    tally = Tally(
        cells=sum(one.cells for one in sessions),
        people=sum(one.people for one in sessions),
        cells_all=shown.cells_all or 0,
        people_all=shown.people_all or 0,
    )
    today = timezone.localdate()
    context: dict[str, Any] = {"receipt": shown, "notice": shown.notice, "sessions": sessions, "tally": tally}
    stands = not shown.notice.withdrawn_at and not shown.handed_to_id
    context["overdue"] = stands and not shown.finished_at and shown.notice.due_on < today
    context["works"] = stands and access.works(request.user, shown)
    context["taken_over"] = shown.taken_over.select_related("unit").prefetch_related("unit__versions")
    if context["works"] and not shown.finished_at:
        last = overviews.last_totals(shown)
        context["form"] = held or HeldForm(shown, last, initial={"day": today})
        context["how_many"] = how_many or HowManyForm(shown, last)
    return staff_page(
        request,
        "briefings/receipt.html",
        context,
        title=shown.notice.title,
        icon=ICON,
        trail=trail(),
        status=status,
    )


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledge, and say how many there are."""
    shown = access.get_receipt(request.user, pk)
    access.require_worker(request.user, shown)
    form = HowManyForm(shown, (None, None), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.acknowledge(shown, **given, by=signed_in(request), at=timezone.now())
        except BriefingsError as error:
            _beside(form, error)
        else:
            succeed(request, _("Acknowledged."))
            return redirect("briefings:receipt", pk)
    return _page(request, shown, how_many=form, status=422)


@require_POST
def log_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Log a session."""
    shown = access.get_receipt(request.user, pk)
    access.require_worker(request.user, shown)
    form = HeldForm(shown, (None, None), request.POST)
    if form.is_valid():
        try:
            actions.log_session(shown, form.held(), **form.totals(), by=signed_in(request), at=timezone.now())
        except BriefingsError as error:
            _beside(form, error)
        else:
            succeed(request, _("Session saved."))
            return redirect("briefings:receipt", pk)
    return _page(request, shown, form, status=422)


def _beside(form: HowManyForm, error: BriefingsError) -> None:
    """Put a refusal beside the number it is about, else above the form."""
    field = error.field if isinstance(error, MoreThanThereAreError) else None
    form.add_error(field if field in form.fields else None, str(error.message))


@require_POST
def remove_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a session that was logged in error."""
    session = access.get_session(request.user, pk)

    def take_out() -> None:
        actions.remove_session(session, by=signed_in(request), at=timezone.now())

    return _done(request, session.receipt, take_out, _("The session was removed."))


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the unit is finished."""
    shown = access.get_receipt(request.user, pk)

    def end() -> None:
        actions.finish(shown, by=signed_in(request), at=timezone.now())

    return _done(request, shown, end, _("Finished. Thank you."))


@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what was finished, to enter more."""
    shown = access.get_receipt(request.user, pk)

    def reopen() -> None:
        actions.open_again(shown, by=signed_in(request), at=timezone.now())

    return _done(request, shown, reopen, _("Open again: enter what was missing."))


def _done(request: HttpRequest, shown: Receipt, act: Callable[[], None], said: str) -> HttpResponse:
    access.require_worker(request.user, shown)
    try:
        act()
    except BriefingsError as error:
        refuse(request, error)
    else:
        succeed(request, said)
    return redirect("briefings:receipt", shown.pk)


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the document that is to be made known, to the units asked."""
    shown = access.get_receipt(request.user, pk)
    of = shown.notice.document
    with of.file.open("rb") as stored:
        return download(stored.read(), of.file_name, of.media_type)
