"""Reminders by mail: who still has to send is told before the due day and after it, one letter a person and day."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from nhipcau.audit import log
from nhipcau.reporting import events, following, rules
from nhipcau.reporting.following import SENT, Row
from nhipcau.reporting.models import Collection, Reminder
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.among import Units
from nhipcau.units.models import Membership, Role, Unit

# Whoever reads a reminder has no page language yet: the office works in Vietnamese.
LANGUAGE = "vi"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A report that a unit has not sent, as a letter tells it."""

    collection: Collection
    row: Row
    days_left: int

    @property
    def late(self) -> bool:
        """Whether the due day has passed."""
        return self.days_left < 0

    @property
    def days_late(self) -> int:
        """How many days it is late."""
        return -self.days_left

    @property
    def address(self) -> str:
        """The page on which the unit fills it in."""
        path = reverse("reporting:fill", args=[self.collection.pk, self.row.unit])
        return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sending of reminders did; `failed` letters could not be handed over and are tried again next time."""

    letters: int = 0
    units: int = 0
    nobody: int = 0
    failed: int = 0


@dataclass(slots=True)
class _Post:
    """Letters to be written: e-mail address → lines; and for each line the addresses it goes to."""

    letters: dict[str, list[Line]] = field(default_factory=dict)
    lines: list[tuple[Line, tuple[str, ...]]] = field(default_factory=list)


def send_reminders(*, at: datetime) -> Outcome:
    """Remind the units that are to be reminded at `at` of what they owe. Doing it again the same day sends nothing new.

    Each unit is written to the reporters of it (who has none: the unit's contact address), when late also to its
    head, who approves in it. A row is kept for each unit and day before letters go out; letters that the mail server
    does not take are forgotten again, so that the next time sends them.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        post = _post(list(_lines(today, at)))
        _keep(post, today, at)
    failed = _deliver(post)
    _forget(post, today, failed)
    reached = [addresses for _line, addresses in post.lines]
    return Outcome(
        letters=len(post.letters) - len(failed),
        units=len(reached),
        nobody=sum(not addresses for addresses in reached),
        failed=len(failed),
    )


def _lines(today: date, at: datetime) -> Iterable[Line]:
    """Give what is to be reminded of today, with the collections held until the transaction ends."""
    held = Collection.objects.select_for_update(of=("self",)).select_related("form__unit", "period")
    for collection in held.filter(reminds=True).order_by("due_at", "pk"):
        days_left = (timezone.localdate(collection.due_at) - today).days
        asked = rules.reminder_asked(days_left)
        if asked is None:
            continue
        since = today - timedelta(days=asked - days_left)
        done = set(
            Reminder.objects.filter(collection=collection, day__gte=since).values_list("unit_id", flat=True)
        )
        for row in following.follow(collection, at).rows:
            if row.state not in SENT and row.unit not in done and not _is_closed(collection, row, at):
                yield Line(collection, row, days_left)


def _is_closed(collection: Collection, row: Row, at: datetime) -> bool:
    """Return whether the unit could not send any more: a reminder would be of no use to it."""
    return collection.locks_at is not None and collection.locks_at <= at and row.open_until is None


def _post(lines: Sequence[Line]) -> _Post:
    """Return who is written what. Two queries."""
    units = Units(line.row.unit for line in lines)
    reporters, heads = _addresses(units)
    contacts = dict(Unit.objects.filter(pk__in=units).values_list("pk", "contact_email"))
    post = _Post()
    for line in lines:
        unit = line.row.unit
        to = reporters.get(unit) or ([contacts[unit]] if contacts[unit] else [])
        everyone = {*to, *(heads.get(unit, ()) if line.late else ())}
        post.lines.append((line, tuple(sorted(everyone))))
        for address in everyone:
            post.letters.setdefault(address, []).append(line)
    return post


def _addresses(units: Units) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    """Return unit → addresses of its reporters, and unit → those of its heads, of today. One query."""
    held = Membership.objects.on(timezone.localdate()).filter(
        unit__in=units, role__in=[Role.REPORTER, Role.APPROVER], user__is_active=True
    )
    found: dict[str, dict[int, list[str]]] = {Role.REPORTER: {}, Role.APPROVER: {}}
    rows = held.exclude(user__email="").order_by("user__email")
    for unit, role, address in rows.values_list("unit_id", "role", "user__email"):
        found[role].setdefault(unit, []).append(address)
    return found[Role.REPORTER], found[Role.APPROVER]


def _keep(post: _Post, today: date, at: datetime) -> None:
    """Write a row for each unit reminded, and an audit row for each collection."""
    Reminder.objects.bulk_create(
        Reminder(
            collection=line.collection,
            unit_id=line.row.unit,
            day=today,
            days_left=line.days_left,
            people=len(addresses),
            at=at,
        )
        for line, addresses in post.lines
    )
    reminded: dict[Collection, int] = {}
    for line, _addresses in post.lines:
        reminded[line.collection] = reminded.get(line.collection, 0) + 1
    for collection, units in reminded.items():
        log.record(events.REMINDED, collection, by=ensure_system_user(), at=at.isoformat(), units=units)


def _deliver(post: _Post) -> set[str]:
    """Send the letters and return the addresses whose letter was not taken."""
    failed: set[str] = set()
    if not post.letters:
        return failed
    connection = get_connection()
    for address, lines in sorted(post.letters.items()):
        try:
            _letter(address, lines, connection).send()
        except (SMTPException, OSError) as error:
            logger.warning("A reminder could not be sent: %s", error)
            failed.add(address)
    connection.close()
    return failed


def _letter(address: str, lines: Sequence[Line], connection: BaseEmailBackend) -> EmailMessage:
    with translation.override(LANGUAGE):
        context = {
            "late": [line for line in lines if line.late],
            "due": [line for line in lines if not line.late],
            "number": len(lines),
        }
        subject = " ".join(render_to_string("reporting/mail/reminder_subject.txt", context).split())
        body = render_to_string("reporting/mail/reminder.txt", context)
    return EmailMessage(subject, body, to=[address], connection=connection)


def _forget(post: _Post, today: date, failed: set[str]) -> None:
    """Take back the rows of units none of whose letters went out, so that they are reminded next time."""
    for line, addresses in post.lines if failed else ():
        if addresses and failed.issuperset(addresses):
            Reminder.objects.filter(collection=line.collection, unit=line.row.unit, day=today).delete()
