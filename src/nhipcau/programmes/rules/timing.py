"""How a task stands against its deadline, and the four cells that leaders ask for."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Timing:
    """How a task stands against its due date: `late` days over it (0: none), or `left` days until it (None: no date)."""

    late: int = 0
    left: int | None = None


def timing(due_on: date | None, done_on: date | None, today: date) -> Timing:
    """Return how a task stands: late by the days since its due date, up to the day it was done or today.

    >>> timing(date(2026, 9, 1), None, date(2026, 9, 4)).late, timing(date(2026, 9, 1), None, date(2026, 9, 1)).left
    (3, 0)

    Done on its last day is in time. What has no due date is never late.
    """
    if due_on is None:
        return Timing()
    over = ((done_on or today) - due_on).days
    if over > 0:
        return Timing(late=over)
    return Timing(left=None if done_on else -over)


@dataclass(frozen=True, slots=True)
class Cells:
    """How many tasks were done in time or late, are open in time or late, and how many have no deadline.

    Tasks without a deadline stand apart: they are neither in time nor late. Source: QĐ 42/2014/QĐ-TTg, as amended by
    QĐ 23/2018/QĐ-TTg, and the tables offices publish under it (facts: exchange.md, 3.2).
    """

    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_late: int = 0
    done_undated: int = 0
    open_undated: int = 0

    @property
    def done(self) -> int:
        """How many are done."""
        return self.done_in_time + self.done_late + self.done_undated

    @property
    def open(self) -> int:
        """How many are not done."""
        return self.open_in_time + self.open_late + self.open_undated

    @property
    def total(self) -> int:
        """How many there are."""
        return self.done + self.open

    @property
    def undated(self) -> int:
        """How many have no deadline."""
        return self.done_undated + self.open_undated

    @property
    def due(self) -> int:
        """How many had to be done by now: done with a deadline, and open late."""
        return self.done_in_time + self.done_late + self.open_late

    def __add__(self, other: "Cells") -> "Cells":
        """Return both together.

        >>> (Cells(done_late=1) + Cells(done_late=2, open_late=1)).total
        4
        """
        return Cells(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def cells(of: Iterable[tuple[bool, bool, bool, int]]) -> Cells:
    """Return the cells of rows (done, dated, late, how many).

    >>> done, open_ = [(True, True, False, 14068), (True, True, True, 1983)], [(False, True, False, 5640)]
    >>> cells([*done, *open_, (False, True, True, 223)])
    Cells(done_in_time=14068, done_late=1983, open_in_time=5640, open_late=223, done_undated=0, open_undated=0)
    """
    found = dict.fromkeys((one.name for one in fields(Cells)), 0)
    for done, dated, late, number in of:
        found[_cell(done=done, dated=dated, late=late)] += number
    return Cells(**found)


def _cell(*, done: bool, dated: bool, late: bool) -> str:
    when = ("late" if late else "in_time") if dated else "undated"
    return f"{'done' if done else 'open'}_{when}"
