"""What the pages of bodies show."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Value
from django.utils import timezone

from nhipcau.bodies.models import (
    Agreement,
    Attendance,
    Conclusion,
    Invitation,
    Meeting,
    Obligation,
    Presence,
    Seat,
    Side,
)
from nhipcau.programmes.models import AssignmentSum, Task
from nhipcau.programmes.rules import Cells


@dataclass(frozen=True, slots=True)
class Made:
    """A conclusion or obligation with the task made of it and how that stands; `cells` None where there is none."""

    point: Conclusion | Obligation
    cells: Cells | None

    @property
    def state(self) -> str:
        """How the task stands: none, draft, done, late or under_way."""
        task = self.point.task
        if task is None or self.cells is None:
            return "none"
        if task.programme.state == "draft":
            return "draft"
        if self.cells.open_late:
            return "late"
        return "done" if self.cells.total and not self.cells.open else "under_way"


@dataclass(frozen=True, slots=True)
class SideShown:
    """A side of a joint programme with what it takes on, and how many of it are done."""

    side: Side
    made: tuple[Made, ...]

    @property
    def done(self) -> int:
        """How many obligations are done."""
        return sum(one.state == "done" for one in self.made)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats were represented, of how many."""

    present: int
    substitutes: int
    absent: int

    @property
    def seats(self) -> int:
        """How many seats were counted."""
        return self.present + self.substitutes + self.absent


def made_of(points: Iterable[Conclusion | Obligation], today: date) -> tuple[Made, ...]:
    """Return conclusions or obligations with how their tasks stand. One query."""
    every = list(points)
    cells = _cells([one.task_id for one in every if one.task_id], today)
    return tuple(Made(one, cells.get(one.task_id, Cells()) if one.task_id else None) for one in every)


def _cells(tasks: Collection[int], today: date) -> dict[int, Cells]:
    doers = AssignmentSum.objects.filter(task__in=tasks).to_doers()
    return {task: found for (task,), found in doers.cells_by(today, "task").items()}


def sides_of(agreement: Agreement, today: date) -> list[SideShown]:
    """Return the sides of a joint programme with what each takes on. Four queries."""
    sides = list(agreement.sides.select_related("unit", "agreed_by").prefetch_related("unit__versions"))
    obligations = Obligation.objects.in_full().filter(side__in=sides)
    made = made_of(obligations, today)
    return [SideShown(side, tuple(one for one in made if one.point.side_id == side.pk)) for side in sides]  # type: ignore[union-attr]  # all are obligations


def quorum(attendances: Iterable[Attendance]) -> Quorum:
    """Return how many seats were represented."""
    said = [one.presence for one in attendances]
    return Quorum(said.count(Presence.PRESENT), said.count(Presence.SUBSTITUTE), said.count(Presence.ABSENT))


def seats_of(meeting: Meeting) -> list[Seat]:
    """Return the seats held on the day of the meeting, the head first. One query."""
    return list(meeting.body.seats.on(timezone.localdate(meeting.starts_at)).in_order())


def last_invitations(meeting: Meeting) -> list[Invitation]:
    """Return what was sent for the meeting as it stands now. One query."""
    rows = meeting.invitations.filter(sequence=meeting.sequence).select_related("seat__person")
    return list(rows.order_by("pk"))


def came_from(task: Task) -> Conclusion | Obligation | None:
    """Return the conclusion or obligation that a task was made of; None for another. One query, two where there is."""
    conclusions, obligations = Conclusion.objects.filter(task=task), Obligation.objects.filter(task=task)
    marked = conclusions.order_by().annotate(which=Value("conclusion")).values_list("which", "pk")
    others = obligations.order_by().annotate(which=Value("obligation")).values_list("which", "pk")
    found = sorted(marked.union(others, all=True))
    if not found:
        return None
    which, pk = found[0]
    if which == "conclusion":
        return Conclusion.objects.select_related("meeting__body").get(pk=pk)
    return Obligation.objects.select_related("side__agreement").get(pk=pk)
