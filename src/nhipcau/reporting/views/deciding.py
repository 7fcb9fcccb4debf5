"""The pages of approvers: one answer with what changed first, and those that may be approved together."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhipcau.reporting import access, actions, overviews, rules
from nhipcau.reporting.comparisons import AGAIN, DIFFERS, FAR, MARKED, MOVED, RULE, flags_of
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.forms import read_cell_reasons, read_revision, read_text
from nhipcau.reporting.marking import marks_of
from nhipcau.reporting.models import Submission, SubmissionState
from nhipcau.reporting.sheet import open_sheet
from nhipcau.reporting.views import ICON
from nhipcau.shell.spreadsheet import safe_cell
from nhipcau.shell.views import download_portions, refuse, staff_page, succeed
from nhipcau.units.access import signed_in

A_PAGE = 50
A_PORTION = 250  # of the list as a file: what is looked at before its rows leave
FLAGS = {
    FAR: _("far from earlier figures"),
    DIFFERS: _("not what the activities give"),
    MOVED: _("activities were changed after sending"),
    MARKED: _("has figures to be looked at again"),
    RULE: _("a rule of the form does not hold"),
    AGAIN: _("sent again after a return"),
}
DECIDABLE = frozenset({SubmissionState.SUBMITTED, SubmissionState.APPROVED})


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to approve or return: what changed since the last return comes first."""
    shown = access.get_submission(request.user, pk)
    access.require_approver(request.user, shown)
    if shown.state not in DECIDABLE:
        return redirect("reporting:submission", pk)
    return _page(request, shown)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return an answer with a reason."""
    shown = access.get_submission(request.user, pk)
    access.require_approver(request.user, shown)
    codes = [row.indicator.code for row in open_sheet(shown).rows]
    try:
        actions.return_submission(
            shown,
            reason=read_text(request.POST, "reason"),
            cells=read_cell_reasons(request.POST, codes),
            revision=read_revision(request.POST),
            by=signed_in(request),
            at=timezone.now(),
        )
    except ReportingError as error:
        refuse(request, error)
        return redirect("reporting:decide", pk)
    succeed(request, _("The report was returned. Its reporters get an e-mail with your reason."))
    return redirect("reporting:waiting")


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve an answer."""
    shown = access.get_submission(request.user, pk)
    access.require_approver(request.user, shown)
    try:
        actions.approve_submission(
            shown, revision=read_revision(request.POST), by=signed_in(request), at=timezone.now()
        )
    except ReportingError as error:
        refuse(request, error)
        return redirect("reporting:decide", pk)
    succeed(request, _("Approved. The figures count in the totals from now on."))
    return redirect("reporting:waiting")


def waiting(request: HttpRequest) -> HttpResponse:
    """The answers that wait for this person; those without a flag may be approved together."""
    page = Paginator(overviews.WaitingList(request.user), A_PAGE).get_page(request.GET.get("p"))
    flags = flags_of([one.submission for one in page])
    rows = [(one, flags[one.submission.pk]) for one in page]
    unflagged = [one.submission for one, kinds in rows if not kinds]
    context = {"rows": rows, "page": page, "unflagged": unflagged}
    return staff_page(
        request,
        "reporting/waiting.html",
        context,
        title=_("Waiting for your decision"),
        icon=ICON,
        trail=[(reverse("reporting:index"), _("Reports"))],
    )


def waiting_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV, which spreadsheets open with the right letters and never as formulas."""
    name = _("waiting")
    return download_portions(_portions(request.user), f"{name}.csv")


def _portions(user: Any) -> Iterator[list[list[str]]]:
    """Return the rows of the list in portions. A query for all, seven for each portion of one collection.

    Which answers wait is read once: one that is approved meanwhile moves no other out of the file.
    """
    yield [[str(label) for label in (_("Unit"), _("Report"), _("Sent"), _("Late"), _("To be looked at"))]]
    sent = Submission.objects.for_decision_by(user)
    sent = sent.filter(submitted_at__isnull=False, first_submitted_at__isnull=False)
    pks = list(sent.order_by("submitted_at", "pk").values_list("pk", flat=True))
    for begin in range(0, len(pks), A_PORTION):
        found = Submission.objects.in_full().in_bulk(pks[begin : begin + A_PORTION])
        some = [found[pk] for pk in pks[begin : begin + A_PORTION] if pk in found]
        flags = flags_of(some)
        yield [_told(one, flags[one.pk]) for one in some]


def _told(one: Submission, kinds: tuple[str, ...]) -> list[str]:
    first, last = one.first_submitted_at, one.submitted_at
    late = first is not None and not rules.is_on_time(first, one.collection.due_at)
    return [
        safe_cell(str(one.unit)),
        safe_cell(str(one.collection)),
        f"{timezone.localtime(last):%Y-%m-%d %H:%M}" if last else "",
        str(_("late")) if late else "",
        "; ".join(str(FLAGS[kind]) for kind in kinds),
    ]


@require_POST
def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the chosen answers that have no flag."""
    chosen = request.POST.getlist("every" if "all" in request.POST else "submission")
    seen = dict(_chosen(text) for text in chosen)
    some = list(Submission.objects.for_decision_by(request.user).in_full().filter(pk__in=seen))
    approved = actions.approve_many(some, revisions=seen, by=signed_in(request), at=timezone.now())
    count = len(approved)
    succeed(request, ngettext("%(n)d report approved.", "%(n)d reports approved.", count) % {"n": count})
    return redirect("reporting:waiting")


def _chosen(text: str) -> tuple[int, int]:
    """Return (key, revision) of a chosen answer, written `12:3`; (0, 0), which is nobody's, for anything else."""
    key, _colon, revision = text.partition(":")
    fits = all(part.isascii() and part.isdigit() and len(part) < 16 for part in (key, revision))
    return (int(key), int(revision)) if fits else (0, 0)


def _page(request: HttpRequest, shown: Submission) -> HttpResponse:
    sheet = open_sheet(shown)
    changed = sheet.changed
    context = {
        "submission": shown,
        "collection": shown.collection,
        "sheet": sheet,
        "changed": changed,
        "untold": [one for one in sheet.told if not one.changed],
        "unchanged": [
            (one.section, rows)
            for one in sheet.sections
            if (rows := [row for row in one.rows if not row.changed])
        ],
        "flagged": bool(sheet.broken) or any(row.far or row.differs or row.moved for row in sheet.rows),
        "marks": marks_of(shown),
        "late": rules.is_late(shown.first_submitted_at, shown.collection.due_at, timezone.now()),
    }
    trail = [
        (reverse("reporting:index"), _("Reports")),
        (reverse("reporting:waiting"), _("Waiting for your decision")),
    ]
    return staff_page(
        request, "reporting/decide.html", context, title=f"{shown.unit}", icon=ICON, trail=trail
    )
