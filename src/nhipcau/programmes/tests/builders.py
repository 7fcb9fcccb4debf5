"""Builders of programmes with readable defaults. All texts are made up."""

from datetime import UTC, date, datetime
from typing import Any

from nhipcau.programmes.actions import Plan, TaskPlan, make_programme
from nhipcau.programmes.issuing import issue_programme
from nhipcau.programmes.models import Assignment, Programme
from nhipcau.units.models import Unit
from nhipcau.units.tests.builders import House

AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
DUE = date(2026, 10, 15)
PLAN = Plan("Tuần lễ Văn hóa, Du lịch biển", date(2026, 1, 1), date(2026, 12, 31))


def task_plan(lead: Unit | None = None, *partners: Unit, **values: Any) -> TaskPlan:
    """Return a task that says all it must; `lead` and `partners` are units."""
    given = {
        "title": "Chuẩn bị gian hàng ẩm thực",
        "due_on": DUE,
        "product": "10 gian hàng",
        "responsible": "Phó Giám đốc",
        "authority": "Giám đốc",
        **values,
    }
    return TaskPlan(lead=lead.pk if lead else None, partners=tuple(unit.pk for unit in partners), **given)


def make_draft(house: House, *tasks: TaskPlan) -> Programme:
    """Return the department's draft programme with `tasks`, one led by ward A when there are none."""
    return make_programme(
        house.department, PLAN, tasks or (task_plan(house.ward_a, house.ward_b),), by=house.son, at=AT
    )


def make_issued(house: House, *tasks: TaskPlan) -> Programme:
    """Return the same, issued to the units."""
    return issue_programme(make_draft(house, *tasks), by=house.son, at=AT)


def assignment_of(programme: Programme, unit: Unit) -> Assignment:
    """Return what `programme` gives to `unit` first."""
    found: Assignment = Assignment.objects.filter(task__programme=programme, unit=unit).order_by("pk")[0]
    return found
