"""The one list of what waits for a person, over all rooms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from nhipcau.desk.overviews import Desk
from nhipcau.desk.waiting import kinds, of_kind, waiting
from nhipcau.programmes import progress
from nhipcau.programmes.models import AskKind
from nhipcau.programmes.tests.builders import assignment_of, make_issued, task_plan
from nhipcau.registry.tests.builders import PLAN, make_document
from nhipcau.shell.waiting import Waiting, by_urgency
from nhipcau.units.models import Role, User
from nhipcau.units.tests.builders import House, make_person

NOW = datetime(2026, 9, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english() -> None:
    """The words of these tests are the code's own."""
    translation.activate("en")


def list_of(user: User) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in waiting(Desk(user, NOW))]


def test_each_sees_what_waits_for_their_word_from_every_room(house: House) -> None:
    issued = make_issued(
        house, task_plan(house.ward_a, title="Việc trễ", due_on=date(2026, 9, 10)), task_plan(house.ward_a)
    )
    late, later = issued.tasks.all()
    asked = assignment_of(issued, house.ward_a)
    progress.ask(later.assignments.get(), AskKind.RETURN, reason="Không thuộc phường", by=house.lan, at=NOW)
    make_document(house.department, house.son)

    assert asked.task == late
    assert list_of(house.lan) == [("task", "Việc trễ")]
    assert {kind for kind, _title in list_of(house.son)} == {"ask", "document"}
    assert {kind for kind, _title in list_of(house.minh)} == {"ask"}
    assert list_of(house.khach) == []


def test_a_programme_from_above_waits_until_the_unit_has_made_its_own(house: House) -> None:
    an = make_person("an", house.ward_a, Role.OFFICER)
    make_issued(house)

    [one] = [one for one in waiting(Desk(an, NOW)) if one.kind == "programme"]

    assert one.detail == "1 task for us"


def test_what_is_late_or_failed_comes_first_then_what_is_due_then_what_waits_longest() -> None:
    today = date(2026, 9, 20)

    def made(title: str, **values: date | bool) -> Waiting:
        return Waiting("a", "A", title, "/", **values)  # type: ignore[arg-type]  # days or whether it presses

    found = by_urgency(
        [
            made("new", since=date(2026, 9, 19)),
            made("old", since=date(2026, 9, 1)),
            made("soon", due_on=date(2026, 9, 25)),
            made("far", due_on=date(2027, 1, 1), since=date(2026, 9, 10)),
            made("late", due_on=date(2026, 9, 1)),
            made("failed", pressing=True),
        ],
        today,
    )

    assert [one.title for one in found] == ["failed", "late", "soon", "old", "far", "new"]


def test_the_page_is_filtered_by_kind_and_linked_from_the_home_page(house: House, client: Client) -> None:
    make_issued(house, task_plan(house.ward_a, due_on=timezone.localdate() - timedelta(days=2)))
    client.force_login(house.lan)

    page = client.get(reverse("desk:waiting"))
    chosen = client.get(reverse("desk:waiting") + "?kind=task")
    none = client.get(reverse("desk:waiting") + "?kind=nothing")
    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert page.status_code == chosen.status_code == none.status_code == 200
    assert "Chuẩn bị gian hàng ẩm thực" in chosen.content.decode()
    assert reverse("desk:waiting") in home


def test_kinds_are_counted_and_chosen() -> None:
    found = [Waiting("a", "A", "1", "/"), Waiting("b", "B", "2", "/"), Waiting("a", "A", "3", "/")]

    assert kinds(found) == [("a", "A", 2), ("b", "B", 1)]
    assert [one.title for one in of_kind(found, "a")] == ["1", "3"]
    assert of_kind(found, "\0") == found


def test_the_list_costs_the_same_for_many_as_for_few(house: House, client: Client) -> None:
    make_issued(house, task_plan(house.ward_b))
    client.force_login(house.son)
    address = reverse("desk:waiting")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        issued = make_issued(house, task_plan(house.ward_a, title=f"Việc {number}"))
        given = assignment_of(issued, house.ward_a)
        progress.ask(given, AskKind.RETURN, reason="Không thuộc phường", by=house.lan, at=NOW)
        make_document(house.department, house.son, text=f"{PLAN}\n{number}")

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few) + 3  # the names of units that are now shown
    assert len(many) <= 20  # what a staff page may cost (DESIGN, section 10)
