"""The rules of units and roles: plain values in, plain values out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from unicodedata import combining, normalize

REPORTER = "reporter"
OFFICER = "officer"
APPROVER = "approver"
EDITOR = "editor"
PUBLISHER = "publisher"
SPOKESPERSON = "spokesperson"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"

ROLES = (REPORTER, OFFICER, APPROVER, EDITOR, PUBLISHER, SPOKESPERSON, AUDITOR, ADMINISTRATOR)

# The name under which the installation itself acts (making the first unit); nobody signs in with it.
SYSTEM = "nhipcau"

# A reporter speaks for the own unit; every other role also reaches the units below. Source: DESIGN section 8.
OWN_UNIT_ONLY = frozenset({REPORTER})


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return `text` as it is searched: small letters, no diacritics, single spaces.

    >>> folded("  Phường  Đông Hà "), folded("XÃ A")
    ('phuong dong ha', 'xa a')
    """
    plain = normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in plain if not combining(letter)).split())


def below(parents: Mapping[int, int | None], roots: Iterable[int]) -> frozenset[int]:
    """Return `roots` and every unit under them; `parents` maps a unit to the unit above it on one day.

    >>> sorted(below({1: None, 2: 1, 3: 2, 4: None}, [2]))
    [2, 3]
    """
    children: dict[int, list[int]] = {}
    for unit, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(unit)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(children.get(unit, ()))
    return frozenset(found)


def above(parents: Mapping[int, int | None], unit: int) -> tuple[int, ...]:
    """Return `unit` and the units over it, nearest first.

    >>> above({1: None, 2: 1, 3: 2}, 3)
    (3, 2, 1)
    """
    line: list[int] = []
    current: int | None = unit
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    return tuple(line)


def with_predecessors(units: Collection[int], successions: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return `units` and every unit whose work they took over; `successions` are (predecessor, successor).

    >>> sorted(with_predecessors({3}, [(1, 2), (2, 3), (8, 9)]))
    [1, 2, 3]
    """
    parents: dict[int, list[int]] = {}
    for predecessor, successor in successions:
        parents.setdefault(successor, []).append(predecessor)
    found: set[int] = set()
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(parents.get(unit, ()))
    return frozenset(found)


def holds_on(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Return whether the half-open time [`valid_from`, `valid_to`) includes `day`; None has no end.

    >>> holds_on(date(2025, 7, 1), None, date(2025, 7, 1)), holds_on(date(2020, 1, 1), date(2025, 7, 1), date(2025, 7, 1))
    (True, False)
    """
    return valid_from <= day and (valid_to is None or day < valid_to)


@dataclass(frozen=True, slots=True)
class Stay:
    """A unit standing under `parent` (None: at the top) during [`valid_from`, `valid_to`)."""

    unit: int
    parent: int | None
    valid_from: date
    valid_to: date | None


def meet(first: Stay, second: Stay) -> bool:
    """Return whether two stays share a day.

    >>> meet(Stay(1, None, date(2020, 1, 1), date(2025, 7, 1)), Stay(2, 1, date(2025, 7, 1), None))
    False
    """
    return (second.valid_to is None or first.valid_from < second.valid_to) and (
        first.valid_to is None or second.valid_from < first.valid_to
    )


def shares_add_up(shares: Sequence[Decimal | None]) -> bool:
    """Return whether shares of one whole can be: each between 0 and 1, all together 1 where all are known, else less.

    >>> shares_add_up([Decimal("0.4"), Decimal("0.6")]), shares_add_up([Decimal("0.4"), None]), shares_add_up([None])
    (True, True, True)
    >>> shares_add_up([Decimal("0.4"), Decimal("0.7")]), shares_add_up([Decimal("1"), None])
    (False, False)
    """
    known = [share for share in shares if share is not None]
    if any(share <= 0 or share > 1 for share in known):
        return False
    return sum(known) == 1 if known and len(known) == len(shares) else sum(known) < 1


def loop_day(stays: Collection[Stay], new: Stay) -> date | None:
    """Return the first day on which `new` would put its unit above itself, or None when there is no such day.

    `stays` are those of the other units. The tree changes only when a stay begins, so those days are tried.

    >>> loop_day([Stay(2, 1, date(2024, 1, 1), None)], Stay(1, 2, date(2020, 1, 1), None))
    datetime.date(2024, 1, 1)
    """
    if new.parent is None:
        return None
    others = [stay for stay in stays if stay.unit != new.unit and meet(stay, new)]
    for day in sorted({new.valid_from} | {max(stay.valid_from, new.valid_from) for stay in others}):
        parents = {stay.unit: stay.parent for stay in others if holds_on(stay.valid_from, stay.valid_to, day)}
        if new.unit in above(parents, new.parent):
            return day
    return None


def reaches_up_to(stays: Collection[Stay], heir: int, placed: Collection[Stay], first: date) -> bool:
    """Return whether some day from `first` on the way up from `heir` meets a unit of `placed`, put under it that day.

    `stays` are those of all units; where they differ from `placed`, `placed` counts.

    >>> day = date(2024, 1, 1)
    >>> stays = [Stay(1, None, day, None), Stay(2, 1, day, None), Stay(3, 2, day, None)]
    >>> reaches_up_to(stays, 3, [Stay(2, 3, day, None)], day), reaches_up_to(stays, 1, [Stay(3, 1, day, None)], day)
    (True, False)
    """
    days = {first} | {stay.valid_from for stay in (*stays, *placed) if stay.valid_from > first}
    for day in sorted(days):
        held = {stay.unit for stay in placed if holds_on(stay.valid_from, stay.valid_to, day)}
        if heir in held:
            return True
        parents = {stay.unit: stay.parent for stay in stays if holds_on(stay.valid_from, stay.valid_to, day)}
        if held & set(above(parents, heir)):
            return True
    return False


def lasts_through(stays: Iterable[Stay], valid_from: date, valid_to: date | None) -> bool:
    """Return whether one unit's stays, which never overlap, leave no day of [`valid_from`, `valid_to`) out.

    >>> halves = [Stay(1, None, date(2020, 1, 1), date(2022, 1, 1)), Stay(1, None, date(2022, 1, 1), None)]
    >>> lasts_through(halves, date(2021, 1, 1), None), lasts_through(halves[:1], date(2021, 1, 1), None)
    (True, False)
    """
    day: date | None = valid_from
    for stay in sorted(stays, key=lambda stay: stay.valid_from):
        if day is not None and holds_on(stay.valid_from, stay.valid_to, day):
            day = stay.valid_to
    return day is None or (valid_to is not None and day >= valid_to)
