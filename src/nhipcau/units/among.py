"""A set of units that a query takes as one parameter: `unit__in=…` with ten thousand numbers would bind each.

Thirteen thousand bound numbers cost more than the query they are in, and a database has a limit of them.
"""

import json
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Q
from django.db.models.sql.compiler import SQLCompiler

# So many are bound one by one, which the database plans best.
BOUND_ONE_BY_ONE = 100
# So many runs of neighbouring numbers are asked for as runs.
MOST_RUNS = 8


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


def among(field: str, units: frozenset[int]) -> Q:
    """Return the condition that `field` names one of `units`: the same rows as `field__in=units`, found sooner.

    Who sees a nation or a province sees units that were written one after another. Asked for as a run from the first
    to the last, the rows are found by the index; a list of ten thousand is held against every row there is.
    """
    runs = _runs(units) if len(units) > BOUND_ONE_BY_ONE else ()
    if not 0 < len(runs) <= MOST_RUNS:
        return Q(**{f"{field}__in": units})
    found = Q()
    for first, last in runs:
        found |= Q(**{f"{field}__gte": first, f"{field}__lte": last})
    return found


@lru_cache(maxsize=64)
def _runs(units: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Return the first and last of each run of numbers without a gap.

    >>> _runs(frozenset([3, 4, 5, 9]))
    ((3, 5), (9, 9))
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(units):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return tuple(runs)
