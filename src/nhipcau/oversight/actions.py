"""Every write in oversight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.oversight import access, events
from nhipcau.oversight.errors import (
    EarlyMendError,
    ForeignUnitError,
    FutureVisitError,
    HeldError,
    MovedOnError,
    NobodyAboveError,
    NoQuestionsError,
    NotHeldError,
    NothingSaidError,
    NotSentError,
    SentError,
    UnansweredError,
)
from nhipcau.oversight.models import (
    Answer,
    Checklist,
    FollowUp,
    Inspection,
    InspectionKind,
    Photo,
    Point,
    Shortcoming,
    ShortcomingState,
    YearPlan,
)
from nhipcau.programmes.models import Programme
from nhipcau.shell.files import Checked
from nhipcau.shell.storing import erase, stored_or_erased
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be looked into, on which day, by which questions."""

    title: str
    planned_on: date
    questions: Sequence[str]
    programme: Programme | None = None
    plan: YearPlan | None = None


@transaction.atomic
def plan(unit: Unit, inspected: Unit, planned: Planned, *, by: User, at: datetime) -> Inspection:
    """Plan an inspection of a unit, or a self-check when `inspected` is the unit itself.

    Raises PermissionDenied; ForeignUnitError; NoQuestionsError.
    """
    kind = InspectionKind.SELF_CHECK if unit.pk == inspected.pk else InspectionKind.INSPECTION
    access.require_planner(by, unit.pk, kind)
    if kind == InspectionKind.INSPECTION and inspected.pk not in access.units_to_inspect(by):
        raise ForeignUnitError
    questions = [said.strip() for said in planned.questions if said.strip()]
    if not questions:
        raise NoQuestionsError
    inspection = Inspection.objects.create(
        unit=unit,
        inspected=inspected,
        kind=kind,
        programme=planned.programme,
        plan=planned.plan,
        title=planned.title,
        planned_on=planned.planned_on,
        planned_at=at,
        planned_by=by,
    )
    Point.objects.bulk_create(
        Point(inspection=inspection, position=position, question=said)
        for position, said in enumerate(questions, 1)
    )
    log.record(events.PLANNED, on=inspection, by=by, inspected=inspected.pk, kind=str(kind))
    return inspection


@transaction.atomic
def record(
    inspection: Inspection, held_on: date, answers: Mapping[int, tuple[str, str]], *, by: User, at: datetime
) -> Inspection:
    """Enter a visit: position of a question → its answer and the remark on the matter.

    Raises PermissionDenied; HeldError; FutureVisitError; UnansweredError.
    """
    access.require_recorder(by, inspection)
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if inspection.held_on:
        raise HeldError
    if held_on > timezone.localdate(at):
        raise FutureVisitError
    points = list(inspection.points.all())
    for point in points:
        point.answer, point.remark = answers.get(point.position, ("", ""))
        if point.answer not in Answer.values:
            raise UnansweredError
    Point.objects.bulk_update(points, ["answer", "remark"])
    inspection.held_on = held_on
    inspection.save(update_fields=["held_on"])
    log.record(events.RECORDED, on=inspection, by=by, held_on=held_on.isoformat())
    return inspection


@transaction.atomic
def find(inspection: Inspection, what: str, mend: str, mend_by: date, *, by: User) -> Shortcoming:
    """Add what was found and what has to be mended by when.

    Raises PermissionDenied; NotHeldError; NothingSaidError; EarlyMendError.
    """
    access.require_recorder(by, inspection)
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if inspection.held_on is None:
        raise NotHeldError
    if inspection.sent_at:
        raise SentError
    if not (what.strip() and mend.strip()):
        raise NothingSaidError
    if mend_by < inspection.held_on:
        raise EarlyMendError
    said = {"what": what.strip(), "mend": mend.strip(), "mend_by": mend_by}
    if found := inspection.shortcomings.filter(**said).first():
        return found  # pressed twice
    shortcoming = Shortcoming.objects.create(inspection=inspection, **said)
    log.record(events.FOUND, on=shortcoming, by=by, mend_by=mend_by.isoformat())
    return shortcoming


def say_mended(
    shortcoming: Shortcoming, note: str, *, file: Checked | None = None, by: User, at: datetime
) -> Shortcoming:
    """Say that a shortcoming is mended, how, and what shows it.

    Raises PermissionDenied; MovedOnError; NothingSaidError.
    """
    access.require_mender(by, shortcoming.inspection)
    return _move(shortcoming, ShortcomingState.OPEN, ShortcomingState.MENDED, note, file, by=by, at=at)


def accept(shortcoming: Shortcoming, note: str, *, by: User, at: datetime) -> Shortcoming:
    """Accept what was mended. Raises PermissionDenied; MovedOnError; NothingSaidError."""
    access.require_judge(by, shortcoming.inspection)
    return _move(shortcoming, ShortcomingState.MENDED, ShortcomingState.ACCEPTED, note, by=by, at=at)


def reopen(shortcoming: Shortcoming, note: str, *, by: User, at: datetime) -> Shortcoming:
    """Open a shortcoming again whose mending does not do. Raises PermissionDenied; MovedOnError; NothingSaidError."""
    access.require_judge(by, shortcoming.inspection)
    return _move(shortcoming, ShortcomingState.MENDED, ShortcomingState.OPEN, note, by=by, at=at)


_EVENTS = {
    ShortcomingState.MENDED: events.MENDED,
    ShortcomingState.ACCEPTED: events.ACCEPTED,
    ShortcomingState.OPEN: events.REOPENED,
}


@transaction.atomic
def _move(
    shortcoming: Shortcoming,
    before: str,
    after: ShortcomingState,
    note: str,
    file: Checked | None = None,
    *,
    by: User,
    at: datetime,
) -> Shortcoming:
    shortcoming = Shortcoming.objects.select_for_update().get(pk=shortcoming.pk)
    if shortcoming.state != before:
        raise MovedOnError
    if not note.strip():
        raise NothingSaidError
    shortcoming.state = after
    shortcoming.save(update_fields=["state"])
    said = FollowUp(shortcoming=shortcoming, state=after, note=note.strip(), at=at, by=by)
    log.record(_EVENTS[after], on=shortcoming, by=by)
    with stored_or_erased() as keep:
        if file:
            said.file_name, said.sha256 = file.name, file.sha256
            keep(said.file, _stored_name(file), file.content)
        said.save()
    return shortcoming


def _stored_name(file: Checked) -> str:
    return f"{file.sha256[:32]}.{file.name.rpartition('.')[2].lower()}"


@transaction.atomic
def add_photo(inspection: Inspection, photo: Checked, caption: str, *, by: User, at: datetime) -> Photo:
    """Add a photo to a visit, once. Raises PermissionDenied; NotHeldError; SentError."""
    access.require_recorder(by, inspection)
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if inspection.held_on is None:
        raise NotHeldError
    if inspection.sent_at:
        raise SentError
    if known := inspection.photos.filter(sha256=photo.sha256).first():
        return known  # pressed twice
    row = Photo(
        inspection=inspection, name=photo.name, sha256=photo.sha256, caption=caption.strip(), at=at, by=by
    )
    with stored_or_erased() as keep:
        keep(row.file, _stored_name(photo), photo.content)
        keep(row.thumbnail, f"{photo.sha256[:32]}-small.jpg", photo.thumbnail)
        row.save()
        log.record(events.PHOTO_ADDED, on=inspection, by=by, sha256=photo.sha256)
    return row


@transaction.atomic
def remove_photo(photo: Photo, *, by: User) -> None:
    """Take a photo out of a visit. Raises PermissionDenied; SentError."""
    access.require_recorder(by, photo.inspection)
    if photo.inspection.sent_at:
        raise SentError
    files = [photo.file, photo.thumbnail]
    log.record(events.PHOTO_REMOVED, on=photo.inspection, by=by, sha256=photo.sha256)
    photo.delete()
    transaction.on_commit(lambda: erase(files))


@transaction.atomic
def send_check(inspection: Inspection, *, by: User, at: datetime) -> Inspection:
    """Send a self-check to the unit above.

    Raises PermissionDenied; NotHeldError; SentError; NobodyAboveError.
    """
    access.require_recorder(by, inspection)
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if inspection.held_on is None:
        raise NotHeldError
    if inspection.sent_at or not inspection.is_self_check:
        raise SentError
    if not access.has_superior(inspection.unit_id):
        raise NobodyAboveError
    inspection.sent_at, inspection.returned_why = at, ""
    inspection.save(update_fields=["sent_at", "returned_why"])
    log.record(events.SENT, on=inspection, by=by)
    return inspection


@transaction.atomic
def accept_check(inspection: Inspection, *, by: User, at: datetime) -> Inspection:
    """Accept a self-check that a unit below sent. Raises PermissionDenied; NotSentError."""
    inspection = _sent(inspection, by)
    inspection.accepted_at, inspection.accepted_by = at, by
    inspection.save(update_fields=["accepted_at", "accepted_by"])
    log.record(events.CHECK_ACCEPTED, on=inspection, by=by)
    return inspection


@transaction.atomic
def return_check(inspection: Inspection, why: str, *, by: User) -> Inspection:
    """Send a self-check back, to be entered again. Raises PermissionDenied; NotSentError; NothingSaidError."""
    inspection = _sent(inspection, by)
    if not why.strip():
        raise NothingSaidError
    inspection.sent_at, inspection.held_on, inspection.returned_why = None, None, why.strip()
    inspection.save(update_fields=["sent_at", "held_on", "returned_why"])
    log.record(events.CHECK_RETURNED, on=inspection, by=by, why=why.strip())
    return inspection


def _sent(inspection: Inspection, by: User) -> Inspection:
    access.require_judge(by, inspection)
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if not inspection.is_self_check or inspection.sent_at is None or inspection.accepted_at:
        raise NotSentError
    return inspection


@transaction.atomic
def plan_year(plan: YearPlan, *, by: User) -> YearPlan:
    """Keep a new plan of inspections. Raises PermissionDenied; ValidationError."""
    access.require_planner(by, plan.unit_id, InspectionKind.INSPECTION)
    plan.full_clean()
    plan.save()
    log.record(events.YEAR_PLANNED, on=plan, by=by, year=plan.year)
    return plan


@transaction.atomic
def keep_checklist(unit: Unit, title: str, questions: str, *, by: User) -> Checklist:
    """Keep questions to begin checklists with. Raises PermissionDenied; NoQuestionsError."""
    access.require_planner(by, unit.pk, InspectionKind.INSPECTION)
    asked = [said.strip() for said in questions.splitlines() if said.strip()]
    if not asked:
        raise NoQuestionsError
    kept = Checklist.objects.create(unit=unit, title=title, questions="\n".join(asked))
    log.record(events.CHECKLIST_KEPT, on=kept, by=by, unit=unit.pk)
    return kept


@transaction.atomic
def retire_checklist(checklist: Checklist, *, by: User) -> None:
    """Offer a checklist no longer; inspections planned with it keep their questions. Raises PermissionDenied."""
    access.require_planner(by, checklist.unit_id, InspectionKind.INSPECTION)
    checklist.retired = True
    checklist.save(update_fields=["retired"])
    log.record(events.CHECKLIST_RETIRED, on=checklist, by=by)
