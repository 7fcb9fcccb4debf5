"""Who is where with a collection: a row a unit, answered from the tree in memory and a few queries, at any size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import get_language

from nhipcau.reporting import audiences, rules
from nhipcau.reporting.models import Collection, Reminder, Submission, SubmissionState
from nhipcau.units import reach as units_reach
from nhipcau.units import rules as units_rules
from nhipcau.units.among import Units

MISSING = "missing"
STATES = (MISSING, *SubmissionState.values)
SENT = frozenset({SubmissionState.SUBMITTED, SubmissionState.APPROVED})


@dataclass(frozen=True, slots=True)
class Row:
    """How far one unit is. `open_until` is that of its exception, `reminded_on` the day of its last reminder."""

    unit: int
    name: str
    above: int | None
    above_name: str
    state: str
    late: bool
    submission: int | None
    submitted_at: datetime | None
    open_until: datetime | None
    reminded_on: date | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A unit asked that does not exist at the period's end: when it ended, and which units took over from it."""

    unit: int
    name: str
    ended_on: date | None
    successors: tuple[str, ...]
    submission: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """The reminders of one day: to how many units, to how many people, and how many units have nobody to write to."""

    day: date
    units: int
    people: int
    nobody: int


@dataclass(frozen=True, slots=True)
class Following:
    """A collection with its units: `rows` of those that owe it, by name; `gone` of those that are no more."""

    rows: tuple[Row, ...]
    gone: tuple[Gone, ...]

    @property
    def sent(self) -> int:
        """How many have sent."""
        return sum(row.state in SENT for row in self.rows)

    @property
    def late(self) -> int:
        """How many are or were late."""
        return sum(row.late for row in self.rows)

    @property
    def states(self) -> list[tuple[str, int]]:
        """How many are in each state that occurs."""
        counted = [(name, sum(row.state == name for row in self.rows)) for name in STATES]
        return [(name, number) for name, number in counted if number]

    @property
    def above(self) -> list[tuple[int, str]]:
        """The units that the rows stand under, by name."""
        named = {row.above: row.above_name for row in self.rows if row.above is not None}
        return sorted(named.items(), key=lambda one: units_rules.folded(one[1]))


def follow(collection: Collection, now: datetime) -> Following:
    """Return who is where. Five queries, whatever the number of units."""
    tree, day, language = units_reach.tree(), collection.period.ends_on, get_language()
    standing = tree.on(day)
    pairs = collection.units.through.objects.filter(collection=collection)
    asked = set(pairs.values_list("unit_id", flat=True))
    fields = "unit_id", "pk", "state", "first_submitted_at", "submitted_at"
    answers = {
        row[0]: row
        for row in Submission.objects.filter(collection=collection).order_by().values_list(*fields)
    }
    open_until = dict(collection.exceptions.filter(until__gt=now).values_list("unit_id", "until"))
    reminded = dict(collection.reminders.order_by().values_list("unit_id").annotate(Max("day")))
    rows = []
    for unit in asked & standing.keys():
        one, answer = standing[unit], answers.get(unit)
        above = standing.get(one.parent) if one.parent is not None else None
        first = answer[3] if answer else None
        rows.append(
            Row(
                unit=unit,
                name=one.named(language),
                above=above.unit if above else None,
                above_name=above.named(language) if above else "",
                state=answer[2] if answer else MISSING,
                late=rules.is_late(first, collection.due_at, now),
                submission=answer[1] if answer else None,
                submitted_at=answer[4] if answer else None,
                open_until=open_until.get(unit),
                reminded_on=reminded.get(unit),
            )
        )
    folded = tree.folded(day)
    rows.sort(key=lambda row: (folded[row.unit], row.unit))
    return Following(tuple(rows), _gone(asked - standing.keys(), answers))


def _gone(units: Iterable[int], answers: Any) -> tuple[Gone, ...]:
    tree, language = units_reach.tree(), get_language()
    newest = tree.newest()
    into: dict[int, list[str]] = {unit: [] for unit in units}
    if into:
        for successor, predecessors in tree.predecessors().items():
            for unit in into.keys() & set(predecessors):
                into[unit].append(newest[successor].named(language))
    gone = [
        Gone(
            unit=unit,
            name=newest[unit].named(language),
            ended_on=newest[unit].valid_to,
            successors=tuple(sorted(names)),
            submission=answers[unit][1] if unit in answers else None,
            state=answers[unit][2] if unit in answers else MISSING,
        )
        for unit, names in into.items()
    ]
    return tuple(sorted(gone, key=lambda one: one.name))


def not_asked(collection: Collection, following: Following) -> Units:
    """Return the units that the form asks at the period's end and the collection does not. Two queries."""
    meant = audiences.units_asked(collection.form, collection.period.ends_on)
    return Units(meant - {row.unit for row in following.rows})


def reminders_of(collection: Collection) -> list[Reminded]:
    """Return the days on which units were reminded, newest first. One query."""
    days: dict[date, list[tuple[int, int]]] = {}
    rows = Reminder.objects.filter(collection=collection).order_by().values_list("day", "people")
    for day, people, units in rows.annotate(Count("pk")):
        days.setdefault(day, []).append((people, units))
    return [
        Reminded(
            day=day,
            units=sum(units for _people, units in some),
            people=sum(people * units for people, units in some),
            nobody=sum(units for people, units in some if people == 0),
        )
        for day, some in sorted(days.items(), reverse=True)
    ]


def chosen(
    rows: Sequence[Row],
    *,
    words: str = "",
    state: str = "",
    late: bool = False,
    under: int | None = None,
    sort: str = "",
) -> list[Row]:
    """Return the rows that fit, in the order asked for: by name, "above", "sent" (newest first) or "state"."""
    folded = units_rules.folded(words)
    found = [
        row
        for row in rows
        if (not folded or folded in units_rules.folded(row.name))
        and state in ("", row.state)
        and (row.late or not late)
        and under in (None, row.above)
    ]
    if sort == "above":
        found.sort(key=lambda row: units_rules.folded(row.above_name))
    elif sort == "sent":
        found.sort(key=lambda row: row.submitted_at.timestamp() if row.submitted_at else 0, reverse=True)
    elif sort == "state":
        found.sort(key=lambda row: STATES.index(row.state))
    return found
