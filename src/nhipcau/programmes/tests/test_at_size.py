"""Pages of programmes ask the database no more often for many units than for few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.programmes.models import Programme
from nhipcau.programmes.tests.builders import make_issued, task_plan
from nhipcau.units.tests.builders import House, make_unit

MOST = 20


def asked(client: Client, address: str) -> int:
    """Return how many queries a page takes, the tree of units being read."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def addresses(programme: Programme) -> dict[str, str]:
    return {
        "programme": reverse("programmes:programme", args=[programme.pk]),
        "below": reverse("programmes:below", args=[programme.pk]),
        "by unit": reverse("programmes:statistics"),
        "by level": reverse("programmes:statistics") + "?by=level&scope=all",
        "programmes": reverse("programmes:programmes"),
    }


@pytest.mark.parametrize("name", ["programme", "below", "by unit", "by level", "programmes"])
def test_a_page_takes_as_many_queries_for_many_units_as_for_few(
    house: House, client: Client, name: str
) -> None:
    client.force_login(house.son)
    small = make_issued(house, task_plan(each=(house.ward_a.pk,)))
    few = asked(client, addresses(small)[name])
    wards = [make_unit(f"Xã {number}", house.province).pk for number in range(12)]

    large = make_issued(house, *(task_plan(title=f"Việc {number}", each=tuple(wards)) for number in range(4)))

    assert asked(client, addresses(large)[name]) <= min(few, MOST)
