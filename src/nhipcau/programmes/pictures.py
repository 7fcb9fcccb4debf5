"""The work of units drawn together: by month of a year, by day, by unit, by branch of the tree."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q
from django.utils.translation import get_language

from nhipcau.programmes import rules
from nhipcau.programmes.querysets import OPEN, TO_DO, AssignmentQuerySet, overdue
from nhipcau.units import reach

SOON = timedelta(days=30)
A_DAY = 5  # so many tasks a day are named in a calendar; how many more there are is said
MOST_IN_A_CALENDAR = 600


@dataclass(frozen=True, slots=True)
class Cell:
    """What falls due at a place of a picture, and how much of it is late."""

    due: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class YearRow:
    """A theme and what falls due in each of the twelve months."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def whole(self) -> int:
        """What falls due in the year."""
        return sum(one.due for one in self.cells)


def year(of: AssignmentQuerySet, number: int, today: date) -> list[YearRow]:
    """Return the themes with what falls due in each month of a year, by name; "" is that of those without. One query."""
    rows = of.filter(due_on__year=number).order_by().values_list("task__theme", "due_on__month")
    found: dict[str, list[Cell]] = {}
    for theme, month, due, late in rows.annotate(due=Count("pk"), over=Count("pk", filter=overdue(today))):
        found.setdefault(theme, [Cell()] * 12)[month - 1] = Cell(due, late)
    return [
        YearRow(theme, tuple(cells))
        for theme, cells in sorted(found.items(), key=lambda one: (not one[0], rules.fold(one[0])))
    ]


@dataclass(frozen=True, slots=True)
class Due:
    """A task that falls due on a day, for how many units; `assignment` is that of the one where there is one only."""

    task: int
    title: str
    units: int
    assignment: int
    late: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a calendar: its first tasks, and how many more there are."""

    day: date
    shown: bool
    due: tuple[Due, ...]
    more: int


def weeks_of(first: date, last: date) -> list[list[date]]:
    """Return the whole weeks, from Monday, in which the days from `first` to `last` lie.

    >>> [(week[0].day, week[-1].day) for week in weeks_of(date(2026, 11, 1), date(2026, 11, 8))]
    [(26, 1), (2, 8)]
    """
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        weeks.append([monday + timedelta(days=step) for step in range(7)])
        monday += timedelta(weeks=1)
    return weeks


def calendar(of: AssignmentQuerySet, first: date, last: date, today: date) -> list[list[Day]]:
    """Return the weeks in which `first` to `last` lie with what falls due on their days. One query."""
    weeks = weeks_of(first, last)
    within = of.filter(due_on__range=(weeks[0][0], weeks[-1][-1])).order_by("due_on", "task__title", "task")
    rows = within.values_list("due_on", "task", "task__title").annotate(
        units=Count("pk"), one=Min("pk"), over=Count("pk", filter=overdue(today))
    )
    found: dict[date, list[Due]] = {}
    for day, task, title, units, one, late in rows[:MOST_IN_A_CALENDAR]:
        found.setdefault(day, []).append(Due(task, title, units, one, late))
    return [[_day(day, found.get(day, []), shown=first <= day <= last) for day in week] for week in weeks]


def _day(day: date, due: list[Due], *, shown: bool) -> Day:
    return Day(day, shown, tuple(due[:A_DAY]), max(0, len(due) - A_DAY))


@dataclass(frozen=True, slots=True)
class Load:
    """What a unit, or a branch of the tree, has open, late, and due within thirty days."""

    unit: int
    name: str
    open: int
    late: int
    soon: int

    @property
    def grade(self) -> str:
        """How much of what is open is late: none, few, half or most of it."""
        if not self.late:
            return "none"
        share = self.late / max(self.open, 1)
        return "most" if share > 0.5 else "half" if share > 0.2 else "few"


def loads(of: AssignmentQuerySet, today: date) -> list[Load]:
    """Return the work of each unit that has something open, the most late first. One query."""
    soon = Q(state__in=TO_DO, due_on__range=(today, today + SOON))
    counted = (
        of.filter(state__in=OPEN)
        .owed()
        .order_by()
        .values("unit")
        .annotate(open=Count("pk"), late=Count("pk", filter=overdue(today)), soon=Count("pk", filter=soon))
    )
    rows = list(counted.order_by(F("late").desc(), F("open").desc(), "unit"))
    newest, language = reach.tree().newest(), get_language()
    return [
        Load(name=newest[row["unit"]].named(language) if row["unit"] in newest else "", **row) for row in rows
    ]


def branches(of: Collection[Load], roots: Collection[int], today: date) -> list[Load]:
    """Return the work added up by the units right below `roots`, and at the roots themselves, by name. No query."""
    parents, newest, language = reach.parents_on(today), reach.tree().newest(), get_language()
    sums: dict[int, list[int]] = {}
    for one in of:
        cells = sums.setdefault(_branch(one.unit, frozenset(roots), parents), [0, 0, 0])
        for place, number in enumerate((one.open, one.late, one.soon)):
            cells[place] += number
    found = [
        Load(unit, newest[unit].named(language) if unit in newest else "", *cells)
        for unit, cells in sums.items()
    ]
    return sorted(found, key=lambda one: (one.unit not in roots, one.name))


def _branch(unit: int, roots: frozenset[int], parents: Mapping[int, int | None]) -> int:
    here = unit
    while here not in roots:
        above = parents.get(here)
        if above is None or above in roots:
            return here
        here = above
    return here
