"""The rules of units and roles: plain values in, plain values out."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

REPORTER = "reporter"
OFFICER = "officer"
APPROVER = "approver"
EDITOR = "editor"
PUBLISHER = "publisher"
SPOKESPERSON = "spokesperson"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"

ROLES = (REPORTER, OFFICER, APPROVER, EDITOR, PUBLISHER, SPOKESPERSON, AUDITOR, ADMINISTRATOR)

# A reporter speaks for the own unit; every other role also reaches the units below. Source: DESIGN section 8.
OWN_UNIT_ONLY = frozenset({REPORTER})


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
