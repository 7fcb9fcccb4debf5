"""Keeping what is typed in an answer: read from the page, saved, and told back in a page or to its script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.indicators.figures import write_figure
from nhipcau.reporting import actions, rules
from nhipcau.reporting.actions import Entry
from nhipcau.reporting.checking import whole_of
from nhipcau.reporting.comparisons import BLANK, Cell, bounds_before, cells_of
from nhipcau.reporting.errors import ReportingError
from nhipcau.reporting.forms import read_entries, read_revision, read_text, read_told
from nhipcau.reporting.meanwhile import NARRATIVE, Change, changes_since, told_key, untouched
from nhipcau.reporting.models import Submission, ValueState
from nhipcau.reporting.sheet import fields_of, told_in
from nhipcau.shell import formats
from nhipcau.units.access import signed_in

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Typed:
    """What the page sent: cells by code, answers by question; `narrative` is None where the page had none."""

    entries: Mapping[str, Entry]
    told: Mapping[int, str]
    narrative: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else wrote in a cell or text that this person wrote in too: `say` tells who, what and when."""

    say: str
    cell: Cell
    text: str


def read_answer(request: HttpRequest) -> Typed:
    """Return what the page sent of an answer."""
    return Typed(
        entries=read_entries(request.POST),
        told=read_told(request.POST),
        narrative=read_text(request.POST, NARRATIVE) if NARRATIVE in request.POST else None,
        revision=read_revision(request.POST),
    )


def keep(request: HttpRequest, shown: Submission, typed: Typed) -> actions.Saved:
    """Save what the page sent. Raises what `actions.save_values` raises."""
    return actions.save_values(
        shown,
        typed.entries,
        revision=typed.revision,
        by=signed_in(request),
        at=timezone.now(),
        narrative=typed.narrative,
        told=typed.told,
    )


def without_untouched(typed: Typed, shown: Submission) -> tuple[Typed, dict[str, Meanwhile]]:
    """Return what this person wrote, without what somebody else changed and this page only carried along.

    With it goes, by key, what others wrote in the same places: the person decides about those.
    """
    changes = changes_since(shown, typed.revision)
    theirs = meanwhile_in(shown, changes)
    indicators = {one.indicator.code: one.indicator for one in fields_of(shown.collection.form_id)}
    read, _refused = actions.read_cells(typed.entries, indicators)
    entries, disputed = dict(typed.entries), {}
    for key, one in theirs.items():
        if key in entries:
            mine = read.get(indicators[key].pk)
            if untouched(mine, changes[key]):
                del entries[key]
            elif mine != one.cell:
                disputed[key] = one
        elif _text_typed(typed, key) not in (None, one.text):
            disputed[key] = one
    return Typed(entries, typed.told, typed.narrative, typed.revision), disputed


def _text_typed(typed: Typed, key: str) -> str | None:
    """Return what was typed for a text; None where the page had none, and for a cell."""
    texts = {told_key(question): text for question, text in typed.told.items()}
    text = typed.narrative if key == NARRATIVE else texts.get(key)
    return None if text is None else text.replace("\r\n", "\n").strip()


def meanwhile_in(shown: Submission, changes: Mapping[str, Change]) -> dict[str, Meanwhile]:
    """Return key → what others wrote, as it stands now. Three queries."""
    cells, texts = cells_of(shown), {told_key(pk): text for pk, text in told_in(shown).items()}
    texts[NARRATIVE] = shown.narrative
    codes = {one.indicator.code: one.indicator_id for one in fields_of(shown.collection.form_id)}
    return {
        key: Meanwhile(
            _say(change, cells.get(codes[key], BLANK) if key in codes else None),
            cells.get(codes[key], BLANK) if key in codes else BLANK,
            "" if key in codes else texts.get(key, ""),
        )
        for key, change in changes.items()
        if key in codes or key in texts
    }


def _say(change: Change, cell: Cell | None) -> str:
    at = f"{timezone.localtime(change.at):%H:%M}"
    if cell is None:
        return _("%(who)s changed this text at %(at)s.") % {"who": change.who, "at": at}
    if cell.number is not None:
        figure = formats.number(cell.number)
    else:
        figure = _("did not occur") if cell.state == ValueState.NOT_APPLICABLE else _("blank")
    return _("%(who)s wrote at %(at)s: %(figure)s.") % {"who": change.who, "at": at, "figure": figure}


def kept_answer(shown: Submission, typed: Typed, saved: actions.Saved) -> JsonResponse:
    """Tell the page's script what was kept: the new revision, what was refused, what is far, the sums of parts."""
    fields, cells = saved.fields, saved.cells
    sent = {one.indicator_id: one.indicator.code for one in fields if one.indicator.code in typed.entries}
    bounds = bounds_before(shown.unit_id, sent, shown.collection.period)
    far = {}
    for pk, code in sent.items():
        number = cells.get(pk, BLANK).number
        far[code] = number is not None and rules.is_far_from(number, bounds.get(pk, ()))
    sums: dict[str, Any] = {}
    for one in fields:
        number = cells.get(one.indicator_id, BLANK).number
        if (whole := whole_of(one.indicator)) and number is not None:
            sums[whole.code] = sums.get(whole.code, 0) + number
    return JsonResponse(
        {
            "revision": saved.submission.revision,
            "at": f"{timezone.localtime():%H:%M}",
            "refused": dict(saved.refused),
            "far": far,
            "sums": {code: formats.number(total) for code, total in sums.items()},
        }
    )


def conflict_answer(shown: Submission, revision: int, error: ReportingError) -> JsonResponse:
    """Tell the page's script who changed what after its revision; it keeps what was typed."""
    changes = meanwhile_in(shown, changes_since(shown, revision))
    return JsonResponse(
        {
            "words": str(error.message),
            "revision": shown.revision,
            "changes": {
                key: {
                    "say": one.say,
                    "number": "" if one.cell.number is None else write_figure(one.cell.number),
                    "na": one.cell.state == ValueState.NOT_APPLICABLE,
                    "note": one.cell.note,
                    "text": one.text,
                }
                for key, one in changes.items()
            },
        },
        status=CONFLICT,
    )


def refused_answer(error: ReportingError) -> JsonResponse:
    """Tell the page's script that nothing can be kept, and why."""
    return JsonResponse({"words": str(error.message)}, status=CONFLICT)


def is_script(request: HttpRequest) -> bool:
    """Return whether the page's script asks, which wants no page."""
    return request.headers.get("Accept", "").startswith("application/json")
