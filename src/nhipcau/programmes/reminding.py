"""Reminders by mail: who works on a task, the head when it is overdue, who has to answer; one letter a day each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from nhipcau.audit import log
from nhipcau.programmes import access, events, rules
from nhipcau.programmes.errors import NobodyToRemindError, RemindedLatelyError
from nhipcau.programmes.models import (
    Answer,
    Ask,
    AskKind,
    Assignment,
    Programme,
    ProgrammeState,
    Reminder,
    ReminderKind,
)
from nhipcau.programmes.querysets import TO_DO, AssignmentQuerySet, ProgrammeQuerySet
from nhipcau.shell.letters import Letter, deliver
from nhipcau.units import reach
from nhipcau.units import rules as unit_rules
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.models import Membership, Role, Unit, UnitVersion, User

# Whoever reads a reminder has no page language yet: the office works in Vietnamese.
LANGUAGE = "vi"
FAR_AHEAD = timedelta(days=7)
MOST_LINES = 40  # of one kind in a letter; the page it names has them all


@dataclass(frozen=True, slots=True)
class Line:
    """What a letter says about one task; `days_left` is None where an answer is awaited."""

    assignment: int
    programme: int
    title: str
    programme_title: str
    unit: int
    kind: str
    days_left: int | None = None
    due_on: date | None = None
    unit_name: str = ""

    @property
    def late(self) -> bool:
        """Whether the deadline has passed."""
        return self.days_left is not None and self.days_left < 0

    @property
    def days_late(self) -> int:
        """How many days it is overdue."""
        return -(self.days_left or 0)

    @property
    def address(self) -> str:
        """The page of the task."""
        return settings.WAGTAILADMIN_BASE_URL + reverse("programmes:assignment", args=[self.assignment])


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a letter goes to: a person of the unit, or nobody by name behind the unit's contact address."""

    address: str
    person: int | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sending of reminders did; `failed` letters were not taken by the server and are tried again next time."""

    letters: int = 0
    lines: int = 0
    nobody: int = 0
    failed: int = 0


Post = list[tuple[Line, Receiver]]


def send_reminders(*, at: datetime) -> Outcome:
    """Send today's reminders, one letter an address. Doing it again the same day sends nothing new.

    Muted where the unit asked for a later deadline and is not answered. Rows are kept before letters go out; those of
    letters that the server does not take are forgotten again, so that the next time sends them.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        lines = [*_deadlines(today), *_answers(at)]
        found = _receivers(lines, today)
        post = _not_sent_yet(((line, one) for line in lines for one in found.get(_key(line), ())), today)
        _keep(post, at)
    failed = deliver(_letters(post))
    Reminder.objects.filter(at=at, address__in=failed).exclude(kind=ReminderKind.BY_HAND).delete()
    letters = {one.address for _line, one in post}
    nobody = sum(not found.get(_key(line)) for line in lines)
    return Outcome(len(letters) - len(failed), len(post), nobody, len(failed))


def _deadlines(today: date) -> Iterator[Line]:
    """Give the open tasks whose units are to be reminded today. One query; units that have ended are left out."""
    near = to_be_reminded().filter(due_on__lte=today + FAR_AHEAD)
    standing = reach.tree().on(today)
    for line in _lines(near, ReminderKind.DEADLINE):
        days_left = (line.due_on - today).days if line.due_on else None
        if days_left is not None and line.unit in standing and rules.reminder_asked(days_left) is not None:
            yield replace(line, days_left=days_left)


def to_be_reminded() -> AssignmentQuerySet:
    """Return what somebody has to work on and no later deadline was asked for; nobody has to do what is optional."""
    muted = Ask.objects.open().filter(assignment=OuterRef("pk"), kind=AskKind.EXTENSION)
    return Assignment.objects.given().to_do().filter(task__optional=False).exclude(Exists(muted))


def is_to_be_reminded(assignment: Assignment) -> bool:
    """Return whether the assignment is one of `to_be_reminded`. No query where its task and asks are loaded."""
    given = assignment.task.programme.state == ProgrammeState.ISSUED and assignment.state in TO_DO
    muted = any(one.kind == AskKind.EXTENSION and one.answer == Answer.OPEN for one in assignment.asks.all())
    return given and not assignment.task.optional and not muted


def _answers(at: datetime) -> list[Line]:
    """Return what was asked days ago and waits for an answer. One query."""
    waiting = (
        Ask.objects.open().filter(asked_at__lte=at - timedelta(days=rules.WAITING_DAYS)).values("assignment")
    )
    return list(_lines(Assignment.objects.given().filter(pk__in=waiting), ReminderKind.ANSWER))


def _lines(rows: AssignmentQuerySet, kind: str) -> Iterator[Line]:
    names = ("pk", "task__programme", "task__title", "task__programme__title", "unit", "due_on")
    ordered = rows.order_by("due_on", "pk").values_list(*names)
    for pk, programme, title, programme_title, unit, due_on in ordered.iterator(chunk_size=5000):
        yield Line(pk, programme, title, programme_title, unit, kind, due_on=due_on)


def _key(line: Line) -> tuple[str, int, bool]:
    """Return what decides who is told: the unit and whether its head is, or the programme where an answer waits."""
    if line.kind == ReminderKind.ANSWER:
        return (line.kind, line.programme, False)
    return (line.kind, line.unit, line.days_left is not None and rules.tells_head(line.days_left))


def _receivers(lines: Sequence[Line], today: date) -> Mapping[tuple[str, int, bool], Sequence[Receiver]]:
    """Return who is told, by `_key`. Five queries at most."""
    keys = {_key(line) for line in lines}
    units = {unit for kind, unit, _head in keys if kind != ReminderKind.ANSWER}
    workers, heads = _people(units, access.WORKERS, today), _people(units, (Role.APPROVER,), today)
    contacts = dict(
        Unit.objects.filter(pk__in=units).exclude(contact_email="").values_list("pk", "contact_email")
    )
    answerers = _answerers(
        [programme for kind, programme, _head in keys if kind == ReminderKind.ANSWER], today
    )
    found: dict[tuple[str, int, bool], Sequence[Receiver]] = {}
    for key in keys:
        kind, pk, overdue = key
        if kind == ReminderKind.ANSWER:
            found[key] = answerers.get(pk, ())
            continue
        to = workers.get(pk) or ([Receiver(contacts[pk])] if pk in contacts else [])
        told = {one.address for one in to}
        above = [replace(one, head=True) for one in heads.get(pk, ()) if one.address not in told]
        found[key] = [*to, *(above if overdue else ())]
    return found


def _people(units: Collection[int], roles: Iterable[str], today: date) -> dict[int, list[Receiver]]:
    """Return unit → the people who hold one of the roles in the unit itself, each once. One query."""
    held = Membership.objects.on(today).filter(unit__in=units, role__in=list(roles), user__is_active=True)
    rows = (
        held.exclude(user__email="").order_by("user__email").values_list("unit_id", "user__email", "user_id")
    )
    found: dict[int, dict[str, Receiver]] = {}
    for unit, address, person in rows:
        found.setdefault(unit, {}).setdefault(address, Receiver(address, person))
    return {unit: list(people.values()) for unit, people in found.items()}


def _answerers(programmes: Collection[int], today: date) -> dict[int, list[Receiver]]:
    """Return programme → who answers what is asked about it: of its unit, or of the nearest one above. Three queries."""
    if not programmes:
        return {}
    parents = UnitVersion.objects.parents(today)
    lines = {
        pk: unit_rules.above(parents, unit)
        for pk, unit in Programme.objects.filter(pk__in=programmes).values_list("pk", "unit_id")
    }
    people = _people({unit for line in lines.values() for unit in line}, access.ANSWERERS, today)
    return {pk: next((people[unit] for unit in line if unit in people), []) for pk, line in lines.items()}


def _not_sent_yet(post: Iterable[tuple[Line, Receiver]], today: date) -> Post:
    """Leave out what the address was told on the day asked for or since, and who has had a letter today. One query."""
    days = max(rules.WAITING_DAYS - 1, 2)
    lately = Reminder.objects.filter(day__gte=today - timedelta(days=days)).exclude(kind=ReminderKind.BY_HAND)
    told = {
        (assignment, address, kind): day
        for assignment, address, kind, day in lately.order_by()
        .values_list("assignment", "address", "kind")
        .annotate(last=Max("day"))
    }
    written = set(lately.filter(day=today).order_by().values_list("address", flat=True).distinct())
    found = []
    for line, one in post:
        last = told.get((line.assignment, one.address, line.kind))
        if one.address not in written and (last is None or last < _since(line, today)):
            found.append((line, one))
    return found


def _since(line: Line, today: date) -> date:
    """Return the day on or after which a reminder counts as this one."""
    if line.days_left is None:
        return today - timedelta(days=rules.WAITING_DAYS - 1)
    return today - timedelta(days=(rules.reminder_asked(line.days_left) or 0) - line.days_left)


def _keep(post: Post, at: datetime) -> None:
    """Write a row for each line of each letter, and an audit row for each programme."""
    today = timezone.localdate(at)
    Reminder.objects.bulk_create((_row(line, one, today, at) for line, one in post), batch_size=2000)
    reminded: dict[int, set[int]] = {}
    for line, _one in post:
        reminded.setdefault(line.programme, set()).add(line.unit)
    system = ensure_system_user()
    for programme in Programme.objects.filter(pk__in=reminded):
        log.record(
            events.REMINDED, on=programme, by=system, at=at.isoformat(), units=len(reminded[programme.pk])
        )


def _row(line: Line, one: Receiver, today: date, at: datetime, by: User | None = None) -> Reminder:
    return Reminder(
        assignment_id=line.assignment,
        kind=line.kind,
        person_id=one.person,
        address=one.address,
        head=one.head,
        days_left=line.days_left,
        day=today,
        at=at,
        by=by,
    )


def _letters(post: Post) -> Iterator[Letter]:
    """Give the letters, one an address. One query for the names of the units."""
    names = UnitVersion.objects.newest_names(sorted({line.unit for line, _one in post}), language=LANGUAGE)
    by_address: dict[str, list[Line]] = {}
    for line, one in post:
        by_address.setdefault(one.address, []).append(replace(line, unit_name=names.get(line.unit, "")))
    for address, lines in sorted(by_address.items()):
        yield _letter(address, lines)


def _letter(address: str, lines: Sequence[Line]) -> Letter:
    dated = [line for line in lines if line.kind != ReminderKind.ANSWER]
    groups = {
        "late": [line for line in dated if line.late],
        "due": [line for line in dated if not line.late],
        "answers": [line for line in lines if line.kind == ReminderKind.ANSWER],
    }
    context = {name: of[:MOST_LINES] for name, of in groups.items()}
    numbers = {f"{name}_number": len(of) for name, of in groups.items()}
    more = {f"{name}_more": max(0, len(of) - MOST_LINES) for name, of in groups.items()}
    everything = {"everything": settings.WAGTAILADMIN_BASE_URL + reverse("programmes:tasks")}
    with translation.override(LANGUAGE):
        whole = {**context, **numbers, **more, **everything}
        subject = render_to_string("programmes/mail/reminder_subject.txt", whole)
        return Letter(address, subject, render_to_string("programmes/mail/reminder.txt", whole))


@transaction.atomic
def remind_by_hand(assignment: Assignment, *, by: User, at: datetime) -> list[Reminder]:
    """Remind a unit of a task now, at the wish of whoever gave it. The letter goes out when the transaction has ended.

    Raises PermissionDenied; RemindedLatelyError within four hours of the last time; NobodyToRemindError.
    """
    access.require_answerer(by, assignment)
    held = Assignment.objects.select_for_update(of=("self",)).select_related("task__programme")
    assignment = held.get(pk=assignment.pk)
    lately = at - timedelta(hours=rules.HOURS_BETWEEN)
    if assignment.reminders.filter(kind=ReminderKind.BY_HAND, at__gt=lately).exists():
        raise RemindedLatelyError
    rows = to_be_reminded().filter(pk=assignment.pk)
    post = [
        (line, one)
        for line in _by_hand(rows, at)
        for one in _receivers([line], timezone.localdate(at))[_key(line)]
    ]
    if not post:
        raise NobodyToRemindError
    kept = Reminder.objects.bulk_create(
        [_row(line, one, timezone.localdate(at), at, by) for line, one in post]
    )
    log.record(events.REMINDED_BY_HAND, on=assignment, by=by, people=len(post))
    from nhipcau.programmes import tasks

    transaction.on_commit(lambda: tasks.remind_of_one.enqueue(assignment.pk, at.isoformat()))
    return kept


def _by_hand(rows: AssignmentQuerySet, at: datetime) -> Iterator[Line]:
    today = timezone.localdate(at)
    for line in _lines(rows, ReminderKind.BY_HAND):
        yield replace(line, days_left=(line.due_on - today).days if line.due_on else None)


def send_by_hand(assignment: int, *, at: datetime) -> Outcome:
    """Send the letters of a reminder by hand; one that the server does not take is forgotten and can be sent again."""
    rows = Assignment.objects.filter(pk=assignment)
    kept = Reminder.objects.filter(assignment=assignment, kind=ReminderKind.BY_HAND, at=at)
    post = [
        (line, Receiver(one.address, one.person_id, one.head)) for line in _by_hand(rows, at) for one in kept
    ]
    failed = deliver(_letters(post))
    kept.filter(address__in=failed).delete()
    return Outcome(len(post) - len(failed), len(post), 0, len(failed))


def sent_about(programmes: ProgrammeQuerySet) -> QuerySet[Reminder]:
    """Return what went out about tasks of the programmes, with everything that shows it, the newest first."""
    rows = Reminder.objects.filter(assignment__task__programme__in=programmes.order_by().values("pk"))
    whole = rows.select_related("assignment__task", "assignment__unit", "person", "by")
    return whole.prefetch_related("assignment__unit__versions")


@dataclass(frozen=True, slots=True)
class Standing:
    """What went out about a task lately, the newest first, how often by hand, and whether one may remind now."""

    sent: tuple[Reminder, ...]
    by_hand: int
    may_remind: bool


def standing(user: Any, assignment: Assignment, at: datetime) -> Standing:
    """Return what went out about a task, and whether `user` may remind its unit now.

    One query where what was asked about the task is loaded, two where somebody reminded it by hand.
    """
    by_hand = assignment.reminders.filter(kind=ReminderKind.BY_HAND).order_by()
    rows = assignment.reminders.select_related("person", "by").annotate(
        any_by_hand=Exists(by_hand.filter(assignment=OuterRef("assignment")))
    )
    sent = tuple(rows[:10])
    moments = list(by_hand.values_list("at", flat=True).distinct()) if sent and sent[0].any_by_hand else []
    lately = at - timedelta(hours=rules.HOURS_BETWEEN)
    may = access.answers(user, assignment) and is_to_be_reminded(assignment)
    return Standing(sent, len(moments), may and not any(moment > lately for moment in moments))
