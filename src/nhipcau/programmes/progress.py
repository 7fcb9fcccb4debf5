"""Actions of a unit on a task it was given: say how far it is, ask for something; and of whoever gave it: answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.programmes import access, events
from nhipcau.programmes.errors import (
    AlreadyAskedError,
    AnsweredError,
    EarlierDayError,
    FinishedError,
    NoReasonError,
    NotGivenError,
    NoUnitError,
    PastDayError,
    SilentProgressError,
    StartedError,
    UnknownUnitError,
)
from nhipcau.programmes.models import (
    Answer,
    Ask,
    AskKind,
    Assignment,
    AssignmentState,
    ProgrammeState,
    ProgressNote,
)
from nhipcau.programmes.querysets import OPEN
from nhipcau.shell.storing import stored_or_erased
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows the progress: a link, or a file with its name, bytes and SHA-256."""

    link: str = ""
    name: str = ""
    content: bytes = b""
    sha256: str = ""


@transaction.atomic
def report_progress(
    assignment: Assignment,
    *,
    state: AssignmentState,
    text: str,
    by: User,
    at: datetime,
    proof: Proof | None = None,
) -> Assignment:
    """Say how far a unit is with a task. `DONE` asks for completion: lateness is fixed at this moment.

    Whoever gave the task confirms; where the same person may do that, it is confirmed at once. Raises PermissionDenied;
    NotGivenError; SilentProgressError; AlreadyAskedError; FinishedError.
    """
    assignment = _held(assignment, by)
    if not text.strip():
        raise SilentProgressError
    if state not in (AssignmentState.UNDER_WAY, AssignmentState.DONE, AssignmentState.NOT_STARTED):
        raise FinishedError
    done = state == AssignmentState.DONE
    _settle_open_ask(assignment, done, by, at)
    if done:
        _ask_completion(assignment, text.strip(), by, at)
    else:
        assignment.state, assignment.done_at, assignment.late = state, None, False
        assignment.save(update_fields=["state", "done_at", "late"])
    note = ProgressNote(assignment=assignment, state=assignment.state, text=text.strip(), at=at, by=by)
    log.record(events.PROGRESS, on=assignment, by=by, state=str(state))
    _keep(note, proof)
    return assignment


def _settle_open_ask(assignment: Assignment, done: bool, by: User, at: datetime) -> None:  # noqa: FBT001  (private)
    """Refuse while something is asked; only work goes on while a later deadline is, and being done makes it idle."""
    asked = assignment.asks.open().first()
    if asked is None:
        return
    if asked.kind != AskKind.EXTENSION:
        raise AlreadyAskedError
    if done:
        _close(asked, Answer.TAKEN_BACK, "", by, at)


def _keep(note: ProgressNote, proof: Proof | None) -> None:
    """Save a note with what shows it, both or neither: the last step of an action."""
    with stored_or_erased() as keep:
        if proof is not None:
            note.link = proof.link
            if proof.content:
                note.file_name, note.sha256 = proof.name, proof.sha256
                keep(note.file, proof.name, proof.content)
        note.save()


def _held(assignment: Assignment, by: User) -> Assignment:
    """Return the assignment, held until the end of the transaction; its unit works on it and it is open."""
    access.require_worker(by, assignment)
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("task__programme")
    assignment = rows.get(pk=assignment.pk)
    if assignment.task.programme.state != ProgrammeState.ISSUED:
        raise NotGivenError
    if assignment.state not in OPEN:
        raise FinishedError
    return assignment


def _ask_completion(assignment: Assignment, text: str, by: User, at: datetime) -> None:
    today = timezone.localdate(at)
    assignment.done_at = at
    assignment.late = assignment.due_on is not None and today > assignment.due_on
    assignment.state = AssignmentState.WAITING
    assignment.save(update_fields=["state", "done_at", "late"])
    asked = Ask.objects.create(
        assignment=assignment, kind=AskKind.COMPLETION, reason=text, asked_at=at, asked_by=by
    )
    if access.answers(by, assignment):
        _grant(asked, None, "", by, at)


@transaction.atomic
def ask(
    assignment: Assignment,
    kind: AskKind,
    *,
    reason: str,
    day: date | None = None,
    unit: Unit | None = None,
    by: User,
    at: datetime,
) -> Ask:
    """Ask for a later deadline (`day`), to give the task back, or to pass it on (`unit`). Completion is progress.

    An optional task is given back at once: nobody has to allow what nobody has to do.
    Raises PermissionDenied; NotGivenError; FinishedError; AlreadyAskedError; NoReasonError; EarlierDayError;
    PastDayError; StartedError; NoUnitError.
    """
    assignment = _held(assignment, by)
    if not reason.strip():
        raise NoReasonError
    if assignment.asks.open().exists():
        raise AlreadyAskedError
    _require_sense(assignment, kind, day, unit)
    if kind == AskKind.EXTENSION and day is not None and day < timezone.localdate(at):
        raise PastDayError
    asked = Ask.objects.create(
        assignment=assignment,
        kind=kind,
        reason=reason.strip(),
        day=day,
        unit=unit,
        asked_at=at,
        asked_by=by,
    )
    log.record(events.ASKED, on=assignment, by=by, kind=str(kind), day=day.isoformat() if day else None)
    if kind == AskKind.RETURN and assignment.task.optional:
        return _grant(asked, None, "", by, at)
    return asked


def _require_sense(assignment: Assignment, kind: AskKind, day: date | None, unit: Unit | None) -> None:
    if kind == AskKind.EXTENSION and (
        day is None or (assignment.due_on is not None and day <= assignment.due_on)
    ):
        raise EarlierDayError
    if kind == AskKind.RETURN and assignment.state != AssignmentState.NOT_STARTED:
        raise StartedError
    if kind == AskKind.PASS_ON and (unit is None or _has(assignment, unit)):
        raise NoUnitError


def _has(assignment: Assignment, unit: Unit) -> bool:
    return assignment.task.assignments.filter(unit=unit, turn=assignment.turn).exists()


@transaction.atomic
def take_back(asked: Ask, *, by: User, at: datetime) -> Ask:
    """Take back what was asked; the task goes on as before. Raises PermissionDenied; AnsweredError."""
    access.require_worker(by, asked.assignment)
    asked = _open(asked)
    if asked.kind == AskKind.COMPLETION:
        _undo_completion(asked.assignment)
    _close(asked, Answer.TAKEN_BACK, "", by, at)
    log.record(events.TAKEN_BACK, on=asked.assignment, by=by, kind=asked.kind)
    return asked


@transaction.atomic
def grant(asked: Ask, *, day: date | None = None, text: str = "", by: User, at: datetime) -> Ask:
    """Grant what a unit asked for; of an extension another `day` than the one asked for may be given.

    Raises PermissionDenied; AnsweredError; EarlierDayError; NoUnitError; UnknownUnitError.
    """
    access.require_answerer(by, asked.assignment)
    return _grant(_open(asked), day, text.strip(), by, at)


@transaction.atomic
def refuse(asked: Ask, *, text: str, by: User, at: datetime) -> Ask:
    """Refuse what a unit asked for, with the reason. Raises PermissionDenied; AnsweredError; NoReasonError."""
    access.require_answerer(by, asked.assignment)
    asked = _open(asked)
    if not text.strip():
        raise NoReasonError
    if asked.kind == AskKind.COMPLETION:
        _undo_completion(asked.assignment)
    _close(asked, Answer.REFUSED, text.strip(), by, at)
    log.record(events.ANSWERED, on=asked.assignment, by=by, kind=asked.kind, answer="refused")
    return asked


def _open(asked: Ask) -> Ask:
    rows = Ask.objects.select_for_update(of=("self", "assignment"))
    asked = rows.select_related("assignment__task__programme").get(pk=asked.pk)
    if asked.answer != Answer.OPEN:
        raise AnsweredError
    return asked


def _grant(asked: Ask, day: date | None, text: str, by: User, at: datetime) -> Ask:
    assignment = asked.assignment
    if asked.kind == AskKind.COMPLETION:
        assignment.state, assignment.confirmed_at = AssignmentState.DONE, at
        assignment.save(update_fields=["state", "confirmed_at"])
    elif asked.kind == AskKind.EXTENSION:
        _extend(asked, day or asked.day)
    elif asked.kind == AskKind.RETURN:
        _leave(assignment, AssignmentState.RETURNED)
    else:
        _pass_on(asked, by)
    _close(asked, Answer.GRANTED, text, by, at)
    log.record(events.ANSWERED, on=assignment, by=by, kind=asked.kind, answer="granted")
    return asked


def _extend(asked: Ask, day: date | None) -> None:
    before = asked.assignment.due_on
    if day is None or (before is not None and day <= before):
        raise EarlierDayError
    asked.day_before, asked.granted_day = before, day
    asked.assignment.due_on = day
    asked.assignment.save(update_fields=["due_on"])


def _leave(assignment: Assignment, state: AssignmentState) -> None:
    assignment.state = state
    assignment.save(update_fields=["state"])


def _pass_on(asked: Ask, by: User) -> None:
    assignment, unit = asked.assignment, asked.unit
    if unit is None or _has(assignment, unit):
        raise NoUnitError
    if unit.pk not in access.planner_units(by):
        raise UnknownUnitError
    _leave(assignment, AssignmentState.PASSED_ON)
    Assignment.objects.create(
        task=assignment.task,
        unit=unit,
        part=assignment.part,
        turn=assignment.turn,
        due_on=assignment.due_on,
        passed_from=assignment,
    )


def _undo_completion(assignment: Assignment) -> None:
    assignment.state, assignment.done_at, assignment.late = AssignmentState.UNDER_WAY, None, False
    assignment.save(update_fields=["state", "done_at", "late"])


def _close(asked: Ask, answer: Answer, text: str, by: User, at: datetime) -> None:
    asked.answer, asked.answer_text, asked.answered_at, asked.answered_by = answer, text, at, by
    asked.save()
