"""How a task stands against its deadline, and the four cells that leaders ask for."""

from dataclasses import dataclass
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
        return Cells(
            self.done_in_time + other.done_in_time,
            self.done_late + other.done_late,
            self.open_in_time + other.open_in_time,
            self.open_late + other.open_late,
            self.done_undated + other.done_undated,
            self.open_undated + other.open_undated,
        )


def counted_cells(
    total: int, done: int, done_late: int, open_late: int, undated: int, done_undated: int
) -> Cells:
    """Return the cells that follow from what is counted.

    >>> counted_cells(total=21914, done=16051, done_late=1983, open_late=223, undated=3, done_undated=0)
    Cells(done_in_time=14068, done_late=1983, open_in_time=5637, open_late=223, done_undated=0, open_undated=3)
    """
    open_undated = undated - done_undated
    return Cells(
        done_in_time=done - done_late - done_undated,
        done_late=done_late,
        open_in_time=total - done - open_late - open_undated,
        open_late=open_late,
        done_undated=done_undated,
        open_undated=open_undated,
    )
