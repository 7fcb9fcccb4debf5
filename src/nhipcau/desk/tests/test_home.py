"""After signing in, each role sees its own work first."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation

from nhipcau.activities.models import Activity
from nhipcau.desk import overviews
from nhipcau.programmes.tests.builders import make_issued, task_plan
from nhipcau.registry.models import Document, DocumentState
from nhipcau.registry.tests.builders import make_document
from nhipcau.reporting import actions as reporting
from nhipcau.reporting.models import Collection, SubmissionState
from nhipcau.reporting.tests.builders import (
    DUE,
    make_activity,
    make_answer,
    make_collection,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units.tests.builders import House

SENT = DUE - timedelta(days=10)
BEFORE_DUE = DUE - timedelta(days=3)
AFTER_DUE = DUE + timedelta(days=2)


@pytest.fixture(autouse=True)
def in_english() -> None:
    """The words of these tests are the code's own."""
    translation.activate("en")


@pytest.fixture
def collection(house: House) -> Collection:
    """A quarter's report that both wards owe the province."""
    form = make_form(house.province, make_indicator("sessions"))
    return make_collection(form, house.ward_a, house.ward_b)


def _titles(jobs: list[overviews.Job]) -> list[str]:
    return [job.title for job in jobs]


def test_a_reporter_sees_the_report_that_is_due_and_only_that_of_the_own_unit(
    house: House, collection: Collection
) -> None:
    [job] = overviews.first_things(overviews.Desk(house.lan, BEFORE_DUE))

    assert job.title == str(collection)
    assert job.detail == "3 days left"
    assert job.url.endswith(f"/units/{house.ward_a.pk}/")


def test_a_reporter_sees_a_report_whose_activities_were_changed_after_it_was_sent(
    house: House, collection: Collection
) -> None:
    begun = reporting.start_submission(collection, house.ward_a, by=house.lan, at=SENT)
    entries = {"sessions": reporting.Entry("3")}
    saved = reporting.save_values(begun, entries, revision=0, by=house.lan, at=SENT).submission
    sent = reporting.submit_submission(saved, revision=1, by=house.lan, at=SENT)
    later = make_activity(house.ward_a, house.lan, {"sessions": 2})
    Activity.objects.filter(pk=later.pk).update(logged_at=SENT + timedelta(days=1))

    [job] = overviews.first_things(overviews.Desk(house.lan, BEFORE_DUE))

    assert job.detail == "Activities of 1 figure were changed after it was sent"
    assert job.url.endswith(f"/submissions/{sent.pk}/")


def test_what_is_due_later_comes_up_and_does_not_press(house: House, collection: Collection) -> None:
    early = DUE - timedelta(days=60)

    assert overviews.first_things(overviews.Desk(house.lan, early)) == []
    assert _titles(overviews.coming_up(overviews.Desk(house.lan, early))) == [str(collection)]
    assert overviews.coming_up(overviews.Desk(house.lan, BEFORE_DUE)) == []


def test_a_returned_report_says_why_and_how_many_figures(house: House, collection: Collection) -> None:
    answer = make_answer(collection, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)
    reporting.return_submission(
        answer,
        reason="Kiểm tra lại",
        cells={"sessions": "Sai"},
        revision=answer.revision,
        by=house.minh,
        at=BEFORE_DUE,
    )

    [job] = overviews.first_things(overviews.Desk(house.lan, BEFORE_DUE))

    assert (job.state, job.detail) == ("returned", "1 figure · Kiểm tra lại")


def test_an_officer_is_told_who_is_late_only_once_it_is_due(house: House, collection: Collection) -> None:
    make_answer(collection, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)

    assert overviews.first_things(overviews.Desk(house.son, BEFORE_DUE)) == []
    [job] = overviews.first_things(overviews.Desk(house.son, AFTER_DUE))
    assert job.detail == "1 unit has not sent it"


def test_an_approver_sees_what_waits_for_the_own_word_and_a_stranger_does_not(
    house: House, collection: Collection
) -> None:
    make_answer(collection, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)

    assert len(overviews.first_things(overviews.Desk(house.minh, BEFORE_DUE))) == 1
    assert overviews.first_things(overviews.Desk(house.hoa, BEFORE_DUE))[0].state != "submitted"
    assert overviews.first_things(overviews.Desk(house.khach, BEFORE_DUE)) == []


def test_the_tiles_tell_sent_from_missing(house: House, collection: Collection) -> None:
    make_answer(collection, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)

    [progress] = overviews.progress_of_units(house.son, AFTER_DUE)

    assert (progress.sent, progress.missing, progress.is_due) == (1, 1, True)
    assert overviews.progress_of_units(house.khach, AFTER_DUE) == []


def test_what_is_due_comes_before_what_still_runs_and_names_only_who_is_missing(house: House) -> None:
    form = make_form(house.province, make_indicator("sessions"))
    due = make_collection(form, house.ward_a, house.ward_b, period=make_period(number=3))
    due.due_at = DUE - timedelta(days=90)
    due.save(update_fields=["due_at"])
    make_collection(form, house.ward_a, house.ward_b)
    make_answer(due, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)

    first, second = overviews.progress_of_units(house.son, BEFORE_DUE)

    assert first.collection == due
    assert [tile.unit_id for tile in first.late_tiles] == [house.ward_b.pk]
    assert [tile.unit_id for tile in first.sent_tiles] == [house.ward_a.pk]
    assert (second.is_due, second.late_tiles) == (False, ())


def test_of_many_units_the_first_are_shown_and_the_list_has_the_rest(
    house: House, collection: Collection
) -> None:
    [progress] = overviews.progress_of_units(house.son, AFTER_DUE)
    few = dataclasses.replace(progress, most=1)

    assert (len(few.shown.first), few.shown.more) == (1, 1)
    assert (len(progress.shown.first), progress.shown.more) == (2, 0)

    page = render_to_string("desk/who_is_missing.html", {"collections": [few]})

    assert "And 1 more unit: see the list" in page


def test_a_document_that_only_has_a_file_name_is_not_named_twice(house: House) -> None:
    make_document(house.province, house.son, text="Giới thiệu lễ hội mùa hè.")

    [job] = overviews.first_things(overviews.Desk(house.son, BEFORE_DUE))

    assert job.title != job.detail


def test_a_document_that_could_not_be_read_presses_and_one_being_read_does_not(house: House) -> None:
    document = make_document(house.province, house.son)
    of_documents = Document.objects.filter(pk=document.pk)

    of_documents.update(state=DocumentState.FAILED)
    [job] = overviews.first_things(overviews.Desk(house.son, BEFORE_DUE))
    of_documents.update(state=DocumentState.WAITING)
    while_being_read = overviews.first_things(overviews.Desk(house.son, BEFORE_DUE))

    assert (job.state_label, while_being_read) == ("Could not be read", [])


@pytest.mark.parametrize(
    ("person", "first"),
    [
        ("lan", "Log an activity"),
        ("son", "Take in files"),
        ("vy", "Write an item"),
        ("minh", "Who is missing"),
        ("phuc", "To do now"),
        ("tam", "Who is missing"),
        ("quang", "Your rooms"),
    ],
)
def test_the_home_page_shows_each_role_its_own_work(
    person: str, first: str, house: House, client: Client
) -> None:
    client.force_login(getattr(house, person))
    client.cookies["django_language"] = "en"

    page = client.get("/staff/")

    assert page.status_code == 200
    assert first in page.content.decode()


@pytest.mark.parametrize("person", ["lan", "son", "minh", "tam"])
def test_the_home_page_takes_few_queries_however_much_it_shows(
    person: str, house: House, collection: Collection, client: Client, django_assert_max_num_queries: Any
) -> None:
    make_collection(collection.form, house.ward_a, house.ward_b, period=make_period(number=3))
    make_answer(collection, house.ward_b, {"sessions": 3}, state=SubmissionState.SUBMITTED)
    make_activity(house.ward_a, house.lan, {"sessions": 2})
    returned = make_answer(collection, house.ward_a, {"sessions": 3}, state=SubmissionState.SUBMITTED)
    reporting.return_submission(
        returned,
        cells={"sessions": "?"},
        reason="Xem lại",
        revision=returned.revision,
        by=house.minh,
        at=AFTER_DUE,
    )
    make_issued(house, task_plan(house.ward_a))
    client.force_login(getattr(house, person))
    client.get("/staff/")

    with django_assert_max_num_queries(20):
        client.get("/staff/")


def test_a_person_without_a_role_today_does_not_get_in(house: House, client: Client) -> None:
    house.lan.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    client.force_login(house.lan)

    page = client.get("/staff/")

    assert page.status_code == 302
    assert "/login/" in page["Location"]
