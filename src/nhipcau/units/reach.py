"""The tree of units and the roles people hold today, read once while a page is being answered.

A page that only shows asks a dozen times who may see what. Within one GET the answer cannot change, so the roles and
the stamp of the tree are read once. A request that writes reads the roles once on its way to the action, and again
inside the action's transaction: what is decided there is decided by what holds there, and nothing read before it is
used after it. The tree itself is read once a process (`tree`), and again after it was written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from nhipcau.units.among import Units
from nhipcau.units.models import Membership, TreeStamp
from nhipcau.units.tree import Tree, tree_stamped

Found = TypeVar("Found")
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)
_writes: ContextVar[bool] = ContextVar("writes", default=False)
_only: ContextVar[int | None] = ContextVar("only", default=None)


class ReadOnceMiddleware:
    """Keeps what was read of the tree until the page is answered, or until the request begins to write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer `request`."""
        writes = _writes.set(request.method not in ("GET", "HEAD"))
        kept = _kept.set({})
        try:
            return self.get_response(request)
        finally:
            _kept.reset(kept)
            _writes.reset(writes)


def _once(key: Any, read: Callable[[], Found]) -> Found:
    kept = _kept.get()
    if kept is not None and _writes.get() and transaction.get_connection().in_atomic_block:
        _kept.set(None)
        kept = None
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: Found = kept[key]
    return found


@contextmanager
def acting_in(membership: int) -> Iterator[None]:
    """Within it nobody holds anything but this membership: what a key for another system may do is bound to one."""
    token = _only.set(membership)
    try:
        yield
    finally:
        _only.reset(token)


def held_by(user: Any, day: date) -> list[tuple[int, str]]:
    """Return (unit, role) of the memberships of `user` that hold on `day`, oldest first."""
    only = _only.get()
    return _once(("held", user.pk, day, only), lambda: _held(user, day, only))


def _held(user: Any, day: date, only: int | None) -> list[tuple[int, str]]:
    held = Membership.objects.of(user, day).order_by("valid_from", "pk")
    if only is not None:
        held = held.filter(pk=only)
    return list(held.values_list("unit_id", "role"))


def tree() -> Tree:
    """Return the tree of units. One query, once a page; two more when it was written since this process read it."""
    stamp = _once("stamp", TreeStamp.objects.current)
    return _once("tree", lambda: tree_stamped(stamp))


def parents_on(day: date) -> Mapping[int, int | None]:
    """Return unit → the unit above it on `day`."""
    return tree().parents(day)


def under(units: Iterable[int], day: date) -> Units:
    """Return `units`, those below them on `day`, all they took over from, and what ended under them."""
    roots = frozenset(units)
    return tree().under(roots, day) if roots else Units()


def with_ended(units: Iterable[int], day: date) -> frozenset[int]:
    """Return `units` and those that they took over from and that do not exist on `day` any more."""
    return tree().with_ended(frozenset(units), day)
