"""A draft is begun: first what kind of document, then what it is about."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.activities.models import Activity
from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions
from nhipcau.drafting.beginnings import KINDS, Act, Need, Wanted
from nhipcau.drafting.beginnings.known import MOST_HIGHLIGHTS, proposed_highlights
from nhipcau.drafting.forms.starting import REVIEWS, StartForm
from nhipcau.drafting.models import Template
from nhipcau.drafting.views.ways import ICON, list_crumb
from nhipcau.oversight.access import get_review
from nhipcau.reporting.actions import make_period
from nhipcau.reporting.models import Period
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

OFFERED = 4 * MOST_HIGHLIGHTS
GROUPS: tuple[tuple[Promise, dict[Template, Promise]], ...] = (
    (
        gettext_lazy("Reports"),
        {
            Template.YEAR_REPORT: gettext_lazy(
                "Figures of the year in sentences and tables, against last year and the plan; also several years"
            ),
            Template.QUARTER_REPORT: gettext_lazy("Figures of three months, with what fell short"),
            Template.HALF_YEAR_REPORT: gettext_lazy("Figures of six months, with what fell short"),
            Template.NINE_MONTH_REPORT: gettext_lazy("Figures of nine months, with what fell short"),
            Template.PERIOD_REPORT: gettext_lazy("Figures of a month or another period"),
            Template.INTERIM_REVIEW: gettext_lazy(
                "What was taken over from the replies of the units half-way"
            ),
            Template.FINAL_REVIEW: gettext_lazy(
                "What was taken over from the replies of the units at the end"
            ),
        },
    ),
    (
        gettext_lazy("Plans and guidance"),
        {
            Template.PLAN: gettext_lazy("A programme's tasks by theme and by unit, with its legal bases"),
            Template.GUIDANCE: gettext_lazy("The same programme, told to those who carry it out"),
            Template.JOINT_PROGRAMME: gettext_lazy("Several bodies sign; what each side takes on"),
            Template.SUBMISSION: gettext_lazy("Asks a higher body to decide"),
        },
    ),
    (
        gettext_lazy("Decisions and notices"),
        {
            Template.DECISION: gettext_lazy("Articles, and the regulation it enacts enclosed"),
            Template.AID_DECISION: gettext_lazy("Accepts aid: the project, its value, who manages it"),
            Template.CONCLUSIONS: gettext_lazy("The conclusions of a meeting, with who carries them out"),
        },
    ),
    (
        gettext_lazy("Letters"),
        {
            Template.LETTER: gettext_lazy("A letter to another body"),
            Template.INVITATION: gettext_lazy("To a meeting that is in the system, or another"),
            Template.PRESS_RELEASE: gettext_lazy("What happened, figures with their sources, whom to ask"),
            Template.GREETING: gettext_lazy("Congratulations or thanks on an occasion"),
        },
    ),
)


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Choose what kind of document to begin; a review that the address names says so itself."""
    _require_writer(request)
    asked = request.GET.get("review", "")
    if asked.isdecimal() and len(asked) < 18:
        review = get_review(request.user, int(asked))
        template = next(one for one, kind in REVIEWS.items() if kind == review.kind)
        return redirect(f"{reverse('drafting:begin', args=[template])}?review={review.pk}")
    groups = [(name, [(one, one.label, line) for one, line in some.items()]) for name, some in GROUPS]
    return staff_page(
        request,
        "drafting/start.html",
        {"groups": groups},
        title=_("Start a draft"),
        icon=ICON,
        trail=[list_crumb()],
    )


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, template: str) -> HttpResponse:
    """Say what the document is about; its outline is made from that."""
    if template not in Template.values:
        raise Http404
    _require_writer(request)
    chosen = Template(template)
    form = StartForm(chosen, signed_in(request), request.POST or None, initial=_initial(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (wanted := _wanted(request, form)):
            proposed = _proposed(wanted)
            if not proposed or "offered" in request.POST:
                return _begun(request, wanted, proposed)
            form.offer_highlights(proposed)
            status = 200
    return staff_page(
        request,
        "drafting/begin.html",
        {
            "form": form,
            "offered": "highlights" in form.fields,
            "submit": _("Start"),
            "intro": _("You get an outline filled with what the system knows; all of it can be changed."),
        },
        title=str(chosen.label),
        icon=ICON,
        trail=[list_crumb(), (reverse("drafting:start"), _("Start a draft"))],
        status=status,
    )


def _require_writer(request: HttpRequest) -> None:
    if not access.units_to_write_for(request.user):
        access.require_writer(request.user, 0)


def _initial(request: HttpRequest) -> dict[str, Any]:
    home = units.home_unit(request.user)
    named = {name: request.GET[name] for name in _NAMED if "\0" not in request.GET.get(name, "\0")}
    unit = request.GET.get("unit", "")
    own = int(unit) if unit.isdecimal() and len(unit) < 18 else home.pk if home else None
    return {**({"unit": own} if own else {}), **named}


_NAMED = (
    "programme", "review", "agreement", "meeting", "year", "number", "calendar", "kind", "act", "regulation",
)  # fmt: skip


def _wanted(request: HttpRequest, form: StartForm) -> Wanted | None:
    """Return what is wanted, or None with the reason beside its field."""
    chosen, today = form.cleaned_data, timezone.localdate()
    unit: Unit = chosen["unit"]
    period: Period | None = None
    if asked := form.period():
        try:
            period = make_period(*asked, by=signed_in(request), at=timezone.now())
        except NhipCauError as error:
            form.refuse_period(str(error.message))
            return None
    day = period.ends_on if period else today
    names = ("programme", "review", "agreement", "meeting", "regulation")
    return Wanted(
        form.template,
        unit,
        Unit.objects.get(pk=access.scope_of(unit, day)),
        today,
        layout=chosen["layout"],
        period=period,
        act=Act(chosen.get("act") or Act.ENACT),
        since_year=form.since_year(),
        streams=bool(chosen.get("streams")),
        **{name: chosen.get(name) for name in names},
    )


def _proposed(wanted: Wanted) -> list[Activity]:
    if wanted.period is None or KINDS[wanted.template].need != Need.PERIOD:
        return []
    return proposed_highlights(wanted.reports_on, wanted.period, OFFERED)


def _begun(request: HttpRequest, wanted: Wanted, proposed: Iterable[Activity]) -> HttpResponse:
    ticked = set(request.POST.getlist("highlights"))
    highlights = tuple(one for one in proposed if str(one.pk) in ticked)
    fields = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
    draft = actions.start(
        Wanted(**{**fields, "highlights": highlights}), by=signed_in(request), at=timezone.now()
    )
    succeed(request, _("The outline is ready, with what the system knows in it. Write on from here."))
    return redirect("drafting:edit", draft.pk)
