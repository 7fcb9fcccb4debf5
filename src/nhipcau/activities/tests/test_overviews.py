"""What activities give to reports and other rooms."""

from datetime import date
from decimal import Decimal

import pytest

from nhipcau.activities import overviews
from nhipcau.activities.tests.builders import make_activity
from nhipcau.indicators.models import Additivity
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.tests.builders import House

FIRST, LAST = date(2025, 12, 15), date(2026, 3, 14)


def test_counts_are_summed_by_unit_and_indicator_inside_the_window(house: House) -> None:
    for day, number in [(date(2025, 12, 14), 1), (FIRST, 2), (LAST, 4), (date(2026, 3, 15), 8)]:
        make_activity(house.ward_a, house.lan, starts_on=day, sessions=number)
    make_activity(house.ward_b, house.hoa, starts_on=FIRST, sessions=16)
    sessions = make_indicator("sessions").pk

    found = overviews.counted([house.ward_a.pk, house.ward_b.pk], FIRST, LAST)

    assert found == {(house.ward_a.pk, sessions): 6, (house.ward_b.pk, sessions): 16}
    assert overviews.counted([house.ward_a.pk], FIRST, LAST) == {(house.ward_a.pk, sessions): 6}


@pytest.mark.parametrize("way", [Additivity.LATEST, Additivity.NONE])
def test_what_never_adds_up_over_time_is_taken_from_the_newest_day(house: House, way: str) -> None:
    reach = make_indicator("reach", over_periods=way)
    for day, number in [(date(2026, 1, 5), 900), (date(2026, 2, 1), 300), (date(2026, 2, 1), 400)]:
        make_activity(house.ward_a, house.lan, starts_on=day, reach=number)

    found = overviews.counted([house.ward_a.pk], FIRST, LAST)

    assert found == {(house.ward_a.pk, reach.pk): Decimal(400)}


def test_a_figure_opens_to_its_activities(house: House) -> None:
    make_activity(house.ward_a, house.lan, title="Cũ", starts_on=FIRST, sessions=2, attendances=50)
    make_activity(house.ward_a, house.lan, title="Mới", starts_on=LAST, sessions=3)
    make_activity(house.ward_a, house.lan, title="Khác", starts_on=LAST, attendances=7)
    make_activity(house.ward_b, house.hoa, title="Nơi khác", starts_on=LAST, sessions=7)

    found = overviews.behind(house.ward_a.pk, make_indicator("sessions").pk, FIRST, LAST)

    assert [(done.title, done.number) for done in found] == [("Mới", Decimal(3)), ("Cũ", Decimal(2))]
    assert len(found[1].counts) == 2


def test_the_newest_come_first_and_no_more_than_asked(house: House) -> None:
    for n in range(1, 5):
        make_activity(house.ward_a, house.lan, title=f"Số {n}", starts_on=date(2026, 2, n))

    found = overviews.recent([house.ward_a.pk], 2)

    assert [done.title for done in found] == ["Số 4", "Số 3"]
    assert found[0].unit == "Phường A"
    assert found[0].photo is None
