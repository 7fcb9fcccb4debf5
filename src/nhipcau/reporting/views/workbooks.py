"""The round trip of an answer through a spreadsheet: the form to download, and what a filled-in file would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, actions, errors
from nhipcau.reporting.actions import Entry
from nhipcau.reporting.comparisons import BLANK, Cell, cells_of
from nhipcau.reporting.forms import UploadForm
from nhipcau.reporting.meanwhile import NARRATIVE, told_key
from nhipcau.reporting.models import Submission, ValueState
from nhipcau.reporting.sheet import fields_of, questions_of, told_in
from nhipcau.reporting.views import ICON
from nhipcau.reporting.views.keeping import Meanwhile, Typed, without_untouched
from nhipcau.reporting.workbook import (
    MEDIA_TYPE,
    Filled,
    Identity,
    Row,
    Words,
    figure_text,
    read_workbook,
    write_workbook,
)
from nhipcau.shell.views import Label, download, refuse, staff_page

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Coming:
    """A figure that the file would change or that it gives wrongly: `fields` carry it to the page."""

    indicator: Indicator
    now: Cell
    entry: Entry
    error: str
    theirs: str

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The names and values of the page's own fields."""
        code, entry = self.indicator.code, self.entry
        nothing = ((f"na-{code}", "on"),) if entry.not_applicable else ()
        return ((f"number-{code}", entry.text), (f"note-{code}", entry.note), *nothing)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text that the file would change."""

    key: str
    label: str
    text: str
    theirs: Meanwhile | None


def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer as a spreadsheet, to be filled in or kept."""
    shown = access.get_submission(request.user, pk)
    collection = shown.collection
    identity = Identity(
        collection=collection.pk,
        unit=shown.unit_id,
        revision=shown.revision,
        language=get_language() or "vi",
        form=str(collection.form),
        period=str(collection.period),
        unit_name=str(shown.unit),
    )
    due = f"{timezone.localtime(collection.due_at):%H:%M %d/%m/%Y}"
    content = write_workbook(identity, due, _rows(shown), _words(shown))
    return download(content, f"{shown.unit} - {collection}.xlsx".replace("/", "-"), MEDIA_TYPE)


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the filled-in file; then see what it would change, what is refused and why, and take it over."""
    shown = access.get_submission(request.user, pk)
    access.require_reporter(request.user, shown.unit_id)
    if shown.state not in access.OPEN:
        refuse(request, errors.NotOpenError())
        return redirect("reporting:submission", pk)
    if request.method != "POST":
        return _page(request, shown, {"form": UploadForm()})
    typed = UploadForm(request.POST, request.FILES)
    if not typed.is_valid():
        return _page(request, shown, {"form": typed}, status=REFUSED)
    try:
        filled = read_workbook(typed.cleaned_data["file"].read())
        _require_same(filled.identity, shown)
    except errors.WorkbookError as error:
        typed.add_error("file", str(error.message))
        return _page(request, shown, {"form": typed}, status=REFUSED)
    return _page(request, shown, _preview(filled, shown))


def _rows(shown: Submission) -> list[Row]:
    cells = cells_of(shown)
    rows = []
    for one in fields_of(shown.collection.form_id):
        cell, indicator = cells.get(one.indicator_id, BLANK), one.indicator
        nothing = cell.state == ValueState.NOT_APPLICABLE
        name, measure = indicator.local_name, indicator.local_measure
        rows.append(Row(str(one.section), indicator.code, name, measure, cell.number, nothing, cell.note))
    return rows


def _words(shown: Submission) -> list[Words]:
    told = told_in(shown)
    asked = [
        Words(str(one.pk), str(one.section), str(one), told.get(one.pk, ""))
        for one in questions_of(shown.collection.form_id)
    ]
    general = str(_("Assessment, difficulties, proposals"))
    return [*asked, Words(NARRATIVE, "", general, shown.narrative)]


def _require_same(identity: Identity, shown: Submission) -> None:
    """Raise OtherWorkbookError when the file was downloaded for another unit, form or period."""
    if (identity.collection, identity.unit) != (shown.collection_id, shown.unit_id):
        raise errors.OtherWorkbookError(f"{identity.unit_name}, {identity.form}, {identity.period}")


def _preview(filled: Filled, shown: Submission) -> dict[str, Any]:
    """Return what the file would change. What it only carried along since it was downloaded is left as it is."""
    indicators = {one.indicator.code: one.indicator for one in fields_of(shown.collection.form_id)}
    typed, disputed = without_untouched(_typed(filled, indicators), shown)
    read, refused = actions.read_cells(typed.entries, indicators)
    cells = cells_of(shown)
    coming = [
        Coming(
            one,
            cells.get(one.pk, BLANK),
            typed.entries[code],
            refused.get(code, ""),
            disputed[code].say if code in disputed else "",
        )
        for code, one in indicators.items()
        if code in typed.entries and (code in refused or read[one.pk] != cells.get(one.pk, BLANK))
    ]
    faults = [
        (indicators[code].local_name if code in indicators else code, words)
        for code, words in filled.faults.items()
    ]
    rewritten = _rewritten(typed, shown, disputed)
    return {
        "filled": filled,
        "changes": [one for one in coming if not one.error],
        "wrong": [one for one in coming if one.error],
        "faults": faults,
        "strays": [*filled.strays, *(code for code in filled.cells if code not in indicators)],
        "rewritten": rewritten,
        "anything": bool(coming or rewritten),
    }


def _typed(filled: Filled, indicators: Mapping[str, Indicator]) -> Typed:
    language = filled.identity.language
    entries = {
        code: Entry(
            figure_text(filled.cells[code], one.value_type, language),
            filled.cells[code].nothing,
            filled.cells[code].note,
        )
        for code, one in indicators.items()
        if code in filled.cells
    }
    told = {int(key): text for key, text in filled.words.items() if key.isascii() and key.isdigit()}
    return Typed(entries, told, filled.words.get(NARRATIVE), filled.identity.revision)


def _rewritten(typed: Typed, shown: Submission, disputed: Mapping[str, Meanwhile]) -> list[Rewritten]:
    told = told_in(shown)
    found = [
        Rewritten(told_key(one.pk), str(one), typed.told[one.pk], disputed.get(told_key(one.pk)))
        for one in questions_of(shown.collection.form_id)
        if one.pk in typed.told and typed.told[one.pk] != told.get(one.pk, "")
    ]
    if typed.narrative is not None and typed.narrative != shown.narrative:
        label = str(_("Assessment, difficulties, proposals"))
        found.append(Rewritten(NARRATIVE, label, typed.narrative, disputed.get(NARRATIVE)))
    return found


def _page(
    request: HttpRequest, shown: Submission, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    trail: list[tuple[str, Label]] = [
        (reverse("reporting:index"), _("Reports")),
        (reverse("reporting:submission", args=[shown.pk]), str(shown.collection)),
    ]
    return staff_page(
        request,
        "reporting/upload.html",
        {"submission": shown, **context},
        title=_("Fill in from a spreadsheet"),
        icon=ICON,
        trail=trail,
        status=status,
    )
