"""Pages of programmes ask the database no more often for many units than for few."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.programmes import access, giving, overviews
from nhipcau.programmes.models import Assignment, AssignmentState, Part, Programme
from nhipcau.programmes.tests.builders import DUE, assignment_of, make_draft, make_issued, task_plan
from nhipcau.units.models import Membership, Role
from nhipcau.units.tests.builders import House, make_person, make_unit

MOST = 20


def asked(client: Client, address: str) -> int:
    """Return how many queries a page takes, the tree of units being read."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def addresses(programme: Programme) -> dict[str, str]:
    assignment = Assignment.objects.filter(task__programme=programme)[0]
    return {
        "programme": reverse("programmes:programme", args=[programme.pk]),
        "below": reverse("programmes:below", args=[programme.pk]),
        "by unit": reverse("programmes:statistics"),
        "by level": reverse("programmes:statistics") + "?by=level&scope=all",
        "programmes": reverse("programmes:programmes"),
        "inbox": reverse("programmes:inbox"),
        "tasks": reverse("programmes:tasks") + "?show=all",
        "who is late": reverse("programmes:table") + "?state=late",
        "work by unit": reverse("programmes:workload"),
        "assignment": reverse("programmes:assignment", args=[assignment.pk]),
    }


PAGES = (
    "programme", "below", "by unit", "by level", "programmes", "inbox", "tasks", "who is late", "work by unit",
    "assignment",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_as_many_queries_for_many_units_as_for_few(
    house: House, client: Client, name: str
) -> None:
    client.force_login(house.son)
    small = make_issued(house, task_plan(each=(house.ward_a.pk, house.ward_b.pk)))
    few = asked(client, addresses(small)[name])
    wards = [make_unit(f"Xã {number}", house.province).pk for number in range(12)]

    large = make_issued(house, *(task_plan(title=f"Việc {number}", each=tuple(wards)) for number in range(4)))

    assert asked(client, addresses(large)[name]) <= min(few, MOST)


@pytest.mark.parametrize("person", ["son", "lan"])
def test_the_page_of_a_task_given_to_a_unit_asks_little_of_all_its_rooms(
    house: House, client: Client, person: str
) -> None:
    programme = make_issued(house, task_plan(each=(house.ward_a.pk, house.ward_b.pk)))
    client.force_login(getattr(house, person))

    address = reverse("programmes:assignment", args=[assignment_of(programme, house.ward_a).pk])

    # Five rooms hang something on it: activities, bodies, oversight, practices, reminders.
    assert asked(client, address) <= 17


def test_giving_to_many_units_is_one_query_and_keeps_what_was_given(
    house: House, django_assert_num_queries: object
) -> None:
    task = make_draft(house, task_plan(each=(house.ward_a.pk,))).tasks.get()
    task.assignments.update(state=AssignmentState.UNDER_WAY)

    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture of pytest-django
        giving.give(task, [house.ward_a.pk, house.ward_b.pk], Part.EACH, due_on=DUE)

    kept = task.assignments.order_by("unit").values_list("unit", "part", "turn", "due_on", "state")
    assert sorted(kept) == sorted(
        [
            (house.ward_a.pk, "each", 0, None, "under_way"),
            (house.ward_b.pk, "each", 0, DUE, "not_started"),
        ]
    )


def test_how_much_is_done_counts_each_unit_of_those_who_do_it(house: House) -> None:
    programme = make_issued(
        house, task_plan(house.department, house.ward_b), task_plan(each=(house.ward_a.pk,))
    )
    Assignment.objects.filter(pk=assignment_of(programme, house.ward_a).pk).update(state="done")

    assert overviews.done_of([programme.pk, 0]) == {programme.pk: overviews.Done(1, 2), 0: overviews.Done()}


def test_whoever_sees_every_unit_sees_what_was_issued_and_no_draft(house: House) -> None:
    mai = make_person("mai", house.province, Role.OFFICER)
    Membership.objects.create(
        user=mai, unit=house.khach.memberships.all()[0].unit, role=Role.OFFICER, valid_from=date(2020, 1, 1)
    )
    issued = make_issued(house, task_plan(house.ward_a))
    make_draft(house, task_plan(house.ward_a))

    mine = assignment_of(issued, house.ward_a)

    assert list(access.visible_assignments(mai)) == [mine]
    assert list(access.followed_assignments(mai)) == [mine]
    assert list(access.tallied_assignments(mai, every_level=False)) == [mine]
    assert list(access.tallied_assignments(mai, every_level=True)) == [mine]
