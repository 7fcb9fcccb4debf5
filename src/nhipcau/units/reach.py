"""The tree of units and the roles people hold today, read once while a page is being answered.

A page that only shows asks a dozen times who may see what. Within one GET the answer cannot change, so the three
queries behind it are made once; anywhere else they are made each time.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from nhipcau.units import rules
from nhipcau.units.models import Membership, Succession, UnitVersion

Found = TypeVar("Found")
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)


class ReadOnceMiddleware:
    """Keeps what was read of the tree until the page is answered, for requests that change nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer `request`."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _kept.set({})
        try:
            return self.get_response(request)
        finally:
            _kept.reset(token)


def _once(key: Any, read: Callable[[], Found]) -> Found:
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: Found = kept[key]
    return found


def held_by(user: Any, day: date) -> list[tuple[int, str]]:
    """Return (unit, role) of the memberships of `user` that hold on `day`, oldest first."""
    held = Membership.objects.of(user, day).order_by("valid_from", "pk")
    return _once(("held", user.pk, day), lambda: list(held.values_list("unit_id", "role")))


def parents_on(day: date) -> dict[int, int | None]:
    """Return unit → the unit above it on `day`."""
    return _once(("parents", day), lambda: UnitVersion.objects.parents(day))


def under(units: Iterable[int], day: date) -> frozenset[int]:
    """Return `units`, those below them on `day`, and all they took over from."""
    roots = frozenset(units)
    if not roots:
        return roots
    successions = _once("successions", Succession.objects.pairs)
    return _once(
        ("under", roots, day),
        lambda: rules.with_predecessors(rules.below(parents_on(day), roots), successions),
    )
