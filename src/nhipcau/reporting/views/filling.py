"""The pages of a unit's answer: begin, fill in, check, send; and the activities behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.activities import overviews as activities
from nhipcau.indicators.figures import write_figure
from nhipcau.reporting import access, actions
from nhipcau.reporting.actions import Entry
from nhipcau.reporting.comparisons import Cell
from nhipcau.reporting.errors import ChangedMeanwhileError, ReportingError
from nhipcau.reporting.forms import SendForm, read_entries, read_revision, read_text
from nhipcau.reporting.models import Submission, ValueState
from nhipcau.reporting.sheet import Sheet, SheetRow, open_sheet
from nhipcau.reporting.views import ICON
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet with what stands in its fields: as typed where it was refused, else as kept."""

    row: SheetRow
    text: str
    not_applicable: bool
    note: str
    error: str = ""


def fill(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Begin a unit's answer, or go on with it."""
    collection = access.get_collection(request.user, pk)
    asked = units_access.get_unit(request.user, unit)
    there = Submission.objects.visible_to(request.user).filter(collection=collection, unit=asked).first()
    if there:
        return redirect("reporting:submission", there.pk)
    may_fill = access.may_fill(request.user, unit)
    if request.method == "POST":
        try:
            begun = actions.start_submission(collection, asked, by=signed_in(request), at=timezone.now())
        except ReportingError as error:
            refuse(request, error)
            return redirect("reporting:index")
        return redirect("reporting:submission", begun.pk)
    context = {"collection": collection, "unit": asked, "may_fill": may_fill}
    return staff_page(
        request, "reporting/begin.html", context, title=str(collection), icon=ICON, trail=[_list()]
    )


def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's answer: to fill in for its reporters while it is open, to read for everyone else who sees it."""
    return _page(request, access.open_submission(request.user, pk))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed."""
    return _saved(request, pk, then="reporting:submission")


def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed, then show what is missing and what to look at again."""
    if request.method == "POST":
        return _saved(request, pk, then="reporting:check")
    return _page(request, access.open_submission(request.user, pk), checked=True)


def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed, then show what will be sent and to whom."""
    if request.method == "POST":
        return _saved(request, pk, then="reporting:send")
    opened = access.open_submission(request.user, pk)
    if not opened.may_fill:
        return redirect("reporting:submission", pk)
    return _send_page(request, opened.submission)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the answer as the page before showed it."""
    shown = access.get_submission(request.user, pk)
    access.require_reporter(request.user, shown.unit_id)
    sheet = open_sheet(shown)
    typed = SendForm(request.POST, questions=bool(sheet.questions(period_runs=_runs(shown))))
    if not typed.is_valid():
        return _send_page(request, shown, typed, status=REFUSED)
    try:
        actions.submit_submission(
            shown, revision=read_revision(request.POST), by=signed_in(request), at=timezone.now()
        )
    except ReportingError as error:
        refuse(request, error)
        return redirect("reporting:check", pk)
    succeed(request, _("The report was sent. You will get an e-mail when it is approved or returned."))
    return redirect("reporting:submission", pk)


def behind(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The activities behind a figure, each with what shows it."""
    shown = access.get_submission(request.user, pk)
    row = next((one for one in open_sheet(shown).rows if one.indicator.code == code), None)
    if row is None:
        raise Http404
    period = shown.collection.period
    done = activities.behind(shown.unit_id, row.indicator.pk, period.starts_on, period.ends_on)
    context = {"submission": shown, "row": row, "done": done}
    trail = [_list(), (reverse("reporting:submission", args=[pk]), str(shown.collection))]
    return staff_page(
        request, "reporting/behind.html", context, title=row.indicator.local_name, icon=ICON, trail=trail
    )


def _saved(request: HttpRequest, pk: int, *, then: str) -> HttpResponse:
    """Keep what was typed and go on to `then`; stay on the page when a cell was refused."""
    shown = access.get_submission(request.user, pk)
    access.require_reporter(request.user, shown.unit_id)
    codes = [row.indicator.code for row in open_sheet(shown).rows]
    entries = read_entries(request.POST, codes)
    try:
        saved = actions.save_values(
            shown,
            entries,
            revision=read_revision(request.POST),
            by=signed_in(request),
            at=timezone.now(),
            narrative=read_text(request.POST, "narrative") if "narrative" in request.POST else None,
        )
    except ChangedMeanwhileError as error:
        refuse(request, error)
        return _page(request, access.open_submission(request.user, pk), typed=entries, status=REFUSED)
    except ReportingError as error:
        refuse(request, error)
        return redirect("reporting:submission", pk)
    if saved.refused:
        typed = {code: entries[code] for code in saved.refused if code in entries}
        again = access.open_submission(request.user, pk)
        return _page(request, again, typed=typed, refused=saved.refused, status=REFUSED)
    if then == "reporting:submission":
        succeed(request, _("Saved. Nothing has been sent yet."))
    return redirect(then, pk)


def _page(
    request: HttpRequest,
    opened: access.Opened,
    *,
    typed: Mapping[str, Entry] | None = None,
    refused: Mapping[str, str] | None = None,
    checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = opened.submission
    sheet = open_sheet(shown)
    sections = [
        (one.section, [_line(row, typed or {}, refused or {}) for row in one.rows]) for one in sheet.sections
    ]
    context: dict[str, Any] = {
        "submission": shown,
        "collection": shown.collection,
        "sheet": sheet,
        "sections": sections,
        "refused": refused or {},
        "narrative": request.POST.get("narrative", shown.narrative),
        "checked": checked,
        "questions": sheet.questions(period_runs=_runs(shown)) if checked else (),
        "may_decide": opened.may_decide,
        "decisions": sheet.decisions,
    }
    template = "reporting/entry.html" if opened.may_fill else "reporting/answer.html"
    return staff_page(
        request, template, context, title=str(shown.collection), icon=ICON, trail=[_list()], status=status
    )


def _send_page(
    request: HttpRequest, shown: Submission, typed: SendForm | None = None, *, status: int = 200
) -> HttpResponse:
    sheet = open_sheet(shown)
    questions = sheet.questions(period_runs=_runs(shown))
    context = {
        "submission": shown,
        "collection": shown.collection,
        "sheet": sheet,
        "sent": _what_is_sent(sheet),
        "questions": questions,
        "form": typed or SendForm(questions=bool(questions)),
    }
    trail = [_list(), (reverse("reporting:submission", args=[shown.pk]), str(shown.collection))]
    return staff_page(
        request,
        "reporting/send.html",
        context,
        title=_("Send the report"),
        icon=ICON,
        trail=trail,
        status=status,
    )


def _what_is_sent(sheet: Sheet) -> tuple[SheetRow, ...]:
    """Return every row of a first sending, after a return only what was changed."""
    return sheet.changed if sheet.returned else sheet.rows


def _line(row: SheetRow, typed: Mapping[str, Entry], refused: Mapping[str, str]) -> Line:
    code = row.indicator.code
    if code in typed:
        entry = typed[code]
        return Line(row, entry.text, entry.not_applicable, entry.note, refused.get(code, ""))
    return Line(row, _text(row.cell), row.cell.state == ValueState.NOT_APPLICABLE, row.cell.note)


def _text(cell: Cell) -> str:
    return "" if cell.number is None else write_figure(cell.number)


def _runs(shown: Submission) -> bool:
    """Whether the period has not ended."""
    return timezone.localdate() <= shown.collection.period.ends_on


def _list() -> tuple[str, Any]:
    return reverse("reporting:index"), _("Reports")
