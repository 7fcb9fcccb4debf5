"""The pages of a year's plan of inspections, and of the checklists that inspections begin with."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.oversight import access, actions, overviews
from nhipcau.oversight.forms import ChecklistForm, PlanForm
from nhipcau.oversight.views.ways import ICON, do, form_page, trail
from nhipcau.programmes.access import assignable, visible_programmes
from nhipcau.programmes.forms.units import listed
from nhipcau.registry.access import visible_documents
from nhipcau.shell.views import staff_page
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit


@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Make a year's plan."""
    access.require_inspects(request.user)
    names = assignable(request.user)
    home = units.home_unit(request.user)
    first = {"year": timezone.localdate().year, "unit": home.pk if home else None}
    form = PlanForm(
        names,
        visible_programmes(request.user),
        visible_documents(request.user),
        request.POST or None,
        initial=first,
    )

    def save() -> str:
        made = actions.plan_year(form.plan(), by=signed_in(request))
        return reverse("oversight:plan", args=[made.pk])

    return form_page(
        request,
        form,
        save,
        title=_("Plan the inspections of a year"),
        submit=_("Keep the plan"),
        way=trail(),
        names=listed(names),
    )


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a year's plan: what was held, what is to come, what was missed."""
    shown = access.get_plan(request.user, pk)
    today = timezone.localdate()
    rows = list(shown.inspections.in_full().order_by("planned_on", "pk"))
    context = {
        "plan": shown,
        "inspections": rows,
        "how_far": overviews.how_far(rows, today),
        "inspects": units.may(request.user, shown.unit_id, *access.INSPECTORS),
        "today": today,
    }
    return staff_page(request, "oversight/plan.html", context, title=shown.title, icon=ICON, trail=trail())


@require_GET
def checklists(request: HttpRequest) -> HttpResponse:
    """List the checklists to begin with."""
    access.require_sees_oversight(request.user)
    context = {
        "checklists": access.offered_checklists(request.user),
        "own": access.units_to_inspect(request.user),
        "inspects": access.inspects(request.user),
    }
    return staff_page(
        request, "oversight/checklists.html", context, title=_("Checklists"), icon=ICON, trail=trail()
    )


@require_http_methods(["GET", "POST"])
def new_checklist(request: HttpRequest) -> HttpResponse:
    """Keep questions to begin checklists with."""
    access.require_inspects(request.user)
    names = assignable(request.user)
    home = units.home_unit(request.user)
    form = ChecklistForm(names, request.POST or None, initial={"unit": home.pk if home else None})

    def save() -> str:
        given = form.cleaned_data
        unit = Unit.objects.get(pk=given["unit"])
        actions.keep_checklist(unit, given["title"], given["questions"], by=signed_in(request))
        return reverse("oversight:checklists")

    way = [*trail(), (reverse("oversight:checklists"), _("Checklists"))]
    return form_page(
        request,
        form,
        save,
        title=_("New checklist"),
        submit=_("Save the checklist"),
        way=way,
        names=listed(names),
    )


@require_POST
def retire_checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a checklist no longer."""
    shown = access.get_checklist(request.user, pk)
    onward = reverse("oversight:checklists")
    return do(request, lambda: actions.retire_checklist(shown, by=signed_in(request)), onward)
