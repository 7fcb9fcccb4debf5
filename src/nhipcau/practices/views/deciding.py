"""The pages of whoever a practice was proposed to: review, decision, commendation."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.practices import access, actions
from nhipcau.practices.forms import CommendForm, ReasonForm, WordForm
from nhipcau.practices.models import Act
from nhipcau.practices.overviews import may_be_commended
from nhipcau.practices.views.ways import address, do, form_page, to_practice
from nhipcau.programmes.forms.units import listed
from nhipcau.registry.access import visible_documents
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit


@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal under review."""
    shown = access.get_practice(request.user, pk)
    by, now = signed_in(request), timezone.now()
    return do(request, lambda: actions.decide(shown, Act.REVIEW, by=by, at=now), address(shown))


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a proposal."""
    return _decide(request, pk, Act.ACCEPT, _("Accept the practice"), _("Every unit reads it from then on."))


@require_http_methods(["GET", "POST"])
def refuse_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not accept a proposal."""
    return _decide(
        request, pk, Act.REFUSE, _("Do not accept it"), _("The unit reads the reason; nobody else sees it.")
    )


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a proposal back for more."""
    return _decide(
        request, pk, Act.SEND_BACK, _("Send it back for more"), _("The unit completes it and sends it again.")
    )


def _decide(request: HttpRequest, pk: int, act: Act, title: str, intro: str) -> HttpResponse:
    shown = access.get_practice(request.user, pk)
    access.require_judge(request.user, shown)
    kind = WordForm if act == Act.ACCEPT else ReasonForm
    form = kind(request.POST if request.method == "POST" else None)

    def save() -> str:
        reason = form.cleaned_data["reason"]
        actions.decide(shown, act, reason, by=signed_in(request), at=timezone.now())
        return address(shown)

    return form_page(request, form, save, title=title, submit=title, way=to_practice(shown), intro=intro)


@require_http_methods(["GET", "POST"])
def commend(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a decision that commends a unit for the practice."""
    shown = access.get_practice(request.user, pk)
    access.require_judge(request.user, shown)
    names = {unit: units.name_in_memory(unit) for unit in may_be_commended(shown)}
    form = CommendForm(
        names, timezone.localdate(), request.POST or None, initial={"unit": names[shown.unit_id]}
    )

    def save() -> str:
        unit = Unit.objects.get(pk=form.cleaned_data["unit"])
        decided = form.decided(visible_documents(request.user))
        actions.commend(shown, unit, decided, by=signed_in(request), at=timezone.now())
        return f"{address(shown)}#commendations"

    return form_page(
        request,
        form,
        save,
        title=_("Enter a commendation"),
        submit=_("Save the commendation"),
        way=to_practice(shown),
        intro=_("Units only: whom else the decision names is read in its document."),
        names=listed(names),
    )
