"""The pages on which a practice is spread as an optional task, and on which units take it up or not."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.practices import access, overviews, rules
from nhipcau.practices import spreading as spreads
from nhipcau.practices.forms import ReasonForm, SpreadForm
from nhipcau.practices.views.ways import ICON, Way, do, form_page, to_practice
from nhipcau.programmes.access import assignable, audiences, planned_programmes, planner_units
from nhipcau.programmes.forms.units import listed
from nhipcau.programmes.models import Assignment
from nhipcau.shell.views import staff_page
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def spread(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a practice to units as an optional task of a programme."""
    shown = access.get_practice(request.user, pk)
    units.require_somewhere(request.user, *access.JUDGES)
    names = assignable(request.user)
    home = units.home_unit(request.user)
    mine = home.pk if home and home.pk in planner_units(request.user) else 0
    first = {"title": shown.title, "unit": names.get(mine, ""), "product": _("A report of what was done")}
    drafts = planned_programmes(request.user).filter(state="draft")
    form = SpreadForm(names, audiences(request.user), drafts, shown, request.POST or None, initial=first)

    def save() -> str:
        given, by, now = form.cleaned_data, signed_in(request), timezone.now()
        unit = Unit.objects.get(pk=given["unit"])
        made = spreads.spread(shown, unit, form.plan(), given["programme"], by=by, at=now)
        return reverse("programmes:programme", args=[made.pk])

    return form_page(
        request,
        form,
        save,
        title=_("Spread the practice"),
        submit=_("Make the optional task"),
        way=to_practice(shown),
        intro=_(
            "Units take it up or not. It reaches them when the programme is issued, which is the next page."
        ),
        names=listed(names),
    )


@require_GET
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """List how each unit answered: taken up, declined, not answered yet."""
    shown = access.get_spread(request.user, pk)
    asked = request.GET.get("answer", "")
    answer = asked if asked in (rules.TAKEN_UP, rules.DECLINED, rules.SILENT) else ""
    page = Paginator(overviews.units_that(shown, answer), A_PAGE).get_page(request.GET.get("p"))
    counts = overviews.answers_of([shown])[shown.pk]
    context = {
        "spread": shown,
        "page": page,
        "rows": [
            (one, rules.answer_of(one.state, in_own_programme=one.taken_up)) for one in page.object_list
        ],
        "answer": answer,
        "reads": units.may(request.user, shown.task.programme.unit_id, *access.READERS),
        "ways": [
            ("", _("All units"), counts.asked),
            (rules.TAKEN_UP, _("Takes it up"), counts.taken_up),
            (rules.DECLINED, _("Not taken up"), counts.declined),
            (rules.SILENT, _("Not answered yet"), counts.silent),
        ],
    }
    return staff_page(
        request,
        "practices/answers.html",
        context,
        title=_("How the units answered"),
        icon=ICON,
        trail=to_practice(shown.practice),
    )


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the unit takes a practice up."""
    shown = access.get_offer(request.user, pk)
    by, now, text = signed_in(request), timezone.now(), _("We take this practice up.")
    onward = reverse("programmes:assignment", args=[pk])
    return do(request, lambda: spreads.take_up(shown, text=text, by=by, at=now), onward, text)


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the unit does not take a practice up, and why."""
    shown = access.get_offer(request.user, pk)
    form = ReasonForm(request.POST or None)

    def save() -> str:
        reason = form.cleaned_data["reason"]
        spreads.decline(shown, reason, by=signed_in(request), at=timezone.now())
        return reverse("programmes:assignment", args=[pk])

    title = _("Do not take it up")
    intro = _("It is for those who want to. Whoever spread it reads why it does not fit.")
    return form_page(request, form, save, title=title, submit=title, way=_to_offer(shown), intro=intro)


def _to_offer(shown: Assignment) -> Way:
    """Return the way back to the task as given to the unit."""
    return [
        (reverse("programmes:tasks"), _("Tasks of the unit")),
        (reverse("programmes:assignment", args=[shown.pk]), shown.task.title[:80]),
    ]
