"""How often letters may come from one place: counted in memory for an hour, and forgotten with it.

The address is kept as a keyed hash in this process only; it goes into no table and no log.
"""

import secrets
import time
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

HOUR_S = 3600
MOST_PLACES = 10_000


class Throttle:
    """When letters came, by place."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._times: dict[bytes, list[float]] = {}
        self._lock = Lock()

    def allows(self, request: HttpRequest) -> bool:
        """Note a letter, and return whether so many may come within an hour."""
        place = blake2b(_address(request).encode(), key=self._key, digest_size=16).digest()
        now = time.monotonic()
        with self._lock:
            if len(self._times) > MOST_PLACES:
                self._times.clear()
            recent = [at for at in self._times.get(place, ()) if at > now - HOUR_S]
            self._times[place] = [*recent, now]
        return len(recent) < settings.LETTERS_AN_HOUR

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._times.clear()


def _address(request: HttpRequest) -> str:
    """Return where a request comes from: what our own proxy says, where it is on this machine."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if direct in ("127.0.0.1", "::1", ""):
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or direct
    return direct


THROTTLE = Throttle()
