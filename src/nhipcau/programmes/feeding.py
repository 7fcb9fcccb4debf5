"""Calendars of deadlines for a person's own program: a secret address bound to a membership, made, renewed, ended."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.programmes import access, events
from nhipcau.programmes.models import Assignment, AssignmentState, Feed, FeedScope
from nhipcau.shell.icalendar import Entry, calendar
from nhipcau.units import reach
from nhipcau.units.models import Membership, User

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
MOST_ENTRIES = 2000
# A calendar that somebody else's program reads says no more than when what is due.


@transaction.atomic
def make_address(membership: Membership, scope: FeedScope, *, by: User, at: datetime) -> str:
    """Return a new secret for the calendar; the one before ends. It can be shown now and never again.

    Raises PermissionDenied unless it is a membership of `by` that holds today and sees tasks.
    """
    if not own_memberships(by, timezone.localdate(at)).filter(pk=membership.pk).exists():
        raise PermissionDenied("another's membership")
    secret = secrets.token_urlsafe(32)
    said = {"sha256": _hashed(secret), "made_at": at, "opened_on": None}
    feed, _new = Feed.objects.update_or_create(membership=membership, scope=scope, defaults=said)
    log.record(events.FEED_MADE, on=feed, by=by, scope=str(scope), unit=membership.unit_id)
    return secret


@transaction.atomic
def end_address(feed: Feed, *, by: User, at: datetime) -> None:
    """End the calendar at once. Raises PermissionDenied for another's."""
    if feed.membership.user_id != by.pk:
        raise PermissionDenied("another's calendar")
    log.record(events.FEED_ENDED, on=feed, by=by, scope=feed.scope, unit=feed.membership.unit_id)
    feed.delete()


def own_memberships(user: User, today: date) -> QuerySet[Membership]:
    """Return the memberships of `user` that hold today and see tasks."""
    held = Membership.objects.of(user, today).filter(role__in=access.SEE_TASKS)
    return held.select_related("unit").prefetch_related("unit__versions")


def own_feeds(user: User) -> QuerySet[Feed]:
    """Return the calendars of `user`."""
    return Feed.objects.filter(membership__user=user).select_related("membership")


def find(secret: str, today: date) -> Feed | None:
    """Return the calendar with this secret while its person and membership hold, and note its day."""
    found = Feed.objects.filter(sha256=_hashed(secret), membership__user__is_active=True)
    feed = found.select_related("membership__user").first()
    if (
        feed is None
        or not own_memberships(feed.membership.user, today).filter(pk=feed.membership_id).exists()
    ):
        return None
    if feed.opened_on != today:
        Feed.objects.filter(pk=feed.pk).update(opened_on=today)
    return feed


def entries(feed: Feed, today: date) -> list[Entry]:
    """Return what the calendar shows: deadlines from two months back to over a year ahead. A few queries."""
    with reach.acting_in(feed.membership_id):
        rows = access.followed_assignments(feed.membership.user)
        unit = feed.membership.unit_id
        wanted = Q(unit=unit)
        if feed.scope == FeedScope.PERSON:
            wanted |= Q(task__programme__unit=unit)
        days = (today - BACK, today + AHEAD)
        found = rows.counted().filter(wanted, due_on__range=days).soonest_first()[:MOST_ENTRIES]
        return list(_entries(found, unit))


def _entries(rows: Iterable[Assignment], unit: int) -> Iterable[Entry]:
    """Give an entry for each task of the unit, and one for each task and day that it gave to others."""
    given: set[tuple[int, date]] = set()
    for one in rows:
        if one.due_on is None or (one.unit_id != unit and (one.task_id, one.due_on) in given):
            continue
        given.add((one.task_id, one.due_on))
        yield _entry(one, one.due_on)


def _entry(one: Assignment, day: date) -> Entry:
    done = one.state == AssignmentState.DONE
    return Entry(
        uid=f"assignment-{one.pk}@nhipcau",
        starts=day,
        ends=day + timedelta(days=1),
        changed=one.done_at or one.task.programme.issued_at or timezone.now(),
        summary=f"{'✓ ' if done else ''}{one.task.title}",
        description=f"{one.unit.name} · {one.get_state_display()} · {one.task.programme.title}",
        url=settings.WAGTAILADMIN_BASE_URL + reverse("programmes:assignment", args=[one.pk]),
    )


def as_calendar(feed: Feed, today: date) -> bytes:
    """Return the calendar as programs read it."""
    return calendar(entries(feed, today), name=f"{feed.get_scope_display()} – {feed.membership.unit.name}")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
