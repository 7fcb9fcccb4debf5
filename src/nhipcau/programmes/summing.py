"""Keeping the sums of assignments: the database adds to them whatever writes, and they are drawn together at times.

Counting 200,000 assignments takes longer than a page may (decision 9). Triggers see every way of writing: a page, a
whole programme given in one statement, a handing over, a deletion.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum

from nhipcau.programmes.models import Assignment, AssignmentSum

ALIKE = ("task_id", "part", "state", "late", "due_on", "taken_up")
AT_A_TIME = 10_000
FEW = 50  # so many rows of a task cost a page nothing

_NAMES = {
    "alike": ", ".join(ALIKE),
    "given": Assignment._meta.db_table,
    "sums": AssignmentSum._meta.db_table,
}
_ANEW = (
    "DELETE FROM {sums}",
    "INSERT INTO {sums} ({alike}, number) SELECT {alike}, COUNT(*) FROM {given} GROUP BY {alike}",
)
# PostgreSQL tells a trigger everything that a statement changed, at once.
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION programmes_sums_{kind}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO {sums} ({alike}, number) SELECT {alike}, SUM(number) FROM ({changed}) AS changed
    GROUP BY {alike} HAVING SUM(number) <> 0;
    RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER programmes_sums_{kind} AFTER {kind} ON {given} REFERENCING {seen}
    FOR EACH STATEMENT EXECUTE FUNCTION programmes_sums_{kind}()""",
)
_MORE, _FEWER = "SELECT {alike}, 1 AS number FROM now_there", "SELECT {alike}, -1 AS number FROM once_there"
_NOW, _ONCE = "NEW TABLE AS now_there", "OLD TABLE AS once_there"
_STATEMENTS = {
    "insert": (_NOW, _MORE),
    "delete": (_ONCE, _FEWER),
    "update": (f"{_NOW} {_ONCE}", f"{_MORE} UNION ALL {_FEWER}"),
}
# SQLite tells it one row after the other.
_SQLITE = (
    "DROP TRIGGER IF EXISTS programmes_sums_{kind}",
    "CREATE TRIGGER programmes_sums_{kind} AFTER {kind} ON {given} FOR EACH ROW WHEN {moved} BEGIN {body} END",
)
_ADDED = "INSERT INTO {sums} ({alike}, number) VALUES ({new}, 1);"
_TAKEN = "INSERT INTO {sums} ({alike}, number) VALUES ({old}, -1);"
_ROWS = {
    "insert": ("true", _ADDED),
    "delete": ("true", _TAKEN),
    "update": (" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in ALIKE), _ADDED + _TAKEN),
}


def keep_sums(**_signal: Any) -> None:
    """Make the triggers anew and count everything once more, in one transaction. Called after every migration.

    A migration may have copied the table, and in SQLite a copy has no triggers.
    """
    made = connection.introspection.table_names()
    if not {Assignment._meta.db_table, AssignmentSum._meta.db_table} <= set(made):
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (*_triggers(), *_ANEW):
            cursor.execute(statement.format(**_NAMES))


def _triggers() -> Iterator[str]:
    """Give the statements that make the triggers; the names of tables and columns are open in them."""
    if connection.vendor == "postgresql":
        for kind, (seen, changed) in _STATEMENTS.items():
            yield from (_filled(one, kind=kind, seen=seen, changed=changed) for one in _POSTGRESQL)
    else:
        old, new = (", ".join(f"{which}.{name}" for name in ALIKE) for which in ("OLD", "NEW"))
        for kind, (moved, body) in _ROWS.items():
            rows = _filled(body, old=old, new=new)
            yield from (_filled(one, kind=kind, moved=moved, body=rows) for one in _SQLITE)


def _filled(statement: str, **parts: str) -> str:
    for name, part in parts.items():
        statement = statement.replace(f"{{{name}}}", part)
    return statement


def draw_together() -> None:
    """Put the rows of each task that are alike into one, where there are many; tasks one after the other."""
    rows = AssignmentSum.objects.order_by().values_list("task").annotate(rows=Count("*")).filter(rows__gt=FEW)
    for task, number in list(rows):
        for _part in range(0, number, AT_A_TIME):
            _draw_together(task)


@transaction.atomic
def _draw_together(task: int) -> None:
    # Two that do this at once wait for each other; the second does not see what the first has taken away.
    some = list(AssignmentSum.objects.select_for_update().filter(task=task).order_by("pk")[:AT_A_TIME])
    sums: Counter[tuple[Any, ...]] = Counter()
    for row in some:
        sums[tuple(getattr(row, name) for name in ALIKE)] += row.number
    AssignmentSum.objects.filter(pk__in=[row.pk for row in some]).delete()
    AssignmentSum.objects.bulk_create(
        AssignmentSum(**dict(zip(ALIKE, alike, strict=True)), number=number)
        for alike, number in sums.items()
        if number
    )


def differing() -> int:
    """Return in how many places the sums are not what the assignments come to; 0 unless something is broken."""
    said = AssignmentSum.objects.order_by().values_list(*ALIKE).annotate(all=Sum("number"))
    kept = {row[:-1]: row[-1] for row in said if row[-1]}
    counted = Counter(Assignment.objects.order_by().values_list(*ALIKE).iterator())
    return sum(kept.get(alike, 0) != counted.get(alike, 0) for alike in kept.keys() | counted.keys())
