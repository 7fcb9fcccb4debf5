"""Series are kept by editors and publishers of their unit, and say what was done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhipcau.audit.log import history
from nhipcau.newsroom.models import PublicStamp
from nhipcau.newsroom.tests.builders import MORNING, NOON, make_item
from nhipcau.productions import actions, errors, events, overviews, rules, waiting
from nhipcau.productions.tests.builders import make_place, make_published, make_series, told
from nhipcau.units.tests.builders import House


def test_a_series_is_opened_by_editors_and_publishers_of_the_unit_only(house: House) -> None:
    for other in (house.son, house.lan, house.khach):
        with pytest.raises(PermissionDenied):
            actions.open_series(house.department, told(house), by=other, at=MORNING)
    series = actions.open_series(house.department, told(house), by=house.phuc, at=MORNING)
    assert series.made_by == house.phuc


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"rhythm": rules.WEEKLY, "step": 8}, errors.RhythmError),
        ({"rhythm": rules.NONE, "step": 1}, errors.RhythmError),
        ({"since": date(1999, 12, 31)}, errors.SinceError),
        ({"since": date(2029, 1, 1)}, errors.SinceError),
    ],
)
def test_what_makes_no_sense_is_refused(house: House, changes: dict[str, Any], error: type) -> None:
    with pytest.raises(error):
        make_series(house, **changes)


def test_the_owner_edits_for_the_unit_and_the_address_is_free(house: House) -> None:
    with pytest.raises(errors.NotEditorError):
        make_series(house, owner=house.lan)
    make_series(house)
    with pytest.raises(errors.TakenSlugError):
        make_series(house)


def test_an_item_stands_once_in_a_series_with_the_next_number(house: House) -> None:
    place = make_place(house)
    series = place.series
    with pytest.raises(errors.InsideError):
        actions.put_in(series, place.item, by=house.vy, at=NOON)
    second = actions.put_in(series, make_item(house, slug="hai"), by=house.phuc, at=NOON)
    assert (place.number, second.number) == (1, 2)
    abroad = make_item(house, slug="ba")
    abroad.unit = house.ward_a
    with pytest.raises(errors.OtherUnitError):
        actions.put_in(series, abroad, by=house.vy, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.take_out(place, by=house.son)
    actions.take_out(place, by=house.vy)
    assert [one.item.slug for one in series.places.all()] == ["hai"]


def test_an_ended_series_says_why_and_takes_nothing_more(house: House) -> None:
    series = make_series(house)
    for day in (series.since - timedelta(days=1), date(2027, 1, 1)):
        with pytest.raises(errors.EndDayError):
            actions.end_series(series, day, "Đã đủ", by=house.vy, at=NOON)
    ended = actions.end_series(series, date(2026, 9, 1), "Đã đủ", by=house.vy, at=NOON)
    assert (ended.until, ended.ended_reason) == (date(2026, 9, 1), "Đã đủ")
    with pytest.raises(errors.EndedError):
        actions.put_in(series, make_item(house), by=house.vy, at=NOON)
    assert not waiting.waiting(house.vy, timezone.now())


def test_every_write_stands_in_the_audit_and_reaches_readers(house: House) -> None:
    place = make_place(house)
    before = list(PublicStamp.objects.values_list())
    actions.take_out(place, by=house.vy)
    done = [row.action for row in history(place.series)]
    assert done == [events.TAKEN_OUT, events.PUT_IN, events.OPENED]
    assert list(PublicStamp.objects.values_list()) != before


def test_only_what_was_published_counts_and_fills_a_gap(house: House) -> None:
    series = make_series(house)
    actions.put_in(series, make_item(house, slug="ban-thao"), by=house.vy, at=MORNING)
    today = date(2026, 9, 10)
    [before] = overviews.shown([series], today)
    actions.put_in(series, make_published(house), by=house.vy, at=NOON)
    [after] = overviews.shown([series], today)
    assert (before.count, after.count, after.last) == (0, 1, date(2026, 9, 1))
    assert set(before.standing.gaps) - set(after.standing.gaps) == {date(2026, 9, 1)}
    assert after.standing.next_due == date(2026, 9, 15)


def test_the_owner_is_told_of_a_missing_part_with_one_query_beside_the_two_of_the_roles(
    house: House, django_assert_num_queries: object
) -> None:
    series = make_series(house)
    with django_assert_num_queries(3):  # type: ignore[operator]  # a fixture of pytest-django
        [one] = waiting.waiting(house.vy, NOON)
    assert (one.title, one.due_on) == (series.title, date(2026, 8, 25))
    assert not waiting.waiting(house.phuc, NOON)
