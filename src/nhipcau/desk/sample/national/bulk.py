"""Many rows at once, by the quickest way each database has: thousands a second through models would take an hour."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

ROWS_AT_ONCE = 50_000


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of plain values (`stored` makes them of others); a foreign key is named by its column.

    Keys may be given; what comes after goes on behind them. Nothing but the database itself checks them.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
            waiting = iter(rows)
            while some := list(islice(waiting, ROWS_AT_ONCE)):
                cursor.executemany(statement, some)
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)


def stored(at: datetime) -> Any:
    """Return a moment as the database takes it in a plain row."""
    return connection.ops.adapt_datetimefield_value(at)


def next_key(model: type[models.Model]) -> int:
    """Return the first key that no row has."""
    last: int | None = model._default_manager.aggregate(last=models.Max("pk"))["last"]
    return (last or 0) + 1
