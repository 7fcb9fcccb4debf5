"""The figures and citations of a draft: found, put into the text, accepted as they are now."""

from typing import Any

from django.db.models import Q
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions
from nhipcau.drafting.errors import KeyTakenError
from nhipcau.drafting.figures import ShownFigure, shown_now
from nhipcau.drafting.forms import CitationForm, FigureForm
from nhipcau.drafting.forms.typed import named
from nhipcau.drafting.models import Draft, Figure
from nhipcau.drafting.views.ways import (
    ICON,
    before_of,
    draft_crumb,
    list_crumb,
    open_draft,
    period_of,
    unless_issued,
)
from nhipcau.indicators.models import Indicator
from nhipcau.registry.access import citable
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

SUGGESTED = 20
MOST_LETTERS = 100


@require_http_methods(["GET", "POST"])
@unless_issued
def add_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Look a figure up, see its value, and add it. The page of the text asks for JSON and puts the key in itself."""
    shown = open_draft(request, pk)
    form = FigureForm(shown, request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid() and (period := period_of(request, form)):
        figure = form.figure(period)
        if request.POST.get("do") == "show":
            found = shown_now(figure)
            if _wants_json(request):
                return JsonResponse(_told(found))
        elif added := _added(request, form, figure):
            if _wants_json(request):
                # A figure that was there changes nothing: somebody else's saving must not be passed over.
                revision = added.draft.revision if added.pk else before_of(request)
                return JsonResponse({"insert": f"{{{{{added.key}}}}}", "revision": revision})
            said = _("The figure can now be put into the text as {{%(key)s}}.")
            succeed(request, said % {"key": added.key})
            return redirect("drafting:edit", pk)
    return _picking(request, shown, form, _("Add a figure"), {"found": found, "can_show": True})


def _added(request: HttpRequest, form: FigureForm, figure: Figure) -> Figure | None:
    """Add the figure, unless the draft has this very one; None with the reason beside its field."""
    if form.is_there(figure):
        return figure
    what = ("key", "indicator", "unit", "period", "aspect", "counting", "boundaries")
    try:
        return actions.add_figure(
            form.draft,
            **{name: getattr(figure, name) for name in what},
            by=signed_in(request),
            at=timezone.now(),
            before=_before(request),
        )
    except KeyTakenError as error:
        form.add_error("key", str(error.message))
    except NhipCauError as error:
        form.add_error(None, str(error.message))
    return None


def _told(found: ShownFigure) -> dict[str, Any]:
    value = f"{found.local_printed} {found.indicator.local_measure}" if found.printed else str(found.why)
    said = _("%(name)s: %(value)s. Units that have reported: %(complete)s.")
    return {
        "words": said % {"name": found.indicator.local_name, "value": value, "complete": found.complete},
        "key": found.key,
    }


@require_http_methods(["GET", "POST"])
@unless_issued
def add_citation(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a document of the register that the text names."""
    shown = open_draft(request, pk)
    form = CitationForm(shown, signed_in(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            citation = actions.add_citation(
                shown,
                chosen["document"],
                chosen["part"],
                by=signed_in(request),
                at=timezone.now(),
                before=_before(request),
            )
        except NhipCauError as error:
            form.add_error(None, str(error.message))
        else:
            if _wants_json(request):
                return JsonResponse({"insert": f"[[{citation.key}]]", "revision": citation.draft.revision})
            said = _("The document can now be named in the text as [[%(key)s]].")
            succeed(request, said % {"key": citation.key})
            return redirect("drafting:edit", pk)
    return _picking(request, shown, form, _("Add a citation"), {})


def _picking(
    request: HttpRequest, shown: Draft, form: BaseForm, title: str, context: dict[str, Any]
) -> HttpResponse:
    """Answer with the page of a picker; to the page of the text, only with what was refused and what fits."""
    status = 422 if request.method == "POST" and form.errors else 200
    if _wants_json(request):
        refused = {name: str(errors[0]) for name, errors in form.errors.items()}
        matches = {
            name: [{"value": value, "label": str(label)} for value, label in field.widget.matches]
            for name, field in form.fields.items()
            if getattr(field.widget, "matches", None)
        }
        return JsonResponse({"refused": refused, "matches": matches}, status=422)
    return staff_page(
        request,
        "drafting/pick.html",
        {"form": form, "submit": _("Add"), "before": request.POST.get("before", ""), **context},
        title=title,
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown), (reverse("drafting:edit", args=[shown.pk]), _("Text"))],
        status=status,
    )


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _before(request: HttpRequest) -> int | None:
    """Return the revision the text was typed on; a page of its own writes over nothing."""
    return before_of(request) if request.POST.get("before") else None


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the figures as they are now."""
    shown = access.get_draft(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    try:
        actions.accept_figures(shown, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The text now rests on the figures as they are."))
    return redirect("drafting:draft", pk)


@require_GET
def suggest_indicators(request: HttpRequest) -> JsonResponse:
    """Suggest indicators whose name or code has the words typed, as JSON."""
    access.require_reader(request.user)
    words = _words(request)
    found = Indicator.objects.in_use().order_by("name")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Q(code__icontains=word))
    offered = found[:SUGGESTED] if words else []
    return JsonResponse({"suggestions": [{"value": one.code, "label": one.local_name} for one in offered]})


@require_GET
def suggest_documents(request: HttpRequest, pk: int) -> JsonResponse:
    """Suggest documents of the register that the draft may cite, as JSON."""
    shown = access.get_draft(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    words = _words(request)
    found = citable(request.user).search(words, most=SUGGESTED) if words else []
    return JsonResponse({"suggestions": [{"value": named(one), "label": one.subject[:160]} for one in found]})


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:MOST_LETTERS]
