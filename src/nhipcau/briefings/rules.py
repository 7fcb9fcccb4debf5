"""How many of how many: plain values in, plain values out."""

from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal


def share(part: int, whole: int) -> Decimal | None:
    """Return `part` of `whole` in per cent with two decimals, half a hundredth rounded up; None of nothing.

    >>> share(4319, 4332), share(57, 57), share(0, 0)
    (Decimal('99.70'), Decimal('100.00'), None)
    """
    if whole <= 0:
        return None
    return (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far units are with a directive. Tallies add up; shares come from the sums and are never averaged.

    `units` were asked; `opened`, `acknowledged` and `finished` count them by what they did, `overdue` those not finished
    after the last day, `unsaid` those that have not said yet how many there are, `recounting` those that say it anew
    after taking over from a unit that ended. `cells` and `people` of `cells_all` and `people_all` were briefed, in
    `sessions`.
    """

    units: int = 0
    opened: int = 0
    acknowledged: int = 0
    finished: int = 0
    overdue: int = 0
    unsaid: int = 0
    recounting: int = 0
    sessions: int = 0
    cells: int = 0
    cells_all: int = 0
    people: int = 0
    people_all: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together.

        >>> (Tally(people=60, people_all=100) + Tally(people=10, people_all=10)).people_share
        Decimal('63.64')
        """
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def cells_share(self) -> Decimal | None:
        """The share of the branches that were briefed, in per cent."""
        return share(self.cells, self.cells_all)

    @property
    def people_share(self) -> Decimal | None:
        """The share of the people who were briefed, in per cent."""
        return share(self.people, self.people_all)

    @property
    def finished_share(self) -> Decimal | None:
        """The share of the units that are finished, in per cent."""
        return share(self.finished, self.units)
