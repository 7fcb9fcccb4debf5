"""Every write about bodies and their meetings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.bodies import access, events, tasks
from nhipcau.bodies.errors import (
    BeforeMeetingError,
    CalledOffError,
    HasTaskError,
    HeldError,
    NobodySitsError,
    NoReasonGivenError,
    NoSeatsError,
    SeatedTwiceError,
    WrongTimeError,
)
from nhipcau.bodies.models import (
    AgendaItem,
    Body,
    BodyKind,
    Conclusion,
    Invitation,
    Meeting,
    MeetingState,
    Presence,
    Seat,
    SeatRole,
)
from nhipcau.registry.models import Document
from nhipcau.shell.files import Checked
from nhipcau.shell.storing import erase, stored_or_erased
from nhipcau.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """What a body is called, what founds it, and when it works; the day `valid_to` is no longer part of it."""

    name: str
    valid_from: date
    kind: str = BodyKind.STEERING
    founded_by: Document | None = None
    founded_words: str = ""
    purpose: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """Who sits in a body, in which role, since when."""

    valid_from: date
    role: str = SeatRole.MEMBER
    person: User | None = None
    office: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """When and where a body meets, about what, with its agenda in order."""

    title: str
    starts_at: datetime
    place: str
    ends_at: datetime | None = None
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Was:
    """Whether a seat was represented; by which office instead of it."""

    presence: str
    substitute: str = ""


@transaction.atomic
def found_body(unit: Unit, plan: BodyPlan, *, by: User, at: datetime) -> Body:
    """Enter a body of `unit`; pressed twice, it is there once. Raises PermissionDenied; WrongTimeError."""
    access.require_keeper(by, unit.pk)
    Unit.objects.select_for_update().get(pk=unit.pk)
    if there := unit.bodies.filter(name=plan.name, kind=plan.kind, valid_from=plan.valid_from).first():
        return there
    body = Body(unit=unit)
    _enter_body(body, plan)
    log.record(events.FOUNDED, on=body, by=by, name=body.name)
    return body


@transaction.atomic
def change_body(body: Body, plan: BodyPlan, *, by: User, at: datetime) -> Body:
    """Change a body, or end it by its last day. Raises PermissionDenied; WrongTimeError."""
    access.require_keeper(by, body.unit_id)
    body = Body.objects.select_for_update().get(pk=body.pk)
    _enter_body(body, plan)
    log.record(events.CHANGED, on=body, by=by, name=body.name)
    return body


def _enter_body(body: Body, plan: BodyPlan) -> None:
    if plan.valid_to and plan.valid_to <= plan.valid_from:
        raise WrongTimeError
    for name in ("name", "kind", "founded_by", "founded_words", "purpose", "valid_from", "valid_to"):
        setattr(body, name, getattr(plan, name))
    body.full_clean(exclude=["unit", "founded_by"], validate_constraints=False)
    body.save()


@transaction.atomic
def give_seat(body: Body, plan: SeatPlan, *, by: User, at: datetime) -> Seat:
    """Give a person or an office a seat. Raises PermissionDenied; NobodySitsError; SeatedTwiceError."""
    access.require_keeper(by, body.unit_id)
    body = Body.objects.select_for_update().get(pk=body.pk)
    office = plan.office.strip()
    if plan.person is None and not office:
        raise NobodySitsError
    held = body.seats.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=plan.valid_from))
    same = held.filter(person=plan.person) if plan.person else held.filter(person__isnull=True, office=office)
    if same.exists():
        raise SeatedTwiceError
    seat = Seat(body=body, person=plan.person, office=office, email=plan.email, role=plan.role)
    seat.valid_from, seat.position = plan.valid_from, body.seats.count()
    seat.full_clean(exclude=["body", "person"], validate_constraints=False)
    seat.save()
    log.record(events.SEATED, on=body, by=by, seat=seat.pk, role=str(seat.role))
    return seat


@transaction.atomic
def end_seat(seat: Seat, day: date, *, by: User, at: datetime) -> Seat:
    """End a seat: `day` is the first without it. Meetings before keep it. Raises PermissionDenied; WrongTimeError."""
    access.require_keeper(by, seat.body.unit_id)
    if day < seat.valid_from:
        raise WrongTimeError
    seat.valid_to = day
    seat.save(update_fields=["valid_to"])
    log.record(events.SEAT_ENDED, on=seat.body, by=by, seat=seat.pk, day=day.isoformat())
    return seat


@transaction.atomic
def call_meeting(body: Body, plan: MeetingPlan, *, by: User, at: datetime) -> Meeting:
    """Plan a meeting of a body; nobody is invited yet. Pressed twice, it is there once.

    Raises PermissionDenied; WrongTimeError.
    """
    access.require_keeper(by, body.unit_id)
    body = Body.objects.select_for_update().get(pk=body.pk)
    planned = body.meetings.filter(state=MeetingState.PLANNED, starts_at=plan.starts_at)
    if there := planned.filter(title=plan.title, place=plan.place).first():
        return there
    meeting = Meeting(body=body)
    _enter_meeting(meeting, plan, at)
    log.record(events.CALLED, on=meeting, by=by, starts_at=plan.starts_at.isoformat())
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, plan: MeetingPlan, *, by: User, at: datetime) -> Meeting:
    """Change a meeting; those who were invited get the change, under the same identity with a higher number.

    Raises PermissionDenied; CalledOffError; HeldError; WrongTimeError.
    """
    meeting = _planned(meeting, by)
    invited = meeting.invitations.exists()
    meeting.sequence += invited
    _enter_meeting(meeting, plan, at)
    log.record(events.MEETING_CHANGED, on=meeting, by=by, starts_at=plan.starts_at.isoformat())
    if invited:
        _send(meeting, by, at, cancels=False)
    return meeting


def _enter_meeting(meeting: Meeting, plan: MeetingPlan, at: datetime) -> None:
    if plan.ends_at and plan.ends_at <= plan.starts_at:
        raise WrongTimeError
    for name in ("title", "starts_at", "ends_at", "place"):
        setattr(meeting, name, getattr(plan, name))
    meeting.changed_at = at
    meeting.full_clean(exclude=["body"], validate_constraints=False)
    meeting.save()
    meeting.agenda.all().delete()
    points = [point.strip() for point in plan.agenda if point.strip()]
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=place, title=point[:500]) for place, point in enumerate(points)
    )


@transaction.atomic
def invite(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Invite everybody who has a seat on the day of the meeting and was not invited to it as it stands.

    Letters that did not go out are sent again. Returns how many letters go out. Raises PermissionDenied;
    CalledOffError; HeldError; NoSeatsError.
    """
    return _send(_planned(meeting, by), by, at, cancels=False)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, why: str, by: User, at: datetime) -> Meeting:
    """Call a meeting off; those who were invited are told.

    Raises PermissionDenied; CalledOffError; HeldError; NoReasonGivenError.
    """
    meeting = _planned(meeting, by)
    if not why.strip():
        raise NoReasonGivenError
    invited = meeting.invitations.exists()
    meeting.state, meeting.cancelled_why, meeting.changed_at = MeetingState.CANCELLED, why.strip(), at
    meeting.sequence += invited
    meeting.save()
    log.record(events.CANCELLED, on=meeting, by=by, why=meeting.cancelled_why)
    if invited:
        _send(meeting, by, at, cancels=True)
    return meeting


def _send(meeting: Meeting, by: User, at: datetime, *, cancels: bool) -> int:
    """Write a row for each seat that has none of this number, and send all that did not go out once this is certain."""
    seats = list(_seats_to_tell(meeting, cancels=cancels))
    if not seats:
        raise NoSeatsError
    gone = [] if cancels else _invited_without_seat(meeting, seats)
    told = set(meeting.invitations.filter(sequence=meeting.sequence).values_list("seat", flat=True))
    Invitation.objects.bulk_create(
        Invitation(
            meeting=meeting,
            seat=seat,
            sequence=meeting.sequence,
            cancels=cancels or seat in gone,
            email=seat.address,
            ordered_at=at,
            ordered_by=by,
        )
        for seat in [*seats, *gone]
        if seat.pk not in told
    )
    waiting = (
        meeting.invitations.filter(sequence=meeting.sequence, sent_at__isnull=True).exclude(email="").count()
    )
    log.record(events.INVITED, on=meeting, by=by, letters=waiting, number=meeting.sequence, cancels=cancels)
    if waiting:
        transaction.on_commit(lambda: tasks.send_invitations.enqueue(meeting.pk))
    return waiting


def _invited_without_seat(meeting: Meeting, seats: Collection[Seat]) -> list[Seat]:
    """Return who was invited and has no seat on the day any more: their invitation is taken back."""
    newest: dict[int, bool] = dict(
        meeting.invitations.order_by("sequence", "pk").values_list("seat", "cancels")
    )
    still = {seat for seat, cancels in newest.items() if not cancels} - {seat.pk for seat in seats}
    return list(Seat.objects.filter(pk__in=still).select_related("person"))


def _seats_to_tell(meeting: Meeting, *, cancels: bool) -> Collection[Seat]:
    """Return who is invited, or who was and has to know that it is off."""
    if cancels:
        return list(Seat.objects.filter(invitations__meeting=meeting).distinct().select_related("person"))
    return list(meeting.body.seats.on(timezone.localdate(meeting.starts_at)).select_related("person"))


@transaction.atomic
def record_meeting(
    meeting: Meeting,
    attended: Mapping[int, Was],
    *,
    minutes: str,
    file: Checked | None = None,
    by: User,
    at: datetime,
) -> Meeting:
    """Enter who was represented (seat → how) and the minutes; entering again corrects both.

    Raises PermissionDenied; CalledOffError; BeforeMeetingError.
    """
    meeting = _kept(meeting, by)
    if at < meeting.starts_at:
        raise BeforeMeetingError
    meeting.state, meeting.minutes, meeting.changed_at = MeetingState.HELD, minutes.strip(), at
    _enter_attendance(meeting, attended)
    log.record(events.RECORDED, on=meeting, by=by, file=file.name if file else None, seats=len(attended))
    _keep_minutes(meeting, file)
    return meeting


def _enter_attendance(meeting: Meeting, attended: Mapping[int, Was]) -> None:
    seats = set(meeting.body.seats.filter(pk__in=attended).values_list("pk", flat=True))
    for seat, was in attended.items():
        if seat in seats:
            substitute = was.substitute.strip() if was.presence == Presence.SUBSTITUTE else ""
            told = {"presence": was.presence, "substitute": substitute}
            meeting.attendances.update_or_create(seat_id=seat, defaults=told)


def _keep_minutes(meeting: Meeting, file: Checked | None) -> None:
    """Save the meeting with its file, both or neither; a file that is replaced goes once that is certain."""
    with stored_or_erased() as keep:
        if file is not None:
            if meeting.minutes_file:
                old = Meeting.objects.get(pk=meeting.pk).minutes_file
                transaction.on_commit(lambda: erase([old]))
            meeting.minutes_name = file.name[-255:]
            meeting.minutes_sha256 = file.sha256
            keep(meeting.minutes_file, meeting.minutes_name[-100:], file.content)
        meeting.save()


@transaction.atomic
def add_conclusion(
    meeting: Meeting,
    text: str,
    *,
    unit: Unit | None = None,
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> Conclusion:
    """Add a conclusion, numbered after the last; the same again changes nothing.

    Raises PermissionDenied; CalledOffError; BeforeMeetingError.
    """
    meeting = _kept(meeting, by)
    if at < meeting.starts_at:
        raise BeforeMeetingError
    if there := meeting.conclusions.filter(text=text.strip(), unit=unit, due_on=due_on).first():
        return there
    last = meeting.conclusions.aggregate(last=Max("number"))["last"] or 0
    made = Conclusion(meeting=meeting, number=last + 1, text=text.strip(), unit=unit, due_on=due_on)
    made.full_clean(exclude=["meeting", "unit", "task"])
    made.save()
    log.record(events.CONCLUDED, on=meeting, by=by, number=made.number)
    return made


@transaction.atomic
def remove_conclusion(conclusion: Conclusion, *, by: User, at: datetime) -> None:
    """Take out a conclusion entered in error. Raises PermissionDenied; CalledOffError; HasTaskError."""
    meeting = _kept(conclusion.meeting, by)
    conclusion = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    if conclusion.task_id:
        raise HasTaskError
    log.record(events.CONCLUSION_REMOVED, on=meeting, by=by, number=conclusion.number, text=conclusion.text)
    conclusion.delete()


def _kept(meeting: Meeting, by: User) -> Meeting:
    """Return the meeting, held until the end of the transaction; `by` keeps it and it was not called off."""
    access.require_keeper(by, meeting.body.unit_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body__unit").get(pk=meeting.pk)
    if meeting.state == MeetingState.CANCELLED:
        raise CalledOffError
    return meeting


def _planned(meeting: Meeting, by: User) -> Meeting:
    """Return the meeting, held until the end of the transaction, which did not take place yet."""
    meeting = _kept(meeting, by)
    if meeting.state == MeetingState.HELD:
        raise HeldError
    return meeting
