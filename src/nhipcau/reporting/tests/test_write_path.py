"""What saving and sending cost, so that the last hour before a deadline holds; and what is kept between requests."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from nhipcau.reporting import shapes
from nhipcau.reporting.actions import Entry, open_collection, save_values, start_submission, submit_submission
from nhipcau.reporting.asking import FieldAsked
from nhipcau.reporting.errors import MissingCellsError
from nhipcau.reporting.forming import keep_section
from nhipcau.reporting.models import Collection, Form, Submission
from nhipcau.reporting.tests.builders import (
    AFTER_CUT_OFF,
    DURING,
    make_form,
    make_indicator,
    make_period,
)
from nhipcau.units import reach
from nhipcau.units.models import Membership, Role
from nhipcau.units.tests.builders import House

FIGURES = 60
# Of the whole request. A test asks more than an office does, 16 and 19: roles twice before the transaction, savepoints,
# and the letter of a sending is written at once.
SAVING, SENDING = 18, 25


@pytest.fixture
def form(house: House) -> Form:
    return make_form(house.province, *(make_indicator(f"so-{number}") for number in range(FIGURES)))


@pytest.fixture
def collection(house: House, form: Form) -> Collection:
    return open_collection(form, make_period(), by=house.son, at=DURING, units=[house.ward_a, house.ward_b])


def begun(collection: Collection, house: House) -> Submission:
    return start_submission(collection, house.ward_a, by=house.lan, at=DURING)


def test_saving_and_sending_ask_the_database_few_times(
    house: House, collection: Collection, client: Client, django_assert_max_num_queries: Any
) -> None:
    answer, other = (
        begun(collection, house),
        start_submission(collection, house.ward_b, by=house.hoa, at=DURING),
    )
    typed = {f"number-so-{number}": str(number) for number in range(FIGURES)}
    client.force_login(house.hoa)  # so that what a process keeps is read
    address = reverse("reporting:submission", args=[other.pk])
    client.post(f"{address}save/", typed | {"revision": "0"}, headers={"accept": "application/json"})
    client.post(f"{address}submit/", {"revision": "1", "looked": "on"})

    client.force_login(house.lan)
    address = reverse("reporting:submission", args=[answer.pk])
    with django_assert_max_num_queries(SAVING):
        kept = client.post(
            f"{address}save/", typed | {"revision": "0"}, headers={"accept": "application/json"}
        )
    with django_assert_max_num_queries(SENDING):
        sent = client.post(f"{address}submit/", {"revision": "1", "looked": "on"})

    assert kept.json()["revision"] == 1
    assert sent["Location"] == address
    answer.refresh_from_db()
    assert answer.state == "submitted"
    assert answer.values.filter(state="number").count() == FIGURES


def test_an_asked_form_is_read_once(form: Form, collection: Collection) -> None:
    form.refresh_from_db()
    assert form.stamp
    shapes.shape_of(form)

    with CaptureQueriesContext(connection) as queries:
        shape = shapes.shape_of(form)

    assert not queries.captured_queries
    assert len(shape.fields) == FIGURES


def test_a_form_whose_shape_may_change_is_read_each_time(
    house: House, form: Form, collection: Collection
) -> None:
    form.refresh_from_db()
    assert len(shapes.shape_of(form).fields) == FIGURES
    collection.delete()

    section = form.sections.get()
    asked = [FieldAsked(one.indicator) for one in section.fields.order_by("position")[:2]]
    keep_section(
        form, section, title="Hai số", title_en="Two", fields=asked, questions=[], by=house.son, at=DURING
    )

    form.refresh_from_db()
    assert form.stamp == ""
    assert len(shapes.shape_of(form).fields) == 2


def test_what_is_missing_is_told_by_the_name_it_has_now(
    house: House, form: Form, collection: Collection
) -> None:
    answer = begun(collection, house)
    entries = {f"so-{number}": Entry("1") for number in range(1, FIGURES)}
    answer = save_values(answer, entries, revision=0, by=house.lan, at=DURING).submission
    indicator = form.sections.get().fields.get(indicator__code="so-0").indicator
    indicator.name = "Số lễ hội"
    indicator.save()

    with pytest.raises(MissingCellsError, match="Số lễ hội"):
        submit_submission(answer, revision=1, by=house.lan, at=AFTER_CUT_OFF)


def test_another_forms_stamp_is_never_taken_over(house: House, form: Form, collection: Collection) -> None:
    other = make_form(house.province, make_indicator("khac"), title="Báo cáo khác")
    form.refresh_from_db()
    shapes.stamp(other)
    other.refresh_from_db()

    assert other.stamp != form.stamp
    assert [one.indicator.code for one in shapes.shape_of(other).fields] == ["khac"]


@pytest.mark.django_db(transaction=True)
def test_a_request_that_writes_reads_roles_once_before_its_transaction_and_anew_in_it(house: House) -> None:
    today = timezone.localdate()
    seen: list[list[tuple[int, str]]] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(reach.held_by(house.lan, today))
        Membership.objects.filter(user=house.lan).delete()
        seen.append(reach.held_by(house.lan, today))
        with transaction.atomic():
            seen.append(reach.held_by(house.lan, today))
        seen.append(reach.held_by(house.lan, today))
        return HttpResponse()

    request = RequestFactory().post("/")
    request.user = AnonymousUser()
    reach.ReadOnceMiddleware(view)(request)

    assert seen[0] == [(house.ward_a.pk, Role.REPORTER)]
    assert seen[1] == seen[0]
    assert seen[2:] == [[], []]
