"""What the pages of a draft share: the way to it, and the answer once it is issued."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access
from nhipcau.drafting.errors import IssuedError, UnderReviewError
from nhipcau.drafting.forms import PeriodFields
from nhipcau.drafting.models import Draft, DraftState
from nhipcau.reporting.actions import make_period
from nhipcau.reporting.models import Period
from nhipcau.shell.views import refuse
from nhipcau.units.access import signed_in

ICON = "edit"


def unless_issued(
    view: Callable[[HttpRequest, int], HttpResponse],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """Answer for a document that is issued with its page, which says that nothing changes any more."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except (IssuedError, UnderReviewError) as error:
            refuse(request, error)
            return redirect("drafting:draft", pk)

    return guarded


def open_draft(request: HttpRequest, pk: int) -> Draft:
    """Return the draft for someone who writes it. Raises Http404; PermissionDenied; IssuedError; UnderReviewError."""
    shown = access.get_draft(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    if shown.state == DraftState.ISSUED:
        raise IssuedError
    if shown.state != DraftState.DRAFT:
        raise UnderReviewError
    return shown


def list_crumb() -> tuple[str, str]:
    return reverse("drafting:drafts"), _("Drafts")


def draft_crumb(shown: Draft) -> tuple[str, str]:
    return reverse("drafting:draft", args=[shown.pk]), shown.subject


def period_of(request: HttpRequest, form: PeriodFields) -> Period | None:
    """Return the period chosen, or None with the reason beside its field."""
    kind, calendar, year, number = form.period()
    try:
        return make_period(kind, calendar, year, number, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        form.add_error("number", str(error.message))
        return None


def before_of(request: HttpRequest) -> int:
    """Return the revision the page was opened at; nonsense is none that ever was."""
    typed = request.POST.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, however little; None where nothing was."""
    return request.POST if request.method == "POST" else None
