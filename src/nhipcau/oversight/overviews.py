"""What the pages of oversight show, and what a review gathered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from nhipcau.oversight.models import (
    Heading,
    Inspection,
    Passage,
    Reply,
    Review,
    Shortcoming,
    ShortcomingState,
)
from nhipcau.programmes.models import Assignment
from nhipcau.programmes.rules import Cells
from nhipcau.units import access as units


@dataclass(frozen=True, slots=True)
class ShortcomingShown:
    """A shortcoming with how it stands today."""

    shortcoming: Shortcoming
    overdue: bool

    @property
    def state(self) -> str:
        """The word of its state for its colour."""
        if self.overdue:
            return "late"
        return {ShortcomingState.OPEN: "waiting", ShortcomingState.MENDED: "submitted"}.get(
            ShortcomingState(self.shortcoming.state), "done"
        )


def shown(shortcomings: Iterable[Shortcoming], today: date) -> list[ShortcomingShown]:
    """Return shortcomings with how they stand. No query beside that of the shortcomings."""
    return [ShortcomingShown(one, one.overdue(today)) for one in shortcomings]


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a plan is: inspections held, of how many; how many were to be held before today and were not."""

    planned: int
    held: int
    missed: int


def how_far(inspections: Iterable[Inspection], today: date) -> HowFar:
    """Return how far the inspections of a plan are."""
    every = list(inspections)
    missed = sum(one.held_on is None and one.planned_on < today for one in every)
    return HowFar(len(every), sum(one.held_on is not None for one in every), missed)


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says under a heading."""

    passage: int
    heading: str
    text: str
    taken: bool

    @property
    def label(self) -> str:
        """The heading as people read it."""
        return str(Heading(self.heading).label)


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """What a unit says in a review, beside how its tasks stand; `said` is empty until it was sent."""

    reply: int
    unit: int
    name: str
    sent_at: datetime | None
    cells: Cells
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A review with what every unit said, those still asked included."""

    title: str
    programme: str
    due_on: date
    units: tuple[UnitSaid, ...]

    @property
    def waiting(self) -> tuple[UnitSaid, ...]:
        """The units that have not replied."""
        return tuple(one for one in self.units if one.sent_at is None)

    @property
    def replied(self) -> tuple[UnitSaid, ...]:
        """The units that have replied."""
        return tuple(one for one in self.units if one.sent_at is not None)

    @property
    def cells(self) -> Cells:
        """How the tasks of all units stand together."""
        return sum((one.cells for one in self.units), Cells())

    def taken(self, heading: str) -> tuple[tuple[str, str], ...]:
        """Return what is taken over under a heading: the unit's name and its words."""
        return tuple(
            (one.name, said.text)
            for one in self.units
            for said in one.said
            if said.taken and said.heading == heading
        )


def gathered(review: Review, today: date) -> Gathered:
    """Return what the units said in a review, beside how their tasks stand. Three queries."""
    replies = list(Reply.objects.filter(review=review).order_by("pk"))
    said: dict[int, list[Said]] = {}
    for one in Passage.objects.filter(reply__review=review, reply__sent_at__isnull=False):
        said.setdefault(one.reply_id, []).append(Said(one.pk, one.heading, one.text, one.taken))
    doers = Assignment.objects.filter(task__programme=review.programme_id).to_doers()
    cells = {unit: found for (unit,), found in doers.cells_by(today, "unit").items()}
    rows = (
        UnitSaid(
            one.pk,
            one.unit_id,
            units.name_in_memory(one.unit_id),
            one.sent_at,
            cells.get(one.unit_id, Cells()),
            tuple(said.get(one.pk, ())),
        )
        for one in replies
    )
    by_name = tuple(sorted(rows, key=lambda one: one.name))
    return Gathered(review.title, review.programme.title, review.due_on, by_name)


def cells_of(reply: Reply, today: date) -> Cells:
    """Return how the tasks of the programme stand at the unit that replies. One query."""
    doers = Assignment.objects.filter(task__programme=reply.review.programme_id, unit=reply.unit_id)
    return doers.to_doers().cells_by(today, "unit").get((reply.unit_id,), Cells())
