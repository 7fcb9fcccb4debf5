"""The page that makes the next programme from the one before, shown before it is made."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.programmes import access, repeating
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.sheets import AgainForm
from nhipcau.programmes.models import Programme
from nhipcau.programmes.repeating import MOST_YEARS
from nhipcau.programmes.rules import months_later
from nhipcau.programmes.views.ways import trail, way
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the tasks with their days moved by whole years and what is left out; then make the draft."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    today, allowed = timezone.localdate(), access.planner_units(request.user)
    years = _years(request, shown, today.year)
    form = AgainForm(request.POST if request.method == "POST" else None, initial=_moved(shown, years))
    if request.method == "POST" and form.is_valid():
        actor, now = signed_in(request), timezone.now()
        try:
            made = repeating.repeat_programme(
                shown,
                form.plan(),
                form.cleaned_data["years"],
                allowed,
                today=today,
                once=form.once(),
                by=actor,
                at=now,
            )
        except ProgrammesError as error:
            form.add_error(None, str(error.message))
        else:
            succeed(request, _("The draft is made. Check its days and units, then issue it."))
            return redirect("programmes:programme", made.pk)
    rows = repeating.proposed(shown, years, allowed, today)
    context = {
        "form": form,
        "kept": [one for one in rows if not one.left_out],
        "left_out": [one for one in rows if one.left_out],
        "years": years,
        "others": [number for number in range(1, 4) if number != years],
    }
    return staff_page(
        request,
        "programmes/again.html",
        context,
        title=_("Start the next one from it"),
        icon="copy",
        trail=[*trail(), way(shown)],
        status=422 if form.errors else 200,
    )


def _years(request: HttpRequest, shown: Programme, this_year: int) -> int:
    """Return how far to move: as asked for, else to this year, or by one where that is the programme's own."""
    typed = request.POST.get("years") or request.GET.get("years") or ""
    number = int(typed) if typed.isdecimal() and len(typed) < 4 else this_year - shown.starts_on.year
    return min(max(number, 1), MOST_YEARS)


def _moved(shown: Programme, years: int) -> dict[str, Any]:
    old, new = str(shown.starts_on.year), str(shown.starts_on.year + years)
    return {
        "title": shown.title.replace(old, new),
        "starts_on": months_later(shown.starts_on, 12 * years),
        "ends_on": months_later(shown.ends_on, 12 * years),
        "kind": shown.kind,
        "years": years,
    }
