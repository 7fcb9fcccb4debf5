"""The pages from one level to the next: what came from above, making one's own programme, changes, handing over."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.programmes import access, cascading, levels, overviews, succeeding
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.cascade import FollowForm, TakeUpRow
from nhipcau.programmes.forms.plans import PlanForm
from nhipcau.programmes.forms.tasks import UsualForm
from nhipcau.programmes.forms.units import listed
from nhipcau.programmes.models import Programme
from nhipcau.programmes.views.ways import ICON, put_beside, trail, way
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

A_PAGE = 100


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person: programmes from above, questions to answer, changes above, tasks of ended units."""
    access.require_sees_tasks(request.user)
    today = timezone.localdate()
    context = {
        "received": overviews.received(
            access.received_programmes(request.user), access.own_units(request.user)
        ),
        "asks": access.asks_to_answer(request.user).in_full(),
        "changes": access.changes_to_answer(request.user),
        "left_behind": succeeding.left_behind(access.planner_units(request.user), today),
        "today": today,
    }
    title = _("Waiting for me")
    return staff_page(request, "programmes/inbox.html", context, title=title, icon="tasks", trail=trail())


@require_GET
def below(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a programme from above: who has made theirs, what nobody took up, how far everything below is."""
    shown = access.get_programme(request.user, pk)
    today = timezone.localdate()
    tasks = list(shown.tasks.standing())
    numbers = [task.pk for task in tasks]
    rolled, proposed = levels.rolled_up(numbers, today), levels.proposed(numbers)
    rows = levels.units_below(shown)
    context = {
        "programme": shown,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("p")),
        "number": len(rows),
        "made": sum(one.is_issued for one in rows),
        "nobody": levels.nobody_took_up(shown),
        "tasks": [(task, rolled[task.pk], proposed.get(task.pk)) for task in tasks],
        "read": access.units_read(request.user),
    }
    title = _("Seen from above")
    return staff_page(
        request, "programmes/below.html", context, title=title, icon=ICON, trail=[*trail(), way(shown)]
    )


@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the unit's own programme from one that gives it tasks: keep, reword, split, leave out."""
    shown = access.get_programme(request.user, pk)
    unit = _taking_unit(request, shown)
    names, data = access.assignable(request.user), request.POST if request.method == "POST" else None
    first = {"title": shown.title, "starts_on": shown.starts_on, "ends_on": shown.ends_on, "kind": shown.kind}
    form, usual = PlanForm(data, initial=first), UsualForm(data, prefix="usual")
    given = overviews.given_to(shown, unit.pk)
    rows = [TakeUpRow(one, names.get(unit.pk, unit.name), names, data) for one in given]
    if data is not None and all([form.is_valid(), usual.is_valid(), *(row.is_valid() for row in rows)]):
        taken = [row.taken(usual.usual()) for row in rows if row.chosen]
        try:
            made = cascading.take_up_programme(
                shown, unit, form.plan(), taken, by=signed_in(request), at=timezone.now()
            )
        except ProgrammesError as error:
            put_beside(form, error)
        else:
            said = ngettext(
                "Programme made with %(n)d task.", "Programme made with %(n)d tasks.", made.tasks.count()
            )
            succeed(request, said % {"n": made.tasks.count()})
            return redirect("programmes:programme", made.pk)
    wrong = bool(form.errors) or bool(usual.errors) or any(row.chosen and row.errors for row in rows)
    context = {
        "form": form, "usual": usual, "rows": rows, "names": listed(names), "programme": shown, "wrong": wrong,
    }  # fmt: skip
    return staff_page(
        request,
        "programmes/take_up.html",
        context,
        title=_("Make our programme from it"),
        icon=ICON,
        trail=[*trail(), way(shown)],
        status=422 if wrong else 200,
    )


def _taking_unit(request: HttpRequest, shown: Programme) -> Unit:
    """Return the unit of the person, for which it plans."""
    unit = units.home_unit(request.user)
    access.require_planner(request.user, unit.pk if unit else 0)
    assert unit is not None  # noqa: S101  (nobody plans for unit 0)
    return unit


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over a change from above, or keep the task as it is: the button pressed says which."""
    change = access.get_change(request.user, pk)
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            cascading.answer_change(
                change,
                follow="follow" in request.POST,
                text=form.cleaned_data["text"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except ProgrammesError as error:
            refuse(request, error)
        else:
            succeed(request, _("Answered."))
    return redirect("programmes:inbox")


@require_POST
def hand_over(request: HttpRequest, pk: int, heir: int) -> HttpResponse:
    """Pass the open tasks of a unit that ended on to the unit that took over."""
    ended, unit = units.get_unit(request.user, pk), units.get_unit(request.user, heir)
    number = cascading.hand_over_tasks(ended, unit, by=signed_in(request), at=timezone.now())
    said = ngettext("%(n)d task handed over.", "%(n)d tasks handed over.", number)
    succeed(request, said % {"n": number})
    return redirect(reverse("programmes:inbox"))
