"""The pages of joint programmes: what each side takes on, that it agreed, and the tasks of its own programme."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.bodies import access, agreeing, overviews, tasking
from nhipcau.bodies.forms.joint import AgreementForm
from nhipcau.bodies.forms.recording import Point, PointForm, ProgrammeForm, TaskRow
from nhipcau.bodies.models import Agreement, Side
from nhipcau.bodies.views.bodies import ICON, form_page, trail
from nhipcau.bodies.views.meetings import tasks_page
from nhipcau.programmes.access import assignable
from nhipcau.programmes.forms.plans import whole_year
from nhipcau.programmes.forms.tasks import UsualForm
from nhipcau.programmes.forms.units import listed
from nhipcau.registry.access import visible_documents
from nhipcau.shell.links import links
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a joint programme."""
    if not access.keeper_units(request.user):
        raise PermissionDenied
    own = units.home_name(request.user)
    first = {"units": f"{own}; " if own else "", **whole_year(timezone.localdate())}
    form = AgreementForm(
        access.all_units(), visible_documents(request.user), request.POST or None, initial=first
    )

    def save() -> str:
        made = agreeing.make_agreement(
            form.plan(), form.cleaned_data["units"], by=signed_in(request), at=timezone.now()
        )
        return reverse("bodies:agreement", args=[made.pk])

    submit = _("Make the joint programme")
    return form_page(request, form, save, title=_("New joint programme"), submit=submit, way=trail())


@require_GET
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a joint programme with the states of all sides."""
    return _page(request, access.get_agreement(request.user, pk))


def _page(
    request: HttpRequest, shown: Agreement, wrong: tuple[int, PointForm] | None = None, *, status: int = 200
) -> HttpResponse:
    sides = overviews.sides_of(shown, timezone.localdate())
    mine = access.keeper_units(request.user)
    all_agreed = all(one.side.agreed_at for one in sides)
    may_add = any(one.side.unit_id in mine for one in sides) and not all_agreed
    rows: list[dict[str, Any]] = [
        {
            "shown": one,
            "mine": one.side.unit_id in mine,
            "waiting": any(made.state == "none" for made in one.made),
            "form": _point_form(one.side, wrong) if may_add else None,
        }
        for one in sides
    ]
    media = PointForm(None).media
    context = {
        "agreement": shown,
        "rows": rows,
        "may_add": may_add,
        "all_agreed": all_agreed,
        "links": links("nhipcau_agreement_links", request.user, shown),
        "media": media,
    }
    return staff_page(
        request, "bodies/agreement.html", context, title=shown.title, icon=ICON, trail=trail(), status=status
    )


def _point_form(side: Side, wrong: tuple[int, PointForm] | None) -> PointForm:
    return wrong[1] if wrong and wrong[0] == side.pk else PointForm(None, prefix=f"o{side.pk}")


@require_POST
def add_obligation(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what a side takes on."""
    side = access.get_side(request.user, pk)
    access.require_speaks_for_a_side(request.user, side.agreement)
    form = PointForm(None, request.POST, prefix=f"o{pk}")
    if form.is_valid():
        given = form.cleaned_data
        try:
            agreeing.add_obligation(
                side, given["text"], due_on=given["due_on"], by=signed_in(request), at=timezone.now()
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("bodies:agreement", side.agreement_id)
    return _page(request, side.agreement, (pk, form), status=422)


@require_POST
def remove_obligation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out what a side was to take on."""
    obligation = access.get_obligation(request.user, pk)
    try:
        agreeing.remove_obligation(obligation, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    return redirect("bodies:agreement", obligation.side.agreement_id)


@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree for one's own side."""
    side = access.get_side(request.user, pk)
    try:
        agreeing.agree(side, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Agreed for your side."))
    return redirect("bodies:agreement", side.agreement_id)


@require_http_methods(["GET", "POST"])
def make_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Make tasks of one's own programme of what one's side takes on."""
    side = access.get_side(request.user, pk)
    access.require_keeper(request.user, side.unit_id)
    data = request.POST if request.method == "POST" else None
    names = assignable(request.user)
    rows = [
        TaskRow(Point(one.pk, one.text, side.unit_id, one.due_on), names, data)
        for one in side.obligations.without_task().order_by("number")
    ]
    numbers = dict(side.obligations.values_list("pk", "number"))
    usual = UsualForm(data, prefix="usual")
    form = ProgrammeForm(access.draft_programmes(request.user, side.unit_id), data)

    def save() -> str:
        label = _("Obligation %(number)s")
        plans = {
            row.pk: row.plan(usual.usual(), label % {"number": numbers[row.pk]}) for row in rows if row.chosen
        }
        made = tasking.make_tasks_of_obligations(
            side, plans, form.chosen(), by=signed_in(request), at=timezone.now()
        )
        return reverse("programmes:programme", args=[made.pk])

    way = [*trail(), (reverse("bodies:agreement", args=[side.agreement_id]), side.agreement.title)]
    return tasks_page(request, (form, usual, rows), save, names=listed(names), way=way)
