"""The figures a unit has approved, for whoever proposes a good practice."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.practices.tests.builders import make_practice
from nhipcau.reporting.models import Submission, SubmissionState, Value
from nhipcau.reporting.practising import approved_figures
from nhipcau.reporting.tests.builders import make_collection, make_form, make_indicator
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def _report(house: House, unit: Unit, state: str = SubmissionState.APPROVED) -> Value:
    """Return a figure of 40 in a report of the unit, beside a blank one."""
    signs, visits = make_indicator(f"signs-{unit.pk}"), make_indicator(f"visits-{unit.pk}")
    asked = make_collection(make_form(house.province, signs, visits), unit)
    report = Submission.objects.create(collection=asked, unit=unit, state=state)
    Value.objects.create(submission=report, indicator=visits)
    return Value.objects.create(submission=report, indicator=signs, state="number", number=Decimal(40))


def test_only_numbers_that_the_unit_itself_has_approved_are_offered(house: House) -> None:
    own, theirs = _report(house, house.ward_a), _report(house, house.ward_b)

    offered = approved_figures(house.ward_a.pk)

    assert [(one.key, one.number, one.period) for one in offered] == [
        (str(own.pk), Decimal(40), "Quý IV/2026")
    ]
    assert approved_figures(house.ward_a.pk, str(own.pk)) == offered
    for wrong in (str(theirs.pk), "x", "9" * 30, "-1"):
        assert approved_figures(house.ward_a.pk, wrong) == []


@pytest.mark.parametrize("state", [one for one in SubmissionState if one != SubmissionState.APPROVED])
def test_what_is_not_approved_is_not_offered(house: House, state: str) -> None:
    value = _report(house, house.ward_a, state)

    assert approved_figures(house.ward_a.pk) == []
    assert approved_figures(house.ward_a.pk, str(value.pk)) == []


def test_a_reporter_takes_an_approved_figure_as_it_stands(house: House, client: Client) -> None:
    own, theirs = _report(house, house.ward_a), _report(house, house.ward_b)
    practice = make_practice(house)
    client.force_login(house.lan)
    address = reverse("practices:add_approved", args=[practice.pk])

    refused = client.post(address, {"figure": theirs.pk})
    client.post(address, {"figure": own.pk})

    assert refused.status_code == 422
    taken = practice.figures.get()
    assert (taken.number, taken.approved, taken.indicator) == (Decimal(40), True, own.indicator)
    assert taken.source == "Báo cáo quý"
    own.number = Decimal(41)
    own.save()
    assert practice.figures.get().number == 40
