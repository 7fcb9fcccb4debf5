"""Figures that somebody of the asking office wants looked at again: marked with a note, cleared with what was found.

A mark changes no figure and no total; it keeps an answer from being approved unseen with others.
"""

from collections.abc import Collection as Some
from datetime import datetime

from django.db import transaction

from nhipcau.audit import log
from nhipcau.reporting import access, errors, events
from nhipcau.reporting.models import Submission, SubmissionState, Value
from nhipcau.units.models import User

LONGEST_NOTE = 300


@transaction.atomic
def mark_figure(submission: Submission, code: str, *, note: str, by: User, at: datetime) -> Value:
    """Mark a figure to be looked at again, saying what about it.

    Raises PermissionDenied unless `by` is an officer or approver of the asking unit; NotSentError, NoSuchFigureError,
    NoteMissingError.
    """
    return _set(submission, code, note=note, marked=True, by=by, at=at)


@transaction.atomic
def clear_mark(submission: Submission, code: str, *, note: str, by: User, at: datetime) -> Value:
    """Take the mark away, saying what was found; the log keeps both notes. Raises as `mark_figure` does."""
    return _set(submission, code, note=note, marked=False, by=by, at=at)


def _set(submission: Submission, code: str, *, note: str, marked: bool, by: User, at: datetime) -> Value:
    access.require_marker(by, submission)
    if submission.state == SubmissionState.DRAFT:
        raise errors.NotSentError
    said = note.strip()[:LONGEST_NOTE]
    if not said:
        raise errors.NoteMissingError
    values = Value.objects.select_for_update(of=("self",)).filter(submission=submission)
    value = values.filter(indicator__code=code).first()
    if value is None:
        raise errors.NoSuchFigureError
    if value.follow_up or marked:
        value.follow_up, value.follow_up_note = marked, said if marked else ""
        value.save(update_fields=["follow_up", "follow_up_note"])
        event = events.FIGURE_MARKED if marked else events.MARK_CLEARED
        log.record(event, submission, by=by, at=at.isoformat(), figure=code, note=said)
    return value


def marks_of(submission: Submission) -> list[Value]:
    """Return the marked figures of an answer, with their indicators. One query."""
    marked = Value.objects.filter(submission=submission, follow_up=True)
    return list(marked.select_related("indicator").order_by("indicator__code"))


def marked_answers(pks: Some[int], indicator: int) -> frozenset[int]:
    """Return those of the answers in which the figure is marked. One query."""
    marked = Value.objects.filter(submission__in=pks, indicator=indicator, follow_up=True)
    return frozenset(marked.order_by().values_list("submission_id", flat=True))
