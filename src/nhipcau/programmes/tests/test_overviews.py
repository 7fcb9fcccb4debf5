"""What other rooms ask of programmes."""

from datetime import date

import pytest
from django.utils import translation

from nhipcau.programmes import access, overviews, progress
from nhipcau.programmes.models import Assignment, AssignmentState
from nhipcau.programmes.rules import Cells
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_draft, make_issued, task_plan
from nhipcau.units.tests.builders import House

AFTER = date(2026, 10, 18)


def test_open_work_is_what_issued_programmes_give_soonest_due_first(house: House) -> None:
    make_draft(house)
    make_issued(
        house,
        task_plan(house.ward_a, title="Sau", due_on=date(2026, 12, 1)),
        task_plan(house.ward_a, title="Trước"),
        task_plan(house.ward_b, house.ward_a, title="Cùng làm", due_on=date(2026, 11, 1)),
    )

    works = overviews.open_assignments([house.ward_a.pk], DUE)

    assert [work.title for work in works] == ["Trước", "Cùng làm", "Sau"]
    assert [work.leads for work in works] == [True, False, True]
    assert not any(work.late for work in works)


def test_what_is_done_is_neither_open_nor_overdue(house: House) -> None:
    programme = make_issued(house, task_plan(house.ward_a), task_plan(house.ward_b))
    both = [house.ward_a.pk, house.ward_b.pk]
    assert [(work.unit_name, work.late) for work in overviews.open_assignments(both, AFTER)] == [
        ("Phường A", True),
        ("Phường B", True),
    ]
    assert not any(work.late for work in overviews.open_assignments(both, DUE))

    mine = assignment_of(programme, house.ward_a)
    progress.report_progress(mine, state=AssignmentState.DONE, text="Xong", by=house.lan, at=AT)

    assert overviews.open_assignments([house.ward_a.pk], AFTER) == []


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 10, 18), "3 days overdue"),
        (date(2026, 10, 16), "1 day overdue"),
        (DUE, "due today"),
        (date(2026, 10, 10), "5 days left"),
    ],
)
def test_lateness_is_said_in_words(house: House, today: date, says: str) -> None:
    make_issued(house)

    with translation.override("en"):
        assert overviews.open_assignments([house.ward_a.pk], today)[0].stands == says


def test_the_strip_of_the_year_counts_what_falls_due(house: House) -> None:
    programme = make_draft(house, task_plan(house.ward_a), task_plan(house.ward_b), task_plan(due_on=None))

    months = overviews.months(programme, overviews.themes(programme, DUE))

    assert len(months) == 12
    assert {(month.first.month, month.due) for month in months if month.due} == {(10, 2)}


def test_reading_work_costs_the_same_however_much_there_is(
    house: House, django_assert_max_num_queries: object
) -> None:
    make_issued(house, *(task_plan(house.ward_a, title=f"Việc {number}") for number in range(9)))

    with django_assert_max_num_queries(3):  # type: ignore[operator]  # the fixture of pytest-django
        assert len(overviews.open_assignments([house.ward_a.pk], DUE)) == 9


def test_nobody_is_late_with_what_was_offered_until_it_is_begun(house: House) -> None:
    programme = make_issued(house, task_plan(house.ward_a, optional=True))
    mine = assignment_of(programme, house.ward_a)
    counted = access.tallied_assignments(house.son, every_level=True)
    summed = access.tallied_sums(house.son, every_level=True)
    assert not counted.exists()
    assert not Assignment.objects.overdue(AFTER).exists()

    progress.report_progress(mine, state=AssignmentState.UNDER_WAY, text="Bắt đầu", by=house.lan, at=AT)

    assert list(counted.all()) == [mine]
    assert list(Assignment.objects.overdue(AFTER)) == [mine]
    assert summed.cells_by(AFTER, "task__theme") == {("",): Cells(open_late=1)}
