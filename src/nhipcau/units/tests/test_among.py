"""Whoever sees many units gets the rows of just these, however the question is put to the database."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.units.among import BOUND_ONE_BY_ONE, MOST_RUNS, Units, _runs, among
from nhipcau.units.models import Unit

MANY = BOUND_ONE_BY_ONE + 50


@given(st.frozensets(st.integers(1, 400)))
def test_runs_hold_the_numbers_and_no_other(numbers: frozenset[int]) -> None:
    runs = _runs(numbers)
    assert {one for first, last in runs for one in range(first, last + 1)} == numbers
    assert all(earlier[1] + 1 < later[0] for earlier, later in pairwise(runs))


@pytest.fixture
def units(db: None) -> list[int]:
    return [one.pk for one in Unit.objects.bulk_create(Unit() for _ in range(2 * MANY))]


@pytest.mark.parametrize(
    ("name", "step", "number"),
    [("few", 1, 3), ("one run", 1, MANY), ("too many runs", 2, MANY), ("none", 1, 0)],
)
def test_the_rows_are_those_of_the_units(units: list[int], name: str, step: int, number: int) -> None:
    wanted = Units(units[: step * number : step])
    found = Unit.objects.filter(among("pk", wanted)).values_list("pk", flat=True)
    assert frozenset(found) == wanted, name


def test_a_few_runs_are_asked_for_without_naming_each_unit(units: list[int]) -> None:
    two_runs = Units(units[:MANY] + units[MANY + 1 :])
    assert str(among("pk", two_runs)).count("pk__gte") == 2 <= MOST_RUNS
    found = Unit.objects.filter(among("pk", two_runs)).values_list("pk", flat=True)
    assert frozenset(found) == two_runs
