"""Which of the tasks given to units a person looks at: the filters of every view, kept in its address."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from nhipcau.programmes.querysets import DOERS, AssignmentQuerySet
from nhipcau.units import reach


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; what is None or "" leaves nothing out.

    `unit` are words of a unit's name, `branch` a unit with everything below it; `state` a state, "open" or "late".
    """

    words: str = ""
    unit: str = ""
    branch: int | None = None
    programme: int | None = None
    task: int | None = None
    theme: str = ""
    state: str = ""
    part: str = ""
    first: date | None = None
    last: date | None = None


def chosen(rows: AssignmentQuerySet, choice: Choice, today: date) -> AssignmentQuerySet:
    """Return the rows that the choice leaves. At most one query for the tree before the one evaluated."""
    rows = _in_state(rows, choice.state, today)
    exact = {
        "task__programme": choice.programme,
        "task": choice.task,
        "task__theme": choice.theme,
        "due_on__gte": choice.first,
        "due_on__lte": choice.last,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if choice.words:
        said = Q(task__title__icontains=choice.words) | Q(task__product__icontains=choice.words)
        rows = rows.filter(said | Q(task__responsible__icontains=choice.words))
    if choice.part:
        rows = rows.filter(part__in=DOERS) if choice.part == "does" else rows.filter(part=choice.part)
    if choice.branch:
        rows = rows.to_units(reach.under([choice.branch], today))
    return rows.to_units(_called(choice.unit)) if choice.unit else rows


def _in_state(rows: AssignmentQuerySet, state: str, today: date) -> AssignmentQuerySet:
    if state == "late":
        return rows.overdue(today)
    if state == "open":
        return rows.still_open()
    return rows.filter(state=state) if state else rows.counted()


def _called(words: str) -> list[int]:
    wanted = words.casefold()
    return [pk for pk, one in reach.tree().newest().items() if wanted in one.name.casefold()]


def branch_name(choice: Choice) -> str:
    """Return the name of the unit whose branch is chosen, "" for none."""
    found: Any = reach.tree().newest().get(choice.branch) if choice.branch else None
    return found.name if found else ""
