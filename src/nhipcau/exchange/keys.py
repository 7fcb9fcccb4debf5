"""Keys by which other systems act in one role of one person. Only the hash of a key is kept; it is shown once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhipcau.audit.log import record
from nhipcau.exchange import access, events
from nhipcau.exchange.errors import KeyDaysError, TooOftenError
from nhipcau.exchange.formats import ValueSet
from nhipcau.exchange.importing import How, Outcome, import_values
from nhipcau.exchange.models import Token
from nhipcau.units.models import Membership, User

PREFIX = "nc_"
SHOWN = 10  # so much of a key is kept readable, to tell keys apart
LONGEST = timedelta(days=366)
A_MINUTE = 120


@dataclass(frozen=True, slots=True)
class Made:
    """A new key with its secret, which nobody can read again."""

    token: Token
    secret: str


@transaction.atomic
def make_key(membership: Membership, name: str, expires_on: date, *, by: User, at: datetime) -> Made:
    """Make a key that acts as `by` in the membership, until the end of a day.

    Raises PermissionDenied unless it is a membership of `by` that holds today; KeyDaysError; ValidationError.
    """
    today = timezone.localdate(at)
    if not access.memberships(by, today).filter(pk=membership.pk).exists():
        raise PermissionDenied("another's membership")
    if not today <= expires_on <= today + LONGEST:
        raise KeyDaysError
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        membership=membership,
        name=name.strip(),
        hint=secret[:SHOWN],
        sha256=_hashed(secret),
        made_at=at,
        expires_on=expires_on,
    )
    token.full_clean()
    token.save()
    record(events.KEY_MADE, token, by=by, at=at.isoformat(), role=membership.role, until=str(expires_on))
    return Made(token, secret)


@transaction.atomic
def end_key(token: Token, *, by: User, at: datetime) -> None:
    """End a key at once. Ending it twice is a no-op. Raises PermissionDenied for another's key."""
    token = Token.objects.select_for_update(of=("self",)).select_related("membership").get(pk=token.pk)
    if token.membership.user_id != by.pk:
        raise PermissionDenied("another's key")
    if token.ended_at is None:
        token.ended_at = at
        token.save(update_fields=["ended_at"])
        record(events.KEY_ENDED, token, by=by, at=at.isoformat())


def find_key(secret: str, at: datetime) -> Token | None:
    """Return the key with that secret if it holds now, and note its use. Two queries, three once a minute."""
    today = timezone.localdate(at)
    found = Token.objects.filter(sha256=_hashed(secret), ended_at__isnull=True, expires_on__gte=today)
    token = found.select_related("membership__user", "membership__unit").first()
    if token is None or not token.membership.user.is_active:
        return None
    if not access.memberships(token.membership.user, today).filter(pk=token.membership_id).exists():
        return None
    if token.used_at is None or at - token.used_at > timedelta(minutes=1):
        Token.objects.filter(pk=token.pk).update(used_at=at)
    return token


def require_seldom(token: Token) -> None:
    """Raise TooOftenError when the key was used too often in this minute, counted in each process of the server."""
    name = f"exchange-key-{token.pk}"
    cache.add(name, 0, timeout=60)
    try:
        used = cache.incr(name)
    except ValueError:  # the minute ended just now
        used = 1
    if used > A_MINUTE:
        raise TooOftenError


@transaction.atomic
def push(values: ValueSet, *, how: How, token: Token, at: datetime, dry_run: bool) -> Outcome:
    """Take over what another system sends with its key, as the key's person, and say so in the audit rows."""
    by = token.membership.user
    access.require_reporter(by)
    dry_run = dry_run or values.dry_run
    outcome = import_values(values, how=how, by=by, at=at, dry_run=dry_run)
    if not dry_run:
        record(events.VALUES_TAKEN_OVER, token, by=by, at=at.isoformat(), **outcome.in_short())
    return outcome


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
