"""The units' own words beside the section they belong to, to be taken over with the unit named."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import actions, voices
from nhipcau.drafting.beginnings.known import name_of
from nhipcau.drafting.models import Draft, Section
from nhipcau.drafting.views.ways import ICON, before_of, draft_crumb, list_crumb, open_draft, unless_issued
from nhipcau.reporting.models import FormQuestion, Narrative
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

A_PAGE = 20
MOST_WORDS = 100  # characters


@require_http_methods(["GET", "POST"])
@unless_issued
def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a section and what the units answered to its question; take one of the answers over."""
    shown = open_draft(request, pk)
    section = _section(request, shown)
    if request.method == "POST":
        return _written(request, shown, section)
    asked = voices.asked(shown)
    question = voices.question_of(section, asked)
    words = " ".join(request.GET.get("words", "").replace("\0", "").split())[:MOST_WORDS]
    rows = voices.answers(shown, question, words) if question else Narrative.objects.none()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": shown,
        "section": section,
        "lines": section.body.splitlines(),
        "asked": asked,
        "question": question,
        "words": words,
        "page": page,
        "said": [(one, name_of(one.submission.unit_id, shown.day)) for one in page],
        "query": f"{urlencode({'section': str(section.uid), 'words': words})}&",
        "before": str(shown.revision),
    }
    edit = (reverse("drafting:edit", args=[pk]), _("Text"))
    return staff_page(
        request,
        "drafting/voices.html",
        context,
        title=_("The units' words on “%(heading)s”") % {"heading": section.heading},
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown), edit],
    )


def _section(request: HttpRequest, shown: Draft) -> Section:
    try:
        uid = uuid.UUID(request.GET.get("section") or request.POST.get("section", ""))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(shown.sections, uid=uid)


def _written(request: HttpRequest, shown: Draft, section: Section) -> HttpResponse:
    by, at = signed_in(request), timezone.now()
    try:
        if "question" in request.POST:
            question = get_object_or_404(FormQuestion, pk=_number(request, "question"))
            actions.ask_beside(shown, section, question, by=by, at=at)
        else:
            said = get_object_or_404(
                Narrative.objects.select_related("submission", "question"), pk=_number(request, "narrative")
            )
            actions.take_over(shown, section, said, by=by, at=at, before=before_of(request))
            succeed(
                request, _("Taken over, with the unit named. Put it into your own sentence where it helps.")
            )
    except NhipCauError as error:
        refuse(request, error)
    return redirect(
        f"{reverse('drafting:voices', args=[shown.pk])}?{urlencode({'section': str(section.uid)})}"
    )


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
