"""Pieces of work: given, mine, answered, in one's own calendar."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.editorial import access, actions, rules
from nhipcau.editorial.forms import AnswerWorkForm, WorkForm
from nhipcau.editorial.models import Commission
from nhipcau.editorial.views.ways import ICON, address, trail, way
from nhipcau.newsroom.views.ways import do, form_page
from nhipcau.shell import icalendar
from nhipcau.shell.views import download, staff_page
from nhipcau.units.access import signed_in

PER_PAGE = 30
MOST_IN_FILE = 500


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a piece of work for an entry."""
    found = access.get_entry(request.user, pk)
    access.require_planner(request.user, found.unit_id)
    form = WorkForm(found.unit_id, request.POST or None)

    def save() -> str:
        actions.give_work(found, form.given(), by=signed_in(request), at=timezone.now())
        return address(pk)

    return form_page(request, form, save, title=_("Give work"), submit=_("Give it"), way=way(found))


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what was given to the person who asks."""
    user = signed_in(request)
    rows = (
        access.commissions_of(user)
        .in_hand()
        .select_related("entry__unit")
        .prefetch_related("entry__unit__versions")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "now": timezone.now()}
    return staff_page(
        request, "editorial/mine.html", context, title=_("My work for items"), icon=ICON, trail=trail()
    )


@require_GET
def mine_file(request: HttpRequest) -> HttpResponse:
    """Give the same as a calendar file."""
    rows = access.commissions_of(signed_in(request)).in_hand().select_related("entry")[:MOST_IN_FILE]
    return _calendar(request, list(rows), "viec-cua-toi.ics")


@require_GET
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a piece of work."""
    found = access.get_commission(request.user, pk)
    is_own = found.person_id == signed_in(request).pk
    context = {
        "work": found,
        "is_own": is_own,
        "in_hand": found.state in rules.IN_HAND,
        "plans": access.plans(request.user, found.entry.unit_id),
        "sees_entry": access.entries_visible_to(request.user).filter(pk=found.entry_id).exists(),
    }
    return staff_page(
        request, "editorial/work.html", context, title=str(found)[:120], icon=ICON, trail=trail()
    )


@require_GET
def work_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a piece of work as a calendar file."""
    return _calendar(request, [access.get_commission(request.user, pk)], f"viec-{pk}.ics")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a piece of work, or take it back."""
    found = access.get_commission(request.user, pk)
    form = AnswerWorkForm(request.POST)
    if not form.is_valid():
        return redirect("editorial:work", pk)
    state, reason = form.cleaned_data["state"], form.cleaned_data["reason"]
    by, at = signed_in(request), timezone.now()
    if state == rules.TAKEN_BACK:
        do(request, lambda: actions.take_back_work(found, reason=reason, by=by, at=at), _("Taken back."))
    else:
        do(request, lambda: actions.answer_work(found, state, reason=reason, by=by, at=at), _("Saved."))
    return redirect("editorial:work", pk)


def _calendar(request: HttpRequest, works: list[Commission], name: str) -> HttpResponse:
    entries = [
        icalendar.Entry(
            uid=f"work-{one.pk}@nhip-cau",
            starts=one.due_at - timedelta(minutes=30),
            ends=one.due_at,
            changed=one.changed_at,
            summary=f"{one.get_work_display()}: {one.entry.title}",
            description=one.note,
            url=request.build_absolute_uri(reverse("editorial:work", args=[one.pk])),
            cancelled=one.state in (rules.TAKEN_BACK, rules.DECLINED),
        )
        for one in works
    ]
    return download(icalendar.calendar(entries), name, f"{icalendar.MEDIA_TYPE}; charset=utf-8")
