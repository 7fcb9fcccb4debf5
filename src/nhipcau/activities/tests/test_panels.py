"""Activities on the pages of rooms below: a unit's task, a unit."""

from datetime import date

from django.test import Client
from django.urls import reverse

from nhipcau.activities.tests.builders import make_activity
from nhipcau.activities.tests.test_actions import make_assignment
from nhipcau.units.tests.builders import House


def test_a_task_shows_what_was_done_under_it_and_the_way_to_log_more(client: Client, house: House) -> None:
    assignment = make_assignment(house, house.ward_a)
    activity = make_activity(house.ward_a, house.lan, title="Gặp nhà đầu tư", sessions=2)
    activity.assignment = assignment
    activity.save()
    make_activity(house.ward_a, house.lan, title="Việc khác")
    address = reverse("programmes:assignment", args=[assignment.pk])
    log = f"{reverse('activities:log')}?task={assignment.pk}"

    client.force_login(house.lan)
    page = client.get(address).content.decode()
    assert "Gặp nhà đầu tư" in page
    assert "Việc khác" not in page
    assert log in page
    form = client.get(log).context["form"]
    assert str(form["assignment"].value()) == str(assignment.pk)
    assert form.opened
    client.force_login(house.son)
    page = client.get(address).content.decode()
    assert "Gặp nhà đầu tư" in page
    assert log not in page


def test_a_unit_shows_its_newest_activities_up_to_the_day(client: Client, house: House) -> None:
    make_activity(house.ward_a, house.lan, title="Năm trước", starts_on=date(2025, 5, 1))
    make_activity(house.ward_a, house.lan, title="Năm nay", starts_on=date(2026, 1, 5))
    address = reverse("units:unit", args=[house.ward_a.pk])
    client.force_login(house.lan)

    now = client.get(address).content.decode()
    then = client.get(address, {"on": "2025-06-01"}).content.decode()

    assert "Năm nay" in now
    assert "Năm trước" in then
    assert "Năm nay" not in then
