"""The text of a draft: written section by section, kept while one types."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions, comparing, composing, overviews, pictures, rules
from nhipcau.drafting.errors import ChangedMeanwhileError
from nhipcau.drafting.figures import figures_of
from nhipcau.drafting.forms import CitationForm, FigureForm, SectionFormSet
from nhipcau.drafting.forms.text import Codes, initial_of, picture_in
from nhipcau.drafting.models import Draft, SectionKind
from nhipcau.drafting.rules import SectionText
from nhipcau.drafting.views.ways import ICON, before_of, draft_crumb, list_crumb, open_draft, unless_issued
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

_DO = re.compile(r"(add|up|down|remove|drop)-([0-9]{1,9})(?:-([a-z]{1,7}))?")
_MOVES = {"up": -1, "down": 1}
# Where the page goes on after the text was saved.
_ONWARDS = {"figure": "drafting:add_figure", "citation": "drafting:add_citation"}


@require_http_methods(["GET", "POST"])
@unless_issued
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the sections. Every button of the page saves what is typed before it does anything else."""
    if request.method == "POST" and request.headers.get("Accept") == "application/json":
        return _kept(request, pk)
    shown = open_draft(request, pk)
    if request.method == "GET":
        texts = composing.texts_of(shown.sections.all())
        return _edit_page(request, shown, _formset(shown, initial=[initial_of(pk, text) for text in texts]))
    formset = _formset(shown, _with_pictures(request, shown))
    if not formset.is_valid():
        return _edit_page(request, shown, formset, status=422)
    verb, place, kind = _asked(request.POST.get("do", ""))
    texts = _rearranged(formset.texts(), verb, place, kind)
    try:
        _write(request, shown, texts)
        if verb == "drop":
            _drop(request, shown, place)
    except ChangedMeanwhileError as error:
        refuse(request, error)
        shown.refresh_from_db()
        return _edit_page(request, shown, formset, typed=formset.texts(), status=409)
    if onwards := _ONWARDS.get(request.POST.get("do", "")):
        return redirect(onwards, pk)
    succeed(request, _("Saved."))
    return redirect(reverse("drafting:edit", args=[pk]) + _anchor(verb, place))


def _kept(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what is typed as an automatic revision; say what was not taken and why, field by field."""
    try:
        shown = open_draft(request, pk)
        formset = _formset(shown, request.POST)
        if not formset.is_valid():
            refused = {
                form.add_prefix(name): str(errors[0])
                for form in formset
                for name, errors in form.errors.items()
            }
            words = [str(error) for error in formset.non_form_errors()]
            return JsonResponse({"refused": refused, "words": " ".join(words)}, status=422)
        kept = _write(request, shown, formset.texts(), automatic=True)
    except ChangedMeanwhileError as error:
        return JsonResponse({"words": str(error.message), "meanwhile": True}, status=409)
    except NhipCauError as error:
        return JsonResponse({"words": str(error.message), "meanwhile": False}, status=409)
    at = timezone.localtime(kept.saved_at)
    return JsonResponse({"revision": kept.revision, "at": f"{at:%H:%M}"})


def _formset(shown: Draft, data: Any = None, *, initial: Sequence[dict[str, Any]] = ()) -> Any:
    kept = {"draft": shown.pk, "codes": Codes()}
    return SectionFormSet(data, initial=initial or None, prefix="s", form_kwargs=kept)


def _write(
    request: HttpRequest, shown: Draft, texts: Sequence[SectionText], *, automatic: bool = False
) -> Draft:
    return actions.write_sections(
        shown,
        texts,
        by=signed_in(request),
        at=timezone.now(),
        before=before_of(request),
        looked_at=request.POST.get("looked_at"),
        automatic=automatic,
    )


def _with_pictures(request: HttpRequest, shown: Draft) -> Any:
    """Return what was typed with each picture that came kept, so that none is chosen twice when a field is refused."""
    data = request.POST.copy()
    for name, upload in request.FILES.items():
        if not (found := re.fullmatch(r"s-([0-9]{1,3})-upload", name)):
            continue
        try:
            stored = actions.keep_picture(shown, picture_in(upload), by=signed_in(request))
        except ValidationError as error:
            data[f"s-{found[1]}-upload_refused"] = error.messages[0]
        else:
            data[f"s-{found[1]}-picture"] = pictures.sealed(shown.pk, stored)
    return data


def _asked(do: str) -> tuple[str, int, str]:
    """Return what a button asks for, of which section (from 0) or figure, and of what kind a new section is."""
    found = _DO.fullmatch(do)
    if found is None:
        return "save", 0, SectionKind.TEXT
    kind = found[3] if found[3] in SectionKind.values else SectionKind.TEXT
    return found[1], int(found[2]), kind


def _rearranged(texts: tuple[SectionText, ...], verb: str, place: int, kind: str) -> tuple[SectionText, ...]:
    if verb == "add" and len(texts) < rules.MAX_SECTIONS:
        return rules.with_new(texts, place, kind)
    if place >= len(texts):
        return texts
    if verb == "remove":
        return rules.without(texts, place)
    return rules.moved(texts, place, _MOVES[verb]) if verb in _MOVES else texts


def _anchor(verb: str, place: int) -> str:
    """Return where the page goes on: the section just added or moved."""
    shift = {"add": 2, "up": 0, "down": 2, "remove": 1}.get(verb)
    return "" if shift is None else f"#section-{max(1, place + shift)}"


def _drop(request: HttpRequest, shown: Draft, figure: int) -> None:
    found = shown.figures.filter(pk=figure).first()
    if found is None:
        return
    try:
        actions.remove_figure(found, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)


def _edit_page(
    request: HttpRequest,
    shown: Draft,
    formset: Any,
    *,
    typed: Sequence[SectionText] = (),
    status: int = 200,
) -> HttpResponse:
    """Answer with the page; where another person saved meanwhile, with both texts beside each other."""
    texts, figures = composing.texts_of(shown.sections.all()), figures_of(shown)
    said = list(shown.comments.open().in_full())
    for form in formset:
        form.comments = [one for one in said if str(one.section) == form.uid_text]
    context = {
        "draft": shown,
        "formset": formset,
        "before": str(shown.revision),
        "looked_at": overviews.fingerprint_of(shown, figures),
        "kinds": SectionKind.choices,
        "open_comments": len(said),
        "figures": list(figures.values()),
        "citations": list(shown.citations.select_related("document").defer("document__text")),
        "figure_form": FigureForm(shown, auto_id="pick_%s"),
        "citation_form": CitationForm(shown, signed_in(request), auto_id="cite_%s"),
        "used": composing.used_keys(texts),
        "theirs": comparing.compared(texts, typed).changed if status == 409 else (),
        "keep": f"nhipcau-draft-{shown.pk}-{signed_in(request).pk}",
    }
    return staff_page(
        request,
        "drafting/edit.html",
        context,
        title=_("Text"),
        icon=ICON,
        trail=[list_crumb(), draft_crumb(shown)],
        status=status,
    )


@require_GET
def picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show a picture of the draft, named as its page names it."""
    shown = access.get_draft(request.user, pk)
    stored = pictures.content_of(shown, name)
    if stored is None:
        raise Http404
    return download(stored, "picture.jpg", "image/jpeg", inline=True)
