"""What stands around the text of a draft, also of several bodies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.drafting import actions
from nhipcau.drafting.errors import ChangedMeanwhileError
from nhipcau.drafting.forms import HeadForm, PartnerFormSet
from nhipcau.drafting.forms.partners import initial_of
from nhipcau.drafting.views.ways import (
    ICON,
    before_of,
    draft_crumb,
    list_crumb,
    open_draft,
    posted,
    unless_issued,
)
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
@unless_issued
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what stands around the text: heading, recipients, signature."""
    shown = open_draft(request, pk)
    before, trail = str(shown.revision), [list_crumb(), draft_crumb(shown)]
    form = HeadForm(request.POST or None, instance=shown)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.write_head(
                    shown,
                    form.head(),
                    by=signed_in(request),
                    at=timezone.now(),
                    before=before_of(request),
                )
            except ChangedMeanwhileError as error:
                refuse(request, error)
                status = 409
            else:
                succeed(request, _("Saved."))
                return redirect("drafting:draft", pk)
    return staff_page(
        request,
        "drafting/head.html",
        {"form": form, "submit": _("Save"), "before": before},
        title=_("Heading and signature"),
        icon=ICON,
        trail=trail,
        status=status,
    )


@require_http_methods(["GET", "POST"])
@unless_issued
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the other bodies that issue the document, as they stand in heading and signature."""
    shown = open_draft(request, pk)
    there = list(shown.partners.all())
    formset = PartnerFormSet(posted(request), initial=[initial_of(one) for one in there])
    status = 200
    if request.method == "POST":
        status = 422
        if formset.is_valid():
            try:
                actions.write_partners(
                    shown,
                    formset.sides(there),
                    by=signed_in(request),
                    at=timezone.now(),
                    before=before_of(request),
                )
            except ChangedMeanwhileError as error:
                refuse(request, error)
                status = 409
            else:
                succeed(request, _("Saved."))
                return redirect("drafting:partners" if "more" in request.POST else "drafting:draft", pk)
    return staff_page(
        request,
        "drafting/partners.html",
        {"draft": shown, "formset": formset, "before": str(shown.revision)},
        title=_("Bodies that issue it together"),
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown)],
        status=status,
    )
