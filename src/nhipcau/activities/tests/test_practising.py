"""Activities as what a good practice comes from."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.activities.tests.builders import make_activity
from nhipcau.practices.links import origins
from nhipcau.units.tests.builders import House

pytestmark = pytest.mark.django_db


def test_the_activities_of_the_unit_are_offered_and_no_others(house: House) -> None:
    own, theirs = make_activity(house.ward_a, house.lan), make_activity(house.ward_b, house.hoa)
    units = frozenset({house.ward_a.pk})

    offered = origins(house.lan, units)

    assert [one.key for one in offered] == [f"activity-{own.pk}"]
    assert origins(house.lan, units, f"activity-{own.pk}") == offered
    for wrong in (f"activity-{theirs.pk}", "activity-x", "activity-" + "9" * 30, "x"):
        assert origins(house.lan, units, wrong) == []
    assert origins(house.hoa, units) == []


def test_an_activity_leads_to_a_practice_that_begins_with_it(house: House, client: Client) -> None:
    own = make_activity(house.ward_a, house.lan)
    client.force_login(house.lan)
    way = f"{reverse('practices:new')}?from=activity-{own.pk}"

    assert way in client.get(reverse("activities:activity", args=[own.pk])).content.decode()
    assert f'value="activity-{own.pk}" selected' in client.get(way).content.decode()
