"""The page that changes several tasks of a programme at once."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nhipcau.programmes import access, behind
from nhipcau.programmes import together as changing
from nhipcau.programmes.errors import ProgrammesError
from nhipcau.programmes.forms.sheets import DeadlinesForm, SameForm
from nhipcau.programmes.forms.units import listed
from nhipcau.programmes.models import Programme
from nhipcau.programmes.views.ways import put_beside, trail, way
from nhipcau.shell.views import staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the same into several tasks of a draft; give several issued tasks a new deadline."""
    shown = access.get_programme(request.user, pk)
    access.require_planner(request.user, shown.unit_id)
    draft = shown.state == "draft"
    names = access.assignable(request.user) if draft else {}
    data = request.POST if request.method == "POST" else None
    form = (
        SameForm(shown, names, access.audiences(request.user), data) if draft else DeadlinesForm(shown, data)
    )
    if data is not None and form.is_valid() and "back" not in data:
        try:
            if "confirm" not in data:
                return _page(request, shown, {"form": form, "preview": _preview(shown, form, names)})
            number = _change(request, shown, form)
        except ProgrammesError as error:
            put_beside(form, error)
        else:
            said = ngettext("%(n)d task changed.", "%(n)d tasks changed.", number) % {"n": number}
            if behind.going_on(shown):
                said = _("Begun for many units. This page says how far it is.")
            succeed(request, said)
            return redirect("programmes:programme", pk)
    context: dict[str, object] = {"form": form, "names": listed(names), "draft": draft}
    return _page(request, shown, context, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, shown: Programme, context: dict[str, object], status: int = 200
) -> HttpResponse:
    title, where = _("Change several tasks"), [*trail(), way(shown)]
    template = "programmes/together.html"
    return staff_page(request, template, context, title=title, icon="edit", trail=where, status=status)


def _preview(
    shown: Programme, form: SameForm | DeadlinesForm, names: Mapping[int, str]
) -> list[changing.Preview]:
    given = form.cleaned_data
    if isinstance(form, SameForm):
        return changing.preview_of_tasks(shown, given["task"], form.same(), names)
    return changing.preview_of_deadlines(shown, given["task"], given["day"])


def _change(request: HttpRequest, shown: Programme, form: SameForm | DeadlinesForm) -> int:
    given, by, at = form.cleaned_data, signed_in(request), timezone.now()
    if isinstance(form, SameForm):
        return changing.change_tasks(shown, given["task"], form.same(), by=by, at=at)
    return changing.change_deadlines(shown, given["task"], given["day"], reason=given["reason"], by=by, at=at)
