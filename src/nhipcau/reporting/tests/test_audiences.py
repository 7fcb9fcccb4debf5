"""Which units a form asks."""

from datetime import date

import pytest

from nhipcau.reporting.audiences import house_of, units_asked
from nhipcau.reporting.models import Form, FormAudience
from nhipcau.reporting.tests import builders
from nhipcau.units.models import GroupStay, Line, Unit, UnitGroup, UnitVersion
from nhipcau.units.tests.builders import LONG_AGO, House, make_unit

DAY = date(2026, 12, 14)


@pytest.fixture
def form(house: House) -> Form:
    """A form by which the department asks."""
    return builders.make_form(house.department, builders.make_indicator("a"))


def asked(form: Form, day: date = DAY, **row: object) -> set[Unit]:
    FormAudience.objects.all().delete()
    FormAudience.objects.create(form=form, **row)
    return set(Unit.objects.filter(pk__in=units_asked(form, day)))


def test_an_office_asks_in_the_name_of_the_unit_above_it(house: House, form: Form) -> None:
    school = make_unit("Trường A", house.ward_a, kind="organisation", line=Line.SCHOOLS)

    assert asked(form, kind="ward") == {house.ward_a, house.ward_b}
    assert asked(form, level=1) == {house.ward_a, house.ward_b}
    assert asked(form, level=2) == {school}
    assert asked(form, line="schools") == {school}
    assert asked(form, line="schools", kind="ward") == set()
    assert asked(form, unit=house.ward_b) == {house.ward_b}
    assert asked(form, unit=house.khach.memberships.all()[0].unit) == set()


def test_a_unit_that_is_no_office_asks_those_below_it(house: House) -> None:
    form = builders.make_form(house.ward_a, builders.make_indicator("a"))
    school = make_unit("Trường A", house.ward_a, kind="organisation", line=Line.SCHOOLS)

    assert asked(form, line="schools") == {school}
    assert asked(form, kind="ward") == set()


def test_territory_and_group_follow_the_day(house: House, form: Form) -> None:
    press = make_unit("Báo Bến Đá", house.province, kind="organisation", line=Line.PRESS)
    UnitVersion.objects.filter(unit=press).update(territory=house.ward_a)
    school = make_unit("Trường A", house.ward_a, kind="organisation", line=Line.SCHOOLS)
    border = UnitGroup.objects.create(name="Biên giới")
    GroupStay.objects.create(group=border, unit=house.ward_b, valid_from=LONG_AGO, valid_to=date(2026, 12, 1))

    assert asked(form, territory=house.ward_a) == {press, school}
    assert asked(form, group=border) == set()
    assert asked(form, date(2026, 11, 30), group=border) == {house.ward_b}


def test_rows_together_ask_everyone_of_each_and_only_units_there_on_the_day(house: House, form: Form) -> None:
    make_unit("Xã Cũ", house.province, valid_to=date(2026, 12, 14))
    FormAudience.objects.create(form=form, unit=house.ward_a)
    FormAudience.objects.create(form=form, kind="ward")

    assert units_asked(form, DAY) == {house.ward_a.pk, house.ward_b.pk}
    assert units_asked(form, date(2000, 1, 1)) == frozenset()
    assert house_of(house.province.pk, DAY).levels[house.ward_a.pk] == 1
