"""What takes longer than a page may: drafts, several tasks and new deadlines of many units, in the background."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from nhipcau.programmes import actions, behind, issuing, large, repeating, tasks, together
from nhipcau.programmes.errors import BeingGivenError, EarlierDayError, NoReasonError
from nhipcau.programmes.models import Assignment, Giving, GivingStep, Programme, ProgrammeState
from nhipcau.programmes.tests.builders import AT, DUE, PLAN, make_draft, task_plan
from nhipcau.units.tests.builders import House

QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
LATER = date(2026, 11, 20)


@pytest.fixture
def everything_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done while a page waits."""
    monkeypatch.setattr(behind, "AT_ONCE", 0)


def wards(house: House) -> tuple[int, ...]:
    return (house.ward_a.pk, house.ward_b.pk)


def given(programme: Programme) -> list[tuple[str, int, str]]:
    rows = Assignment.objects.filter(task__programme=programme).order_by("task__position", "unit", "turn")
    return list(rows.values_list("task__title", "unit_id", "part"))


def test_a_draft_of_few_units_is_whole_at_once(house: House) -> None:
    assert len(given(make_draft(house, task_plan(each=wards(house))))) == 2
    assert not Giving.objects.exists()


@pytest.mark.usefixtures("everything_large")
def test_a_draft_of_many_units_is_closed_until_they_are_all_written(house: House, client: Client) -> None:
    draft = make_draft(
        house, task_plan(each=wards(house)), task_plan(house.ward_a, house.ward_b, title="Hai")
    )
    client.force_login(house.son)

    page = client.get(reverse("programmes:programme", args=[draft.pk])).content.decode()
    for refused in (
        lambda: actions.add_task(draft, task_plan(house.ward_a), by=house.son, at=AT),
        lambda: issuing.begin_issuing(draft, by=house.son, at=AT),
        lambda: issuing.issue_programme(draft, by=house.son, at=AT),
    ):
        with pytest.raises(BeingGivenError):
            refused()
    before = given(draft)
    large.go_on(draft.pk, at=AT)
    large.go_on(draft.pk, at=AT)

    assert "<progress" in page
    assert before == []
    assert sorted(part for _title, _unit, part in given(draft)) == ["each", "each", "lead", "partner"]
    kept = Giving.objects.get()
    assert (kept.given, kept.tasks, kept.finished_at, kept.wanted) == (2, 2, AT, {})
    assert issuing.issue_programme(draft, by=house.son, at=AT).state == ProgrammeState.ISSUED


@pytest.mark.usefixtures("everything_large")
def test_one_that_stopped_half_way_goes_on_from_there(house: House, client: Client) -> None:
    draft = make_draft(house, task_plan(each=wards(house)), task_plan(each=wards(house), title="Hai"))
    first, units = behind.read(Giving.objects.get().wanted)[0]
    actions._give(draft.tasks.get(pk=first), units)
    Giving.objects.update(fault="Máy chủ dừng.", given=1)
    client.force_login(house.son)

    page = client.get(reverse("programmes:programme", args=[draft.pk])).content.decode()
    with pytest.raises(BeingGivenError):
        actions.add_task(draft, task_plan(house.ward_a), by=house.son, at=AT)
    client.post(reverse("programmes:go_on", args=[draft.pk]))
    large.go_on(draft.pk, at=AT)

    assert "Máy chủ dừng." in page
    assert reverse("programmes:go_on", args=[draft.pk]) in page
    assert len(given(draft)) == 4


@pytest.mark.usefixtures("everything_large")
def test_what_is_in_no_queue_after_a_stop_is_queued_once(house: House) -> None:
    draft = make_draft(house, task_plan(each=wards(house)))

    with override_settings(TASKS=QUEUED):
        tasks.hand_over_waiting()
        tasks.hand_over_waiting()

    queued = DBTaskResult.objects.filter(task_path=tasks.give_large_programme.module_path)
    assert [one.args_kwargs["args"] for one in queued] == [[draft.pk]]


def test_a_page_sent_twice_makes_one_programme(house: House) -> None:
    once = uuid4()

    made = [
        actions.make_programme(
            house.department, PLAN, [task_plan(house.ward_a)], once=once, by=house.son, at=AT
        )
        for _again in range(2)
    ]

    assert made[0] == made[1]
    assert Programme.objects.count() == 1


def test_the_page_of_a_new_programme_sent_twice_makes_one(house: House, client: Client) -> None:
    client.force_login(house.son)
    page = client.get(reverse("programmes:again", args=[make_draft(house).pk]))
    values = {
        "title": "Năm sau", "starts_on": "01/01/2027", "ends_on": "31/12/2027", "years": "1",
        "page": str(page.context["form"]["page"].value()),
    }  # fmt: skip

    answers = [client.post(page.wsgi_request.path, values).url for _again in range(2)]  # type: ignore[attr-defined]

    assert answers[0] == answers[1]
    assert Programme.objects.filter(title="Năm sau").count() == 1


@pytest.mark.usefixtures("everything_large")
def test_the_next_years_programme_of_many_units_is_made_in_the_background(house: House) -> None:
    before = make_draft(house, task_plan(each=wards(house)))
    large.go_on(before.pk, at=AT)

    made = repeating.repeat_programme(
        before, PLAN, 1, {house.ward_a.pk, house.ward_b.pk}, today=AT.date(), by=house.son, at=AT
    )
    empty = given(made)
    large.go_on(made.pk, at=AT)

    assert empty == []
    assert len(given(made)) == 2


@pytest.mark.usefixtures("everything_large")
def test_several_tasks_of_a_draft_are_given_to_many_units_in_the_background(house: House) -> None:
    draft = make_draft(house, task_plan(house.department, house.ward_b))
    large.go_on(draft.pk, at=AT)
    chosen = [draft.tasks.get().pk]

    together.change_tasks(draft, chosen, together.Same(each=wards(house)), by=house.son, at=AT)
    before = given(draft)
    large.go_on(draft.pk, at=AT)

    assert [part for _title, _unit, part in before] == ["lead", "partner"]
    assert [(unit, part) for _title, unit, part in given(draft)] == [
        (pk, "each") for pk in sorted(wards(house))
    ]


@pytest.mark.usefixtures("everything_large")
def test_a_change_that_moves_no_unit_is_made_at_once(house: House) -> None:
    draft = make_draft(house, task_plan(each=wards(house)))
    large.go_on(draft.pk, at=AT)

    together.change_tasks(draft, [draft.tasks.get().pk], together.Same(due_on=LATER), by=house.son, at=AT)

    assert draft.tasks.get().due_on == LATER
    assert Giving.objects.get().finished_at == AT


@pytest.mark.usefixtures("everything_large")
def test_new_deadlines_of_many_units_are_set_in_the_background_and_refused_before(house: House) -> None:
    issued = _issued(house)
    chosen = [issued.tasks.get().pk]

    with pytest.raises(NoReasonError):
        together.change_deadlines(issued, chosen, LATER, reason=" ", by=house.son, at=AT)
    with pytest.raises(EarlierDayError):
        together.change_deadlines(issued, chosen, date(2026, 8, 1), reason="Mưa.", by=house.son, at=AT)
    together.change_deadlines(issued, chosen, LATER, reason="Mưa.", by=house.son, at=AT)
    with pytest.raises(BeingGivenError):
        together.change_deadlines(issued, chosen, LATER, reason="Mưa.", by=house.son, at=AT)
    before = set(Assignment.objects.values_list("due_on", flat=True))
    large.go_on(issued.pk, at=AT)
    large.go_on(issued.pk, at=AT)

    assert before == {DUE}
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {LATER}


@pytest.mark.usefixtures("everything_large")
def test_new_deadlines_stop_where_whoever_asked_for_them_no_longer_plans(house: House) -> None:
    issued = _issued(house)
    together.change_deadlines(issued, [issued.tasks.get().pk], LATER, reason="Mưa.", by=house.son, at=AT)
    house.son.memberships.all().delete()

    large.go_on(issued.pk, at=AT)

    assert Giving.objects.get(step=GivingStep.DEADLINE).fault
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {DUE}


def _issued(house: House) -> Programme:
    programme = make_draft(house, task_plan(each=wards(house), starts_on=date(2026, 9, 1)))
    large.go_on(programme.pk, at=AT)
    return issuing.issue_programme(programme, by=house.son, at=AT)
