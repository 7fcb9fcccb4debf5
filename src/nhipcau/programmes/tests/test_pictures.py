"""The views of the tasks: table, year, calendar, work by unit, and the sheet for printing."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.programmes import access, choosing, pictures
from nhipcau.programmes.choosing import Choice
from nhipcau.programmes.tests.builders import DUE, assignment_of, make_draft, make_issued, task_plan
from nhipcau.units.tests.builders import House

BEFORE, AFTER = date(2026, 10, 1), date(2026, 10, 20)


@pytest.fixture
def officer(house: House, client: Client) -> Client:
    client.force_login(house.son)
    return client


def titles(house: House, choice: Choice, today: date = AFTER) -> list[str]:
    rows = choosing.chosen(access.followed_assignments(house.son), choice, today)
    return sorted({one.task.title for one in rows})


@pytest.fixture
def two(house: House) -> Any:
    """Ward A leads the stalls, due; ward B invites the guests, later and under a theme."""
    guests = task_plan(house.ward_b, title="Mời khách quốc tế", theme="Lễ tân", due_on=date(2026, 12, 1))
    return make_issued(house, task_plan(house.ward_a), guests)


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(), ["Chuẩn bị gian hàng ẩm thực", "Mời khách quốc tế"]),
        (Choice(words="khách quốc"), ["Mời khách quốc tế"]),
        (Choice(unit="phường a"), ["Chuẩn bị gian hàng ẩm thực"]),
        (Choice(theme="Lễ tân"), ["Mời khách quốc tế"]),
        (Choice(state="late"), ["Chuẩn bị gian hàng ẩm thực"]),
        (Choice(state="done"), []),
        (Choice(part="partner"), []),
        (Choice(first=date(2026, 11, 1)), ["Mời khách quốc tế"]),
        (Choice(last=DUE), ["Chuẩn bị gian hàng ẩm thực"]),
    ],
)
def test_filters_leave_what_they_say(house: House, two: Any, choice: Choice, found: list[str]) -> None:
    assert titles(house, choice) == found


def test_a_branch_is_a_unit_with_everything_below_it(house: House, two: Any) -> None:
    assert titles(house, Choice(branch=house.province.pk)) == titles(house, Choice())
    assert titles(house, Choice(branch=house.ward_b.pk)) == ["Mời khách quốc tế"]


def test_a_reporter_follows_the_own_unit_only_and_drafts_are_followed_by_nobody(
    house: House, two: Any
) -> None:
    make_draft(house, task_plan(house.ward_a, title="Chưa giao"))

    assert [one.unit for one in access.followed_assignments(house.lan)] == [house.ward_a]
    assert access.followed_assignments(house.son).count() == 2
    assert not access.followed_assignments(house.khach).exists()


def test_the_table_keeps_its_filters_in_links_and_groups_by_unit_and_theme(officer: Client, two: Any) -> None:
    address = reverse("programmes:table")

    page = officer.get(address, {"theme": "Lễ tân", "by": "unit"}).content.decode()
    assert "Mời khách quốc tế" in page
    assert "Chuẩn bị gian hàng" not in page
    assert f"{reverse('programmes:year')}?theme=L" in page
    assert 'class="nc-group"' in page
    assert "Lễ tân" in officer.get(address, {"by": "theme"}).content.decode()
    assert officer.get(address, {"first": "31/02/2026", "branch": "x"}).status_code == 200


def test_the_table_is_given_as_a_workbook_with_days_as_days(officer: Client, two: Any) -> None:
    answer = officer.get(reverse("programmes:table_xlsx"), {"unit": "Phường A"})

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][0] == "Chuẩn bị gian hàng ẩm thực"
    assert rows[1][6].date() == DUE


def test_the_year_counts_by_theme_and_month_and_says_what_is_late(house: House, two: Any) -> None:
    rows = pictures.year(access.followed_assignments(house.son), 2026, AFTER)

    assert [(row.name, row.whole) for row in rows] == [("Lễ tân", 1), ("", 1)]
    assert rows[1].cells[9] == pictures.Cell(1, 1)
    assert rows[0].cells[11] == pictures.Cell(1, 0)


def test_the_calendar_names_the_first_tasks_of_a_day_and_how_many_more(house: House) -> None:
    tasks = [task_plan(house.ward_a, title=f"Việc {number}") for number in range(7)]
    make_issued(house, *tasks)
    rows = access.followed_assignments(house.son)

    weeks = pictures.calendar(rows, date(2026, 10, 1), date(2026, 10, 31), BEFORE)

    day = next(one for week in weeks for one in week if one.day == DUE)
    assert ([due.title for due in day.due], day.more) == ([f"Việc {number}" for number in range(5)], 2)
    assert weeks[0][0].day == date(2026, 9, 28)
    assert not weeks[0][0].shown


@pytest.mark.parametrize(
    "given", [{}, {"span": "week"}, {"day": "2026-10-15"}, {"day": "1-1-0001"}, {"day": "x"}]
)
def test_the_calendar_opens_on_any_day(officer: Client, two: Any, given: dict[str, str]) -> None:
    assert officer.get(reverse("programmes:calendar"), given).status_code == 200


def test_the_work_of_units_is_counted_and_added_up_by_branch(house: House, two: Any) -> None:
    loads = pictures.loads(access.followed_assignments(house.son), AFTER)

    assert [(one.name, one.open, one.late, one.soon) for one in loads] == [
        ("Phường A", 1, 1, 0), ("Phường B", 1, 0, 0),
    ]  # fmt: skip
    assert (loads[0].grade, loads[1].grade) == ("most", "none")
    tiles = pictures.branches(loads, [house.province.pk], AFTER)
    assert [(one.name, one.late) for one in tiles] == [("Phường A", 1), ("Phường B", 0)]


def test_pages_open_with_nothing_in_them_and_say_so(officer: Client) -> None:
    for name in ("table", "year", "calendar", "workload"):
        assert officer.get(reverse(f"programmes:{name}")).status_code == 200
    assert "nc-empty" in officer.get(reverse("programmes:table")).content.decode()


def test_what_the_year_and_the_work_by_unit_say_leads_to_the_table(officer: Client, house: House) -> None:
    soon = timezone.localdate() + timedelta(days=3)
    make_issued(house, task_plan(house.ward_a, due_on=soon))

    page = officer.get(reverse("programmes:workload")).content.decode()
    assert f"?branch={house.ward_a.pk}&amp;state=open" in page
    page = officer.get(reverse("programmes:year"), {"year": soon.year}).content.decode()
    assert f"{reverse('programmes:table')}?" in page


def test_the_sheet_names_every_task_with_its_units(officer: Client, two: Any) -> None:
    page = officer.get(reverse("programmes:sheet", args=[two.pk])).content.decode()

    assert "Chuẩn bị gian hàng ẩm thực" in page
    assert "Lễ tân" in page
    assert (
        assignment_of(two, two.unit.__class__.objects.get(pk=two.tasks.first().lead.unit_id)).unit.name
        in page
    )
