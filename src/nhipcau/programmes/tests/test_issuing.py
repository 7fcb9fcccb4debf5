"""Issuing: at once where it is small, in the background where it is large, and on working days."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.programmes import actions, behind, issuing, large
from nhipcau.programmes.actions import TaskPlan
from nhipcau.programmes.errors import BeingIssuedError, UnclearTasksError
from nhipcau.programmes.models import Assignment, Giving, Programme, ProgrammeState
from nhipcau.programmes.tests import builders
from nhipcau.programmes.tests.builders import AT, make_issued, task_plan
from nhipcau.units.tests.builders import House


@pytest.fixture
def everything_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is too large to be issued at once."""
    monkeypatch.setattr(behind, "AT_ONCE", 0)


def make_draft(house: House, *tasks: TaskPlan) -> Programme:
    """Return a draft whose units are all written in."""
    draft = builders.make_draft(house, *tasks)
    if Giving.objects.filter(programme=draft).exists():
        large.go_on(draft.pk, at=AT)
    return draft


def test_a_small_programme_is_issued_at_once(house: House) -> None:
    draft = make_draft(house)

    assert issuing.begin_issuing(draft, by=house.son, at=AT).state == ProgrammeState.ISSUED
    assert not Giving.objects.exists()


@pytest.mark.usefixtures("everything_large")
def test_a_large_one_is_issued_in_the_background_and_says_how_far_it_is(
    house: House, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    draft = make_draft(house, task_plan(house.ward_a, recurrence="monthly"), task_plan(house.ward_b))
    client.force_login(house.son)

    client.post(reverse("programmes:issue", args=[draft.pk]))
    with pytest.raises(BeingIssuedError):
        actions.add_task(draft, task_plan(house.ward_a), by=house.son, at=AT)
    with pytest.raises(BeingIssuedError):
        issuing.begin_issuing(draft, by=house.son, at=AT)
    page = client.get(reverse("programmes:programme", args=[draft.pk])).content.decode()
    hidden = Assignment.objects.given().exists()
    large.go_on(draft.pk, at=AT)
    large.go_on(draft.pk, at=AT)

    assert "<progress" in page
    assert not hidden
    issued = Programme.objects.get()
    assert issued.state == ProgrammeState.ISSUED
    assert Assignment.objects.given().filter(unit=house.ward_a).count() == 3
    kept = Giving.objects.get()
    assert (kept.given, kept.tasks, kept.finished_at) == (2, 2, AT)


@pytest.mark.usefixtures("everything_large")
def test_one_that_stopped_half_way_goes_on_without_giving_anything_twice(house: House) -> None:
    draft = make_draft(house, task_plan(house.ward_a, recurrence="monthly"))
    issuing.begin_issuing(draft, by=house.son, at=AT)
    issuing.give_turns(draft.tasks.get(), draft.ends_on)

    large.go_on(draft.pk, at=AT)

    assert Assignment.objects.given().count() == 3


@pytest.mark.usefixtures("everything_large")
def test_what_may_not_be_issued_is_refused_before_it_begins_or_stops_with_its_reason(house: House) -> None:
    with pytest.raises(UnclearTasksError):
        issuing.begin_issuing(make_draft(house, task_plan()), by=house.son, at=AT)
    draft = make_draft(house)
    issuing.begin_issuing(draft, by=house.son, at=AT)
    house.son.memberships.all().delete()

    large.go_on(draft.pk, at=AT)

    assert Giving.objects.get().fault
    assert Programme.objects.get(pk=draft.pk).state == ProgrammeState.DRAFT


def test_further_turns_move_to_the_next_working_day(house: House) -> None:
    programme = make_issued(house, task_plan(house.ward_a, due_on=date(2026, 1, 5), recurrence="monthly"))

    days = list(
        Assignment.objects.filter(task__programme=programme).order_by("turn").values_list("due_on", flat=True)
    )

    # 5 April and 5 July are Sundays, 5 September is a Saturday and 5 December is one too.
    assert days[3] == date(2026, 4, 6)
    assert days[6] == date(2026, 7, 6)
    assert days[8] == date(2026, 9, 7)
    assert all(day and day.weekday() < 5 for day in days)


def test_turns_that_meet_after_tet_are_one(house: House) -> None:
    programme = make_issued(house, task_plan(house.ward_a, due_on=date(2026, 2, 2), recurrence="weekly"))

    days = list(
        Assignment.objects.filter(task__programme=programme).order_by("turn").values_list("due_on", flat=True)
    )

    assert days[:3] == [date(2026, 2, 2), date(2026, 2, 9), date(2026, 2, 23)]
    assert len(set(days)) == len(days)
