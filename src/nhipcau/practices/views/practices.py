"""The pages that show good practice: the list, a practice, what shows it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.practices import access, overviews
from nhipcau.practices.forms import ListForm
from nhipcau.practices.links import origins
from nhipcau.practices.models import Practice, PracticeState
from nhipcau.practices.querysets import PracticeQuerySet
from nhipcau.practices.views.ways import ICON, trail
from nhipcau.programmes.access import planner_units
from nhipcau.registry.access import visible_documents
from nhipcau.shell.views import download, staff_page

A_PAGE = 25
MOST_SPREADS = 50


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List what was accepted; on demand what one's own units wrote, and what waits for a decision."""
    access.require_staff(request.user)
    own, asked = access.answered_for(request.user), access.judging_units(request.user)
    form = ListForm(_choices(own, asked), request.GET or None)
    show, words = form.asked() if form.is_bound else ("", "")
    rows = _rows(show, own, asked).with_words(words)
    page = Paginator(rows.in_list(), A_PAGE).get_page(request.GET.get("p"))
    context = {"form": form, "page": page, "show": show, "asks": bool(show or words), "writes": bool(own)}
    new = (reverse("practices:new"), _("Propose a good practice"), "plus") if own else None
    return staff_page(
        request, "practices/home.html", context, title=_("Good practices"), icon=ICON, primary=new
    )


def _choices(own: frozenset[int], asked: frozenset[int]) -> list[tuple[str, str]]:
    found = [("", _("Accepted, of all units"))]
    if own:
        found.append(("own", _("Of our unit, in every state")))
    if asked:
        found.append(("asked", _("Waiting for our decision")))
    return found


def _rows(show: str, own: frozenset[int], asked: frozenset[int]) -> PracticeQuerySet:
    if show == "own":
        return Practice.objects.of_units(own)
    if show == "asked":
        return Practice.objects.to_judge(asked)
    return Practice.objects.accepted()


@require_GET
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a practice: what was done, its figures, where it was spread, and what can be done next."""
    shown = access.get_practice(request.user, pk)
    inside = access.is_inside(request.user, shown)
    context: dict[str, Any] = {
        "practice": shown,
        "figures": list(shown.figures.select_related("indicator")),
        "proofs": list(shown.proofs.all()),
        "origin": _origin(request, shown),
        "steps": list(shown.steps.select_related("by")) if inside else [],
        "inside": inside,
        "changes": access.may_change(request.user, shown),
        "takes_back": shown.state == PracticeState.PROPOSED and access.writes(request.user, shown.unit_id),
        "judges": access.judges(request.user, shown),
        "spreads": [],
        "commendations": [],
    }
    if shown.state == PracticeState.ACCEPTED:
        context |= _accepted(request, shown)
    return staff_page(
        request, "practices/practice.html", context, title=shown.title, icon=ICON, trail=trail()
    )


def _accepted(request: HttpRequest, shown: Practice) -> dict[str, Any]:
    """Return where an accepted practice was spread and how the units answered, and who commended it."""
    plans = planner_units(request.user)
    rows = shown.spreads.shown_to(plans).select_related("task__programme__unit")
    spreads = list(rows.prefetch_related("task__programme__unit__versions")[:MOST_SPREADS])
    answers = overviews.answers_of(spreads)
    for one in spreads:
        one.practice = shown  # it is read already
    documents = shown.commendations.values("document")
    commended = shown.commendations.select_related("unit").prefetch_related("unit__versions")
    return {
        "spreads": [
            overviews.SpreadShown(one, answers[one.pk], access.knows_answers(request.user, one))
            for one in spreads
        ],
        "may_spread": bool(plans),
        "commendations": list(commended),
        "readable": set(
            visible_documents(request.user).filter(pk__in=documents).values_list("pk", flat=True)
        ),
    }


def _origin(request: HttpRequest, shown: Practice) -> str:
    """Return the address of the activity a practice comes from, "" where there is none that the person sees."""
    if not shown.origin:
        return ""
    found = origins(request.user, frozenset({shown.unit_id}), shown.origin)
    return found[0].url if found else ""


@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a file that shows a practice."""
    shown = access.get_proof(request.user, pk)
    if not shown.file:
        raise Http404
    with shown.file.open("rb") as file:
        return download(file.read(), shown.file_name, "application/octet-stream")
