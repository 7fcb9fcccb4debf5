"""Adding, changing and reading indicators."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from nhipcau.audit.log import history
from nhipcau.indicators import actions
from nhipcau.indicators.errors import CodeInUseError
from nhipcau.indicators.models import Additivity, Indicator
from nhipcau.indicators.rules import IndicatorFields
from nhipcau.indicators.starter import RATIOS, STARTER_SET
from nhipcau.indicators.tests.builders import make_indicator
from nhipcau.units.actions import ensure_system_user
from nhipcau.units.models import Role
from nhipcau.units.tests.builders import House, make_person

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FIELDS = IndicatorFields("letters", "Thư trả lời bạn đọc", "Letters answered", "thư", "letters")


def test_the_starter_set_is_added_once_and_leaves_what_an_office_changed(house: House) -> None:
    make_indicator("sessions", name="Cuộc nói chuyện")
    with pytest.raises(PermissionDenied):
        actions.ensure_starter_set(by=house.son, at=AT)

    system = ensure_system_user()
    assert actions.ensure_starter_set(by=system, at=AT) == len(STARTER_SET) + len(RATIOS) - 1
    assert actions.ensure_starter_set(by=system, at=AT) == 0
    assert Indicator.objects.get(code="sessions").name == "Cuộc nói chuyện"
    assert Indicator.objects.count() == len(STARTER_SET) + len(RATIOS)


def test_every_starter_indicator_says_in_both_languages_what_is_counted() -> None:
    assert len({fields.code for fields in STARTER_SET}) == len(STARTER_SET)
    for fields in STARTER_SET:
        assert all((fields.name, fields.name_en, fields.measure, fields.measure_en)), fields.code
        assert fields.definition, fields.code
        assert fields.definition_en, fields.code


def test_reach_visitors_and_organisations_never_add_up() -> None:
    never = {fields.code for fields in STARTER_SET if fields.over_units == Additivity.NONE}

    assert never == {"reach", "portal_visitors", "aid_organisations"}
    assert all(f.over_periods != Additivity.SUM for f in STARTER_SET if f.code in never)


def test_an_indicator_is_added_by_an_administrator_of_a_top_unit(house: House) -> None:
    local = make_person("nga", house.ward_a, Role.ADMINISTRATOR)
    for refused in (local, house.son):
        with pytest.raises(PermissionDenied):
            actions.add_indicator(FIELDS, by=refused, at=AT)

    indicator = actions.add_indicator(FIELDS, by=house.quang, at=AT)

    assert history(indicator).count() == 1
    with pytest.raises(ValidationError):
        actions.add_indicator(FIELDS, by=house.quang, at=AT)


def test_a_used_indicator_keeps_its_code_and_its_way_of_adding_up(house: House) -> None:
    indicator = actions.add_indicator(FIELDS, by=house.quang, at=AT)
    actions.change_indicator(indicator, replace(FIELDS, code="mail"), by=house.quang, at=AT)
    make_indicator("answered", numerator=indicator, denominator=indicator)  # a ratio uses it

    for fixed in (replace(FIELDS, code="post"), replace(FIELDS, code="mail", over_units=Additivity.NONE)):
        with pytest.raises(CodeInUseError):
            actions.change_indicator(indicator, fixed, by=house.quang, at=AT)
    actions.change_indicator(
        indicator, replace(FIELDS, code="mail", name="Thư đã trả lời"), by=house.quang, at=AT
    )

    indicator.refresh_from_db()
    assert (indicator.code, indicator.name) == ("mail", "Thư đã trả lời")
    assert history(indicator).count() == 3


def test_the_pages_show_the_definition_and_change_it(house: House, client: Client) -> None:
    actions.ensure_starter_set(by=house.quang, at=AT)
    reach = Indicator.objects.get(code="reach")
    client.force_login(house.quang)

    page = client.get(reverse("indicators:indicators"), {"q": "reach"}).content.decode()
    assert "Số người tiếp cận" in page
    assert "Cuộc tuyên truyền" not in page
    assert reach.definition in client.get(reverse("indicators:indicator", args=[reach.pk])).content.decode()
    form = {**{name: getattr(reach, name) for name in IndicatorFields.__slots__}, "name": "Người tiếp cận"}
    answer = client.post(reverse("indicators:edit", args=[reach.pk]), form)

    assert answer.status_code == 302
    assert Indicator.objects.get(code="reach").name == "Người tiếp cận"


def test_a_code_that_is_taken_is_refused_beside_its_field(house: House, client: Client) -> None:
    make_indicator("reach")
    client.force_login(house.quang)
    form = {**{name: getattr(STARTER_SET[0], name) for name in IndicatorFields.__slots__}, "code": "reach"}

    answer = client.post(reverse("indicators:add"), form)

    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]
