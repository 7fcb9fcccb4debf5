"""Which periods make up a window: no day twice, official and calendar months never mixed."""

from datetime import date, timedelta

import pytest

from nhipcau.rollup.composing import composes
from nhipcau.rollup.question import Window

OFFICIAL_YEAR = Window(date(2025, 12, 15), date(2026, 12, 14))
YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "after", "window", "fits"),
    [
        (date(2025, 12, 15), date(2026, 1, 15), OFFICIAL_YEAR, True),  # January
        (date(2026, 6, 15), date(2026, 12, 15), OFFICIAL_YEAR, True),  # the second half-year
        (
            date(2025, 12, 15),
            date(2026, 9, 15),
            OFFICIAL_YEAR,
            False,
        ),  # nine months leave three that nothing fills
        (date(2026, 1, 15), date(2026, 4, 15), OFFICIAL_YEAR, False),  # three months, but no quarter
        (date(2026, 1, 15), date(2026, 2, 15), YEAR, False),  # an official month in a calendar year
        (date(2026, 2, 1), date(2026, 3, 1), YEAR, True),  # the shortest month
        (date(2026, 12, 1), date(2027, 1, 1), YEAR, True),  # up to the last day
        (date(2026, 12, 1), date(2027, 3, 1), YEAR, False),  # beyond it
        (date(2026, 5, 3), date(2026, 5, 20), YEAR, False),  # days of a festival
    ],
)
def test_a_period_is_part_of_a_window_when_it_cuts_it_evenly(
    *, start: date, after: date, window: Window, fits: bool
) -> None:
    assert composes(start, after - timedelta(days=1), window) is fits


def test_any_days_make_up_themselves() -> None:
    festival = Window(date(2026, 5, 3), date(2026, 5, 20))

    assert composes(festival.start, festival.end, festival)
