"""Sealed quarters, corrected ones and the open one are one year: its total is what was true at each last seal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.reporting import overviews, seals
from nhipcau.reporting.models import Collection, Submission, Value
from nhipcau.reporting.tables import Asked, Axis, table
from nhipcau.reporting.tests.builders import (
    TOO_LATE,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

JANUARY = date(2027, 1, 5)
CODE = "su-kien"
CELLS = st.none() | st.just("-") | st.integers(0, 10**9)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter's figures of two wards, and what befell them.

    `sealed` when they were sealed; `corrected` are the figures of a correction that ended in a new seal, None without;
    `behind` is written into the cells of a sealed quarter without any action, and must not show.
    """

    cells: tuple[int | str | None, int | str | None]
    sealed: bool
    corrected: tuple[int, int] | None
    behind: int


QUARTERS = st.lists(
    st.builds(
        Quarter,
        st.tuples(CELLS, CELLS),
        st.booleans(),
        st.none() | st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)),
        st.integers(0, 9),
    ),
    min_size=4,
    max_size=4,
)


def _write(collection: Collection, numbers: Mapping[Unit, int]) -> None:
    for unit, number in numbers.items():
        Value.objects.filter(submission__collection=collection, submission__unit=unit).update(
            state="number", number=number
        )


def _happen(house: House, collection: Collection, one: Quarter) -> tuple[int | str | None, ...]:
    """Let a quarter happen, and return the figures that count."""
    wards = house.ward_a, house.ward_b
    for ward, cell in zip(wards, one.cells, strict=True):
        make_answer(collection, ward, {CODE: cell})
    if not one.sealed:
        return one.cells
    seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    if one.corrected:
        seals.open_correction(collection, reason="Đếm lại", by=house.minh, at=TOO_LATE)
        _write(collection, dict(zip(wards, one.corrected, strict=True)))
        seals.seal_collection(collection, without=[], by=house.minh, at=TOO_LATE)
    _write(collection, dict.fromkeys(wards, one.behind))
    return one.corrected or one.cells


def _sum(cells: list[int | str | None]) -> Decimal | None:
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return Decimal(sum(numbers)) if numbers else None


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUARTERS)
def test_a_year_of_sealed_and_open_quarters_is_the_sum_of_what_counts(
    house: House, quarters: list[Quarter]
) -> None:
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=Path(folder)), transaction.atomic():
        events = make_indicator(CODE)
        form = make_form(house.department, events, required=False)
        counts = []
        for number, one in enumerate(quarters, 1):
            period = make_period("quarter", 2026, number)
            collection = make_collection(form, house.ward_a, house.ward_b, period=period)
            counts.append(_happen(house, collection, one))
        year = make_period("year", 2026, 1)

        of_wards = [[cells[place] for cells in counts] for place in (0, 1)]
        expected = [*map(_sum, of_wards), _sum([*of_wards[0], *of_wards[1]])]
        asked = Asked(Axis.UNIT, Axis.INDICATOR, (events,), house.province, (year,))
        rows = table(asked, today=JANUARY).cells
        places = (house.ward_a, house.ward_b, house.province)

        assert [row[0].number if row[0] else None for row in rows] == expected
        assert [overviews.total(events, unit, year, today=JANUARY).number for unit in places] == expected
        assert Submission.objects.filter(state="approved").count() == 8
        transaction.set_rollback(True)
