"""An approved document is issued."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions, overviews
from nhipcau.drafting.errors import ChangedSinceCheckedError, IssuedError, NotApprovedError
from nhipcau.drafting.forms import IssueForm, PartnerNumbersForm
from nhipcau.drafting.models import DraftState
from nhipcau.drafting.views.ways import draft_crumb, list_crumb, posted, unless_issued
from nhipcau.registry.numbering import next_number
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
@unless_issued
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the document a last time, date it, and issue it under the next number of the register."""
    shown = access.get_draft(request.user, pk)
    access.require_party(request.user, shown.unit_id)
    if shown.state == DraftState.ISSUED:
        raise IssuedError
    page = overviews.draft_page(shown)
    today = timezone.localdate()
    form = IssueForm(posted(request), initial={"issued_on": today, "looked_at": page.fingerprint})
    numbers = PartnerNumbersForm(list(shown.partners.all()), posted(request))
    if request.method == "POST" and all([form.is_valid(), numbers.is_valid()]):
        try:
            issued = actions.issue_draft(
                shown,
                **form.cleaned_data,
                partner_numbers=numbers.numbers(),
                by=signed_in(request),
                at=timezone.now(),
            )
        except (ChangedSinceCheckedError, NotApprovedError) as error:
            refuse(request, error)
            return redirect("drafting:draft", pk)
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            said = _("Issued as %(number)s, and entered in the register. Nothing of it changes from now on.")
            succeed(request, said % {"number": overviews.number_of(issued)})
            return redirect("drafting:draft", pk)
    approved = shown.state == DraftState.APPROVED and shown.approved_fingerprint == page.fingerprint
    context = {
        "draft": shown,
        "page": page,
        "form": form,
        "numbers": numbers,
        "approved": approved,
        "next": next_number(shown.unit, shown.kind, shown.layout, today),
    }
    return staff_page(
        request,
        "drafting/issue.html",
        context,
        title=_("Issue"),
        icon="check",
        trail=[list_crumb(), draft_crumb(shown)],
        status=422 if form.errors or numbers.errors else 200,
    )
