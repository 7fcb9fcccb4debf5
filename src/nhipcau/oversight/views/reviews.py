"""The pages of reviews: asking for one, what a unit replies, all replies side by side."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.oversight import access, overviews, reviewing
from nhipcau.oversight.forms import NoteForm, ReplyForm, ReviewForm
from nhipcau.oversight.links import review_links
from nhipcau.oversight.models import Heading, Reply
from nhipcau.oversight.views.ways import ICON, do, form_page, to_review, trail
from nhipcau.programmes.access import get_programme
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in

# So many replies stand on a page, and so many of those who have not replied are named.
A_PAGE, NAMED = 50, 100


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the units that carry out a programme for a review of it."""
    programme = get_programme(request.user, pk)
    access.require_asker(request.user, programme)
    form = ReviewForm(request.POST or None, initial={"title": programme.title})

    def save() -> str:
        made = reviewing.ask(programme, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        return reverse("oversight:review", args=[made.pk])

    way = [*trail(), (reverse("programmes:programme", args=[pk]), programme.title)]
    return form_page(
        request,
        form,
        save,
        title=_("Ask for a review"),
        submit=_("Ask the units"),
        way=way,
        intro=_("Every unit that carries out a task of the programme is asked."),
    )


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the units said, side by side."""
    shown = access.get_review(request.user, pk)
    today = timezone.localdate()
    gathered = overviews.gathered(shown, today)
    context = {
        "review": shown,
        "gathered": gathered,
        "waiting": gathered.waiting[:NAMED],
        "unnamed": max(0, len(gathered.waiting) - NAMED),
        "page": Paginator(gathered.replied, A_PAGE).get_page(request.GET.get("p")),
        "asks": access.asks_reviews(request.user, shown.programme.unit_id),
        "late": shown.due_on < today,
        "links": review_links(request.user, shown),
    }
    return staff_page(request, "oversight/review.html", context, title=shown.title, icon=ICON, trail=trail())


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark what is taken over."""
    shown = access.get_review(request.user, pk)
    chosen, offered = (_numbers(request, name) for name in ("take", "offered"))
    onward = reverse("oversight:review", args=[pk])
    act = partial(reviewing.take_over, shown, chosen, offered=offered, by=signed_in(request))
    return do(
        request, act, f"{onward}?p={_numbers(request, 'page')[0]}" if _numbers(request, "page") else onward
    )


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 18]


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a unit says in a review; let the unit write it until it is sent."""
    shown = access.get_reply(request.user, pk)
    today = timezone.localdate()
    passages = dict(shown.passages.values_list("heading", "text"))
    writes = shown.sent_at is None and access.replies(request.user, shown)
    form = ReplyForm(request.POST or None, initial=passages)
    if request.method == "POST":
        access.require_replier(request.user, shown)
        if form.is_valid() and _saved(request, shown, form):
            return redirect("oversight:reply", pk)
    context = {
        "reply": shown,
        "cells": overviews.cells_of(shown, today),
        "passages": [(Heading(one).label, passages[one]) for one in Heading.values if one in passages]
        if shown.sent_at or writes
        else [],
        "form": form if writes or form.errors else None,
        "asks": shown.sent_at is not None
        and access.asks_reviews(request.user, shown.review.programme.unit_id),
        "late": shown.sent_at is None and shown.review.due_on < today,
    }
    status = 422 if form.errors else 200
    title = f"{shown.review.title}: {units.name_in_memory(shown.unit_id)}"
    return staff_page(
        request, "oversight/reply.html", context, title=title, icon=ICON, trail=trail(), status=status
    )


def _saved(request: HttpRequest, shown: Reply, form: ReplyForm) -> bool:
    """Keep or send what was typed; say above it what was refused."""
    by = signed_in(request)
    try:
        if "send" in request.POST:
            reviewing.send(shown, form.cleaned_data, by=by, at=timezone.now())
        else:
            reviewing.write(shown, form.cleaned_data, by=by)
    except NhipCauError as error:
        form.add_error(None, str(error.message))
        return False
    succeed(request, _("Saved."))
    return True


@require_http_methods(["GET", "POST"])
def return_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a reply back to its unit."""
    shown = access.get_reply(request.user, pk)
    access.require_asker(request.user, shown.review.programme)
    form = NoteForm(request.POST or None)

    def save() -> str:
        reviewing.send_back(shown, form.cleaned_data["note"], by=signed_in(request))
        return reverse("oversight:review", args=[shown.review_id])

    title = _("Send the reply back")
    return form_page(request, form, save, title=title, submit=title, way=to_review(shown.review))
