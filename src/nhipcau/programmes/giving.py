"""Giving a task to units: the rows are made inside the database, however many there are, in one statement."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from nhipcau.programmes.models import Assignment, AssignmentState, Task

_COLUMNS = ("unit_id", "task_id", "part", "turn", "due_on", "state", "late", "taken_up")


def give(task: Task, units: Collection[int], part: str, *, turn: int = 0, due_on: date | None = None) -> None:
    """Give a turn of the task to `units`, which exist; those that have it keep it as it is. One query."""
    if not units:
        return
    name = connection.ops.quote_name
    columns = ", ".join(name(column) for column in _COLUMNS)
    source, numbers = _rows_of(sorted(units))
    statement = (
        f"INSERT INTO {name(Assignment._meta.db_table)} ({columns}) "  # noqa: S608 - our own names
        f"SELECT given.value, %s, %s, %s, {_day_mark()}, %s, %s, %s FROM {source} WHERE true "
        "ON CONFLICT (task_id, unit_id, turn) DO NOTHING"
    )
    day = connection.ops.adapt_datefield_value(due_on)
    values: list[Any] = [task.pk, part, turn, day, AssignmentState.NOT_STARTED.value, False, False]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, numbers])


def _rows_of(numbers: list[int]) -> tuple[str, Any]:
    """Return what the database reads a list of numbers from, and the one parameter it takes."""
    if connection.vendor == "postgresql":
        return "unnest(%s::bigint[]) AS given(value)", numbers
    return "json_each(%s) AS given", json.dumps(numbers)


def _day_mark() -> str:
    return "%s::date" if connection.vendor == "postgresql" else "%s"
