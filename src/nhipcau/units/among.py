"""A set of units that a query takes as one parameter: `unit__in=…` with ten thousand numbers would bind each.

Thirteen thousand bound numbers cost more than the query they are in, and a database has a limit of them.
"""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression
from django.db.models.sql.compiler import SQLCompiler

# So many are bound one by one, which the database plans best.
BOUND_ONE_BY_ONE = 100


class Units(frozenset[int]):
    """Units by number: a frozenset everywhere, and the right side of `__in` in a query."""

    __slots__ = ()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "list[int] | Among":
        """Return what a query compares with. Django asks this of everything it finds beside a lookup."""
        return list(self) if len(self) <= BOUND_ONE_BY_ONE else Among(tuple(sorted(self)))


class Among(Expression):
    """The rows of a list of numbers that is handed over as one parameter."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__(output_field=BigIntegerField())
        self.numbers = numbers

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return a subquery over the numbers, as SQLite or PostgreSQL write it."""
        if connection.vendor == "postgresql":
            return "(SELECT unnest(%s::bigint[]))", (list(self.numbers),)
        return "(SELECT value FROM json_each(%s))", (json.dumps(self.numbers),)
