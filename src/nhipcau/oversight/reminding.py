"""Reminders by mail of shortcomings to mend and reviews to answer: one letter a person and day, each on record."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from nhipcau.oversight import access
from nhipcau.oversight.models import Notice, Reply, Shortcoming
from nhipcau.programmes.succeeding import heirs_of
from nhipcau.shell.letters import Letter, deliver
from nhipcau.units import reach
from nhipcau.units.models import Membership

# Whoever reads a reminder has no page language yet: the office works in Vietnamese.
LANGUAGE = "vi"
AHEAD = 3
NEAR = timedelta(days=AHEAD)
EVERY = 7


@dataclass(frozen=True, slots=True)
class Line:
    """What a letter says about one shortcoming or reply."""

    shortcoming: int | None
    reply: int | None
    unit: int
    title: str
    due_on: date
    days_left: int

    @property
    def days_late(self) -> int:
        """How many days it is overdue; 0 for not yet."""
        return max(-self.days_left, 0)

    @property
    def address(self) -> str:
        """The page on which it is done."""
        name, pk = ("shortcoming", self.shortcoming) if self.shortcoming else ("reply", self.reply)
        return settings.WAGTAILADMIN_BASE_URL + reverse(f"oversight:{name}", args=[pk])


def falls_on(days_left: int) -> bool:
    """Return whether one is reminded that many days before the deadline: shortly before, on it, the day after, weekly.

    >>> [left for left in range(4, -16, -1) if falls_on(left)]
    [3, 0, -1, -8, -15]
    """
    return days_left in (AHEAD, 0) or (days_left < 0 and (days_left + 1) % EVERY == 0)


def send_reminders(*, at: datetime) -> int:
    """Send today's reminders that did not go out yet; return how many letters. Called once a morning."""
    today = timezone.localdate(at)
    lines = [*_shortcomings(today), *_replies(today)]
    asked = {one.unit: _asked_instead(one.unit, today) for one in lines}
    people = _people({unit for found in asked.values() for unit in found}, today)
    sent = set(Notice.objects.filter(on=today, failed=False).values_list("shortcoming", "reply", "email"))
    post: dict[str, list[Line]] = {}
    for one in lines:
        for address in dict.fromkeys(who for unit in asked[one.unit] for who in people.get(unit, ())):
            if (one.shortcoming, one.reply, address) not in sent:
                post.setdefault(address, []).append(one)
    failed = deliver(_letter(address, said) for address, said in post.items())
    notices = [
        Notice(
            email=address,
            on=today,
            shortcoming_id=one.shortcoming,
            reply_id=one.reply,
            failed=address in failed,
        )
        for address, said in post.items()
        for one in said
    ]
    for about in ("shortcoming", "reply"):
        Notice.objects.bulk_create(
            [one for one in notices if getattr(one, f"{about}_id")],
            batch_size=1000,
            update_conflicts=True,
            update_fields=["failed"],
            unique_fields=[about, "email", "on"],
        )
    return len(post) - len(failed)


def _shortcomings(today: date) -> Iterator[Line]:
    rows: QuerySet[Shortcoming] = Shortcoming.objects.filter(state="open", mend_by__lte=today + NEAR)
    for one in rows.select_related("inspection").iterator():
        left = (one.mend_by - today).days
        if falls_on(left):
            yield Line(one.pk, None, one.inspection.inspected_id, one.mend[:200], one.mend_by, left)


def _replies(today: date) -> Iterator[Line]:
    rows: QuerySet[Reply] = Reply.objects.filter(sent_at__isnull=True, review__due_on__lte=today + NEAR)
    for one in rows.select_related("review").iterator():
        left = (one.review.due_on - today).days
        if falls_on(left):
            yield Line(None, one.pk, one.unit_id, one.review.title, one.review.due_on, left)


def _asked_instead(unit: int, today: date) -> list[int]:
    """Return the unit, or those that took over from it where it does not exist any more."""
    return [unit] if unit in reach.tree().on(today) else heirs_of(unit, today)


def _people(units: Collection[int], today: date) -> dict[int, list[str]]:
    """Return unit → the addresses of those who work in it, each once. One query."""
    held = Membership.objects.on(today).filter(unit__in=units, role__in=access.WORKERS, user__is_active=True)
    found: dict[int, dict[str, None]] = {}
    for unit, address in (
        held.exclude(user__email="").order_by("user__email").values_list("unit_id", "user__email")
    ):
        found.setdefault(unit, {})[address] = None
    return {unit: list(addresses) for unit, addresses in found.items()}


def _letter(address: str, lines: list[Line]) -> Letter:
    with translation.override(LANGUAGE):
        context = {"lines": sorted(lines, key=lambda one: one.due_on)}
        subject = render_to_string("oversight/mail/subject.txt", context).strip()
        return Letter(address, subject, render_to_string("oversight/mail/reminder.txt", context))
