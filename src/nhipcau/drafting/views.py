"""The pages of drafting: the list, the page of a draft, its text, its heading, and issuing."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions, composing, overviews, reviews, rules
from nhipcau.drafting.errors import ChangedMeanwhileError, ChangedSinceCheckedError, IssuedError
from nhipcau.drafting.forms import FigureForm, HeadForm, IssueForm, PeriodFields, SectionFormSet, StartForm
from nhipcau.drafting.models import Draft, DraftState
from nhipcau.drafting.rules import SectionText
from nhipcau.oversight.access import get_review
from nhipcau.oversight.models import Review
from nhipcau.reporting.actions import make_period
from nhipcau.reporting.models import Period
from nhipcau.shell.views import download, refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

ICON = "edit"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DO = re.compile(r"(add|up|down|remove|drop)-([0-9]{1,9})")
_MOVES = {"up": -1, "down": 1}


def _unless_issued(
    view: Callable[[HttpRequest, int], HttpResponse],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """Answer for a document that is issued with its page, which says that nothing changes any more."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except IssuedError as error:
            refuse(request, error)
            return redirect("drafting:draft", pk)

    return guarded


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """List the drafts, newest first."""
    access.require_reader(request.user)
    may_start = bool(access.units_to_write_for(request.user))
    return staff_page(
        request,
        "drafting/drafts.html",
        {"drafts": overviews.drafts_listed(request.user), "may_start": may_start},
        title=_("Drafts"),
        icon=ICON,
        primary=(reverse("drafting:start"), _("Start a report"), "plus") if may_start else None,
    )


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose who reports on which period; the outline is made from that."""
    if not access.units_to_write_for(request.user):
        access.require_writer(request.user, 0)
    review = _review(request)
    form = StartForm(signed_in(request), request.POST or None, initial=_start(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (period := _period(request, form)):
            draft = _started(request, form.cleaned_data["unit"], period, review)
            succeed(
                request, _("The outline is ready, with the figures of this period in it. Write on from here.")
            )
            return redirect("drafting:edit", draft.pk)
    return staff_page(
        request,
        "shell/form.html",
        {
            "form": form,
            "submit": _("Start"),
            "intro": _("You get an outline with the figures of the period in it; all of it can be changed."),
        },
        title=_("Start a report"),
        icon=ICON,
        trail=[_list()],
        status=status,
    )


def _review(request: HttpRequest) -> Review | None:
    """Return the review that the draft is to begin with, as the address names it."""
    asked = request.GET.get("review", "")
    return get_review(request.user, int(asked)) if asked.isdecimal() and len(asked) < 18 else None


def _started(request: HttpRequest, unit: Unit, period: Period, review: Review | None) -> Draft:
    by, at = signed_in(request), timezone.now()
    if review is None:
        return actions.start_draft(unit, period, by=by, at=at)
    return reviews.start_from_review(review, unit, period, by=by, at=at, today=timezone.localdate(at))


def _start(request: HttpRequest) -> dict[str, Any]:
    home = units.home_unit(request.user)
    return {"year": timezone.localdate().year, **({"unit": home.pk} if home else {})}


def _period(request: HttpRequest, form: PeriodFields) -> Period | None:
    """Return the period chosen, or None with the reason beside its field."""
    kind, calendar, year, number = form.period()
    try:
        return make_period(kind, calendar, year, number, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        form.add_error("number", str(error.message))
        return None


@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the document as it will look, with its figures and the checks."""
    shown = access.get_draft(request.user, pk)
    page = overviews.draft_page(shown)
    live = shown.state == DraftState.DRAFT
    writes = live and access.may_write(request.user, shown)
    issues = live and access.may_issue(request.user, shown)
    primary = None
    if issues:
        primary = (reverse("drafting:issue", args=[pk]), _("Issue"), "check")
    elif writes:
        primary = (reverse("drafting:edit", args=[pk]), _("Write the text"), "edit")
    return staff_page(
        request,
        "drafting/draft.html",
        {"draft": shown, "page": page, "writes": writes, "issues": issues},
        title=shown.subject,
        icon=ICON,
        trail=[_list()],
        primary=primary,
    )


@require_http_methods(["GET", "POST"])
@_unless_issued
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the sections. Every button of the page saves what is typed before it does anything else."""
    shown = _open_draft(request, pk)
    if request.method == "GET":
        texts = composing.texts_of(shown.sections.all())
        initial = [{"heading": text.heading, "body": text.body} for text in texts]
        return _edit_page(request, shown, SectionFormSet(initial=initial, prefix="s"))
    formset = SectionFormSet(request.POST, prefix="s")
    if not formset.is_valid():
        return _edit_page(request, shown, formset, status=422)
    verb, place = _asked(request.POST.get("do", ""))
    texts = _rearranged(tuple(form.text() for form in formset), verb, place)
    try:
        actions.write_sections(
            shown,
            texts,
            by=signed_in(request),
            at=timezone.now(),
            before=_before(request),
            looked_at=request.POST.get("looked_at"),
        )
        if verb == "drop":
            _drop(request, shown, place)
    except ChangedMeanwhileError as error:
        refuse(request, error)
        shown.refresh_from_db()
        return _edit_page(request, shown, formset, status=409)
    if request.POST.get("do") == "figure":
        return redirect("drafting:add_figure", pk)
    succeed(request, _("Saved."))
    return redirect(reverse("drafting:edit", args=[pk]) + _anchor(verb, place))


def _asked(do: str) -> tuple[str, int]:
    """Return what a button asks for and of which section (from 0) or figure."""
    found = _DO.fullmatch(do)
    return (found[1], int(found[2])) if found else ("save", 0)


def _rearranged(texts: tuple[SectionText, ...], verb: str, place: int) -> tuple[SectionText, ...]:
    if verb == "add" and len(texts) < rules.MAX_SECTIONS:
        return rules.with_new(texts, place)
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


def _before(request: HttpRequest) -> int:
    """Return the revision the page was opened at; nonsense is none that ever was."""
    typed = request.POST.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _edit_page(request: HttpRequest, shown: Draft, formset: Any, *, status: int = 200) -> HttpResponse:
    page = overviews.draft_page(shown)
    context = {
        "draft": shown,
        "page": page,
        "formset": formset,
        "before": str(shown.revision),
        "figures": overviews.figures_at_hand(shown, page.figures),
        "used": composing.used_keys(page.texts),
    }
    return staff_page(
        request,
        "drafting/edit.html",
        context,
        title=_("Text"),
        icon=ICON,
        trail=[_list(), _of(shown)],
        status=status,
    )


@require_http_methods(["GET", "POST"])
@_unless_issued
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what stands around the text: heading, recipients, signature."""
    shown = _open_draft(request, pk)
    before, trail = str(shown.revision), [_list(), _of(shown)]
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
                    before=_before(request),
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
@_unless_issued
def add_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a figure of any unit and period reported on."""
    shown = _open_draft(request, pk)
    form = FigureForm(shown, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (period := _period(request, form)):
            figure = form.figure(shown)
            try:
                actions.add_figure(
                    shown,
                    key=figure.key,
                    indicator=figure.indicator,
                    unit=figure.unit,
                    period=period,
                    by=signed_in(request),
                    at=timezone.now(),
                )
            except NhipCauError as error:
                form.add_error("key", str(error.message))
            else:
                succeed(
                    request,
                    _("The figure can now be put into the text as {{%(key)s}}.") % {"key": figure.key},
                )
                return redirect("drafting:edit", pk)
    return staff_page(
        request,
        "shell/form.html",
        {"form": form, "submit": _("Add")},
        title=_("Add a figure"),
        icon=ICON,
        trail=[_list(), _of(shown), (reverse("drafting:edit", args=[pk]), _("Text"))],
        status=status,
    )


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


@require_http_methods(["GET", "POST"])
@_unless_issued
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the document a last time, give it number and date, and issue it."""
    shown = access.get_draft(request.user, pk)
    access.require_issuer(request.user, shown.unit_id)
    if shown.state == DraftState.ISSUED:
        raise IssuedError
    page = overviews.draft_page(shown, to_issue=True)
    today = timezone.localdate()
    initial = {"number": shown.number, "issued_on": shown.issued_on or today, "looked_at": page.fingerprint}
    form = IssueForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.issue_draft(shown, **form.cleaned_data, by=signed_in(request), at=timezone.now())
            except ChangedSinceCheckedError as error:
                refuse(request, error)
                return redirect("drafting:issue", pk)
            except NhipCauError as error:
                form.add_error(None, str(error.message))
            else:
                succeed(
                    request, _("Issued, and entered in the register. The figures are frozen from now on.")
                )
                return redirect("drafting:draft", pk)
    return staff_page(
        request,
        "drafting/issue.html",
        {"draft": shown, "page": page, "form": form},
        title=_("Issue"),
        icon="check",
        trail=[_list(), _of(shown)],
        status=status,
    )


@require_GET
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the Word file: of a draft as it is now, of an issued document the one in the register."""
    shown = access.get_draft(request.user, pk)
    name = actions.file_name(shown)
    if shown.document is not None:
        with shown.document.file.open("rb") as stored:
            return download(stored.read(), name, WORD)
    page = overviews.draft_page(shown)
    try:
        content = composing.docx_of(shown, page.texts, page.figures)
    except NhipCauError as error:
        refuse(request, error)
        return redirect("drafting:draft", pk)
    return download(content, name, WORD)


def _open_draft(request: HttpRequest, pk: int) -> Draft:
    """Return the draft for someone who writes it. Raises Http404; PermissionDenied; IssuedError."""
    shown = access.get_draft(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    if shown.state == DraftState.ISSUED:
        raise IssuedError
    return shown


def _list() -> tuple[str, str]:
    return reverse("drafting:drafts"), _("Drafts")


def _of(shown: Draft) -> tuple[str, str]:
    return reverse("drafting:draft", args=[shown.pk]), shown.subject
