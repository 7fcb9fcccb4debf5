"""The pages of a unit's answer: begin, fill in, check, send; and the activities behind a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nhipcau.activities import overviews as activities
from nhipcau.briefings import overviews as briefings
from nhipcau.indicators.figures import write_figure
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, actions
from nhipcau.reporting.comparisons import Cell
from nhipcau.reporting.errors import ChangedMeanwhileError, ReportingError
from nhipcau.reporting.forms import SendForm, read_revision
from nhipcau.reporting.locking import is_locked
from nhipcau.reporting.marking import marks_of
from nhipcau.reporting.meanwhile import NARRATIVE, told_key
from nhipcau.reporting.models import Submission, SubmissionState, ValueState
from nhipcau.reporting.sheet import Sheet, SheetRow, Told, open_sheet
from nhipcau.reporting.views import ICON
from nhipcau.reporting.views.keeping import (
    Meanwhile,
    Typed,
    conflict_answer,
    is_script,
    keep,
    kept_answer,
    read_answer,
    refused_answer,
    without_untouched,
)
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units import access as units_access
from nhipcau.units.access import signed_in

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet with what stands in its fields: as typed where it was not kept, else as kept.

    `theirs` tells what somebody else wrote there meanwhile.
    """

    row: SheetRow
    text: str
    not_applicable: bool
    note: str
    error: str = ""
    theirs: str = ""

    @property
    def name(self) -> str:
        """The name of the figure; under its whole, only what is said of the part."""
        whole, name = self.row.whole, self.row.indicator.local_name
        short = name.removeprefix(f"{whole.local_name}: ") if whole else name
        return short[:1].upper() + short[1:]


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole over its parts, with what they come to so far."""

    whole: Indicator
    number: Decimal | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of the page: its question and what stands in its field."""

    key: str
    label: str
    required: bool
    text: str
    error: str = ""
    theirs: Meanwhile | None = None


@dataclass(frozen=True, slots=True)
class Unkept:
    """What the page sent and could not be kept: shown again beside why."""

    typed: Typed
    refused: Mapping[str, str] = field(default_factory=dict)
    disputed: Mapping[str, Meanwhile] = field(default_factory=dict)


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
    locked = is_locked(collection, unit, timezone.now())
    context = {"collection": collection, "unit": asked, "may_fill": may_fill, "locked": locked}
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
    shown = access.get_reported(request.user, pk)
    typed = SendForm(request.POST, questions=True)
    if not typed.is_valid() and _asks_to_look(shown):
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
    """The activities and briefing sessions behind a figure, each with what shows it."""
    shown = access.get_submission(request.user, pk)
    row = next((one for one in open_sheet(shown).rows if one.indicator.code == code), None)
    if row is None:
        raise Http404
    period = shown.collection.period
    done = activities.behind(shown.unit_id, row.indicator.pk, period.starts_on, period.ends_on)
    sessions = briefings.sessions_behind(shown.unit_id, code, period.starts_on, period.ends_on)
    context = {"submission": shown, "row": row, "done": done, "sessions": sessions}
    trail = [_list(), (reverse("reporting:submission", args=[pk]), str(shown.collection))]
    return staff_page(
        request, "reporting/behind.html", context, title=row.indicator.local_name, icon=ICON, trail=trail
    )


def _saved(request: HttpRequest, pk: int, *, then: str) -> HttpResponse:
    """Keep what was typed and go on to `then`; stay on the page when something was not kept."""
    shown = access.get_reported(request.user, pk)
    typed = read_answer(request)
    try:
        saved = keep(request, shown, typed)
    except ChangedMeanwhileError as error:
        if is_script(request):
            return conflict_answer(shown, typed.revision, error)
        return _conflict(request, shown, typed, error)
    except ReportingError as error:
        if is_script(request):
            return refused_answer(error)
        refuse(request, error)
        return redirect("reporting:submission", pk)
    if is_script(request):
        return kept_answer(shown, typed, saved)
    if saved.refused:
        unkept = Unkept(_only(typed, saved.refused), saved.refused)
        return _page(request, access.open_submission(request.user, pk), unkept, status=REFUSED)
    if then == "reporting:submission":
        succeed(request, _("Saved. Nothing has been sent yet."))
    return redirect(then, pk)


def _conflict(
    request: HttpRequest, shown: Submission, typed: Typed, error: ChangedMeanwhileError
) -> HttpResponse:
    """Show the answer as it is now, with what this person typed and, beside it, what somebody else wrote there."""
    refuse(request, error)
    mine, disputed = without_untouched(typed, shown)
    again = access.open_submission(request.user, shown.pk)
    return _page(request, again, Unkept(mine, disputed=disputed), status=REFUSED)


def _only(typed: Typed, keys: Mapping[str, str]) -> Typed:
    """Return what was typed for `keys`."""
    return Typed(
        {code: entry for code, entry in typed.entries.items() if code in keys},
        {pk: text for pk, text in typed.told.items() if told_key(pk) in keys},
        typed.narrative if NARRATIVE in keys else None,
        typed.revision,
    )


def _page(
    request: HttpRequest,
    opened: access.Opened,
    unkept: Unkept | None = None,
    *,
    checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = opened.submission
    sheet = open_sheet(shown)
    context: dict[str, Any] = {
        "submission": shown,
        "collection": shown.collection,
        "sheet": sheet,
        "refused": unkept.refused if unkept else {},
        "disputed": unkept.disputed if unkept else {},
        "checked": checked,
        "questions": sheet.questions(period_runs=_runs(shown)) if checked else (),
        "may_decide": opened.may_decide,
        "may_attach": opened.may_attach,
        "locked": opened.locked,
        "decisions": sheet.decisions,
    }
    if opened.may_fill:
        context["sections"] = [
            (one.section, _lines(one.rows, unkept), _paragraphs(one.told, unkept)) for one in sheet.sections
        ]
        context["narrative"] = _paragraph(
            NARRATIVE, _("Assessment, difficulties, proposals"), shown.narrative, unkept
        )
        context["texts"] = [paragraph for _one, _lines_, some in context["sections"] for paragraph in some]
    else:
        context |= {"marks": marks_of(shown), "may_mark": _marks(request.user, shown)}
    template = "reporting/entry.html" if opened.may_fill else "reporting/answer.html"
    return staff_page(
        request, template, context, title=str(shown.collection), icon=ICON, trail=[_list()], status=status
    )


def _marks(user: Any, shown: Submission) -> bool:
    return shown.state != SubmissionState.DRAFT and access.may_mark(user, shown)


def _lines(rows: Sequence[SheetRow], unkept: Unkept | None) -> list[Line | Sum]:
    """Return the rows as lines; parts of one whole that stand together come under its sum."""
    lines: list[Line | Sum] = []
    for whole, together in groupby(rows, key=lambda row: row.whole):
        some = list(together)
        if whole is not None:
            numbers = [row.cell.number for row in some if row.cell.number is not None]
            lines.append(Sum(whole, sum(numbers, Decimal(0)) if numbers else None))
        lines += [_line(row, unkept) for row in some]
    return lines


def _line(row: SheetRow, unkept: Unkept | None) -> Line:
    code = row.indicator.code
    if unkept and code in unkept.typed.entries:
        entry, theirs = unkept.typed.entries[code], unkept.disputed.get(code)
        return Line(
            row,
            entry.text,
            entry.not_applicable,
            entry.note,
            unkept.refused.get(code, ""),
            theirs.say if theirs else "",
        )
    return Line(row, _text(row.cell), row.cell.state == ValueState.NOT_APPLICABLE, row.cell.note)


def _paragraphs(told: Sequence[Told], unkept: Unkept | None) -> list[Paragraph]:
    return [
        _paragraph(
            told_key(one.question.pk), str(one.question), one.text, unkept, required=one.question.required
        )
        for one in told
    ]


def _paragraph(
    key: str, label: Any, kept: str, unkept: Unkept | None, *, required: bool = False
) -> Paragraph:
    typed = unkept.typed if unkept else None
    texts = {told_key(pk): text for pk, text in typed.told.items()} if typed else {}
    text = typed.narrative if typed and key == NARRATIVE else texts.get(key)
    return Paragraph(
        key,
        str(label),
        required,
        kept if text is None else text,
        unkept.refused.get(key, "") if unkept else "",
        unkept.disputed.get(key) if unkept else None,
    )


def _send_page(
    request: HttpRequest, shown: Submission, typed: SendForm | None = None, *, status: int = 200
) -> HttpResponse:
    sheet = open_sheet(shown, with_files=False)
    questions = sheet.questions(period_runs=_runs(shown))
    context = {
        "submission": shown,
        "collection": shown.collection,
        "sheet": sheet,
        "sent": _what_is_sent(sheet),
        "told": sheet.retold if sheet.returned else [one for one in sheet.told if one.text],
        "questions": questions,
        "form": typed or SendForm(questions=bool(questions)),
        "to": str(shown.collection.form.unit),
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


def _asks_to_look(shown: Submission) -> bool:
    """Whether something is to be looked at again before sending: asked only of who did not say that they did."""
    return bool(open_sheet(shown, with_files=False).questions(period_runs=_runs(shown)))


def _what_is_sent(sheet: Sheet) -> tuple[SheetRow, ...]:
    """Return every row of a first sending, after a return only what was changed."""
    return sheet.changed if sheet.returned else sheet.rows


def _text(cell: Cell) -> str:
    return "" if cell.number is None else write_figure(cell.number)


def _runs(shown: Submission) -> bool:
    """Whether the period has not ended."""
    return timezone.localdate() <= shown.collection.period.ends_on


def _list() -> tuple[str, Any]:
    return reverse("reporting:index"), _("Reports")
