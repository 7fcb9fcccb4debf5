"""Two people at one task at once, and asking after the deadline: refused beside its place, nothing typed lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.programmes import progress
from nhipcau.programmes.errors import AlreadyAskedError, AnsweredError, PastDayError
from nhipcau.programmes.models import Answer, Ask, AskKind, Assignment
from nhipcau.programmes.reminding import is_to_be_reminded, to_be_reminded
from nhipcau.programmes.tests.builders import AT, DUE, assignment_of, make_issued, task_plan
from nhipcau.units.tests.builders import House


@pytest.fixture
def given(house: House) -> Assignment:
    return assignment_of(make_issued(house, task_plan(house.ward_a)), house.ward_a)


def extension(house: House, given: Assignment, day: date = DUE + timedelta(days=90)) -> Ask:
    return progress.ask(given, AskKind.EXTENSION, reason="Chờ kinh phí.", day=day, by=house.lan, at=AT)


def test_the_second_of_two_who_answer_sees_that_it_was_answered_and_what_was_written(
    house: House, given: Assignment, client: Client
) -> None:
    asked = extension(house, given)
    progress.refuse(asked, text="Đã có kinh phí.", by=house.son, at=AT)
    client.force_login(house.son)

    answer = client.post(reverse("programmes:answer", args=[asked.pk]), {"text": "Gia hạn nhé", "grant": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Gia hạn nhé" in page
    assert str(AnsweredError.message) in page
    assert Ask.objects.get().answer == Answer.REFUSED


def test_the_second_of_two_who_ask_sees_that_something_was_asked_and_what_was_written(
    house: House, given: Assignment, client: Client
) -> None:
    extension(house, given)
    client.force_login(house.lan)

    answer = client.post(
        reverse("programmes:ask", args=[given.pk]), {"kind": "return", "reason": "Không thuộc phạm vi của xã"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không thuộc phạm vi của xã" in page
    assert str(AlreadyAskedError.message) in page
    assert Ask.objects.count() == 1


def test_after_the_deadline_a_later_one_may_be_asked_for_that_has_not_passed(
    house: House, given: Assignment, client: Client
) -> None:
    today = timezone.localdate()
    Assignment.objects.update(due_on=today - timedelta(days=20))
    client.force_login(house.lan)
    address = reverse("programmes:ask", args=[given.pk])
    typed = {"kind": "extension", "reason": "Chờ kinh phí."}
    passed = client.post(address, {**typed, "day": (today - timedelta(days=2)).isoformat()})
    form = passed.context["ask"]
    with pytest.raises(PastDayError):
        progress.ask(
            given,
            AskKind.EXTENSION,
            reason="Chờ.",
            day=today - timedelta(days=2),
            by=house.lan,
            at=timezone.now(),
        )

    later = client.post(address, {**typed, "day": today.isoformat()})

    assert passed.status_code == 422
    assert list(form.errors) == ["day"]
    assert "Chờ kinh phí." in passed.content.decode()
    assert later.status_code == 302
    assert Ask.objects.get().day == today


@pytest.mark.parametrize(
    "state", ["not_started", "under_way", "waiting", "done", "returned", "passed_on", "withdrawn"]
)
@pytest.mark.parametrize("optional", [False, True])
@pytest.mark.parametrize("asks", [False, True])
def test_one_assignment_is_judged_as_all_are(
    house: House, given: Assignment, state: str, *, optional: bool, asks: bool
) -> None:
    if asks:
        extension(house, given)
    Assignment.objects.update(state=state)
    given.task.optional = optional
    given.task.save()

    one = Assignment.objects.select_related("task__programme").get()

    assert is_to_be_reminded(one) == to_be_reminded().filter(pk=one.pk).exists()
