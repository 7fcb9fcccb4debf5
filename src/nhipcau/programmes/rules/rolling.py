"""Rolling states up: an inner task counts nothing itself, what stands below it speaks for it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A task as given to a unit: its task, that task's parent where it carries one out, its state.

    `taken_up`: the unit has tasks of its own below, which stand for it.
    """

    task: int
    parent: int | None
    state: str
    taken_up: bool


def roll_up(nodes: Iterable[Node]) -> dict[int, Counter[str]]:
    """Return task → how many leaves in each state stand at it and below it.

    >>> rolled = roll_up([Node(1, None, "under_way", True), Node(2, 1, "done", False), Node(3, 1, "late", False)])
    >>> sorted(rolled[1].items()), dict(rolled[2])
    ([('done', 1), ('late', 1)], {'done': 1})
    """
    given = list(nodes)
    parents = {node.task: node.parent for node in given}
    found: dict[int, Counter[str]] = {}
    for node in given:
        if node.taken_up:
            continue
        for task in _upwards(node.task, parents):
            found.setdefault(task, Counter())[node.state] += 1
    return found


def _upwards(task: int, parents: Mapping[int, int | None]) -> list[int]:
    way: list[int] = []
    here: int | None = task
    while here is not None and here not in way:
        way.append(here)
        here = parents.get(here)
    return way


def makes_circle(unit: int, programme: int | None, parents: Mapping[int, tuple[int, int | None]]) -> bool:
    """Return whether a programme of `unit` under `programme` would stand under another of the same unit's.

    `parents` are programme → (its unit, the programme it carries out).

    >>> makes_circle(7, 2, {2: (8, 1), 1: (7, None)}), makes_circle(9, 2, {2: (8, 1), 1: (7, None)})
    (True, False)
    """
    seen: set[int] = set()
    while programme is not None and programme not in seen:
        seen.add(programme)
        whose, above = parents[programme]
        if whose == unit:
            return True
        programme = above
    return False
