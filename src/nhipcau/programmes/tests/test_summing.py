"""The sums that the database keeps are what the assignments come to, whatever writes."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nhipcau.programmes import summing
from nhipcau.programmes.giving import give
from nhipcau.programmes.models import Assignment, AssignmentState, AssignmentSum, Programme, Task
from nhipcau.units.models import Unit

TODAY = date(2026, 11, 23)
STATES = [state.value for state in AssignmentState]


def programme(number: int = 3) -> Programme:
    made = Programme.objects.create(
        unit=Unit.objects.create(),
        title="Chương trình lễ hội",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        state="issued",
    )
    for position in range(number):
        task = Task.objects.create(programme=made, title=f"Việc {position}", position=position)
        give(task, [Unit.objects.create().pk for _one in range(3)], "each", due_on=TODAY)
    return made


def cells() -> tuple[object, object]:
    """What the assignments come to, and what the sums say."""
    counted = Assignment.objects.cells_by(TODAY, "task")
    return counted, AssignmentSum.objects.cells_by(TODAY, "task")


class Whatever(TestCase):
    @settings(deadline=None, max_examples=25)
    @given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8), st.sampled_from(STATES)), max_size=8))
    def test_the_sums_are_the_counts_whatever_is_written(self, writes: list[tuple[int, int, str]]) -> None:
        tasks = list(programme().tasks.all())
        for kind, which, state in writes:
            rows = Assignment.objects.all()
            one = rows.order_by("pk")[which : which + 1].first()
            if one is None:
                continue
            match kind:
                case 0:
                    one.state, one.late = state, which % 2 == 0
                    one.save()
                case 1:
                    rows.filter(task=one.task).update(state=state)
                case 2:
                    rows.filter(due_on__isnull=False).update(due_on=F("due_on") - timedelta(days=which))
                case 3:
                    one.delete()
                case 4:
                    rows.filter(pk=one.pk).update(due_on=None, taken_up=True)
                case 5:
                    give(tasks[which % 3], [Unit.objects.create().pk], "partner")
                case _:
                    summing.draw_together()
        counted, summed = cells()
        assert summed == counted
        assert summing.differing() == 0


@pytest.mark.django_db
def test_drawing_together_leaves_a_row_for_what_is_alike_and_the_same_sums(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = programme(1)
    monkeypatch.setattr(summing, "FEW", 1)
    for state in ("under_way", "waiting", "done"):
        Assignment.objects.update(state=state)
    before = AssignmentSum.objects.count()
    summing.draw_together()
    assert before > 1
    assert [(row.state, row.number) for row in AssignmentSum.objects.filter(task__programme=made)] == [
        ("done", 3)
    ]


@pytest.mark.django_db
def test_a_programme_that_is_deleted_leaves_nothing_to_count() -> None:
    made = programme(1)
    Programme.objects.filter(pk=made.pk).delete()
    assert cells() == ({}, {})
    assert summing.differing() == 0


@pytest.mark.django_db
def test_a_save_that_changes_nothing_counted_adds_nothing() -> None:
    programme(1)
    before = AssignmentSum.objects.count()
    one = Assignment.objects.first()
    assert one is not None
    one.save()
    assert AssignmentSum.objects.count() == before


@pytest.mark.django_db
def test_sums_that_were_lost_are_counted_anew_after_a_migration() -> None:
    programme(1)
    AssignmentSum.objects.all().delete()
    assert summing.differing() > 0
    summing.keep_sums()
    summing.keep_sums()
    counted, summed = cells()
    assert summed == counted != {}
