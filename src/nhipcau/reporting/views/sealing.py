"""The page of a collection's seals: what a seal would hold, sealing, and opening a correction."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.reporting import access, seals
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.models import Correction
from nhipcau.reporting.views import ICON
from nhipcau.shell.views import Label, refuse, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units import reach
from nhipcau.units.access import signed_in
from nhipcau.units.models import Role


def sealing(request: HttpRequest, pk: int) -> HttpResponse:
    """What is sealed of a collection, whether its files are whole, and what a seal would leave out."""
    shown = access.get_followed(request.user, pk)
    found, newest = seals.ready(shown), reach.tree().newest()
    language = get_language()
    made = list(shown.seals.select_related("sealed_by").order_by("-revision"))
    correction = Correction.objects.filter(collection=shown, seal=None).select_related("opened_by").first()
    context = {
        "collection": shown,
        "ready": found,
        "approved": len(found.approved),
        "owing": len(found.owing),
        "without": sorted((newest[unit].named(language), unit) for unit in found.without),
        "checked": seals.check_seals(made),
        "correction": correction,
        "may_seal": units_access.may(request.user, shown.form.unit_id, Role.APPROVER),
        "open": not made or correction is not None,
    }
    trail: list[tuple[str, Label]] = [
        (reverse("reporting:index"), _("Reports")),
        (reverse("reporting:collection", args=[pk]), str(shown)),
    ]
    title = _("Seal the figures")
    return staff_page(request, "reporting/sealing.html", context, title=title, icon=ICON, trail=trail)


@require_POST
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the approved figures."""
    shown = access.get_followed(request.user, pk)
    without = [int(unit) for unit in request.POST.getlist("without") if unit.isdecimal()]
    try:
        made = seals.seal_collection(shown, without=without, by=signed_in(request), at=timezone.now())
        succeed(request, _("Sealed as revision {n}.").format(n=made.revision))
    except ReportingError as error:
        refuse(request, error)
    return redirect("reporting:sealing", pk=pk)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open sealed figures for a correction."""
    shown = access.get_followed(request.user, pk)
    reason = request.POST.get("reason", "")
    try:
        seals.open_correction(shown, reason=reason, by=signed_in(request), at=timezone.now())
        succeed(
            request, _("The figures can be corrected. Totals keep to the seal until they are sealed again.")
        )
    except ReportingError as error:
        refuse(request, error)
    return redirect("reporting:sealing", pk=pk)
