"""Builders of keys with readable defaults."""

from datetime import timedelta

from django.utils import timezone

from nhipcau.exchange import access
from nhipcau.exchange.keys import Made, make_key
from nhipcau.units.models import User


def make(person: User, role: str = "") -> Made | None:
    """Return a key of the person in a role, or in the first that can have one; None where there is none."""
    now = timezone.now()
    today = timezone.localdate(now)
    held = access.memberships(person, today)
    membership = (held.filter(role=role) if role else held).first()
    if membership is None:
        return None
    return make_key(membership, "máy chủ tỉnh", today + timedelta(days=30), by=person, at=now)


def key_of(person: User, role: str = "") -> dict[str, str]:
    """Return the headers of a request with such a key; none where the person can have no key."""
    made = make(person, role)
    return {"Authorization": f"Bearer {made.secret}"} if made else {}
