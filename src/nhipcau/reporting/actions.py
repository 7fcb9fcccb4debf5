"""The writes of reporting: filling in, sending, returning and approving answers. Asking for them: `asking.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit import log
from nhipcau.indicators.errors import FigureError
from nhipcau.indicators.figures import read_figure
from nhipcau.indicators.models import Indicator
from nhipcau.reporting import access, errors, events, locking, rules, sealed, shapes, tasks
from nhipcau.reporting.asking import (
    FieldAsked,
    Rhythm,
    SectionAsked,
    make_form,
    make_own_period,
    make_period,
    open_collection,
)
from nhipcau.reporting.checking import broken_rules
from nhipcau.reporting.comparisons import BLANK, Cell, cells_of, flags_of, kept_in
from nhipcau.reporting.counting import counted_for
from nhipcau.reporting.meanwhile import NARRATIVE, told_key
from nhipcau.reporting.models import (
    Collection,
    Decision,
    FormField,
    Narrative,
    Submission,
    SubmissionState,
    SubmittedVersion,
    Value,
    ValueState,
)
from nhipcau.reporting.shapes import Shape
from nhipcau.reporting.sheet import fields_of, told_in
from nhipcau.units import access as units_access
from nhipcau.units.models import Unit, User

__all__ = [
    "Entry",
    "FieldAsked",
    "Rhythm",
    "Saved",
    "SectionAsked",
    "approve_many",
    "approve_submission",
    "make_form",
    "make_own_period",
    "make_period",
    "open_collection",
    "read_cells",
    "return_submission",
    "save_values",
    "start_submission",
    "submit_submission",
]

LONGEST_NOTE = 500
LONGEST_NARRATIVE = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person typed for one cell. An empty `text` without `not_applicable` leaves the cell blank."""

    text: str = ""
    not_applicable: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of what was typed: `refused` maps codes of indicators, "narrative" and the keys of questions
    (`meanwhile.told_key`) to what is wrong with them. `fields` are what the form asks for, without words (see
    `shapes`), `cells` the answer as it is now.
    """

    submission: Submission
    refused: Mapping[str, str] = field(default_factory=dict)
    fields: Sequence[FormField] = ()
    cells: Mapping[int, Cell] = field(default_factory=dict)


@transaction.atomic
def start_submission(collection: Collection, unit: Unit, *, by: User, at: datetime) -> Submission:
    """Begin the unit's answer, its cells proposed from the activities logged. Beginning twice gives the same answer.

    Raises PermissionDenied, LockedError; NotOwedError when the unit is not asked.
    """
    access.require_reporter(by, unit.pk)
    if not unit.version_on(collection.period.ends_on):
        raise errors.NotOwedError
    there = Submission.objects.filter(collection=collection, unit=unit).first()
    locking.require_writable(collection, unit.pk, at, answer=there)
    submission, begun = Submission.objects.get_or_create(collection=collection, unit=unit)
    if begun:
        indicators = [one.indicator_id for one in fields_of(collection.form_id)]
        counted = counted_for([unit.pk], collection.period, indicators)
        Value.objects.bulk_create(
            Value(
                submission=submission,
                indicator_id=pk,
                state=ValueState.NUMBER if (unit.pk, pk) in counted else ValueState.BLANK,
                number=counted.get((unit.pk, pk)),
            )
            for pk in indicators
        )
        log.record(events.SUBMISSION_STARTED, submission, by=by, at=at.isoformat())
    return submission


@transaction.atomic
def save_values(
    submission: Submission,
    entries: Mapping[str, Entry],
    *,
    revision: int,
    by: User,
    at: datetime,
    narrative: str | None = None,
    told: Mapping[int, str] | None = None,
) -> Saved:
    """Keep what was typed, cell by cell: a wrong figure is refused beside its cell and the rest is kept.

    `entries` maps codes of indicators to what was typed, `told` questions to what was written; cells and questions
    not named stay as they are, and so does the narrative when None. What is as it was leaves the revision as it is.
    Raises PermissionDenied, NotOpenError, ChangedMeanwhileError.
    """
    submission = _locked(submission)
    access.require_reporter(by, submission.unit_id)
    _require_open(submission, revision, at)
    shape = shapes.shape_of(submission.collection.form)
    indicators = {one.indicator.code: one.indicator for one in shape.fields}
    before = cells_of(submission)
    read, refused = read_cells(entries, indicators)
    changed = {pk: cell for pk, cell in read.items() if cell != before.get(pk, BLANK)}
    _store_cells(submission, changed)
    texts, too_long = _store_texts(submission, shape, narrative, told or {})
    if changed or texts:
        _save(submission, "narrative")
        codes = {indicator.pk: code for code, indicator in indicators.items()}
        log.record(
            events.VALUES_SAVED,
            submission,
            by=by,
            called=_called(submission),
            at=at.isoformat(),
            revision=submission.revision,
            cells={codes[pk]: cell.as_sent() for pk, cell in changed.items()},
            was={codes[pk]: before.get(pk, BLANK).as_sent() for pk in changed},
            texts=texts,
        )
    return Saved(submission, refused | too_long, shape.fields, before | changed)


def read_cells(
    entries: Mapping[str, Entry], indicators: Mapping[str, Indicator]
) -> tuple[dict[int, Cell], dict[str, str]]:
    """Return what typed cells would be, by indicator, and code → what is wrong where one is refused.

    Nothing is written: so can be shown beforehand what a saving would do. Codes that are not asked for are passed over.
    """
    read: dict[int, Cell] = {}
    refused: dict[str, str] = {}
    for code, indicator in indicators.items():
        if code not in entries:
            continue
        try:
            read[indicator.pk] = _read_entry(entries[code], indicator)
        except FigureError as error:
            refused[code] = str(error.message)
    return read, refused


@transaction.atomic
def submit_submission(submission: Submission, *, revision: int, by: User, at: datetime) -> Submission:
    """Send the answer: freeze what is sent and tell those who approve. Sending what is sent already is a no-op.

    Raises PermissionDenied, ChangedMeanwhileError, NotOpenError, MissingCellsError, BrokenRulesError.
    """
    submission = _locked(submission)
    access.require_reporter(by, submission.unit_id)
    if submission.state == SubmissionState.SUBMITTED:
        return submission
    _require_open(submission, revision, at)
    shape = shapes.shape_of(submission.collection.form)
    (cells, counted), told = kept_in(submission), told_in(submission)
    _require_complete(shape, cells, told)
    _keep_counted(submission, shape, counted)
    number = submission.versions.count() + 1
    SubmittedVersion.objects.create(
        submission=submission,
        number=number,
        values={one.indicator.code: cells.get(one.indicator_id, BLANK).as_sent() for one in shape.fields},
        narrative=submission.narrative,
        told={str(question): text for question, text in told.items() if text},
        at=at,
        by=by,
    )
    submission.state = SubmissionState.SUBMITTED
    submission.submitted_at = at
    submission.first_submitted_at = submission.first_submitted_at or at
    _save(submission, "state", "submitted_at", "first_submitted_at")
    on_time = rules.is_on_time(submission.first_submitted_at, submission.collection.due_at)
    log.record(
        events.SUBMISSION_SUBMITTED,
        submission,
        by=by,
        called=_called(submission),
        at=at.isoformat(),
        version=number,
        on_time=on_time,
    )
    _tell(tasks.tell_of_sending, submission)
    return submission


@transaction.atomic
def return_submission(
    submission: Submission,
    *,
    reason: str,
    cells: Mapping[str, str],
    revision: int,
    by: User,
    at: datetime,
) -> Submission:
    """Give the answer back for correction, with a reason for the whole or by cell (`cells`: code → what to correct).

    An approved answer may be returned too: it leaves the approved totals until it is approved again.
    Raises PermissionDenied, NotSentError, ChangedMeanwhileError, ReasonMissingError.
    """
    submission = _locked(submission)
    access.require_approver(by, submission)
    if submission.state not in (SubmissionState.SUBMITTED, SubmissionState.APPROVED):
        raise errors.NotSentError
    _require_revision(submission, revision)
    names = {one.indicator.code: one.indicator.local_name for one in fields_of(submission.collection.form_id)}
    asked = {code: cells[code].strip() for code in names if cells.get(code, "").strip()}
    whole = reason.strip() or "; ".join(f"{names[code]}: {text}" for code, text in asked.items())
    if not whole:
        raise errors.ReasonMissingError
    Decision.objects.create(submission=submission, approved=False, reason=whole, cells=asked, at=at, by=by)
    submission.state = SubmissionState.RETURNED
    submission.approved_at = None
    _save(submission, "state", "approved_at")
    log.record(events.SUBMISSION_RETURNED, submission, by=by, at=at.isoformat(), reason=whole, cells=asked)
    _tell(tasks.tell_of_return, submission)
    return submission


@transaction.atomic
def approve_submission(submission: Submission, *, revision: int, by: User, at: datetime) -> Submission:
    """Accept the answer as it was sent. Raises PermissionDenied, NotSentError, ChangedMeanwhileError."""
    submission = _locked(submission)
    access.require_approver(by, submission)
    if submission.state != SubmissionState.SUBMITTED:
        raise errors.NotSentError
    _require_revision(submission, revision)
    Decision.objects.create(submission=submission, approved=True, at=at, by=by)
    submission.state = SubmissionState.APPROVED
    submission.approved_at = at
    _save(submission, "state", "approved_at")
    log.record(events.SUBMISSION_APPROVED, submission, by=by, at=at.isoformat())
    _tell(tasks.tell_of_approval, submission)
    return submission


@transaction.atomic
def approve_many(
    submissions: Sequence[Submission], *, revisions: Mapping[int, int], by: User, at: datetime
) -> tuple[int, ...]:
    """Accept the answers that nothing speaks against, and return their keys; the others are left to be looked at.

    `revisions` are those the person saw, by key. Raises PermissionDenied when one of them is not theirs to decide.
    """
    flags = flags_of(submissions)
    approved = []
    for submission in submissions:
        access.require_approver(by, submission)
        unseen = submission.revision != revisions.get(submission.pk)
        if submission.state == SubmissionState.SUBMITTED and not flags[submission.pk] and not unseen:
            approve_submission(submission, revision=submission.revision, by=by, at=at)
            approved.append(submission.pk)
    return tuple(approved)


def _locked(submission: Submission) -> Submission:
    """Return the answer as it is now, held until the transaction ends."""
    locked = Submission.objects.select_for_update(of=("self",)).select_related(
        "collection__form", "collection__period"
    )
    return locked.get(pk=submission.pk)


def _require_open(submission: Submission, revision: int, at: datetime) -> None:
    """Raise what keeps the answer from being written. One query, three after the lock."""
    if submission.state not in access.OPEN:
        raise errors.NotOpenError
    asked, is_sealed = sealed.asks_and_sealed(submission.collection_id, submission.unit_id)
    if not asked:
        raise errors.NotOwedError
    locking.require_unlocked(submission.collection, submission.unit_id, at, answer=submission)
    if is_sealed:
        raise errors.SealedError
    _require_seen(submission, revision)


def _require_revision(submission: Submission, revision: int) -> None:
    sealed.require_unsealed(submission.collection_id)
    _require_seen(submission, revision)


def _require_seen(submission: Submission, revision: int) -> None:
    if submission.revision != revision:
        raise errors.ChangedMeanwhileError


def _require_complete(shape: Shape, cells: Mapping[int, Cell], told: Mapping[int, str]) -> None:
    """Raise MissingCellsError or BrokenRulesError while something keeps the answer from being sent."""
    blank = [
        one.indicator_id
        for one in shape.fields
        if one.required and cells.get(one.indicator_id, BLANK).state == ValueState.BLANK
    ]
    untold = [str(one) for one in shape.questions if one.required and not told.get(one.pk)]
    if blank or untold:
        named = Indicator.objects.in_bulk(blank)
        raise errors.MissingCellsError([*(named[pk].local_name for pk in blank), *untold])
    numbers = {pk: cell.number for pk, cell in cells.items() if cell.number is not None}
    broken = broken_rules(shape.rules, [one.indicator for one in shape.fields], numbers)
    if blocking := [one.message for one in broken if one.blocking]:
        raise errors.BrokenRulesError(blocking)


def _keep_counted(submission: Submission, shape: Shape, before: Mapping[int, Decimal | None]) -> None:
    """Keep what the activities give now, so that a later change of them shows; `before` is what they gave last.

    One query, two more where something changed.
    """
    indicators = {one.indicator_id: one.indicator for one in shape.fields}
    period = submission.collection.period
    counted = counted_for([submission.unit_id], period, indicators, known=indicators.values())
    now = {pk: counted.get((submission.unit_id, pk)) for pk in before}
    changed = [pk for pk in before if now[pk] != before[pk]]
    if changed:
        differing = list(submission.values.filter(indicator__in=changed))
        for value in differing:
            value.counted = now[value.indicator_id]
        Value.objects.bulk_update(differing, ["counted"])


def _called(submission: Submission) -> str:
    """Return what `str` says of the answer, from what was read already."""
    unit = units_access.name_in_memory(submission.unit_id)
    return f"{unit}: {submission.collection}" if unit else str(submission)


def _save(submission: Submission, *names: str) -> None:
    submission.revision += 1
    submission.save(update_fields=[*names, "revision"])


def _read_entry(entry: Entry, indicator: Indicator) -> Cell:
    note = entry.note.strip()
    if len(note) > LONGEST_NOTE:
        raise FigureError(_("Write a note of at most 500 characters."))
    if entry.not_applicable:
        if entry.text.strip():
            raise FigureError(_("Write a number or mark “did not occur”, not both."))
        return Cell(ValueState.NOT_APPLICABLE, None, note)
    if not entry.text.strip():
        return Cell(ValueState.BLANK, None, note)
    return Cell(ValueState.NUMBER, read_figure(entry.text, indicator.value_type), note)


def _store_cells(submission: Submission, changed: Mapping[int, Cell]) -> None:
    """Write the cells that changed, those there and those not yet there, in one query."""
    Value.objects.bulk_create(
        (
            Value(
                submission=submission,
                indicator_id=pk,
                state=cell.state,
                number=cell.number,
                note=cell.note,
            )
            for pk, cell in changed.items()
        ),
        update_conflicts=True,
        unique_fields=["submission", "indicator"],
        update_fields=["state", "number", "note"],
    )


def _store_texts(
    submission: Submission, shape: Shape, narrative: str | None, told: Mapping[int, str]
) -> tuple[list[str], dict[str, str]]:
    """Keep what was written; return the keys of the texts that changed, and what is wrong with those refused.

    The narrative is set, not saved. One query, and one for each answer to a question that changed.
    """
    changed, refused = [], {}
    if narrative is not None and (text := _plain(narrative)) != submission.narrative:
        if len(text) > LONGEST_NARRATIVE:
            refused[NARRATIVE] = _("Write at most 20,000 characters.")
        else:
            submission.narrative = text
            changed.append(NARRATIVE)
    before = told_in(submission) if told else {}
    for question in [one.pk for one in shape.questions] if told else []:
        text = _plain(told.get(question, before.get(question, "")))
        if text == before.get(question, ""):
            continue
        if len(text) > LONGEST_NARRATIVE:
            refused[told_key(question)] = _("Write at most 20,000 characters.")
        else:
            Narrative.objects.update_or_create(
                submission=submission, question_id=question, defaults={"text": text}
            )
            changed.append(told_key(question))
    return changed, refused


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _tell(task: tasks.Notice, submission: Submission) -> None:
    """Queue a letter with what it tells of: the queue is in the same database, so both are kept or neither is."""
    task.enqueue(submission.pk)
