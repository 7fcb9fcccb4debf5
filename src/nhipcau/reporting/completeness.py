"""Which unit has sent what, and in time: units by periods, and how far each branch of the tree is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import get_language

from nhipcau.reporting.models import Collection, Form, Period, Submission, SubmissionState
from nhipcau.units import reach
from nhipcau.units import rules as units_rules
from nhipcau.units.models import Unit


class Mark(StrEnum):
    """How a unit stands with one period. NOT_ASKED: it owes nothing, or did not exist on the last day."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"
    MISSING = "missing"
    OPEN = "open"
    NOT_ASKED = "not_asked"


SENT = frozenset({Mark.ON_TIME, Mark.LATE})
ACCEPTED = frozenset({SubmissionState.SUBMITTED, SubmissionState.APPROVED})


@dataclass(frozen=True, slots=True)
class Far:
    """How many of the answers that are due were sent, and how many of those in time."""

    due: int
    sent: int
    on_time: int

    @property
    def percent(self) -> int | None:
        """How many per cent were sent, rounded down so that 100 is all; None where nothing is due."""
        return self.sent * 100 // self.due if self.due else None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A unit with its mark for each period, and the answer behind each where there is one."""

    unit_id: int
    name: str
    above: str
    marks: tuple[tuple[Mark, int | None], ...]
    far: Far


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit directly under the one asked about, with how far the units at and below it are."""

    unit_id: int
    name: str
    far: Far


@dataclass(frozen=True, slots=True)
class Grid:
    """Units by periods. `columns` says of each period how far the units are, `whole` of all together."""

    periods: tuple[Period, ...]
    rows: tuple[GridRow, ...]
    columns: tuple[Far, ...]
    branches: tuple[Branch, ...]
    whole: Far


def grid(form: Form, unit: Unit, period: Period, now: datetime) -> Grid:
    """Return how far the units at and below `unit` are with `form`, for each of its periods within `period`.

    A period is told by the tree of its last day. Three queries.
    """
    asked = Collection.objects.filter(
        form=form,
        period__calendar=period.calendar,
        period__starts_on__gte=period.starts_on,
        period__ends_on__lte=period.ends_on,
    ).select_related("period")
    collections = sorted(asked, key=lambda one: (one.period.ends_on, one.period.starts_on))
    marks = _marks(collections, unit, now)
    rows = _rows(marks, len(collections))
    return Grid(
        periods=tuple(one.period for one in collections),
        rows=rows,
        columns=tuple(_far(row.marks[at][0] for row in rows) for at in range(len(collections))),
        branches=_branches(marks, collections, unit),
        whole=_far(mark for row in rows for mark, _answer in row.marks),
    )


Marks = Mapping[int, Mapping[int, tuple[Mark, int | None]]]  # unit → which collection → how it stands


def _marks(collections: Sequence[Collection], unit: Unit, now: datetime) -> Marks:
    tree = reach.tree()
    at = {one.pk: number for number, one in enumerate(collections)}
    inside = [
        tree.below([unit.pk], one.period.ends_on) & tree.on(one.period.ends_on).keys() for one in collections
    ]
    answers = {
        (collection, sender): (pk, state, came_late)
        for collection, sender, pk, state, came_late in Submission.objects.filter(
            collection__in=list(at)
        ).standings()
    }
    found: dict[int, dict[int, tuple[Mark, int | None]]] = {}
    pairs = Collection.units.through.objects.filter(collection__in=list(at)).order_by()
    for collection, owes in pairs.values_list("collection_id", "unit_id"):
        number = at[collection]
        if owes in inside[number]:
            due = collections[number].due_at
            found.setdefault(owes, {})[number] = _mark(answers.get((collection, owes)), due, now)
    return found


def _mark(
    answer: tuple[int, str, bool | None] | None, due: datetime, now: datetime
) -> tuple[Mark, int | None]:
    pk, state, came_late = answer or (None, "", None)
    if state in ACCEPTED and came_late is not None:
        return (Mark.LATE if came_late else Mark.ON_TIME), pk
    if state == SubmissionState.RETURNED:
        return Mark.RETURNED, pk
    return (Mark.OPEN if now <= due else Mark.MISSING), pk


def _rows(marks: Marks, periods: int) -> tuple[GridRow, ...]:
    tree, language = reach.tree(), get_language()
    newest = tree.newest()
    rows = []
    for unit, some in marks.items():
        above = newest[unit].parent
        told = tuple(some.get(at, (Mark.NOT_ASKED, None)) for at in range(periods))
        rows.append(
            GridRow(
                unit_id=unit,
                name=newest[unit].named(language),
                above=newest[above].named(language) if above is not None and above in newest else "",
                marks=told,
                far=_far(mark for mark, _answer in told),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.above, row.name, row.unit_id)))


def _far(marks: Iterable[Mark]) -> Far:
    told = [mark for mark in marks if mark not in (Mark.NOT_ASKED, Mark.OPEN)]
    sent = sum(mark in SENT for mark in told)
    return Far(due=len(told), sent=sent, on_time=sum(mark is Mark.ON_TIME for mark in told))


def _branches(marks: Marks, collections: Sequence[Collection], unit: Unit) -> tuple[Branch, ...]:
    """Return how far the units under each unit directly below are, by the code of the unit, then its name."""
    tree, language = reach.tree(), get_language()
    newest = tree.newest()
    under: dict[int, list[Mark]] = {}
    parents = [tree.parents(one.period.ends_on) for one in collections]
    for one, some in marks.items():
        for number, (mark, _answer) in some.items():
            way = units_rules.above(parents[number], one)
            branch = way[max(0, way.index(unit.pk) - 1)]
            under.setdefault(branch, []).append(mark)
    rows = [Branch(branch, newest[branch].named(language), _far(some)) for branch, some in under.items()]
    return tuple(sorted(rows, key=lambda row: (newest[row.unit_id].code, row.name, row.unit_id)))
