"""What became of a unit between two days, by walking the successions. Knows no database.

Facts: a unit ends as a whole in one successor, or in parts in several; a part can also leave a unit that goes on. A
share is known or not; what is not known is never made up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Link:
    """A succession: on `day`, `successor` took over from `predecessor`, the whole of it or a part."""

    day: date
    predecessor: int
    successor: int
    whole: bool
    share: Decimal | None
    change: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a unit is in `unit` in the end: all of it (`whole`), or a part with its share where that is known.

    `unit` is None for what ended without a successor. `changes` are those on the way, in order, each once.
    """

    unit: int | None
    whole: bool
    share: Decimal | None
    changes: tuple[int, ...]


Exists = Callable[[int, date], bool]


def by_predecessor(links: Sequence[Link]) -> dict[int, list[Link]]:
    """Return predecessor → its links in the order of their days."""
    found: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda link: link.day):
        found.setdefault(link.predecessor, []).append(link)
    return found


def follow(
    unit: int, first: date, last: date, links: Mapping[int, Sequence[Link]], exists: Exists
) -> list[Piece]:
    """Return where `unit`, as it was on `first`, is on `last`; several pieces when it was divided on the way.

    `links` come from `by_predecessor`; `exists` tells whether a unit exists on a day. Shares of pieces add up to 1
    where all are known.

    >>> day = date(2025, 7, 1)
    >>> split = by_predecessor([Link(day, 1, 2, False, None, 7), Link(day, 1, 3, False, None, 7)])
    >>> [(p.unit, p.whole) for p in follow(1, date(2025, 1, 1), date(2026, 1, 1), split, lambda unit, day: unit != 1)]
    [(2, False), (3, False)]
    """
    ends: dict[int | None, list[tuple[Decimal | None, tuple[int, ...]]]] = {}
    waiting: list[tuple[int, date, Decimal | None, tuple[int, ...]]] = [(unit, first, Decimal(1), ())]
    while waiting:
        current, since, share, way = waiting.pop()
        day = next((link.day for link in links.get(current, ()) if since < link.day <= last), None)
        if day is None:
            end = current if exists(current, last) else None
            ends.setdefault(end, []).append((share, way))
            continue
        leaving = [link for link in links[current] if link.day == day]
        for link in leaving:
            waiting.append((link.successor, day, _of(share, link), _with(way, link.change)))
        if not any(link.whole for link in leaving) and exists(current, day):
            waiting.append((current, day, _rest(share, leaving), _with(way, leaving[0].change)))
    return [_piece(end, parts, alone=len(ends) == 1) for end, parts in _sorted(ends)]


def _of(share: Decimal | None, link: Link) -> Decimal | None:
    if link.whole:
        return share
    return None if share is None or link.share is None else share * link.share


def _rest(share: Decimal | None, leaving: Sequence[Link]) -> Decimal | None:
    known = [link.share for link in leaving if link.share is not None]
    return None if share is None or len(known) < len(leaving) else share * (1 - sum(known))


def _with(way: tuple[int, ...], change: int) -> tuple[int, ...]:
    return way if change in way else (*way, change)


def _sorted(
    ends: Mapping[int | None, list[tuple[Decimal | None, tuple[int, ...]]]],
) -> list[tuple[int | None, list[tuple[Decimal | None, tuple[int, ...]]]]]:
    return sorted(ends.items(), key=lambda item: (item[0] is None, item[0] or 0))


def _piece(
    unit: int | None, parts: Sequence[tuple[Decimal | None, tuple[int, ...]]], *, alone: bool
) -> Piece:
    """Return the pieces that came together in one unit again as one; all of them are the whole."""
    shares = [share for share, _way in parts if share is not None]
    share = sum(shares, Decimal(0)) if len(shares) == len(parts) else None
    changes = tuple(dict.fromkeys(change for _share, way in parts for change in way))
    return Piece(unit, whole=alone, share=Decimal(1) if alone else share, changes=changes)
